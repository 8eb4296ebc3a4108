package histories_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/common/v1"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"

	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/workflows"
)

// paths are the ways that a case and its cards can go, one history each; a path of a card answers with its ID.
var paths = []struct {
	name string
	play func(s *stage, id string) (card string)
	ends string // what the record says last, of the case or of the card
}{
	{"granted", func(s *stage, id string) string {
		s.toDecision(id)
		s.does(id, officetest.Sun, models.Approve, onStep("decide"))
		s.deliver(id)
		return ""
	}, "close"},
	{"denied", func(s *stage, id string) string {
		s.toDecision(id)
		s.does(id, officetest.Sun, models.Refuse, grave("decide"))
		s.deliver(id)
		return ""
	}, "close"},
	{"declined", func(s *stage, id string) string {
		s.file(id, "2")
		s.does(id, officetest.Wang, models.Receive, onStep("accept"))
		s.does(id, officetest.Wang, models.Decline, grave("accept"))
		return ""
	}, "decline"},
	{"sent-back", func(s *stage, id string) string {
		s.file(id, "2")
		s.does(id, officetest.Wang, models.SendBack, grave("accept"))
		return ""
	}, "send_back"},
	{"supplement", func(s *stage, id string) string {
		s.supplement(id)
		s.does(id, officetest.Applicant, models.Supply, models.Facts{Materials: whole})
		s.does(id, officetest.Wang, models.Accept, models.Facts{Step: "accept", Materials: whole})
		return ""
	}, "accept"},
	{"lapsed-and-reopened", func(s *stage, id string) string {
		s.supplement(id)
		s.later(20)
		s.look(models.CaseKind, id, models.Lapse)
		s.does(id, officetest.Zhou, models.Reopen, models.Facts{Reasoned: true})
		return ""
	}, "reopen"},
	{"special", func(s *stage, id string) string {
		s.accept(id)
		s.does(id, officetest.Li, models.StartSpecial, models.Facts{Ground: "testing", Document: "T-1", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}})
		s.later(3)
		s.does(id, officetest.Li, models.FinishSpecial, models.Facts{})
		s.does(id, officetest.Li, models.Approve, onStep("review"))
		return ""
	}, "approve"},
	{"extended", func(s *stage, id string) string {
		s.accept(id)
		s.does(id, officetest.Zhou, models.Extend, grave(""))
		return ""
	}, "extend"},
	{"returned-to-rerun", func(s *stage, id string) string {
		s.toDecision(id)
		s.does(id, officetest.Sun, models.Return, models.Facts{Step: "decide", Target: "review", Reasoned: true})
		s.does(id, officetest.Li, models.Approve, onStep("review"))
		s.does(id, officetest.Zhao, models.Approve, onStep("audit"))
		return ""
	}, "approve"},
	{"returned-to-resume", func(s *stage, id string) string {
		s.toDecision(id)
		s.does(id, officetest.Sun, models.Return, models.Facts{Step: "decide", Target: "review", Reasoned: true, Resume: true})
		s.does(id, officetest.Li, models.Approve, onStep("review"))
		s.does(id, officetest.Sun, models.Approve, onStep("decide"))
		return ""
	}, "complete_step"},
	{"withdrawn", func(s *stage, id string) string {
		s.accept(id)
		s.does(id, officetest.Applicant, models.Withdraw, models.Facts{})
		return ""
	}, "withdraw"},
	{"forwarded", func(s *stage, id string) string {
		s.accept(id)
		s.forward(id, id+"-onward")
		return ""
	}, "forward"},
	{"gone-on", func(s *stage, id string) string {
		s.accept(id + "-first")
		s.forward(id+"-first", id)
		s.does(id, elsewhere(officetest.Wang), models.Accept, models.Facts{Step: "accept", Materials: whole})
		s.does(id, elsewhere(officetest.Li), models.Approve, onStep("review"))
		return ""
	}, "approve"},
	{"terminated-by-two", func(s *stage, id string) string {
		s.accept(id)
		s.does(id, officetest.Han, models.Terminate, grave(""))
		refused := s.do(models.CaseKind, id, officetest.Han, models.Confirm, models.Facts{Answers: 3})
		require.Equal(s.t, "second_person", models.ReasonOf(refused))
		s.does(id, officetest.Feng, models.Confirm, models.Facts{Answers: 3})
		return ""
	}, "confirm"},
	{"deemed-accepted-with-a-red-card", func(s *stage, id string) string {
		s.file(id, models.WindowChannel)
		s.later(8)
		s.look(models.CaseKind, id, models.DeemAccepted)
		return ""
	}, "deem_accepted"},
	{"card-answered", func(s *stage, id string) string {
		card := s.late(id)
		require.NoError(s.t, s.do(models.CardKind, card, officetest.Zhou, models.OpenCard, models.Facts{}))
		require.NoError(s.t, s.do(models.CardKind, card, officetest.Zhou, models.AnswerCard, models.Facts{Reasoned: true, Ground: "workload"}))
		return card
	}, "answer_card"},
	{"card-climbing", func(s *stage, id string) string {
		card := s.late(id)
		for range 2 {
			s.later(7)
			s.look(models.CardKind, card, models.Climb)
		}
		return card
	}, "climb"},
	{"card-taken-back", func(s *stage, id string) string {
		s.accept(id)
		before := s.now()
		card := s.lateNow(id)
		_, err := s.client.Do(s.t.Context(), models.CaseKind, models.Command{
			ID: "late", Subject: id, Verb: models.Approve, Actor: officetest.Li, Acted: before, Facts: onStep("review"), Digest: "d",
		})
		require.NoError(s.t, err)
		s.await(card, models.WithdrawCard)
		return card
	}, "withdraw_card"},
}

