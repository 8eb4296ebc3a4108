package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// offered says for every command, in every stand of a case, what the gate answers to a command that is whole and comes
// from the right person. The columns are those of stands; the letters those of answers.
const offered = `
                   dra sub rec sup rev spe dec gra den del clo dcl wdr ret lap ter fwd voi arc
submit              +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
forward             n   w   +   s   +   +   +   s   s   s   s   s   s   s   s   s   s   s   s
receive             n   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
send_back           n   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
contribute          n   s   w   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
accept              n   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
decline             n   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
void_case           n   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
notify_supplement   n   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
supply              n   s   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
claim               n   +   +   +   +   +   +   +   +   f   s   s   s   s   s   s   s   s   s
approve             n   s   s   s   +   K   +   s   s   s   s   s   s   s   s   s   s   s   s
refuse              n   s   s   s   w   w   +   s   s   s   s   s   s   s   s   s   s   s   s
return              n   s   s   s   f   f   +   s   s   s   s   s   s   s   s   s   s   s   s
transfer            n   +   +   +   +   +   +   +   +   f   s   s   s   s   s   s   s   s   s
add_sign            n   s   s   s   +   +   +   s   s   s   s   s   s   s   s   s   s   s   s
remove_sign         n   s   s   s   g   g   g   s   s   s   s   s   s   s   s   s   s   s   s
delegate            n   s   s   s   +   +   +   s   s   s   s   s   s   s   s   s   s   s   s
sign                n   s   s   s   q   q   q   s   s   s   s   s   s   s   s   s   s   s   s
take_back           n   s   s   s   o   o   o   s   s   s   s   s   s   s   s   s   s   s   s
open_task           n   s   s   s   -   -   +   s   s   s   s   s   s   s   s   s   s   s   s
copy                n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
recuse              n   +   +   +   +   +   +   +   +   f   s   s   s   s   s   s   s   s   s
hand_over           n   +   +   +   +   +   +   +   +   f   s   s   s   s   s   s   s   s   s
start_special       n   s   s   s   +   K   +   s   s   s   s   s   s   s   s   s   s   s   s
finish_special      n   s   s   s   k   +   k   k   k   k   s   s   s   s   s   s   s   s   s
extend              n   s   s   s   +   +   +   s   s   s   s   s   s   s   s   s   s   s   s
deliver             n   s   s   s   s   s   s   +   +   s   s   s   s   s   s   s   s   s   s
close               n   s   s   s   s   s   s   s   s   +   s   s   s   s   s   s   s   s   s
archive_case        n   s   s   s   s   s   s   s   s   s   +   s   s   s   s   s   s   s   s
correct             n   s   s   s   +   +   +   +   +   +   s   s   s   s   s   s   s   s   s
charge              n   s   s   s   +   +   +   +   s   s   s   s   s   s   s   s   s   s   s
record_payment      n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
refund              n   $   $   $   $   $   $   $   $   $   $   $   $   $   $   $   $   $   $
waive               n   s   s   s   0   0   0   0   s   0   s   s   s   s   s   s   s   s   s
withdraw            n   +   +   +   +   +   +   s   s   s   s   s   s   s   s   s   s   s   s
urge                n   +   +   +   +   +   +   +   +   +   s   s   s   s   s   s   s   s   s
answer_urge         n   d   d   d   d   d   d   d   d   d   d   d   d   d   d   d   d   d   d
reopen              n   s   s   s   s   s   s   s   s   s   +   +   +   +   +   +   +   s   s
answer_rating       n   r   r   r   r   r   r   r   r   r   r   r   r   r   r   r   r   r   r
demand_explanation  n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
reassign            n   +   +   +   +   +   +   +   +   f   s   s   s   s   s   s   s   s   s
take_over           n   +   +   +   +   +   +   +   +   f   s   s   s   s   s   s   s   s   s
stop_clock          n   s   s   s   +   K   +   s   s   s   s   s   s   s   s   s   s   s   s
resume_clock        n   s   s   s   k   +   k   s   s   s   s   s   s   s   s   s   s   s   s
force_return        n   s   s   s   f   f   +   s   s   s   s   s   s   s   s   s   s   s   s
force_advance       n   s   s   s   +   +   w   s   s   s   s   s   s   s   s   s   s   s   s
correct_instant     n   f   +   +   +   +   +   +   +   +   +   +   +   f   +   +   +   s   s
terminate           n   +   +   +   +   +   +   s   s   s   s   s   s   s   s   s   s   s   s
confirm             n   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p
discard             n   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p   p
release_card        n   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c
drop_card           n   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c
rate                n   s   s   s   s   s   s   s   s   +   +   s   s   s   s   s   s   s   s
rate_again          n   s   s   s   s   s   s   s   s   r   r   s   s   s   s   s   s   s   s
complete_step       n   o   o   o   o   o   o   o   o   o   s   s   s   s   s   s   s   s   s
deem_accepted       n   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
lapse               n   s   s   +   s   s   s   s   s   s   s   s   s   s   s   s   s   s   s
report              n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
move_to_bundle      n   +   +   +   +   +   +   +   +   +   s   s   s   s   s   s   s   s   s
recalendar          n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
open_lead           n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
warn                n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
issue_card          n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
withhold_card       n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
withdraw_card       n   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c
card_settled        n   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c   c
raise_incident      n   +   +   +   +   +   +   +   +   +   s   s   s   s   s   s   s   s   s
settle_incident     n   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +
`

