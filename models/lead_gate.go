package models

import "slices"

// WithHarm is the ground on which a confirmed suspicion may bring a red card: somebody was harmed (R-R1).
const WithHarm = "harm"

// Manual is the cause of a card that a person issued.
const Manual = "manual"

// Gate answers whether a command may be carried out on the lead as it stands.
func (l *Lead) Gate(cmd Command) error {
	if l.N == 0 && cmd.Verb != OpenLead {
		return Errorf(NotFound, "no_such_lead", "there is no such lead")
	}
	switch cmd.Verb {
	case OpenLead:
		return l.mayOpen(cmd)
	case AssignLead, ConfirmLead, DismissLead:
		if l.Resting() {
			return Errorf(Conflict, "not_in_status", "the lead is already %s", l.Status)
		}
		return l.maySettle(cmd)
	case IssueCard, Warn, WithholdCard:
		return l.Marks.new(cmd)
	case ReleaseCard, DropCard:
		if !cmd.Facts.Reasoned {
			return wants(false, "/reason")
		}
		return l.Marks.are(cmd, []MarkState{Withheld})
	case CardSettled:
		return l.Marks.known(cmd)
	case WithdrawCard:
		return l.Marks.are(cmd, []MarkState{Issued, Withheld})
	case RaiseIncident, SettleIncident, Recalendar:
		return nil
	default:
		return Errorf(Invalid, "unknown_verb", "%q is not a command on a lead", cmd.Verb)
	}
}

func (l *Lead) mayOpen(cmd Command) error {
	if l.N > 0 {
		return Errorf(Conflict, "already_open", "the lead was opened before")
	}
	f := cmd.Facts.Lead
	return wants(f != nil && f.Rule != "" && f.Unit != "" && cmd.Facts.About != nil, "/lead")
}

// maySettle asks for what the verb needs: whom, or why; the case on which a card is to be issued; and harm for a red one.
func (l *Lead) maySettle(cmd Command) error {
	if cmd.Verb == AssignLead {
		return wants(cmd.Facts.To != "", "/to")
	}
	if !cmd.Facts.Reasoned {
		return wants(false, "/reason")
	}
	card := cmd.Facts.Card
	switch {
	case cmd.Verb == DismissLead || card == nil || card.Level == NoLevel:
		return nil
	case cmd.Facts.About == nil || !l.concerns(*cmd.Facts.About):
		return Faulty("a card is issued on a case that the lead is about", []Fault{{Field: "/case", Rule: "unknown"}})
	case card.Level == Red && cmd.Facts.Ground != WithHarm:
		return Faulty("a red card follows a suspicion only where somebody was harmed (R-R1)", []Fault{{Field: "/harm", Rule: "required"}})
	}
	return nil
}

func (l *Lead) concerns(about Ref) bool {
	return about.Kind == CaseKind && (l.About.Kind == CaseKind && l.About.ID == about.ID || slices.Contains(l.Facts.Cases, about.ID))
}

// suspectNew asks that the case has not raised this suspicion before.
func suspectNew(c *Case, cmd Command) error { return suspectedBefore(c.Leads, cmd) }

// suspectedBefore refuses a suspicion that was raised already.
func suspectedBefore(keys []string, cmd Command) error {
	if cmd.Facts.Lead == nil {
		return wants(false, "/lead")
	}
	if slices.Contains(keys, cmd.Facts.Lead.Key) {
		return Errorf(Conflict, "spoken", "suspicion %s was raised before", cmd.Facts.Lead.Key)
	}
	return nil
}
