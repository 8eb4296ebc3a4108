package rehearsal

import (
	"context"
	"slices"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/supervision"
)

// Look asks what rules would have said of a past period.
type Look struct {
	From, To time.Time
	Item     string               // "" every item
	Would    *supervision.RuleSet // the rules to try; nil: those of Law at each case's instant
	Law      activities.Law       // whose calendars, and whose rules if Would is nil
	Before   activities.Law       // by which the record is read once more for comparison; nil: it is not
	As       *models.Procedure    // the version of Item by which its cases are read; nil: their own
	Offers   activities.Procedures
	Cursor   string // where to begin; "" at the first
}

// PastCase is what was found on a case in a period, and what would have been.
type PastCase struct {
	models.Lived
	Found  []supervision.Spoken // on record
	Was    []supervision.Spoken // by the rules and the calendar of Before, read once more
	Would  []supervision.Spoken
	Cursor string // by which a later look goes on after this case
	Apart  bool   // it has steps that As does not know: it is not read by that version
}

// pastPage is how many cases are read at once.
const pastPage = page

// Past goes through every case that lived in a period, open or ended, in the order of their IDs, one after the other and
// gently. It keeps nothing: each is given away as it comes.
func (e *Engine) Past(ctx context.Context, look Look, each func(PastCase) error) error {
	for {
		page, next, err := e.Record.Lived(ctx, models.Span{From: look.From, To: look.To}, look.Item, look.Cursor, pastPage)
		if err != nil {
			return err
		}
		for _, lived := range page {
			var found PastCase
			err := e.Gently(ctx, func() (err error) {
				found, err = e.again(ctx, look, lived)
				return err
			})
			if err == nil {
				err = each(found)
			}
			if err != nil {
				return err
			}
		}
		if look.Cursor = next; next == "" {
			return nil
		}
	}
}

// again reads one record once more.
func (e *Engine) again(ctx context.Context, look Look, lived models.Lived) (PastCase, error) {
	out := PastCase{Lived: lived, Cursor: lived.ID}
	lines, err := e.Record.Lines(ctx, lived.ID, 1)
	if err != nil || len(lines) == 0 || lines[0].Facts.Filed == nil {
		return out, err
	}
	filed := lines[0].Facts.Filed
	own, err := look.Offers.Procedure(filed.Bundle)
	if err != nil {
		return out, err
	}
	as := own
	if look.As != nil && look.As.Item == filed.Item {
		out.Apart, as = !knows(look.As, lines), look.As
	}
	if look.Before != nil {
		set := look.Before.Rules(filed.Item, look.To)
		if out.Was, err = look.read(own, lines, set, look.Before); err != nil {
			return out, err
		}
	}
	set := look.Would
	if set == nil {
		set = look.Law.Rules(filed.Item, look.To)
	}
	if out.Apart {
		as = own
	}
	if out.Would, err = look.read(as, lines, set, look.Law); err != nil {
		return out, err
	}
	for _, l := range lines {
		if s, is := recorded(l); is && look.within(s.At) {
			out.Found = append(out.Found, s)
		}
	}
	return out, nil
}

func (l Look) within(at time.Time) bool { return !at.Before(l.From) && at.Before(l.To) }

// read is what rules and a calendar would have said of a record in the period.
func (l Look) read(p *models.Procedure, lines []models.Line, set *supervision.RuleSet, law activities.Law) ([]supervision.Spoken, error) {
	filed := lines[0].Facts.Filed
	offer, err := l.Offers.Offer(p.Bundle)
	if err != nil {
		return nil, err
	}
	said, err := set.Replay(models.NewCase(lines[0].Subject, p), lines, offer, law.Calendar(filed.Path), l.To)
	return slices.DeleteFunc(said, func(s supervision.Spoken) bool { return !l.within(s.At) }), err
}

// knows reports whether a version has every step that a record acts on.
func knows(p *models.Procedure, lines []models.Line) bool {
	return !slices.ContainsFunc(lines, func(l models.Line) bool { return l.Facts.Step != "" && p.StepIndex(l.Facts.Step) < 0 })
}

// recorded is what a line says that a rule has found.
func recorded(l models.Line) (supervision.Spoken, bool) {
	switch card, lead := l.Facts.Card, l.Facts.Lead; {
	case card != nil && (l.Verb == models.Warn || l.Verb == models.IssueCard || l.Verb == models.WithholdCard):
		s := supervision.Spoken{
			Key: card.Key, Rule: card.Rule, Level: card.Level, Clock: card.Clock, Unit: card.Unit, Holder: card.Holder, At: card.Due,
		}
		if card.Judged != nil {
			s.Class, s.Line, s.Verb, s.Step = supervision.Certain, card.Judged.Line, card.Judged.Verb, card.Judged.Step
		}
		return s, card.Cause != models.Manual
	case lead != nil && l.Verb == models.OpenLead && lead.Judged != nil:
		return supervision.Spoken{
			Key: lead.Key, Rule: lead.Rule, Class: supervision.Suspicion, Line: lead.Judged.Line, Verb: lead.Judged.Verb, Step: lead.Judged.Step,
			Unit: lead.Unit, Holder: lead.Holder, At: l.Acted,
		}, true
	default:
		return supervision.Spoken{}, false
	}
}
