package activities

import (
	"slices"
	"strconv"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// offices says in which role, of which unit, a recipient is found.
func (p *pen) offices(to supervision.Recipient, unit string, above int) (place, role string) {
	switch to {
	case supervision.Window:
		return unit, "window_clerk"
	case supervision.Contact:
		return unit, "reviewer"
	case supervision.UnitHead:
		return unit, "department_head"
	case supervision.UnitLeader:
		return unit, "approver"
	case supervision.Stationed:
		if place := p.Offices.Stationed(unit); place == p.Offices.Organ(unit, 0) {
			return place, "supervisor" // the organ watches where no body is stationed
		}
		return p.Offices.Stationed(unit), "stationed_supervisor"
	case supervision.Organ:
		return p.Offices.Organ(unit, 0), "supervisor"
	case supervision.OrganLeader:
		return p.Offices.Organ(unit, 0), "supervision_leader"
	case supervision.UpperOrgan:
		return p.Offices.Organ(unit, above), "supervisor"
	default:
		return "", ""
	}
}

// supervisors are the roles of those who work in a supervising body.
var supervisors = []string{"stationed_supervisor", "supervisor", "supervision_leader"}

// recipients resolves offices to the accounts appointed now, each once, in order.
func (p *pen) recipients(to []supervision.Recipient, unit, holder string) []string {
	var accounts []string
	add := func(names ...string) {
		for _, name := range names {
			if name != "" && !slices.Contains(accounts, name) {
				accounts = append(accounts, name)
			}
		}
	}
	for _, r := range to {
		if r == supervision.Handler {
			add(p.handlers(unit, holder)...)
			continue
		}
		if r == supervision.Body {
			for _, role := range supervisors {
				add(p.Offices.Holders(unit, role, p.acted)...)
			}
			continue
		}
		if place, role := p.offices(r, unit, 1); place != "" {
			add(p.Offices.Holders(place, role, p.acted)...)
		}
	}
	return accounts
}

// handlers is who holds the file, else everybody for whom its open steps wait.
func (p *pen) handlers(unit, holder string) []string {
	if holder != "" {
		return []string{holder}
	}
	c := p.state.Case
	if c == nil {
		return nil
	}
	var out []string
	for _, i := range c.OpenSteps() {
		if c.Procedure().Steps[i].Joint && c.Steps[i].Unit != unit {
			continue // one co-department does not answer for another
		}
		out = append(out, p.Offices.Holders(c.Steps[i].Unit, c.Procedure().Steps[i].Role, p.acted)...)
	}
	return out
}

// rungRecipients resolves one rung. beyond is true when there is no tier left to tell.
func (p *pen) rungRecipients(rung supervision.Rung, card *models.Card, above int) (accounts []string, beyond bool) {
	beyond = true
	for _, r := range rung.Tell {
		place, role := p.offices(r, card.Unit, above)
		if place == "" {
			continue
		}
		beyond = false
		for _, account := range p.Offices.Holders(place, role, p.acted) {
			if !slices.Contains(accounts, account) {
				accounts = append(accounts, account)
			}
		}
	}
	return accounts, beyond && rung.Tiers
}

// concerned lists whom a command concerns besides the one who gives it: the unit whose work is urged or overridden.
func (p *pen) concerned(cmd models.Command) []string {
	c := p.state.Case
	if c == nil || c.N == 0 {
		return nil
	}
	holder, unit := currentHolder(c, c.Filed.Unit)
	switch {
	case cmd.Verb == models.Urge:
		return p.recipients([]supervision.Recipient{supervision.Handler}, unit, holder)
	case cmd.Verb == models.ReleaseCard || cmd.Verb == models.DropCard || !cmd.Verb.Override() && !c.FromOutside(cmd):
		return nil
	default:
		return p.recipients([]supervision.Recipient{supervision.Handler, supervision.UnitHead}, unit, holder)
	}
}

// announce tells those whom a command concerns, and to whom it gives a file.
func (p *pen) announce(cmd models.Command, told []string) {
	kind := "override"
	if cmd.Verb == models.Urge {
		kind = string(models.Urge)
	}
	p.tell(slices.DeleteFunc(told, func(account string) bool { return account == cmd.Actor.Account }), kind, "")
	if p.state.Complaint != nil {
		p.tellComplaint(cmd.Verb)
	}
	switch cmd.Verb {
	case models.Transfer, models.Reassign, models.TakeOver:
		p.tell([]string{cmd.Facts.To}, "assigned", "")
	case models.AnswerCard, models.AppealCard, models.VerifyCard, models.SendBackCard, models.OrderCard, models.AdviseCard,
		models.ExtendCorrection, models.DecideAppeal, models.WithdrawCard, models.MarkSelfCorrected, models.SupersedeCard,
		models.ReinstateCard:
		if card := p.state.Card; card != nil {
			p.tellOfCard(card, cmd)
		}
	case models.AssignLead:
		p.tell([]string{cmd.Facts.To}, "lead", "")
	case models.AddSign, models.Delegate, models.HandOver, models.Recuse:
		if cmd.Facts.To != "" {
			p.tell([]string{cmd.Facts.To}, string(cmd.Verb), "")
		}
	case models.Sign:
		p.tell(p.asker(cmd), string(cmd.Verb), "")
	case models.Copy:
		p.copy(cmd)
	case models.Contribute:
		p.tell(p.whoAccepts(), string(cmd.Verb), "")
	case models.Forward:
		p.tell(p.whoGets(cmd), string(cmd.Verb), "")
	case models.VoidCase:
		p.tell(p.recipients([]supervision.Recipient{supervision.Stationed}, p.state.Case.Filed.Unit, ""), string(cmd.Verb), "")
	}
}

// asker is who waits for an opinion that was given.
func (p *pen) asker(cmd models.Command) []string {
	s := p.state.Case.Step(cmd.Facts.Step)
	for _, g := range s.Signs {
		if g.Account == cmd.Actor.Seat() {
			return []string{g.Asker}
		}
	}
	return nil
}

// copy tells colleagues of the case, and keeps who has looked.
func (p *pen) copy(cmd models.Command) {
	c := p.state.Case
	for _, to := range cmd.Facts.Copies {
		p.copies = append(p.copies, models.CopyRow{
			Subject: c.ID, Line: p.lines[p.command].N, Account: to, Giver: cmd.Actor.Account, Number: c.Filed.Number,
			Item: c.Filed.Item, Made: p.now, Demo: c.Filed.Demo,
		})
	}
	p.tell(cmd.Facts.Copies, string(models.Copy), "")
}

func rungKey(number int) string { return "rung/" + strconv.Itoa(number) }

// tell puts one notice into each account's inbox. Its ID is that of the matter and the account, so that nobody is told
// twice.
func (p *pen) tell(accounts []string, kind, card string) {
	for _, account := range accounts {
		n := models.Notice{
			ID:      models.CommandID(account, p.subject().Ref().ID, models.Verb(kind), card+"/"+strconv.Itoa(len(p.lines))+"/"+strconv.Itoa(p.from)),
			Account: account, Kind: kind, Card: card, Made: p.now,
		}
		switch {
		case p.state.Case != nil:
			c := p.state.Case
			n.Subject, n.Number, n.Item, n.Demo = c.ID, c.Filed.Number, c.Filed.Item, c.Filed.Demo
		case p.state.Card != nil:
			n.Subject = p.state.Card.About.ID
		case p.state.Lead != nil:
			f := p.state.Lead.Facts
			n.Subject, n.Number, n.Item, n.Demo = f.ID, f.Number, f.Item, f.Demo
		case p.state.Complaint != nil:
			c := p.state.Complaint
			n.Subject, n.Number, n.Item, n.Demo = c.ID, c.Facts.Number, c.Facts.Item, c.Facts.Demo
		case p.state.Evaluation != nil:
			e := p.state.Evaluation
			n.Subject, n.Number, n.Demo = e.ID, periodOf(e).String(), e.Demo
		}
		p.notices = append(p.notices, n)
	}
}

// trouble raises an incident once, gives it to who is answerable, and tells all of these.
func (p *pen) trouble(kind, id, detail, unit string) {
	row := models.IncidentRow{
		ID: kind + "/" + id, Kind: kind, Subject: p.subject().Ref().ID, Detail: detail, Unit: unit,
		Path: p.Offices.Path(unit), Raised: p.now,
	}
	accounts, rung := p.Offices.Answerable(kind, unit, 0, p.now)
	Give(&row, accounts, rung, p.now, p.calendar)
	p.troubles = append(p.troubles, row)
	p.tell(accounts, "incident", "")
}

// lying is how long an incident may lie with one holder.
var lying = clock.Limit{N: 1, Unit: clock.UnitWorkday}

// Give gives an incident to the first of those who are answerable on a rung. At the end of the next working day it passes
// on. Nobody: it stays without a term where it is.
func Give(row *models.IncidentRow, accounts []string, rung int, now time.Time, calendar *clock.Calendar) {
	row.Due = nil
	if len(accounts) == 0 {
		return
	}
	row.Holder, row.Rung = accounts[0], rung
	row.Due = some(calendar.Judge(clock.Timeline{Start: now, Promised: lying}).DuePromised)
}
