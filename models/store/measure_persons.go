package store

import (
	"context"
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// decisions joins the decided cases of twelve months with the line that decided each.
func (s *Store) decisions(l supervision.Look) (from string, c conds) {
	c = spanOf(l, "c.decided", true)
	return "case_rows c JOIN `lines` l ON l.subject = c.id AND l.acted = c.decided AND l.verb IN ('approve', 'refuse')", c
}

// decided is how many cases of an applicant somebody decided in a unit.
type decided struct {
	unit, who, account string
	n                  float64
}

// concentration looks, for each applicant of a unit, at who decided most of the cases, and how many of all other
// applicants' cases the same person decided there.
func (s *Store) concentration(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
	from, c := s.decisions(l)
	statement := "SELECT c.unit, c.applicant_ref, " + s.tongue().actor + " AS account, COUNT(*) AS n FROM " + from + " WHERE " + c.String() +
		" GROUP BY c.unit, c.applicant_ref, account"
	var rows []decided
	unit, person, applicant := map[string]float64{}, map[[2]string]float64{}, map[[2]string]float64{}
	err := s.eachRow(ctx, statement, c.args, 3, 1, func(keys []string, n []int64) {
		r := decided{keys[0], keys[1], keys[2], float64(n[0])}
		rows = append(rows, r)
		unit[r.unit] += r.n
		person[[2]string{r.unit, r.account}] += r.n
		applicant[[2]string{r.unit, r.who}] += r.n
	})
	var out []supervision.Sighting
	for _, r := range rows {
		all := applicant[[2]string{r.unit, r.who}]
		if 2*r.n <= all {
			continue // nobody decides most of them
		}
		others := 1.0
		if rest := unit[r.unit] - all; rest > 0 {
			others = (person[[2]string{r.unit, r.account}] - r.n) / rest
		}
		out = append(out, supervision.Sighting{Unit: r.unit, Holder: r.account, Who: r.who, Numbers: map[string]float64{
			"cases": all, "hits": r.n, "share": r.n / all, "others": others,
		}})
	}
	return out, err
}

// mostPairs bounds how many refused and then granted applications of an item one look compares.
const mostPairs = 1000

// flipped finds applications that were refused and then granted with the same files by somebody else.
func (s *Store) flipped(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
	c := spanOf(l, "c.decided", false)
	c.add("c.outcome = 'granted' AND d.outcome = 'denied' AND d.item = c.item AND d.decided < c.submitted AND d.decided >= ?", instant(l.Year()))
	statement := "SELECT c.unit, c.id, d.id AS refused FROM case_rows c JOIN case_rows d ON d.applicant_ref = c.applicant_ref WHERE " +
		c.String() + " ORDER BY c.id, d.id LIMIT 1000"
	var pairs [][]string
	if err := s.eachRow(ctx, statement, c.args, 3, 0, func(keys []string, _ []int64) { pairs = append(pairs, keys) }); err != nil {
		return nil, err
	}
	var out []supervision.Sighting
	for _, pair := range pairs[:min(len(pairs), mostPairs)] {
		granted, err := s.brought(ctx, pair[1], models.Approve)
		if err != nil {
			return nil, err
		}
		refused, err := s.brought(ctx, pair[2], models.Refuse)
		if err != nil {
			return nil, err
		}
		if len(granted.files) > 0 && slices.Equal(granted.files, refused.files) && granted.by != refused.by {
			out = append(out, supervision.Sighting{
				Unit: pair[0], Holder: granted.by, Who: pair[1], Numbers: map[string]float64{"cases": 2}, Cases: []string{pair[2], pair[1]},
			})
		}
	}
	return out, nil
}

// brought is what an applicant handed in, and who decided.
type brought struct {
	files []string
	by    string
}

func (s *Store) brought(ctx context.Context, subject string, decision models.Verb) (brought, error) {
	lines, err := s.Lines(ctx, subject, 1)
	var b brought
	for _, l := range lines {
		switch l.Verb {
		case models.Submit, models.Supply:
			b.files = append(b.files, l.Facts.Files...)
		case decision:
			b.by = l.Actor.Account // the last one decides
		}
	}
	slices.Sort(b.files)
	b.files = slices.Compact(b.files)
	return b, err
}
