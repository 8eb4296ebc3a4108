package workflows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"mingcha/activities/officetest"
	"mingcha/models"
)

// overridden says for every override, in every status and with every stand of the clock, what the case answers to a
// supervisor who is right in form: + carried out, ? waits for the second supervisor, otherwise why not.
const overridden = `
urge               + + + + + s + + + + + + + + + + s s s s s s s +
demand_explanation + + + + + + + + + + + + + + + + + + + + + + + +
reassign           + + + + + s + + + + + + + + + f s s s s s s s +
take_over          + + + + + s + + + + + + + + + f s s s s s s s +
stop_clock         s s s + s s + K K + + + s s s s s s s s s s s +
resume_clock       s s s k s s k + + k k k s s s s s s s s s s s k
extend             s s s l s s + + + l + l s s s s s s s s s s s +
force_return       s s s f s s + + + + + + s s s s s s s s s s s +
force_advance      s s s ? s s ? ? ? ? w w s s s s s s s s s s s ?
correct_instant    f f ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? ? s ? s ?
terminate          ? ? ? ? ? s ? ? ? ? ? ? s s s s s s s s s s s 2
reopen             s s s s s + s s s s s s s s s s + + + + s + s s
confirm            p p p p p p p p p p p p p p p p p p p p p p p +
discard            p p p p p p p p p p p p p p p p p p p p p p p +
release_card       c c c c c c c c c c c c c c c c c c c c c c c c
drop_card          c c c c c c c c c c c c c c c c c c c c c c c c
`

// The answers, in one letter each: not in this status, wrong kind of step, step or demand not there, special procedure
// runs or does not, too late, nothing waits for a second supervisor, the same waits for one already, no such card.
var refusals = map[string]string{
	"not_in_status": "s", "wrong_step": "w", "step_not_open": "o", "faulty_fields": "f", "special_runs": "K", "no_special": "k",
	"no_pending": "p", "card_not_withheld": "c", "no_demand": "d", "after_due": "l",
	"already_pending": "2",
}

// scenes are the statuses with each stand of the clock that they can have; the override comes on the day given.
var scenes = []struct {
	name    string
	channel string
	play    func(*story)
	when    time.Duration // of the override; 0 if the case has ended, and is woken by it
}{
	{"submitted", "2", func(*story) {}, hour},
	{"submitted, late", "2", func(*story) {}, 30 * day},
	{"received", "1", func(*story) {}, hour},
	{"deemed accepted, late", "1", func(*story) {}, 30 * day},
	{"supplement", "1", (*story).toSupplement, 2 * day},
	{"lapsed", "1", (*story).toSupplement, 0},
	{"accepted", "1", (*story).toAudit, day},
	{"accepted, standing", "1", (*story).toTest, 2 * day},
	{"accepted, stopped", "1", (*story).toStop, 2 * day},
	{"accepted, late", "1", (*story).toAudit, 40 * day},
	{"at decision", "1", (*story).toDecision, day},
	{"at decision, late", "1", (*story).toDecision, 40 * day},
	{"granted", "1", (*story).toGrant, 2 * day},
	{"granted, late", "1", (*story).toGrant, 40 * day},
	{"denied", "1", (*story).toDenial, 2 * day},
	{"delivered", "1", (*story).toDelivery, 2 * day},
	{"closed", "1", (*story).inTime, 0},
	{"withdrawn", "1", (*story).toWithdrawal, 0},
	{"declined", "1", (*story).toDeclining, 0},
	{"sent back", "2", (*story).toSendingBack, 0},
	{"voided", "1", (*story).toVoiding, 0},
	{"forwarded", "1", (*story).toForwarding, 0},
	{"archived", "1", (*story).toArchive, 0},
	{"accepted, one override waits", "1", (*story).toProposal, day},
}

func (s *story) toSupplement() {
	s.at(hour, officetest.Wang, models.NotifySupplement, models.Facts{
		Step: "accept", Reasoned: true, Materials: []models.Checked{{No: 1, State: "missing"}},
	})
}

