package models

import (
	"fmt"
	"time"

	"mingcha/models/clock"
)

// LeadStatus is how far a lead (疑点线索) has come.
type LeadStatus string

// The statuses.
const (
	LeadOpen      LeadStatus = "open"      // 待处置: nobody has been named
	LeadAssigned  LeadStatus = "assigned"  // 已指派
	LeadConfirmed LeadStatus = "confirmed" // 已核实: it was right; a card may follow
	LeadDismissed LeadStatus = "dismissed" // 已排除, with a reason
)

// LeadClock is the supervising body's time to settle a lead (R-S3).
const LeadClock clock.Kind = "lead"

// What a lead can be about besides a case.
const (
	UnitKind   Kind = "unit"
	BundleKind Kind = "bundle"
)

// LeadFacts say what raised a suspicion: which rule in which version, and everything that it saw.
type LeadFacts struct {
	ID      string            `json:"id"`
	Key     string            `json:"key"` // rule/act or rule/unit/item/period: a suspicion is raised once
	Rule    string            `json:"rule"`
	Version string            `json:"version"`
	Unit    string            `json:"unit"`  // whose work is in doubt
	Organ   string            `json:"organ"` // the supervising body that has to settle it
	Holder  string            `json:"holder,omitempty"`
	Item    string            `json:"item,omitempty"`
	Number  string            `json:"number,omitempty"` // of the case
	Period  string            `json:"period,omitempty"` // 2026-11: what statistics looked at
	Judged  *Judged           `json:"judged,omitempty"` // the act that was judged
	Found   map[string]string `json:"found,omitempty"`  // numbers and names that statistics or a comparison found
	Cases   []string          `json:"cases,omitempty"`  // the cases behind the numbers
	Demo    bool              `json:"demo,omitempty"`

	Complaint string `json:"complaint,omitempty"` // ID of the complaint that gave rise to it
}

// Judged is an act as a content rule saw it: the line and every fact that the condition read.
type Judged struct {
	Line int               `json:"line"` // of the same record
	Verb Verb              `json:"verb"`
	Step string            `json:"step,omitempty"`
	Saw  map[string]string `json:"saw,omitempty"`
}

// Lead is the state of one suspicion: a subject with its own record and its own clock. It holds no personal data.
type Lead struct {
	ID       string       `json:"id"`
	About    Ref          `json:"about"` // a case, a unit or a bundle
	Facts    LeadFacts    `json:"facts"`
	Path     string       `json:"path"` // of the unit in doubt
	Status   LeadStatus   `json:"status"`
	Opened   time.Time    `json:"opened"`
	Assignee string       `json:"assignee,omitempty"`
	Settled  time.Time    `json:"settled,omitzero"`
	Level    Level        `json:"level,omitempty"` // of the card that followed
	Card     string       `json:"card,omitempty"`
	Watch    clock.Ledger `json:"watch"`
	Marks    Marks        `json:"marks,omitempty"`
	N        int          `json:"n"`
	Head     string       `json:"head"`
	Acted    time.Time    `json:"acted"`
}

// NewLead returns a lead without lines.
func NewLead(id string) *Lead { return &Lead{ID: id} }

// Ref says how far the lead's record has come.
func (l *Lead) Ref() Ref { return Ref{Kind: LeadKind, ID: l.ID, N: l.N, Head: l.Head, Acted: l.Acted} }

// Under names the item and the division that the lead is about.
func (l *Lead) Under() (item, path string) { return l.Facts.Item, l.Path }

// Resting reports whether the lead is settled.
func (l *Lead) Resting() bool { return l.Status == LeadConfirmed || l.Status == LeadDismissed }

// Spoken reports whether the threshold with this key has spoken.
func (l *Lead) Spoken(key string) bool { return l.Marks.of(key) != nil }

// Signals are the warnings and cards issued because the lead lay too long.
func (l *Lead) Signals() Marks { return l.Marks }

// Clocks returns the clock of the supervising body (R-S3).
func (l *Lead) Clocks() []LegalClock {
	t, begun := l.Watch.Timeline()
	if !begun {
		return nil
	}
	return []LegalClock{{Name: "lead#1", Kind: LeadClock, Timeline: t, End: l.Settled, Unit: l.Facts.Organ, Holder: l.Assignee}}
}

// Fold takes one line into the lead.
func (l *Lead) Fold(line Line) error {
	if line.Subject != l.ID || line.N != l.N+1 || line.Previous != l.Head {
		return fmt.Errorf("fold lead %s: line %d after line %d does not follow", l.ID, line.N, l.N)
	}
	if line.bare() || (line.N == 1) != (line.Verb == OpenLead) || line.N == 1 && line.Facts.About == nil {
		return fmt.Errorf("fold lead %s: line %d, %s, is not whole", l.ID, line.N, line.Verb)
	}
	if err := l.apply(line); err != nil {
		return err
	}
	l.N, l.Head = line.N, line.Hash
	if line.Actor.Account != SystemAccount {
		l.Acted = line.Acted
	}
	return nil
}

func (l *Lead) apply(line Line) error {
	switch line.Verb {
	case OpenLead:
		l.Facts, l.About, l.Path = *line.Facts.Lead, *line.Facts.About, line.Actor.Path
		l.Opened, l.Status = line.Acted, LeadOpen
		l.Watch = begin(LeadClock, line.Facts.Planned, line)
	case AssignLead:
		l.Assignee, l.Status = line.Facts.To, LeadAssigned
	case ConfirmLead:
		l.Status, l.Settled = LeadConfirmed, line.Acted
		if card := line.Facts.Card; card != nil {
			l.Level, l.Card = card.Level, card.ID
		}
	case DismissLead:
		l.Status, l.Settled = LeadDismissed, line.Acted
	case Warn, IssueCard, WithholdCard:
		l.Marks.add(line)
	case ReleaseCard, DropCard, WithdrawCard:
		l.Marks.settle(line)
	case CardSettled:
		l.Marks.told(line)
	case Recalendar:
		recompute(&l.Watch, line)
		l.Marks.recalled(line)
	case RaiseIncident, SettleIncident:
	default:
		return fmt.Errorf("fold lead %s: line %d has the unknown verb %q", l.ID, line.N, line.Verb)
	}
	return nil
}