func (s *stage) supplement(id string) {
	s.t.Helper()
	s.file(id, models.WindowChannel)
	s.does(id, officetest.Wang, models.NotifySupplement, models.Facts{Step: "accept", Materials: []models.Checked{{No: 1, State: "missing"}}, Reasoned: true})
}

// forward lets the handler pass an accepted case to another organ, which goes on with a case of its own, and waits until that
// has begun: not before does the first one end.
func (s *stage) forward(id, onward string) {
	s.t.Helper()
	s.office.Change(func() {
		for _, a := range []models.Actor{officetest.Wang, officetest.Li, officetest.Zhao} {
			s.office.Staff["county/"+a.Role] = []string{elsewhere(a).Account}
		}
	})
	filed := officetest.Filing(onward, models.WindowChannel, s.now()).Facts.Filed
	filed.Unit, filed.Origin = "county", id
	_, err := s.client.Do(s.t.Context(), models.CaseKind, models.Command{
		ID: "forward-" + id, Subject: id, Verb: models.Forward, Actor: officetest.Li, Acted: s.now(), Digest: "d",
		Facts: models.Facts{Step: "review", ToUnit: filed.Unit, Reasoned: true, Onward: &models.Onward{Case: onward, Filed: filed}},
		Body:  json.RawMessage("null"), // histories that are kept hold no application
	})
	require.NoError(s.t, err)
	require.NoError(s.t, s.engine.GetWorkflow(s.t.Context(), workflows.WorkflowID(models.CaseKind, id), "").Get(s.t.Context(), nil))
}

// elsewhere is the colleague in the same post of the organ to which cases are forwarded.
func elsewhere(a models.Actor) models.Actor {
	a.Account, a.Unit = a.Account+"-there", "county"
	return a
}

// late lets a case lie until its step gets a red card, which late returns.
func (s *stage) late(id string) string {
	s.t.Helper()
	s.accept(id)
	return s.lateNow(id)
}

func (s *stage) lateNow(id string) string {
	s.t.Helper()
	s.later(6)
	s.look(models.CaseKind, id, models.IssueCard)
	return s.cardOf(id, "R-T2", models.Yellow)
}

func TestPaths(t *testing.T) {
	s := openStage(t)
	for _, path := range paths {
		t.Run(path.name, func(t *testing.T) {
			s.t = t
			card := path.play(s, path.name)
			last := path.name
			if card != "" {
				last = card
			}
			verbs := s.office.Verbs(last)
			require.Equal(t, path.ends, verbs[len(verbs)-1], "%v", verbs)
			s.keep(workflows.WorkflowID(models.CaseKind, path.name), path.name)
			if card != "" {
				s.keep(workflows.WorkflowID(models.CardKind, card), path.name+".card")
			}
		})
	}
}

// keep writes a workflow's history where workflows replays it, if MINGCHA_RECORD says so: after a change that old
// histories cannot follow, and only from the code that is deployed.
func (s *stage) keep(workflow, name string) {
	s.t.Helper()
	if os.Getenv("MINGCHA_RECORD") == "" {
		return
	}
	var events history.History
	for found := s.engine.GetWorkflowHistory(s.t.Context(), workflow, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); found.HasNext(); {
		event, err := found.Next()
		require.NoError(s.t, err)
		events.Events = append(events.Events, event)
	}
	text, err := temporalproto.CustomJSONMarshalOptions{
		Indent: " ", Metadata: map[string]any{common.EnablePayloadShorthandMetadataKey: true}, // payloads to be read by people
	}.Marshal(&events)
	require.NoError(s.t, err)
	host, err := os.Hostname()
	require.NoError(s.t, err)
	text = bytes.ReplaceAll(text, []byte(`"`+host+`:`), []byte(`"stage:`)) // names of sticky queues
	require.NoError(s.t, os.WriteFile(filepath.Join("..", "..", "workflows", "testdata", "histories", name+".json"), append(text, '\n'), 0o644))
}
