package models_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// operations says for every operation, in every state of the step "review" that li and liu work on, what the gate answers
// to li, to the one whom li has asked, and (hand_over) to li's head. The letters are those of operationAnswers.
const operations = `
                   poo hel oth bef hea aft spo del rec don nop nac bak ret all sai sbe saf seq spe
approve             +   +   h   w   +   +   a   w   R   o   o   o   +   +   +   a   w   a   t   K
return              P   P   h   P   P   P   a   P   R   o   o   o   P   P   P   a   P   a   t   P
forward             +   +   h   +   +   +   a   +   R   o   o   o   +   +   +   a   +   a   t   +
transfer            +   +   h   +   +   +   a   +   R   o   o   o   +   +   +   a   +   a   t   +
claim               +   +   h   +   +   +   +   +   R   o   o   o   +   +   s   s   s   s   s   +
add_sign before     +   +   h   +   +   +   a   +   R   o   o   o   +   +   +   a   +   a   t   +
add_sign after      +   +   h   +   +   +   a   +   R   o   o   o   +   +   +   a   +   a   t   +
remove_sign         g   g   g   +   g   +   +   +   R   o   o   o   g   g   g   g   +   +   g   g
delegate            +   +   h   +   +   +   a   D   R   o   o   o   +   +   +   a   +   a   t   +
sign by xu          q   q   q   +   a   t   +   +   q   o   o   o   q   q   q   q   +   +   q   q
take_back           d   d   d   d   d   d   d   d   R   +   N   A   d   d   d   d   d   d   d   d
open_task           -   r   h   r   r   r   a   r   R   o   o   o   r   -   -   a   -   a   t   r
open_task of next   o   o   o   o   o   o   o   o   o   +   r   o   o   o   o   o   o   o   o   o
open_task by xu     s   h   h   r   1   r   r   r   s   o   o   o   h   s   s   s   -   -   s   h
copy                +   +   +   +   +   +   +   +   R   +   +   +   +   +   +   +   +   +   +   +
recuse              +   +   h   +   +   +   a   +   R   o   o   o   +   +   +   a   +   a   t   +
recuse to pool      +   +   h   +   +   +   a   +   R   o   o   o   +   +   f   a   f   a   t   +
recuse by xu        s   h   h   +   1   +   +   +   s   o   o   o   h   s   s   s   +   +   s   h
hand_over           n   +   n   +   +   +   n   +   n   o   o   o   +   n   +   n   +   n   +   +
hand_over to pool   n   +   n   +   +   +   n   +   n   o   o   o   +   n   f   n   f   n   f   +
hand_over of xu     n   n   n   +   n   +   +   +   n   o   o   o   n   n   n   n   +   +   n   n
take_over           +   +   +   +   +   +   +   +   +   o   o   o   +   +   +   +   +   +   +   +
force_advance       +   +   +   +   +   +   +   +   +   o   o   o   +   +   +   +   +   +   +   +
reassign            +   +   +   +   +   +   +   +   +   o   o   o   +   +   +   +   +   +   +   +
reassign from xu    n   n   n   +   n   +   +   +   n   o   o   o   n   n   n   n   +   +   n   n
`

// operationAnswers are the gate's reasons, in one letter each.
var operationAnswers = map[string]string{
	"": "+", "step_not_open": "o", "held_by_other": "h", "awaits_sign": "w", "already_said": "a", "not_asked": "q",
	"not_your_turn": "t", "no_sign": "g", "opened_already": "r", "not_done": "d", "next_has_opened": "N", "next_has_acted": "A",
	"faulty_fields": "f", "no_seat": "s", "one_seat": "1", "delegated_already": "D", "nothing_to_hand": "n", "recused": "R",
	"final_word": "F", "not_yours": "y", "not_asker": "k", "not_in_status": "x", "clock_stands": "K", "not_to_applicant": "P", "other_role": "s", "needless": "-",
}

// asked is li asking a colleague into the review.
func asked(order models.SignKind, to string) models.Facts {
	return models.Facts{Step: "review", To: to, Order: order, Reasoned: true}
}

func signing(adverse bool) models.Facts { return models.Facts{Step: "review", Adverse: adverse} }

// shared opens a docket at a review that li, a and b decide together.
func sharedReview(t testing.TB, rule models.DecisionRule) *docket {
	p := food()
	p.Steps[1].Rule = rule
	d := filed(t, p)
	for _, account := range []string{"li", "a", "b"} {
		d.seats = append(d.seats, models.Seat{Step: "review", Account: account})
	}
	d.must(wang, models.Accept, accepting())
	d.seats = nil
	return d
}

func held(t testing.TB) *docket { return accepted(t, food()).with(li, models.Claim, at("review")) }

var everybody = models.DecisionRule{Kind: models.All}

