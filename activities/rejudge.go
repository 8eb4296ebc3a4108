package activities

import (
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
)

// rejudge judges every signal of a case anew after an instant on record was corrected: what the wrong instant alone gave
// rise to is taken back, what would have been said had it been right is said now. Both are told by going through the whole
// record twice, with the instants as they were and as they are.
func (p *pen) rejudge(act models.Line) error {
	p.judged = true
	lines, err := p.wholeRecord()
	if err != nil {
		return err
	}
	again := retelling{
		p: p, before: models.Corrected(lines[:act.N-1]), after: models.Corrected(lines), known: map[*supervision.RuleSet]difference{},
	}
	for _, m := range slices.Clone(p.subject().Signals()) {
		if !m.Stands() {
			continue
		}
		given, err := p.evidence(m)
		if err != nil {
			return err
		}
		differs, err := again.differs(p.versionOr(given.Version))
		if err == nil && says(differs.gone, m.Key) {
			err = p.takeBack(m, models.RecordCorrected, act.N)
		}
		if err != nil {
			return err
		}
	}
	differs, err := again.differs(p.set)
	if err != nil {
		return err
	}
	for _, s := range differs.come {
		if err := p.sayNow(s, lines); err != nil {
			return err
		}
	}
	return p.catchUp()
}

// sayNow issues what should have been said before, unless it stands already.
func (p *pen) sayNow(s supervision.Spoken, lines []models.Line) error {
	switch {
	case p.subject().Spoken(s.Key):
		return nil
	case s.Finding == nil:
		return p.signal(s.Threshold)
	case s.Finding.Class != supervision.Suspicion:
		return p.signal(p.certain(*s.Finding, lines[s.Line-1]))
	case slices.Contains(p.state.Case.Leads, s.Key):
		return nil
	default:
		return p.suspect(*s.Finding, lines[s.Line-1])
	}
}

// wholeRecord is every line of the subject with those of this turn.
func (p *pen) wholeRecord() ([]models.Line, error) {
	written, err := p.Record.Lines(p.ctx, p.subject().Ref().ID, 1)
	if err != nil {
		return nil, err
	}
	written = slices.DeleteFunc(written, func(l models.Line) bool { return l.N >= p.from })
	if len(written) != p.from-1 {
		return nil, models.Errorf(models.Internal, "damaged", "the record of %s has gaps", p.subject().Ref().ID)
	}
	return append(written, p.lines...), nil
}

// versionOr returns the rules that gave a signal, those in force now if they are not known any more.
func (p *pen) versionOr(version string) *supervision.RuleSet {
	if set := p.Law.Version(version); set != nil {
		return set
	}
	return p.set
}

// retelling goes through a record with its instants as they were taken to be, and as they are.
type retelling struct {
	p             *pen
	before, after []models.Line
	known         map[*supervision.RuleSet]difference
}

// difference is what rules say only of the record before, and what only of the record after.
type difference struct{ gone, come []supervision.Spoken }

func (r retelling) differs(set *supervision.RuleSet) (difference, error) {
	if d, known := r.known[set]; known {
		return d, nil
	}
	was, err := r.said(set, r.before)
	if err != nil {
		return difference{}, err
	}
	is, err := r.said(set, r.after)
	if err != nil {
		return difference{}, err
	}
	r.known[set] = difference{gone: without(was, is), come: without(is, was)}
	return r.known[set], nil
}

func (r retelling) said(set *supervision.RuleSet, lines []models.Line) ([]supervision.Spoken, error) {
	procedure, err := r.p.Procedures.Procedure(lines[0].Facts.Filed.Bundle)
	if err != nil {
		return nil, err
	}
	offer, err := r.p.Procedures.Offer(procedure.Bundle)
	if err != nil {
		return nil, err
	}
	c := models.NewCase(r.p.state.Case.ID, procedure)
	return set.Retell(c, lines, offer, r.p.calendar, r.p.acted)
}

func says(said []supervision.Spoken, key string) bool {
	return slices.ContainsFunc(said, func(s supervision.Spoken) bool { return s.Key == key })
}

// without returns those that others do not say too.
func without(said, others []supervision.Spoken) []supervision.Spoken {
	return slices.DeleteFunc(slices.Clone(said), func(s supervision.Spoken) bool { return says(others, s.Key) })
}