func (s *story) toTest() {
	s.toAudit()
	s.at(3*hour, officetest.Li, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1", Planned: officetest.Food().Promised})
}

func (s *story) toStop() {
	s.toAudit()
	s.at(3*hour, han, models.StopClock, models.Facts{Ground: "hearing", Document: "T-1", Reasoned: true, Planned: officetest.Food().Promised})
}

func (s *story) toDecision() {
	s.toAudit()
	s.at(3*hour, officetest.Zhao, models.Approve, step("audit"))
}

func (s *story) toGrant() {
	s.toDecision()
	s.at(4*hour, officetest.Sun, models.Approve, step("decide"))
}

func (s *story) toDelivery() {
	s.toGrant()
	s.at(5*hour, officetest.Qian, models.Deliver, step("deliver"))
}

func (s *story) toDenial() {
	s.toDecision()
	s.at(4*hour, officetest.Sun, models.Refuse, models.Facts{Step: "decide", Reasoned: true, Remedy: true})
}

func (s *story) toDeclining() {
	s.at(hour, officetest.Wang, models.Decline, models.Facts{Step: "accept", Reasoned: true, Remedy: true})
}

func (s *story) toSendingBack() {
	s.at(hour, officetest.Wang, models.SendBack, models.Facts{Step: "accept", Reasoned: true})
}

func (s *story) toVoiding() {
	s.at(hour, officetest.Wang, models.VoidCase, models.Facts{Step: "accept", Reasoned: true, Ground: "wrong_item"})
}

func (s *story) toForwarding() {
	s.toAudit()
	s.at(3*hour, officetest.Zhao, models.Forward, models.Facts{Step: "audit", ToUnit: "upper", Reasoned: true})
}

func (s *story) toArchive() {
	s.inTime()
	s.run()
	s.stage(monday.Add(30 * day))
	s.at(0, officetest.Qian, models.Archive, models.Facts{})
}

func (s *story) toProposal() {
	s.toAudit()
	s.at(3*hour, han, models.Terminate, models.Facts{Reasoned: true, Remedy: true, Ground: "g"})
}

func (s *story) toWithdrawal() {
	s.toAudit()
	s.at(3*hour, applicant, models.Withdraw, models.Facts{})
}

var (
	han  = officetest.Han
	feng = officetest.Feng
)

// overrides are the supervisors' verbs in the order of the table; urge is theirs too.
var overrides = []models.Verb{
	models.Urge, models.DemandExplanation, models.Reassign, models.TakeOver, models.StopClock, models.ResumeClock, models.Extend,
	models.ForceReturn, models.ForceAdvance, models.CorrectInstant, models.Terminate, models.Reopen, models.Confirm, models.Discard, models.ReleaseCard,
	models.DropCard,
}

// covers S27
// pain 23
func TestOverrides(t *testing.T) {
	for _, verb := range models.CaseVerbs() {
		require.True(t, !verb.Override() || slices.Contains(overrides, verb), verb)
	}
	var drawn strings.Builder
	drawn.WriteByte('\n')
	for _, verb := range overrides {
		row := fmt.Sprintf("%-18s", verb)
		for _, scene := range scenes {
			s := begin(t, scene.channel)
			scene.play(s)
			if scene.when == 0 {
				s.run()
				s.stage(monday.Add(40 * day))
			}
			s.override(verb, scene.when)
			s.run()
			row += " " + s.letter(verb)
		}
		drawn.WriteString(row + "\n")
	}
	require.Equal(t, overridden, drawn.String())
}

// override lets a supervisor give a command that has all it needs, at the first step that is open.
func (s *story) override(verb models.Verb, when time.Duration) {
	s.env.RegisterDelayedCallback(func() {
		lines, err := s.office.Lines(s.t.Context(), s.id, 1)
		require.NoError(s.t, err)
		state, err := s.office.Activities().Folded(models.CaseKind, s.id, lines)
		require.NoError(s.t, err)
		facts := models.Facts{
			Reasoned: true, Remedy: true, Ground: "hearing", Document: "D-1", Planned: officetest.Food().Promised, To: "mei",
			ToUnit: "upper", Target: "review", Extend: 10, Answers: 1, Card: &models.CardFacts{Key: redOfCase},
		}
		if open := state.Case.OpenSteps(); len(open) > 0 {
			facts.Step = state.Case.Steps[open[0]].Key
		}
		if verb == models.CorrectInstant {
			facts.Ground, facts.Correction = "entered_wrong", s.moved(state.Case)
		}
		actor := han
		switch verb {
		case models.Extend:
			actor = officetest.Zhou
		case models.Confirm, models.Discard:
			actor = feng
			for _, p := range state.Case.Pending {
				facts.Answers = p.Line
			}
		}
		s.send(models.Command{ID: "override", Subject: s.id, Verb: verb, Actor: actor, Acted: s.env.Now(), Facts: facts})
	}, when)
	s.at(60*day, applicant, models.Withdraw, models.Facts{})
}

// moved says that the first act that may be moved was done a second after the act before it.
func (s *story) moved(c *models.Case) *models.Correction {
	for _, d := range c.Deeds {
		if at, from, _, may := c.Movable(d.Line); may && !from.IsZero() {
			return &models.Correction{Line: d.Line, Is: from.Add(time.Second)}
		} else if may {
			return &models.Correction{Line: d.Line, Is: at.Add(-time.Second)}
		}
	}
	return &models.Correction{Line: 1, Is: s.env.Now()}
}

const redOfCase = "R-T1/red/decision#1"

// letter reads from the record what became of an override.
func (s *story) letter(verb models.Verb) string {
	s.t.Helper()
	line, err := s.office.LineOf(s.t.Context(), s.id, "override")
	require.NoError(s.t, err)
	switch {
	case line != nil && verb.NeedsSecond():
		return "?"
	case line != nil:
		return "+"
	}
	var refused *temporal.ApplicationError
	require.ErrorAs(s.t, s.errs[string(verb)], &refused, "%s", verb)
	var known models.Error
	require.NoError(s.t, refused.Details(&known))
	letter, there := refusals[known.Reason]
	require.True(s.t, there, "%s: %s", verb, known.Reason)
	return letter
}
