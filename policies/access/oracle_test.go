package access_test

import (
	"strings"

	"mingcha/policies/access"
)

// The oracle says the rules a second time, from the law's side: by what is done, first what is forbidden to whom. It
// knows no policy file, no casbin, no paths and no directory, only the question below.

// question is one cell of the matrix in plain words.
type question struct {
	role   string
	kind   access.Kind
	action access.Action
	seat   office // where the person is appointed
	about  office // the responsible unit
	desk   office // where the step lies
	holder hand
	waits  string // role that the step waits for; "" any
}

// office is a unit as the oracle sees it.
type office struct {
	name   string
	digits string // of its division, without the zeros
	chain  string // the units over it, each between bars: |gov-43|
	group  string // the unit stationed at it
}

type hand int

const (
	nobody hand = iota
	me
	somebody
)

type roles string

func (r roles) has(role string) bool { return strings.Contains(" "+string(r)+" ", " "+role+" ") }

const (
	counter = roles("window_clerk complaint_handler data_share_officer")
	workers = roles("window_clerk handler co_handler reviewer approver department_head delivery_clerk fee_clerk legal_reviewer " +
		"enforcement_officer hearing_host finance_reviewer trading_supervisor complaint_handler disclosure_editor " +
		"disclosure_reviewer data_share_officer grid_officer village_clerk village_supervisor")
	heads   = roles("reviewer approver department_head")
	organ   = roles("supervisor supervision_leader")
	admins  = roles("system_admin security_admin audit_admin")
	publics = roles("disclosure_editor disclosure_reviewer trading_supervisor village_supervisor")
)

func (q question) mine() bool        { return q.about.name == q.seat.name }
func (q question) here() bool        { return q.desk.name == q.seat.name }
func (q question) under() bool       { return strings.HasPrefix(q.about.digits, q.seat.digits) }
func (q question) unbiased() bool    { return !q.mine() && !q.here() }
func (q question) subordinate() bool { return strings.Contains(q.about.chain, "|"+q.seat.name+"|") }
func (q question) guarded() bool     { return q.about.group == q.seat.name && q.unbiased() }
func (q question) watched() bool     { return q.under() && q.unbiased() }
func (q question) asked() bool       { return q.here() && (q.waits == "" || q.waits == q.role) }
func (q question) onDesk() bool      { return q.asked() && q.holder == me }
func (q question) free() bool        { return q.asked() && q.holder == nobody }

// allowed is the oracle's answer.
func (q question) allowed() bool {
	switch {
	case admins.has(q.role):
		return q.administers()
	case q.scored():
		return q.scores()
	case q.kind == access.Complaint:
		return q.complains()
	case q.kind == access.Fee:
		return q.action == access.Read && q.seesMoney()
	case q.kind == access.Proceeding:
		return q.action == access.Create && q.role == "supervision_leader" && q.watched()
	case q.role == "auditor":
		return q.action == access.Read && q.audits()
	case q.kind == access.DecidingStep:
		return q.role == "approver" && q.decides() || q.advises()
	case q.action == access.Read:
		return q.reads()
	}
	switch q.kind {
	case access.Case:
		return q.acts() || q.overrides() || q.action == access.Export && organ.has(q.role) && q.watched()
	case access.Card:
		return q.answers()
	case access.Lead:
		return q.settlesLeads()
	case access.Attachment:
		return q.action == access.Create && workers.has(q.role) &&
			(q.onDesk() || q.free() || roles("window_clerk handler").has(q.role) && q.mine())
	case access.Absence:
		mayRecord := workers.has(q.role) && q.onDesk() || roles("approver department_head").has(q.role) && q.mine()
		return mayRecord && (q.action == access.Create || q.action == access.Revoke)
	case access.Incident:
		return q.action == access.Settle && q.role == "department_head" && q.mine()
	default:
		return false
	}
}

func (q question) decides() bool {
	switch q.action {
	case access.Approve, access.Refuse, access.Return, access.Transfer, access.AddSign, access.RemoveSign, access.Delegate,
		access.OpenTask, access.Recuse, access.HandOver, access.Forward:
		return q.onDesk() || q.free()
	case access.Claim:
		return q.free()
	default:
		return false
	}
}

