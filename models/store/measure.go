package store

import (
	"context"
	"fmt"
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// mostBehind is how many cases a lead names at most.
const mostBehind = 50

// Sightings takes a measure of one item's cases. It reads only, one statement or a few, each bounded by the item and the
// period. A Conflict that is models.GaveWay says that a person waited.
func (s *Store) Sightings(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
	measures := map[supervision.Measure]func(context.Context, supervision.Look) ([]supervision.Sighting, error){
		supervision.Fast: s.fast, supervision.LastDay: s.lastDay, supervision.Specials: s.shares, supervision.Endings: s.shares,
		supervision.Flipped: s.flipped, supervision.Concentration: s.concentration,
	}
	take, known := measures[l.Measure]
	if !known {
		return nil, fmt.Errorf("there is no measure %s", l.Measure)
	}
	done, err := s.place(ctx)
	if err != nil {
		return nil, fmt.Errorf("measure %s of %s: %w", l.Measure, l.Item, err)
	}
	defer done()
	mine, giveWay := context.WithCancel(ctx)
	defer giveWay()
	if !l.Insist {
		s.night.Store(&giveWay)
		defer s.night.Store(nil)
		if s.waiting.Load() > 0 {
			giveWay()
		}
	}
	out, err := take(mine, l)
	if mine.Err() != nil && ctx.Err() == nil {
		return nil, models.Errorf(models.Conflict, models.GaveWay, "a person waits who also reads long")
	}
	if err != nil {
		return nil, fmt.Errorf("measure %s of %s: %w", l.Measure, l.Item, err)
	}
	return out, nil
}

// span is the condition that an instant of row c lies in the time looked at, for the item. That no case was submitted
// after the time or ages before lets the database use the item's index.
func spanOf(l supervision.Look, column string, year bool) conds {
	from := l.From
	if year {
		from = l.Year()
	}
	var c conds
	c.add("c.item = ?", l.Item)
	c.add("c.submitted >= ? AND c.submitted < ?", instant(from.AddDate(-2, 0, 0)), instant(l.To))
	c.add(column+" >= ? AND "+column+" < ?", instant(from), instant(l.To))
	return c
}

// perUnit gathers sightings by unit, in the order in which they come.
type perUnit struct{ list []supervision.Sighting }

func (p *perUnit) of(unit string) *supervision.Sighting {
	i := slices.IndexFunc(p.list, func(s supervision.Sighting) bool { return s.Unit == unit })
	if i < 0 {
		i = len(p.list)
		p.list = append(p.list, supervision.Sighting{Unit: unit, Numbers: map[string]float64{}})
	}
	return &p.list[i]
}

func behind(s *supervision.Sighting, id string) {
	if len(s.Cases) < mostBehind {
		s.Cases = append(s.Cases, id)
	}
}

// fast finds the granted cases that took less time than one in a hundred of the item's took in twelve months, or less than
// a hundredth of what was promised.
func (s *Store) fast(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
	t := s.tongue()
	second := func(column string) string { return fmt.Sprintf(t.second, column) }
	took := "(" + second("c.decided") + " - " + second("c.accepted") + ")"
	promised := "(" + second("c.promised_due") + " - " + second("c.accepted") + ")"
	granted := func(year bool) conds {
		c := spanOf(l, "c.decided", year)
		c.add("c.outcome = 'granted' AND c.accepted IS NOT NULL AND c.promised_due IS NOT NULL")
		return c
	}
	sample := granted(true)
	var n int64
	if err := s.from(ctx).Raw("SELECT COUNT(*) FROM case_rows c WHERE "+sample.String(), sample.args...).Scan(&n).Error; err != nil || n == 0 {
		return nil, err
	}
	var least int64
	hundredth := fmt.Sprintf("SELECT %s AS took FROM case_rows c WHERE %s ORDER BY took LIMIT 1 OFFSET %d", took, sample, n/100)
	if err := s.from(ctx).Raw(hundredth, sample.args...).Scan(&least).Error; err != nil {
		return nil, err
	}
	c := granted(false)
	c.add("("+took+" < ? OR "+took+" * 100 < "+promised+")", least)
	var out perUnit
	err := s.eachRow(ctx, "SELECT c.unit, c.id FROM case_rows c WHERE "+c.String()+" ORDER BY c.unit, c.id", c.args, 2, 0, func(keys []string, _ []int64) {
		unit := out.of(keys[0])
		unit.Numbers["cases"]++
		unit.Numbers["sample"] = float64(n)
		behind(unit, keys[1])
	})
	return out.list, err
}

// lastDay counts the notices of missing material, and those of them that came on the last day for them.
func (s *Store) lastDay(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
	t := s.tongue()
	c := spanOf(l, "l.acted", false)
	statement := "SELECT c.unit, c.path, c.id, " + fmt.Sprintf(t.dayOf, "r.acted", shanghai) + " AS begun, " + fmt.Sprintf(t.dayOf, "l.acted", shanghai) +
		" AS told FROM case_rows c JOIN `lines` l ON l.subject = c.id AND l.verb = 'notify_supplement' JOIN `lines` r ON r.subject = c.id AND r.n = " +
		"(SELECT MAX(x.n) FROM `lines` x WHERE x.subject = c.id AND x.n < l.n AND x.verb IN ('submit', 'receive', 'supply')) WHERE " +
		c.String() + " ORDER BY c.unit, c.id"
	var out perUnit
	err := s.eachRow(ctx, statement, c.args, 5, 0, func(keys []string, _ []int64) {
		unit := out.of(keys[0])
		unit.Numbers["notices"]++
		if workdays(l.Calendar(keys[1]), keys[3], keys[4]) >= l.Days {
			unit.Numbers["late"]++
			behind(unit, keys[2])
		}
		unit.Numbers["share"] = unit.Numbers["late"] / unit.Numbers["notices"]
	})
	return out.list, err
}

// hitOf says over which cases a share is taken, and which of them are hits.
func hitOf(m supervision.Measure) (column, hit string) {
	if m == supervision.Specials {
		return "c.accepted", "EXISTS (SELECT 1 FROM `lines` l WHERE l.subject = c.id AND l.verb = 'start_special')"
	}
	return "c.ended", "c.status IN ('returned', 'voided', 'terminated', 'lapsed')"
}

// shares compares how often something happens in each unit with the same in the other units of the item.
func (s *Store) shares(ctx context.Context, l supervision.Look) ([]supervision.Sighting, error) {
	column, hit := hitOf(l.Measure)
	c := spanOf(l, column, false)
	statement := "SELECT c.unit, COUNT(*) AS n, SUM(CASE WHEN " + hit + " THEN 1 ELSE 0 END) AS hits FROM case_rows c WHERE " + c.String() +
		" GROUP BY c.unit ORDER BY c.unit"
	var out []supervision.Sighting
	err := s.eachRow(ctx, statement, c.args, 1, 2, func(keys []string, n []int64) {
		out = append(out, supervision.Sighting{Unit: keys[0], Numbers: map[string]float64{
			"cases": float64(n[0]), "hits": float64(n[1]), "share": float64(n[1]) / float64(n[0]),
		}})
	})
	supervision.Apart(out)
	return out, err
}

// Sighted names some of the cases behind a sighting that the measure itself did not name.
func (s *Store) Sighted(ctx context.Context, l supervision.Look, seen supervision.Sighting) ([]string, error) {
	if len(seen.Cases) > 0 {
		return seen.Cases, nil
	}
	from, c := "case_rows c", conds{}
	switch l.Measure {
	case supervision.Specials, supervision.Endings:
		column, hit := hitOf(l.Measure)
		c = spanOf(l, column, false)
		c.add(hit)
	case supervision.Concentration:
		from, c = s.decisions(l)
		c.add("c.applicant_ref = ? AND "+s.tongue().actor+" = ?", seen.Who, seen.Holder)
	default:
		return nil, nil
	}
	c.add("c.unit = ?", seen.Unit)
	var ids []string
	statement := fmt.Sprintf("SELECT c.id FROM %s WHERE %s ORDER BY c.id LIMIT %d", from, c, mostBehind)
	if err := s.from(ctx).Raw(statement, c.args...).Scan(&ids).Error; err != nil {
		return nil, fmt.Errorf("list the cases behind %s of %s: %w", l.Measure, l.Item, err)
	}
	return ids, nil
}