// answers are the gate's reasons, in one letter each.
var answers = map[string]string{
	"": "+", "no_such_case": "n", "not_in_status": "s", "step_not_open": "o", "wrong_step": "w", "once_only": "1",
	"no_demand": "d", "no_payment": "$", "nothing_open": "0", "no_rating": "r", "not_rated": "r", "no_such_card": "c", "card_not_issued": "c", "no_pending": "p", "card_not_withheld": "c", "no_special": "k", "special_runs": "K", "clock_stands": "K",
	"faulty_fields": "f", "no_sign": "g", "not_asked": "q", "not_done": "o", "final_word": "F", "needless": "-",
}

// stands are the places in its life in which a case is looked at.
var stands = []struct {
	name string
	walk func(t testing.TB) *docket
}{
	{"dra", func(t testing.TB) *docket { return open(t, food()) }},
	{"sub", online},
	{"rec", func(t testing.TB) *docket { return filed(t, food()) }},
	{"sup", notified},
	{"rev", func(t testing.TB) *docket { return accepted(t, food()) }},
	{"spe", func(t testing.TB) *docket { return accepted(t, food()).with(li, models.StartSpecial, testing10()) }},
	{"dec", atDecision},
	{"gra", granted},
	{"den", func(t testing.TB) *docket {
		return atDecision(t).with(sun, models.Refuse, reasons("decide")).with(models.System(), models.CompleteStep, at("licence"))
	}},
	{"del", delivered},
	{"clo", closed},
	{"dcl", func(t testing.TB) *docket { return filed(t, food()).with(wang, models.Decline, reasons("accept")) }},
	{"wdr", func(t testing.TB) *docket {
		return accepted(t, food()).with(applicant, models.Withdraw, models.Facts{})
	}},
	{"ret", func(t testing.TB) *docket { return online(t).with(wang, models.SendBack, reasons("accept")) }},
	{"lap", func(t testing.TB) *docket { return notified(t).with(models.System(), models.Lapse, models.Facts{}) }},
	{"ter", terminated},
	{"fwd", func(t testing.TB) *docket { return accepted(t, food()).with(li, models.Forward, reasons("review")) }},
	{"voi", func(t testing.TB) *docket {
		return filed(t, food()).with(wang, models.VoidCase, models.Facts{Step: "accept", Reasoned: true, Ground: "entered_twice"})
	}},
	{"arc", func(t testing.TB) *docket { return closed(t).with(qian, models.Archive, models.Facts{}) }},
}

func (d *docket) with(actor models.Actor, verb models.Verb, facts models.Facts) *docket {
	d.t.Helper()
	d.must(actor, verb, facts)
	return d
}

func online(t testing.TB) *docket {
	return open(t, food()).with(applicant, models.Submit, models.Facts{Filed: filing("2")})
}

func notified(t testing.TB) *docket {
	return filed(t, food()).with(wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: lacking, Reasoned: true})
}

func atDecision(t testing.TB) *docket {
	return accepted(t, food()).with(li, models.Approve, at("review")).with(zhao, models.Approve, at("audit"))
}

func granted(t testing.TB) *docket {
	return atDecision(t).with(sun, models.Approve, at("decide")).with(models.System(), models.CompleteStep, at("licence"))
}

func delivered(t testing.TB) *docket { return granted(t).with(qian, models.Deliver, at("deliver")) }

func closed(t testing.TB) *docket { return delivered(t).with(qian, models.Close, models.Facts{}) }

func terminated(t testing.TB) *docket {
	d := accepted(t, food()).with(han, models.Terminate, reasons(""))
	return d.with(feng, models.Confirm, models.Facts{Answers: d.c.N})
}

