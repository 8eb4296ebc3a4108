package node

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enums "go.temporal.io/api/enums/v1"

	"mingcha/models"
	"mingcha/workflows"
)

// TestCommitAndDie kills the process between our commit and Temporal's in every act at once, and sends something else.
func TestCommitAndDie(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	ctx := t.Context()
	died := spawn(t, "commit and die", "MINGCHA_DATA="+data)
	require.Equal(t, 9, died.exit(2*time.Minute), died.said)
	t.Log(died.said)
	n, err := open(ctx, Settings{Data: data}, inProcess)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	require.NoError(t, n.startWorker())
	x, err := exercising(ctx, n, "working_day")
	require.NoError(t, err)

	t.Run("there is a scene for every command that a person can give on a case", func(t *testing.T) {
		set := map[models.Verb]bool{ // these have their own, or need the procedure of a joint item
			models.ReleaseCard: true, models.DropCard: true, models.Contribute: true,
		}
		for _, s := range scenes() {
			set[s.act.verb] = true
		}
		for _, verb := range models.CaseVerbs() {
			require.True(t, set[verb], verb)
		}
	})

	for _, s := range scenes() {
		verb := s.act.verb
		t.Run("after a lost "+string(verb)+" comes what only it makes possible", func(t *testing.T) {
			was := x.lines(t, lost(verb))
			require.NoError(t, x.do(ctx, lost(verb), "different", s.next))
			x.stands(t, lost(verb), s.act, was)
		})
		if s.contrary.verb != "" {
			t.Run("after a lost "+string(verb)+" what it rules out is refused", func(t *testing.T) {
				was := x.lines(t, lostTwice(verb))
				require.Error(t, x.do(ctx, lostTwice(verb), "contrary", s.contrary))
				require.NoError(t, x.do(ctx, lostTwice(verb), "different", demanding))
				x.stands(t, lostTwice(verb), s.act, was)
			})
		}
	}

	t.Run("after a lost forward the other organ goes on with a case of its own, which began once", func(t *testing.T) {
		id := onward(lost(models.Forward))
		require.NoError(t, x.do(ctx, id, "different", there(accepting)))
		lines := x.lines(t, id)
		require.Equal(t, []models.Verb{models.Submit, models.Accept}, []models.Verb{lines[0].Verb, lines[len(lines)-1].Verb})
		x.lawful(t, id, lines)
	})

	for _, verb := range []models.Verb{models.ReleaseCard, models.DropCard} {
		t.Run("after a lost "+string(verb)+" the card is neither dropped nor released again", func(t *testing.T) {
			id := heldCase + "-" + string(verb)
			was := x.lines(t, id)
			card := &models.CardFacts{Key: was[len(was)-1].Facts.Card.Key}
			for _, other := range []models.Verb{models.ReleaseCard, models.DropCard} {
				err := x.do(ctx, id, "contrary", deed{verb: other, role: "supervisor", facts: models.Facts{Reasoned: true, Card: card}})
				require.Equal(t, models.Conflict, models.CodeOf(err), "%v", err)
			}
			require.NoError(t, x.do(ctx, id, "different", demanding))
			x.stands(t, id, deed{verb: verb, role: "supervisor"}, was)
		})
	}

	t.Run("after a lost submit the case can be worked on, and the click is answered", func(t *testing.T) {
		id := lost(models.Submit)
		require.NoError(t, x.do(ctx, id, "accepted", accepting))
		require.NoError(t, x.do(ctx, id, "lost", x.filing(id, models.WindowChannel)))
		lines, err := n.store.Lines(ctx, id, 1)
		require.NoError(t, err)
		require.Len(t, lines, 2)
		x.lawful(t, id, lines)
	})

	t.Run("a card that was opened or answered is neither opened nor answered twice", func(t *testing.T) {
		cards, err := n.store.CardsOf(ctx, lateCase)
		require.NoError(t, err)
		answer := deed{verb: models.AnswerCard, role: "department_head", facts: models.Facts{Reasoned: true, Ground: "workload"}}
		for _, c := range cards {
			kept, err := n.store.LineOf(ctx, c.ID, "lost")
			require.NoError(t, err)
			if kept == nil {
				continue
			}
			err = x.do(ctx, c.ID, "another", answer)
			require.Equal(t, kept.Verb == models.OpenCard, err == nil, "%s: %v", kept.Verb, err)
			lines, err := n.store.Lines(ctx, c.ID, 1)
			require.NoError(t, err)
			x.lawful(t, c.ID, lines)
		}
	})

	t.Run("a threshold that spoke speaks once", func(t *testing.T) {
		require.NoError(t, x.do(ctx, lostTimer, "different", demanding))
		lines, err := n.store.Lines(ctx, lostTimer, 1)
		require.NoError(t, err)
		last := lines[len(lines)-2:]
		require.Equal(t, []models.Verb{models.Warn, models.DemandExplanation}, []models.Verb{last[0].Verb, last[1].Verb})
		require.Contains(t, last[0].Facts.Card.Key, "review")
		x.lawful(t, lostTimer, lines)
	})

	t.Run("a case to which nobody sends anything looks at its record", func(t *testing.T) {
		id := workflows.WorkflowID(models.CaseKind, lostSilently)
		row, err := n.store.Case(ctx, lostSilently)
		require.NoError(t, err)
		require.Equal(t, models.Accepted, row.Status)
		begun := len(events(ctx, n, id))
		n.lookAgain(ctx) // as every house does that starts
		require.Eventually(t, func() bool {
			since := events(ctx, n, id)[begun:]
			woken := slices.Index(since, enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
			return woken >= 0 && slices.Contains(since[woken:], enums.EVENT_TYPE_MARKER_RECORDED) // of the append
		}, 10*time.Second, 20*time.Millisecond)
		sleepFor(t, n, map[string]models.Armed{id: {Kind: models.CaseKind, ID: lostSilently, For: *row.ArmedFor}})
	})

	t.Run("a hand-over that was killed goes on, and hands nothing over twice", func(t *testing.T) { x.handedOver(t) }) // pain 8
}

// events are the kinds of what has happened in a workflow, in order.
func events(ctx context.Context, n *Node, id string) []enums.EventType {
	var out []enums.EventType
	for history := n.temporal.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); history.HasNext(); {
		e, err := history.Next()
		if err != nil {
			break
		}
		out = append(out, e.GetEventType())
	}
	return out
}

// lines is the record of a subject.
func (x *exercise) lines(t *testing.T, subject string) []models.Line {
	t.Helper()
	lines, err := x.store.Lines(t.Context(), subject, 1)
	require.NoError(t, err)
	return lines
}

// stands requires that a lost act, sent again, is answered with its line, that one different command has come after it,
// and that the record is lawful.
func (x *exercise) stands(t *testing.T, subject string, act deed, was []models.Line) {
	t.Helper()
	kept, err := x.store.LineOf(t.Context(), subject, "lost")
	require.NoError(t, err)
	require.NotNil(t, kept)
	answer, err := x.client.Do(t.Context(), models.CaseKind, x.command(subject, "lost", act, time.Now()))
	require.NoError(t, err)
	require.Equal(t, kept.N, answer.Line)
	now := x.lines(t, subject)
	require.Equal(t, was, now[:len(was)])
	more := 0
	for _, l := range now[len(was):] {
		if l.Actor.Account != models.SystemAccount {
			more++
		}
	}
	require.Equal(t, 1, more)
	x.lawful(t, subject, now)
}
