package process_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
)

func compile(t testing.TB, text string) *process.Bundle {
	src, err := process.Parse("small.yaml", []byte(text))
	require.NoError(t, err)
	b, err := process.Compile(src, office{}, defaults(t))
	require.NoError(t, err)
	return b
}

func TestEqualContentHasTheEqualHash(t *testing.T) {
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	b := compile(t, string(text))
	require.Len(t, b.Hash, 64)
	require.Equal(t, b.Hash, b.Procedure.Bundle, "the case is bound to the bundle")
	for range 20 {
		require.Equal(t, b.Hash, compile(t, string(text)).Hash, "every time")
	}
	written := "# a remark\n" + strings.Replace(string(text), "levels: [3, 4]\nbody: 1\n", "body: 1\nlevels:\n- 3\n- 4\n", 1)
	require.Equal(t, b.Hash, compile(t, written).Hash, "remarks, order of keys and layout do not count")
	for _, change := range [][2]string{
		{"promised: 7", "promised: 8"}, {"amount: 80", "amount: 81"}, {"max_length: 20", "max_length: 21"},
		{"夜市另行规定", "夜市不办"}, {"R-T6, A16", "R-T6"}, {"form.area > 10", "form.area > 11"},
	} {
		require.NotEqual(t, b.Hash, compile(t, strings.Replace(string(text), change[0], change[1], 1)).Hash, change[0])
	}
}

func TestAStoredBundleComesBackWholeOrNotAtAll(t *testing.T) {
	b := stall(t)
	stored, err := json.Marshal(b)
	require.NoError(t, err)
	back, err := process.Restore(stored)
	require.NoError(t, err)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(stored), string(again))
	holds, err := back.Holds(back.Procedure.StepIndex("onsite"), json.RawMessage(`{"area":11}`))
	require.NoError(t, err)
	require.True(t, holds, "its conditions work")
	require.NotEmpty(t, faultsOf(t, back, map[string]any{}), "its form works")

	for _, forged := range []string{
		strings.Replace(string(stored), `"n":7`, `"n":9`, 1),
		strings.Replace(string(stored), b.Hash, strings.Repeat("0", 64), 1),
		"{}", "null", "",
	} {
		_, err := process.Restore([]byte(forged))
		require.ErrorContains(t, err, "restore bundle")
	}
}

func TestALaterVersionTakesOverAndTheEarlierIsStillFound(t *testing.T) {
	c := published(t)
	food, _ := c.Find("food-business-catering")
	files, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	later := compile(t, strings.Replace(string(files), "item: street-stall", "item: food-business-catering", 1))
	next := c.With(later)
	now, found := next.Find("food-business-catering")
	require.True(t, found)
	require.Equal(t, later.Hash, now.Hash)
	old, found := next.ByHash(food.Hash)
	require.True(t, found, "cases that are bound to it go on")
	require.Equal(t, food, old)
	require.Len(t, next.All(), 53)
	before, _ := c.Find("food-business-catering")
	require.Equal(t, food.Hash, before.Hash, "the catalogue in use is not changed")
	_, found = next.Find("no-such-item")
	require.False(t, found)
}