// advises: who was asked into a deciding step speaks and steps aside there, and decides nothing.
func (q question) advises() bool {
	switch q.action {
	case access.Sign, access.OpenTask, access.Recuse:
		return workers.has(q.role) && q.onDesk()
	case access.HandOver:
		return workers.has(q.role) && q.onDesk() || q.heads()
	default:
		return false
	}
}

// heads: whose people's work it is.
func (q question) heads() bool { return q.role == "department_head" && (q.mine() || q.here()) }

func (q question) acts() bool {
	only := func(r roles) bool { return r.has(q.role) && q.mine() }
	switch q.action {
	case access.Receive, access.SendBack, access.Accept, access.Decline, access.NotifySupplement, access.VoidCase:
		return counter.has(q.role) && (q.onDesk() || q.free())
	case access.Contribute:
		return roles("handler co_handler").has(q.role) && (q.onDesk() || q.free())
	case access.Forward:
		return roles("window_clerk handler reviewer").has(q.role) && (q.onDesk() || q.free())
	case access.Approve, access.Return, access.Transfer, access.AddSign, access.RemoveSign, access.Delegate, access.TakeBack,
		access.OpenTask, access.Recuse:
		return workers.has(q.role) && (q.onDesk() || q.free())
	case access.HandOver:
		return workers.has(q.role) && (q.onDesk() || q.free()) || q.heads()
	case access.Sign:
		return workers.has(q.role) && q.onDesk()
	case access.Copy:
		return workers.has(q.role) && (q.mine() || q.here())
	case access.Claim:
		return workers.has(q.role) && q.free()
	case access.Deliver:
		return q.role == "delivery_clerk" && (q.onDesk() || q.free())
	case access.Submit:
		return roles("window_clerk village_clerk").has(q.role) || only("enforcement_officer")
	case access.Supply, access.Withdraw:
		return only("window_clerk")
	case access.Urge:
		return only("window_clerk")
	case access.Close:
		return only("window_clerk delivery_clerk")
	case access.Archive, access.Export:
		return only("delivery_clerk department_head")
	case access.ChargeFee, access.RecordPayment:
		return only("window_clerk fee_clerk")
	case access.Refund:
		return only("fee_clerk department_head")
	case access.Waive:
		return only("approver department_head")
	case access.AnswerUrge:
		return only("window_clerk handler complaint_handler reviewer approver department_head")
	case access.AnswerRating:
		return only("complaint_handler approver department_head")
	case access.StartSpecial:
		return only("handler enforcement_officer")
	case access.FinishSpecial:
		return only("handler enforcement_officer hearing_host")
	case access.Correct:
		return only("handler reviewer approver department_head")
	case access.Extend:
		return only("approver department_head") || q.role == "leader" && q.subordinate()
	case access.Reopen:
		return only("department_head")
	case access.Unmask:
		works := workers.has(q.role) && !publics.has(q.role) && (q.onDesk() || q.free())
		return works || only("window_clerk handler approver department_head")
	default:
		return false
	}
}

// overrides: the stationed body demands and sends back, the organ does the rest, only its head drops a card.
func (q question) overrides() bool {
	switch q.action {
	case access.Unmask, access.Urge, access.DemandExplanation, access.Reassign, access.ResumeClock, access.ForceReturn:
		return organ.has(q.role) && q.watched() || q.role == "stationed_supervisor" && q.guarded()
	case access.TakeOver, access.StopClock, access.ForceAdvance, access.CorrectInstant, access.Terminate, access.Confirm, access.Discard,
		access.ReleaseCard, access.Reopen:
		return organ.has(q.role) && q.watched()
	case access.DropCard:
		return q.role == "supervision_leader" && q.watched()
	default:
		return false
	}
}