func testing10() models.Facts {
	return models.Facts{Ground: "testing", Document: "T-1", Planned: days(10)}
}

// rightful is the verb's command as the right person would give it.
func rightful(d *docket, verb models.Verb) models.Command {
	step := map[models.Verb]string{
		models.Receive: "accept", models.SendBack: "accept", models.Accept: "accept", models.Decline: "accept",
		models.NotifySupplement: "accept", models.VoidCase: "accept", models.Deliver: "deliver", models.CompleteStep: "licence",
	}[verb]
	if open := d.open(); step == "" && len(open) > 0 {
		step = open[0]
	}
	actor := map[string]models.Actor{"accept": wang, "review": li, "audit": zhao, "decide": sun, "deliver": qian}[step]
	switch {
	case verb.Override():
		actor = han
	case slices.Contains(ownVerbs, verb):
		actor = models.System()
	case verb == models.Rate, verb == models.RateAgain:
		actor = citizen
	}
	if verb == models.Extend {
		actor = zhou
	}
	facts := reasons(step)
	facts.Materials, facts.Order, facts.Copies = whole, models.SignBefore, []string{"chen"}
	switch verb {
	case models.HandOver:
		d.hold(step, actor.Account)
		facts.From, facts.Ground = actor.Account, "shift"
	case models.Submit:
		facts.Filed = filing("2")
	case models.VoidCase:
		facts.Ground = "entered_twice"
	case models.StartSpecial:
		facts.Ground = "testing"
	case models.NotifySupplement:
		facts.Materials = lacking
	case models.Return, models.ForceReturn, models.Reopen:
		facts.Target = "review"
	case models.ChargeFee:
		facts.Fee = &models.FeeFacts{Charges: []models.Charge{{Standard: "place", Quantity: 1000}}}
	case models.RecordPayment:
		facts.Fee = &models.FeeFacts{Amount: 100, Channel: "bank"}
	case models.CorrectInstant:
		facts.Ground = "entered_wrong"
		facts.Correction = &models.Correction{Line: 1, Is: monday.Add(-time.Hour)}
	case models.Rate, models.RateAgain:
		facts.Rating = &models.RatingFacts{Level: models.Satisfied}
	case models.MoveToBundle:
		facts.Move = amended(d.c.Procedure())
	case models.OpenLead:
		facts.Lead = &models.LeadFacts{ID: "lead", Key: "A05/1"}
	case models.Warn, models.IssueCard, models.WithholdCard, models.WithdrawCard, models.CardSettled, models.ReleaseCard, models.DropCard:
		facts.Card = &models.CardFacts{Key: "R-T1/red/decision#1"}
	}
	return models.Command{Verb: verb, Actor: actor, Acted: d.now, Facts: facts}
}

// ownVerbs are what a case does by itself, or what reaches it from elsewhere in the house.
var ownVerbs = []models.Verb{
	models.CompleteStep, models.DeemAccepted, models.Lapse, models.Report, models.MoveToBundle, models.Recalendar, models.OpenLead, models.Warn,
	models.IssueCard, models.WithholdCard, models.WithdrawCard, models.CardSettled, models.RaiseIncident, models.SettleIncident,
}

// hold lets somebody claim a step, if it is open.
func (d *docket) hold(step, account string) {
	if i := d.c.Procedure().StepIndex(step); i >= 0 && d.c.Steps[i].Phase == models.Open {
		_ = d.try(models.Actor{Account: account, Role: d.c.Procedure().Steps[i].Role, Unit: d.c.Steps[i].Unit}, models.Claim, at(step))
	}
}

// covers S24
func TestGateTable(t *testing.T) {
	var drawn strings.Builder
	fmt.Fprintf(&drawn, "\n%-18s", "")
	for _, s := range stands {
		drawn.WriteString(" " + s.name)
	}
	drawn.WriteByte('\n')
	verbs := slices.Concat([]models.Verb{models.Submit}, models.CaseVerbs(), []models.Verb{models.Rate, models.RateAgain}, ownVerbs)
	require.ElementsMatch(t, verbsOf(t, filed(t, food()).c), verbs)
	for _, verb := range verbs {
		row := fmt.Sprintf("%-18s", verb)
		for _, s := range stands {
			d := s.walk(t)
			reason := models.ReasonOf(d.c.Gate(rightful(d, verb)))
			letter, known := answers[reason]
			require.True(t, known, "%s in %s: %s", verb, s.name, reason)
			row += fmt.Sprintf("  %s ", letter)
		}
		drawn.WriteString(strings.TrimRight(row, " ") + "\n")
	}
	require.Equal(t, offered, drawn.String())
}
