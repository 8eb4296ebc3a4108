package api

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// covers S05
func TestWhoWatchesTheSupervisors(t *testing.T) {
	o := openOffice(t)
	o.late()
	var found Oversight
	o.get(leader, "/oversight").is(200).into(&found)

	t.Run("every rule over supervisors is a column (R-S1 to R-S7)", func(t *testing.T) {
		codes := each(found.Rules, func(r OversightRule) string { return r.Code + " " + string(r.Finds) })
		require.Equal(t, []string{"R-S1 cards", "R-S2 cards", "R-S3 cards", "R-S4 cards", "R-S5 leads", "R-S6 cards", "R-S7 leads"}, codes)
	})

	t.Run("who handles cases does not see it", func(t *testing.T) { o.get(handler, "/oversight").is(403) })

	t.Run("every figure is as long as the list behind it", func(t *testing.T) {
		for _, row := range found.Rows {
			for i, r := range found.Rules {
				var cards CardPage
				if r.Finds == OversightRuleFindsCards {
					o.get(leader, "/cards?limit=200&rule="+r.Code+"&unit="+row.Unit.Id).is(200).into(&cards)
					require.Len(t, cards.Rows, row.Counts[i], row.Unit.Id+" "+r.Code)
				}
			}
		}
	})

	t.Run("a row has as many figures as there are rules", func(t *testing.T) {
		require.False(t, slices.ContainsFunc(found.Rows, func(r OversightRow) bool { return len(r.Counts) != len(found.Rules) }))
	})
}
