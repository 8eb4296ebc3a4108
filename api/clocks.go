package api

import (
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// clock is one legal clock as it stands at an instant: limits, due instants, remainder and its ledger.
func (n *naming) clock(l models.LegalClock, ledger *clock.Ledger, marks []models.Mark, cal *clock.Calendar, at time.Time) Clock {
	until := at
	if !l.End.IsZero() && l.End.Before(at) {
		until = l.End
	}
	result, state, law := cal.Judge(l.Timeline), cal.StateAt(l.Timeline, until), cal.StateAt(l.Timeline.ByLaw(), until)
	stands := standing(l.Timeline) && l.End.IsZero()
	out := Clock{
		Name: l.Name, Kind: string(l.Kind), Step: l.Step, Stage: l.Stage, Started: l.Timeline.Start, Ended: l.End,
		Promised: l.Timeline.Promised, Statutory: l.Timeline.Statutory, PromisedDue: result.DuePromised,
		StatutoryDue: result.DueStatutory, WarningAt: result.Warning, RedAt: result.Red, Used: state.Used,
		Remaining: state.Remaining, Level: Level(models.NoLevel.String()), Running: l.End.IsZero() && !stands, Stands: stands,
		StatutoryUsed: law.Used, StatutoryRemaining: law.Remaining, Provisional: result.Provisional, Unit: n.unit(l.Unit), Holder: n.person(l.Holder),
	}
	highest := models.NoLevel
	for _, m := range marks {
		if m.Clock == l.Name && m.State == models.Issued {
			highest = max(highest, m.Level)
		}
	}
	out.Level = levelOf(highest)
	out.Ledger = each(entriesOf(l.Timeline, ledger), n.ledgerEntry)
	return out
}

func (n *naming) ledgerEntry(e clock.Entry) LedgerEntry {
	return LedgerEntry{
		Move: string(e.Move), At: e.At, N: e.N, Planned: e.Planned, By: n.person(e.Actor), Reason: e.Reason, Document: e.Document,
		Was: e.Was, Line: e.Line,
	}
}

// entriesOf are the moves of a clock. A step's clock has no ledger of its own: it stands when the decision's does.
func entriesOf(t clock.Timeline, ledger *clock.Ledger) []clock.Entry {
	if ledger != nil {
		return ledger.Entries
	}
	entries := []clock.Entry{{Move: clock.MoveStart, At: t.Start}}
	for _, stop := range t.Stops {
		if stop.From.Before(t.Start) {
			continue
		}
		entries = append(entries, clock.Entry{Move: clock.MoveStop, At: stop.From})
		if !stop.To.IsZero() {
			entries = append(entries, clock.Entry{Move: clock.MoveResume, At: stop.To})
		}
	}
	return entries
}

func standing(t clock.Timeline) bool {
	for _, stop := range t.Stops {
		if stop.To.IsZero() {
			return true
		}
	}
	return false
}

// ledgerOf returns the ledger behind a clock of the case, by the name of the clock.
func ledgerOf(c *models.Case, name string) *clock.Ledger {
	kind, _, _ := strings.Cut(name, "#")
	return map[string]*clock.Ledger{
		"prereview": &c.Prereview, "acceptance": &c.Acceptance, "supplement": &c.Supply, "decision": &c.Decision,
		"delivery": &c.Delivery,
	}[kind]
}

func (n *naming) clocks(f *caseFile, cal *clock.Calendar, at time.Time) []Clock {
	return each(f.state.Clocks(), func(l models.LegalClock) Clock {
		return n.clock(l, ledgerOf(f.state, l.Name), f.state.Marks, cal, at)
	})
}
