package api

import (
	"context"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/policies/access"
)

// CountCards counts the signals of each unit or person in the year that ends with a day, and says what they lead to
// (domain.md 2.4, 8).
func (s *Server) CountCards(ctx context.Context, req CountCardsRequestObject) (CountCardsResponseObject, error) {
	q := req.Params
	last := clock.DateOf(s.Now())
	if !q.Until.IsZero() {
		last = clock.DateOf(days(q.Until, q.Until).From)
	}
	year := rollingYear(last)
	v := s.sight(ctx, access.Read, access.Card, q.Path)
	rows, err := s.Cards.CardCounters(ctx, models.CounterFilter{
		Scope: v.ranges, Unit: q.Unit, Person: q.By == CountCardsParamsByPerson, Span: year.Span(),
	})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(c models.CardCounter) string { return c.Holder })...)
	if err != nil {
		return nil, err
	}
	counting, err := s.counting(last)
	if err != nil {
		return nil, err
	}
	out := CountCards200JSONResponse{From: dateOf(year.From), Until: dateOf(last), Rows: []CardCounter{}}
	for _, c := range rows {
		if !v.covers(access.Object{Kind: access.Card, Unit: c.Unit, Path: c.Path, Holder: c.Holder}) {
			continue
		}
		row := n.counter(counting, c)
		if err := s.leadOn(ctx, &row, c); err != nil {
			return nil, err
		}
		if !q.Leads || row.Leads != "" {
			out.Rows = append(out.Rows, row)
		}
	}
	return out, nil
}

// rollingYear is the year that ends with a day.
func rollingYear(last clock.Date) score.Period {
	return score.Period{From: (last + 1).AddMonths(-12), To: last + 1}
}

// leadOn tells which proceeding is open against somebody whose signals lead to one, or whether the reader may open it.
func (s *Server) leadOn(ctx context.Context, row *CardCounter, c models.CardCounter) (err error) {
	if row.Leads != CardCounterLeads(score.Accountability) {
		return nil
	}
	if row.Proceeding, err = s.proceedingOf(ctx, c.Unit, c.Holder); err != nil || row.Proceeding.Id != "" {
		return err
	}
	accused := access.Object{Kind: access.Proceeding, Unit: c.Unit, Path: c.Path}
	row.CanOpen = s.Gate.Decide(s.asker(ctx), access.Create, accused).Allowed
	return nil
}

// counting is what the scheme in force says that signals lead to.
func (s *Server) counting(day clock.Date) (score.Counting, error) {
	scheme := score.InForce(s.Schemes.Schemes(), score.Period{From: day, To: day + 1})
	if scheme == nil {
		return score.Counting{}, models.Errorf(models.Conflict, "no_scheme", "no scheme is in force on %s", day)
	}
	return scheme.Counters, nil
}

func (n *naming) counter(counting score.Counting, c models.CardCounter) CardCounter {
	judged := counting.Judge(c.Warnings, c.Yellows, c.Reds)
	return CardCounter{
		Unit: n.unit(c.Unit), Person: n.person(c.Holder), Warnings: c.Warnings, Yellows: c.Yellows, Reds: c.Reds,
		Scoring: judged.Scoring, Withdrawn: c.Withdrawn, SelfCorrected: c.Corrected, Leads: CardCounterLeads(judged.Leads),
	}
}
