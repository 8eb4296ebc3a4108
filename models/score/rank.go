package score

import (
	"cmp"
	"slices"
)

// rank gives everybody with enough cases a rank by published score: equal scores share one, and the next rank is as far
// on as there were equals. Who has too few cases stands behind them without a rank.
func rank(results []Result, least int) {
	counts := func(r Result) bool { return r.Sample >= least }
	slices.SortFunc(results, func(a, b Result) int {
		if counts(a) != counts(b) {
			if counts(a) {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Object.ID, b.Object.ID))
	})
	for i := range results {
		results[i].Rank = 0
		switch {
		case !counts(results[i]):
		case i > 0 && results[i].Score == results[i-1].Score:
			results[i].Rank = results[i-1].Rank
		default:
			results[i].Rank = i + 1
		}
	}
}