func (q question) answers() bool {
	clerk := workers.has(q.role) && !heads.has(q.role) && !roles("trading_supervisor village_supervisor").has(q.role)
	switch q.action {
	case access.AnswerCard:
		return (heads.has(q.role) || q.supervises()) && q.mine() || clerk && q.onDesk()
	case access.OpenCard:
		return (heads.has(q.role) || q.supervises()) && q.mine() || clerk && q.onDesk() ||
			roles("window_clerk handler").has(q.role) && q.mine() || q.receivesCards()
	case access.AppealCard:
		return roles("approver department_head stationed_supervisor supervision_leader").has(q.role) && q.mine()
	case access.VerifyCard, access.SendBackCard, access.OrderCard, access.ExtendCorrection, access.MarkSelfCorrected:
		return organ.has(q.role) && q.watched() || q.role == "stationed_supervisor" && q.guarded()
	case access.AdviseCard, access.WithdrawCard, access.DecideAppeal:
		return organ.has(q.role) && q.watched()
	default:
		return false
	}
}

// settlesLeads: who watches a unit settles what is suspicious in it, never the unit itself.
func (q question) settlesLeads() bool {
	switch q.action {
	case access.Read, access.AssignLead, access.ConfirmLead, access.DismissLead:
		return organ.has(q.role) && q.watched() || q.role == "stationed_supervisor" && q.guarded()
	default:
		return false
	}
}

// seesMoney: the unit its own, whoever watches it, whoever answers for the division.
func (q question) seesMoney() bool {
	return roles("fee_clerk approver department_head").has(q.role) && q.mine() || q.role == "stationed_supervisor" && q.guarded() ||
		(organ.has(q.role) || roles("leader auditor").has(q.role)) && q.under()
}

// supervises: whoever works in a supervising body.
func (q question) supervises() bool { return organ.has(q.role) || q.role == "stationed_supervisor" }

func (q question) receivesCards() bool {
	return organ.has(q.role) && q.watched() || q.role == "stationed_supervisor" && q.guarded() || q.role == "leader" && q.under()
}

func (q question) reads() bool {
	switch q.kind {
	case access.Case, access.Attachment:
		return workers.has(q.role) && (q.mine() || q.here()) || q.seesFromAbove(q.kind == access.Case)
	case access.Task:
		return workers.has(q.role) && (q.onDesk() || q.free()) || heads.has(q.role) && q.mine() ||
			q.role == "department_head" && q.subordinate() || organ.has(q.role) && q.watched() ||
			q.role == "stationed_supervisor" && q.guarded()
	case access.Card:
		opens := q
		opens.action = access.OpenCard
		return opens.answers() || q.role == "department_head" && q.subordinate()
	case access.Lead:
		return q.settlesLeads()
	case access.Incident:
		return q.role == "department_head" && q.mine() || q.role == "leader" && q.under() ||
			organ.has(q.role) && q.watched() || q.role == "stationed_supervisor" && q.guarded()
	case access.Board:
		return q.role == "department_head" && (q.mine() || q.subordinate()) || (organ.has(q.role) || q.role == "leader") && q.under() ||
			q.role == "stationed_supervisor" && q.guarded()
	case access.RuleSet, access.Calendar, access.Bundle:
		return organ.has(q.role) || q.role == "stationed_supervisor"
	default:
		return false
	}
}

// seesFromAbove: files are for those who must judge them, not for leaders and heads above.
func (q question) seesFromAbove(wholeCase bool) bool {
	supervises := organ.has(q.role) && q.watched() || q.role == "stationed_supervisor" && q.guarded()
	return supervises || wholeCase && (q.role == "leader" && q.under() || q.role == "department_head" && q.subordinate())
}

func (q question) audits() bool {
	switch q.kind {
	case access.Item, access.Bundle, access.Calendar, access.RuleSet, access.Operations:
		return true
	case access.DecidingStep:
		return false
	default:
		return q.under()
	}
}

// administers: three people, three trades, and no business in any of them.
func (q question) administers() bool {
	trade := map[string]map[access.Kind]string{
		"system_admin": {
			access.Item: "read create change", access.Bundle: "read load publish retire", access.Calendar: "read load publish",
			access.RuleSet: "read load publish", access.Operations: "read rehydrate", access.Incident: "read settle",
			access.Account: "read create change",
		},
		"security_admin": {access.Account: "read lock unlock reset", access.Appointment: "read appoint revoke", access.Incident: "read"},
		"audit_admin":    {access.Audit: "read export verify"},
	}
	local := q.kind == access.Account || q.kind == access.Appointment || q.role == "security_admin"
	return roles(trade[q.role][q.kind]).has(string(q.action)) && (!local || q.under())
}
