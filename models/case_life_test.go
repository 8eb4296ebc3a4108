package models_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"mingcha/models"
)

// life gives a case commands by chance, most of them sensible, and holds it to what must always be true. A seed gives
// the same life again, so that rapid can look for its shortest part that fails.
type life struct {
	*docket
	t      tester
	chance *rand.Rand
	begun  *models.Procedure // under which it was filed
	keys   map[string]bool   // of thresholds that have spoken and were not taken back
	done   tally
}

// lead leads a case through so many commands.
func lead(t tester, procedures []*models.Procedure, seed uint64, length int, done tally) {
	l := &life{t: t, keys: map[string]bool{}, chance: rand.New(rand.NewPCG(seed, 1)), done: done}
	l.begun = one(l, procedures)
	l.docket = open(t, l.begun)
	l.must(applicant, models.Submit, models.Facts{Filed: filing(one(l, []string{models.WindowChannel, "2"}))})
	for range length {
		l.act()
	}
	l.folds()
}

// one picks by chance; often says yes so many times out of ten.
func one[T any](l *life, from []T) T { return from[l.chance.IntN(len(from))] }

func (l *life) often(ten int) bool { return l.chance.IntN(10) < ten }

// everything lists the verbs; those that carry a case on come more often, and those that only end it less.
var everything = slices.Concat(models.CaseVerbs(), forward, forward, forward, forward, []models.Verb{
	models.DeemAccepted, models.Lapse, models.CompleteStep, models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard,
	models.Recalendar, models.Report, models.RaiseIncident, models.SettleIncident, models.Submit, models.Rate, models.RateAgain,
	models.MoveToBundle, models.OpenLead, models.CardSettled,
})

var forward = []models.Verb{
	models.Receive, models.Accept, models.Approve, models.Approve, models.Approve, models.Approve, models.Approve, models.Approve,
	models.Return, models.CompleteStep, models.CompleteStep, models.Deliver, models.Close, models.Reopen, models.Archive,
	models.AddSign, models.Sign, models.Sign, models.Sign, models.TakeBack, models.Supply, models.Contribute, models.Contribute,
	models.CorrectInstant, models.Confirm, models.Rate, models.RateAgain, models.TakeBack, models.RemoveSign,
}

// endings are the verbs after which little can happen to a case. They come late.
var endings = []models.Verb{
	models.SendBack, models.Decline, models.VoidCase, models.Forward, models.Withdraw, models.Terminate, models.Lapse, models.Archive,
}

func (l *life) act() {
	verb, facts, actor := l.wish()
	for range l.chance.IntN(6) {
		early := slices.Contains(endings, verb) && l.often(8)
		if !early && l.c.Gate(models.Command{Verb: verb, Actor: actor, Acted: l.now, Facts: facts}) == nil {
			break
		}
		verb, facts, actor = l.wish()
	}
	before := l.c.Status
	l.holds = onSite(l.often(5))
	if l.tryAt(l.now.Add(time.Duration(l.chance.IntN(3*24*60))*time.Minute), actor, verb, facts) != nil {
		return
	}
	l.done[verb]++
	l.lawful(verb, before)
	l.sound()
	l.spoke(verb, facts)
	if verb == models.Confirm {
		l.dated()
	}
}

// wish is a command by chance.
func (l *life) wish() (models.Verb, models.Facts, models.Actor) {
	verb := one(l, everything)
	facts := l.facts(verb)
	return verb, facts, l.actor(verb, facts.Step)
}

