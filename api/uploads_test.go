package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestForgottenUploads(t *testing.T) {
	o := openOffice(t)
	bring := func(text string) FileReceipt {
		var receipt FileReceipt
		o.send(ask{method: "POST", path: "/public/files", body: aPDF(text)}).is(201).into(&receipt)
		return receipt
	}
	tidied := func() { require.NoError(t, o.server.tidy(t.Context())) }
	there := func(r FileReceipt) bool { return len(o.vault[r.Address]) > 0 }

	forgotten, drafted := bring("无人认领"), bring("草稿中")
	o.send(ask{method: "POST", path: "/public/drafts", body: DraftContent{
		Item: foodItem, Materials: []map[string]any{{"no": 1, "files": []any{map[string]any{"receipt": drafted.Receipt}}}},
	}}).is(201)
	application := meal()
	application.Materials = o.brought()
	o.send(ask{method: "POST", path: "/public/applications", body: application, key: click()}).is(201)

	t.Run("within a day nothing goes", func(t *testing.T) {
		o.later(23 * time.Hour)
		tidied()
		require.True(t, there(forgotten))
	})
	t.Run("after a day goes what neither a case nor a draft names", func(t *testing.T) {
		same := bring("同一内容")
		o.later(2 * time.Hour)
		tidied()
		require.False(t, there(forgotten))
		require.True(t, there(drafted))
		require.True(t, there(same))
		require.Len(t, o.vault, 1+1+len(distinct(o, application)), "the case keeps its own")
	})
	t.Run("a content that somebody else brought too stays for him", func(t *testing.T) {
		first := bring("两人各传")
		o.later(20 * time.Hour)
		second := bring("两人各传")
		o.later(5 * time.Hour)
		tidied()
		require.Equal(t, first.Address, second.Address)
		require.True(t, there(second))
		o.later(25 * time.Hour)
		tidied()
		require.False(t, there(second))
	})
	t.Run("when the receipts have expired even a draft keeps nothing; too old a draft goes itself", func(t *testing.T) {
		o.later(receiptLife)
		tidied()
		require.False(t, there(drafted))
	})
}

// distinct are the contents of an application's files.
func distinct(o *office, a Application) map[string]bool {
	out := map[string]bool{}
	for _, m := range a.Materials {
		for _, receipt := range m.Files {
			u, ok := unsign[upload](o.server.Blinder, "receipt", receipt, o.clock().Add(-26*time.Hour))
			require.True(o.t, ok)
			out[u.File.Address] = true
		}
	}
	return out
}
