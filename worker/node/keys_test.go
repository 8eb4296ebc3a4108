package node

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestKeysAreRotated(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s := Settings{Data: data}

	t.Run("not in a house without any", func(t *testing.T) {
		require.ErrorContains(t, RotateKeys(s), "no keys")
	})

	before := live(t, data, 0)
	o := &office{Node: before, t: t}
	o.item, _ = before.inForce.Catalogue().Find("food-business-catering")
	require.NoError(t, o.file(t.Context(), "before"))
	require.NoError(t, before.Close())

	t.Run("and what was written before goes on: rows, bodies, attachments and running workflows", func(t *testing.T) {
		require.NoError(t, RotateKeys(s))
		require.FileExists(t, filepath.Join(data, "keys", "data-0002.key"))
		require.FileExists(t, filepath.Join(data, "keys", "temporal-0002.key"))
		after := live(t, data, 0)
		p := &office{Node: after, t: t, item: o.item}
		row, err := after.store.Case(t.Context(), "before")
		require.NoError(t, err)
		require.EqualValues(t, "某店", row.ApplicantName)
		require.NoError(t, p.walk(t.Context(), "before"))
		require.NoError(t, p.file(t.Context(), "after"))
		soundly(t, after)
	})
}