func (l *life) facts(verb models.Verb) models.Facts {
	keys := []string{"nowhere"}
	for _, s := range l.c.Steps {
		keys = append(keys, s.Key)
	}
	step := one(l, keys)
	if open := l.open(); len(open) > 0 && l.often(9) {
		step = one(l, open)
	}
	f := reasons(step)
	f.Materials, f.Filed = whole, filing("2")
	f.Target, f.Resume, f.Adverse = one(l, keys), l.often(5), l.often(1)
	f.To, f.Ground = one(l, crowd), one(l, []string{"hearing", "testing", "publicity", "shift", "test_entry"})
	f.Order, f.Copies = one(l, []models.SignKind{models.SignBefore, models.SignAfter}), []string{one(l, crowd)}
	if f.From = one(l, append(l.waited(step), "")); l.often(2) && verb != models.Transfer {
		f.To = ""
	}
	if verb == models.RemoveSign {
		f.To = f.From
	}
	if verb == models.Return && l.often(2) {
		f.Target = models.ToApplicant
	}
	f.Answers = 1 + l.chance.IntN(l.c.N)
	if len(l.c.Pending) > 0 && l.often(8) {
		f.Answers = one(l, l.c.Pending).Line
	}
	f.Fee = &models.FeeFacts{
		Charges: []models.Charge{{Standard: "place", Quantity: int64(l.chance.IntN(3000))}}, Channel: "bank", Account: "10304",
		Amount: models.Fen(l.chance.IntN(9000)), Bill: l.chance.IntN(l.c.N + 1), Payment: 1 + l.chance.IntN(l.c.N),
	}
	l.answers(verb, &f)
	f.Rating = &models.RatingFacts{Level: models.Satisfaction(l.chance.IntN(7))}
	f.Card = &models.CardFacts{ID: "card", Key: one(l, []string{"a", "b", "c"}), Level: models.Red}
	if deeds := l.c.Deeds; verb == models.CorrectInstant {
		moved := one(l, deeds)
		f.Ground = "entered_wrong"
		f.Correction = &models.Correction{Line: moved.Line, Is: moved.At.Add(time.Duration(l.chance.IntN(96)-48) * time.Hour)}
	}
	switch verb {
	case models.NotifySupplement:
		f.Materials = lacking
	case models.Forward:
		if l.often(5) {
			f.Onward = onward(l.c)
		}
	case models.MoveToBundle:
		f.Move = amended(l.c.Procedure())
	case models.OpenLead:
		f.Lead = &models.LeadFacts{ID: "lead", Key: f.Card.Key}
	case models.CardSettled:
		f.Outcome = one(l, models.Outcomes())
	}
	if verb == models.Contribute {
		f.Materials = []models.Checked{{No: 1 + l.chance.IntN(2), State: one(l, []string{"received", "missing"})}}
	}
	for i, s := range l.c.Procedure().Steps {
		if s.Shared() && l.c.Steps[i].Phase != models.Open {
			f.Seats = append(f.Seats, models.Seat{Step: s.Key, Account: "a", Veto: true}, models.Seat{Step: s.Key, Account: "b"}, models.Seat{Step: s.Key, Account: "c"})
		}
	}
	f.Seats = slices.DeleteFunc(f.Seats, func(s models.Seat) bool { return l.c.HasRecused(s.Account) })
	return f
}

// answers most often names the line that a verb is about.
func (l *life) answers(verb models.Verb, f *models.Facts) {
	bills, paid := l.c.Bills, slices.Clone(l.c.Unbilled)
	for _, b := range bills {
		paid = append(paid, b.Payments...)
	}
	switch {
	case l.often(2):
	case verb == models.AnswerUrge && len(l.c.Demands) > 0:
		f.Answers = one(l, l.c.Demands).Line
	case verb == models.AnswerRating && len(l.c.Ratings) > 0:
		f.Answers = one(l, l.c.Ratings).Line
	case verb == models.Waive && len(bills) > 0:
		f.Fee.Bill = one(l, bills).Line
	case verb == models.Refund && len(paid) > 0:
		f.Fee.Payment = one(l, paid).Line
	}
}

// onward is the case with which another organ goes on.
func onward(c *models.Case) *models.Onward {
	filed := *filing(models.WindowChannel)
	filed.Unit, filed.Origin = "upper", c.ID
	return &models.Onward{Case: c.ID + "-onward", Filed: &filed}
}

// amended is the next version of a procedure, whose steps have a day more.
func amended(p *models.Procedure) *models.Move {
	next := *p
	next.Bundle, next.Steps = p.Bundle+"+", slices.Clone(p.Steps)
	for i := range next.Steps {
		next.Steps[i].Limit.N++
	}
	return &models.Move{Procedure: &next, Steps: models.SameSteps(p, &next)}
}

// waited lists the people for whom a step waits.
func (l *life) waited(step string) []string {
	i := l.c.Procedure().StepIndex(step)
	if i < 0 || l.c.Steps[i].Phase != models.Open {
		return nil
	}
	var out []string
	for _, slot := range l.c.Slots(i) {
		out = append(out, slot.Account)
	}
	return out
}

var crowd = []string{"a", "b", "c", "d", "e", "f", "g", "h"}

func (l *life) actor(verb models.Verb, step string) models.Actor {
	switch verb {
	case models.DeemAccepted, models.Lapse, models.CompleteStep, models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard:
		return models.System()
	case models.Rate, models.RateAgain:
		return citizen
	}
	a := models.Actor{Account: one(l, crowd), Role: "department_head", Unit: "bureau"}
	i := l.c.Procedure().StepIndex(step)
	if i < 0 || verb == models.Extend {
		return a
	}
	a.Role, a.Unit = l.c.Procedure().Steps[i].Role, l.c.Steps[i].Unit
	if holder := l.c.Steps[i].Holder; holder != "" && l.often(8) {
		a.Account = holder
	}
	for _, v := range l.c.Steps[i].Votes {
		if v.Said == "" && l.often(8) {
			a.Account = v.Account
			break
		}
	}
	if waited := l.waited(step); len(waited) > 0 && l.often(5) {
		a.Account = cmp.Or(one(l, waited), a.Account)
	}
	if by := l.c.Steps[i].By; verb == models.TakeBack && by != "" {
		a.Account = by
	}
	if l.often(1) {
		a.For = one(l, crowd)
	}
	return a
}
