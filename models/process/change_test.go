package process_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/supervision"
)

// covers S20, S33
func TestWhatANewVersionChanges(t *testing.T) {
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	before := compile(t, string(text))
	everybody := func(string, string) bool { return true }
	against := func(from, to string) supervision.Change {
		t.Helper()
		require.Contains(t, string(text), from)
		return compile(t, strings.Replace(string(text), from, to, 1)).Changed(before, everybody)
	}

	t.Run("nothing, when only words differ", func(t *testing.T) {
		require.Equal(t, supervision.Change{NotApart: before.Changed(before, everybody).NotApart}, against("name: 临时摊位许可", "name: 摊位许可"))
	})

	t.Run("a longer promise, not a shorter one", func(t *testing.T) {
		require.True(t, against("promised: 7 working_day", "promised: 8 working_day").PromisedLonger)
		require.False(t, against("promised: 7 working_day", "promised: 6 working_day").PromisedLonger)
		require.True(t, against("statutory: 20 working_day", "statutory: 30 working_day").StatutoryLonger)
	})

	t.Run("a material or a condition that was not asked for before", func(t *testing.T) {
		c := against("materials:\n", "materials:\n  - {name: 健康证, name_en: Health, required: true, medium: electronic, copies: 1, source: applicant}\n")
		require.Equal(t, []string{"健康证"}, c.Materials)
		c = against("materials:\n", "materials:\n  - {name: 健康证, name_en: Health, required: false, medium: electronic, copies: 1, source: applicant}\n")
		require.Empty(t, c.Materials, "nobody has to bring it")
		require.Equal(t, []string{"有健康证"}, against("materials:\n", "conditions: [有健康证]\nmaterials:\n").Conditions)
	})

	t.Run("steps for which nobody is appointed", func(t *testing.T) {
		c := before.Changed(before, func(_, role string) bool { return role != "handler" })
		require.NotEmpty(t, c.Unmanned)
		require.Empty(t, before.Changed(before, everybody).Unmanned)
	})

	t.Run("S96: an item that no window takes in", func(t *testing.T) { // covers S96
		require.False(t, before.Changed(nil, everybody).OutsideWindow)
		require.True(t, against("kind: accept, role: window_clerk", "kind: accept, role: handler").OutsideWindow)
	})

	t.Run("the first version is compared with nothing", func(t *testing.T) {
		c := before.Changed(nil, everybody)
		require.True(t, c.First)
		require.False(t, c.PromisedLonger)
		require.Empty(t, c.Materials)
	})
}