// stepStates are the states of a step in which an operation is looked at.
var stepStates = []struct {
	name string
	walk func(t testing.TB) *docket
}{
	{"poo", func(t testing.TB) *docket { return accepted(t, food()) }},
	{"hel", held},
	{"oth", func(t testing.TB) *docket { return accepted(t, food()).with(liu, models.Claim, at("review")) }},
	{"bef", func(t testing.TB) *docket { return held(t).with(li, models.AddSign, asked(models.SignBefore, "xu")) }},
	{"hea", func(t testing.TB) *docket {
		return held(t).with(li, models.AddSign, asked(models.SignBefore, "xu")).with(xu, models.Sign, signing(false))
	}},
	{"aft", func(t testing.TB) *docket { return held(t).with(li, models.AddSign, asked(models.SignAfter, "xu")) }},
	{"spo", func(t testing.TB) *docket {
		return held(t).with(li, models.AddSign, asked(models.SignAfter, "xu")).with(li, models.Approve, at("review"))
	}},
	{"del", func(t testing.TB) *docket { return held(t).with(li, models.Delegate, asked("", "xu")) }},
	{"rec", func(t testing.TB) *docket {
		return accepted(t, food()).with(li, models.Recuse, models.Facts{Step: "review", Reasoned: true})
	}},
	{"don", func(t testing.TB) *docket { return held(t).with(li, models.Approve, at("review")) }},
	{"nop", func(t testing.TB) *docket {
		return held(t).with(li, models.Approve, at("review")).with(zhao, models.OpenTask, at("audit"))
	}},
	{"nac", atDecision},
	{"bak", func(t testing.TB) *docket {
		return held(t).with(li, models.Approve, at("review")).with(li, models.TakeBack, at("review"))
	}},
	{"ret", func(t testing.TB) *docket {
		return held(t).with(li, models.Approve, at("review")).with(zhao, models.Return, models.Facts{Step: "audit", Target: "review", Reasoned: true})
	}},
	{"all", func(t testing.TB) *docket { return sharedReview(t, everybody) }},
	{"sai", func(t testing.TB) *docket { return sharedReview(t, everybody).with(li, models.Approve, at("review")) }},
	{"sbe", func(t testing.TB) *docket {
		return sharedReview(t, everybody).with(li, models.AddSign, asked(models.SignBefore, "xu"))
	}},
	{"saf", func(t testing.TB) *docket {
		return sharedReview(t, everybody).with(li, models.AddSign, asked(models.SignAfter, "xu")).with(li, models.Approve, at("review"))
	}},
	{"seq", func(t testing.TB) *docket {
		d := sharedReview(t, models.DecisionRule{Kind: models.Sequential})
		return d.with(li, models.Transfer, models.Facts{Step: "review", To: "c", Reasoned: true}).with(han, models.Reassign,
			models.Facts{Step: "review", From: "b", To: "li", Reasoned: true, Ground: "g"})
	}},
	{"spe", func(t testing.TB) *docket { return held(t).with(li, models.StartSpecial, testing10()) }},
}

var xu = officer("xu", "legal_reviewer")

// operation is one command of the table as the right person would give it.
type operation struct {
	name  string
	actor models.Actor
	verb  models.Verb
	facts models.Facts
}

func allOperations() []operation {
	on := models.Facts{Step: "review", Reasoned: true, To: "chen", Order: models.SignBefore}
	with := func(change func(*models.Facts)) models.Facts {
		f := on
		change(&f)
		return f
	}
	return []operation{
		{"approve", li, models.Approve, at("review")},
		{"return", li, models.Return, models.Facts{Step: "review", Target: "applicant", Reasoned: true}},
		{"forward", li, models.Forward, with(func(f *models.Facts) { f.ToUnit = "upper" })},
		{"transfer", li, models.Transfer, on},
		{"claim", li, models.Claim, at("review")},
		{"add_sign before", li, models.AddSign, on},
		{"add_sign after", li, models.AddSign, with(func(f *models.Facts) { f.Order = models.SignAfter })},
		{"remove_sign", li, models.RemoveSign, with(func(f *models.Facts) { f.To = "xu" })},
		{"delegate", li, models.Delegate, on},
		{"sign by xu", xu, models.Sign, at("review")},
		{"take_back", li, models.TakeBack, at("review")},
		{"open_task", li, models.OpenTask, at("review")},
		{"open_task of next", zhao, models.OpenTask, at("audit")},
		{"open_task by xu", xu, models.OpenTask, at("review")},
		{"copy", li, models.Copy, models.Facts{Copies: []string{"chen"}}},
		{"recuse", li, models.Recuse, on},
		{"recuse to pool", li, models.Recuse, with(func(f *models.Facts) { f.To = "" })},
		{"recuse by xu", xu, models.Recuse, with(func(f *models.Facts) { f.To = "" })},
		{"hand_over", zhou, models.HandOver, with(func(f *models.Facts) { f.From, f.Ground = "li", "shift" })},
		{"hand_over to pool", zhou, models.HandOver, with(func(f *models.Facts) { f.From, f.To, f.Ground = "li", "", "leave" })},
		{"hand_over of xu", zhou, models.HandOver, with(func(f *models.Facts) { f.From, f.Ground = "xu", "departure" })},
		{"take_over", han, models.TakeOver, with(func(f *models.Facts) { f.ToUnit, f.Ground = "upper", "g" })},
		{"force_advance", han, models.ForceAdvance, with(func(f *models.Facts) { f.Remedy, f.Ground = true, "g" })},
		{"reassign", han, models.Reassign, with(func(f *models.Facts) { f.Ground = "g" })},
		{"reassign from xu", han, models.Reassign, with(func(f *models.Facts) { f.From, f.Ground = "xu", "g" })},
	}
}

// covers S35
// pain 6: every pair of an operation and a state of a step is possible or says why not.
func TestOperationTable(t *testing.T) {
	var drawn strings.Builder
	fmt.Fprintf(&drawn, "\n%-18s", "")
	for _, s := range stepStates {
		drawn.WriteString(" " + s.name)
	}
	drawn.WriteByte('\n')
	for _, op := range allOperations() {
		row := fmt.Sprintf("%-18s", op.name)
		for _, s := range stepStates {
			d := s.walk(t)
			reason := models.ReasonOf(d.c.Gate(models.Command{Verb: op.verb, Actor: op.actor, Facts: op.facts}))
			letter, known := operationAnswers[reason]
			require.True(t, known, "%s in %s: %s", op.name, s.name, reason)
			row += fmt.Sprintf("  %s ", letter)
		}
		drawn.WriteString(strings.TrimRight(row, " ") + "\n")
	}
	require.Equal(t, operations, drawn.String())
}
