package api

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"

	"mingcha/activities"
	"mingcha/models"
)

// porter carries hand-overs out at once, by the activity itself.
type porter struct{ *office }

func (p porter) HandOver(ctx context.Context, id string) error {
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	carrier := &activities.Porter{
		Orders: p.store, Now: p.clock, Gently: func(_ context.Context, piece func() error) error { return piece() },
		Do: func(ctx context.Context, kind models.Kind, cmd models.Command) (*activities.Answer, error) {
			answer, err := p.engine.Do(ctx, kind, cmd)
			return &activities.Answer{Line: answer.Line}, err
		},
	}
	env.RegisterActivity(carrier.HandOver)
	_, err := env.ExecuteActivity(carrier.HandOver, id)
	return err
}

// atAudit is a case that waits for the reviewer, where a batch is possible.
func (o *office) atAudit() string {
	id := o.accepted()
	o.do(handler, id, models.Approve, CaseCommand{Step: "review", Note: "齐全"}).is(200)
	o.do(handler, id, models.Approve, CaseCommand{Step: "onsite", Note: "相符"}).is(200)
	return id
}

const colleague = "dg-scjgj.handler-02"

// covers S35
// pain 6
func TestStepOperations(t *testing.T) {
	o := openOffice(t)
	id := o.accepted()
	read := func(as string) Case {
		var c Case
		o.get(as, "/cases/"+id).is(200).into(&c)
		return c
	}
	step := func(key string) Step {
		for _, s := range read(handler).Steps {
			if s.Key == key {
				return s
			}
		}
		return Step{}
	}

	t.Run("a colleague of another post is asked into a step, finds it in his inbox and gives an opinion, not a vote", func(t *testing.T) {
		o.do(handler, id, models.AddSign, CaseCommand{Step: "review", Order: "before", To: "dg-jyj.handler-01", Reason: "请协助"}).problem(422, "faulty_fields")
		o.do(handler, id, models.AddSign, CaseCommand{Step: "review", Order: "before", To: clerk, Reason: "请协助"}).is(200)
		o.do(handler, id, models.Approve, CaseCommand{Step: "review"}).problem(409, "awaits_sign")
		var box Inbox
		o.get(clerk, "/inbox?section=mine").is(200).into(&box)
		require.Len(t, box.Rows, 1)
		require.Equal(t, TaskPartBefore, box.Rows[0].Part)
		o.do(clerk, id, models.Approve, CaseCommand{Step: "review"}).is(403)
		o.do(clerk, id, models.Sign, CaseCommand{Step: "review"}).problem(422, "faulty_fields")
		o.do(clerk, id, models.Sign, CaseCommand{Step: "review", Note: "已核对", Adverse: true}).is(200)
		signers := step("review").Signers
		require.Len(t, signers, 1)
		require.True(t, signers[0].Said && signers[0].Adverse)
		require.Equal(t, handler, signers[0].Asker.Account)
	})
	t.Run("who delegates gets the step back, or ends the delegation", func(t *testing.T) {
		o.do(handler, id, models.Delegate, CaseCommand{Step: "review", To: reviewer, Reason: "外出"}).problem(422, "faulty_fields")
		o.do(handler, id, models.Delegate, CaseCommand{Step: "review", To: colleague, Reason: "外出"}).is(200)
		o.do(handler, id, models.RemoveSign, CaseCommand{Step: "review", To: colleague}).is(200)
		o.do(colleague, id, models.Sign, CaseCommand{Step: "review", Note: "已办"}).is(403)
	})
	t.Run("what was said is taken back until the next has opened it", func(t *testing.T) {
		o.do(handler, id, models.Approve, CaseCommand{Step: "review", Note: "齐全"}).is(200)
		var offers OfferList
		o.get(handler, "/cases/"+id+"/offers").is(200).into(&offers)
		offered := false
		for _, row := range offers.Rows {
			offered = offered || row.Verb == models.TakeBack && row.Step == "review" && row.Allowed
		}
		require.True(t, offered)
		o.do(handler, id, models.TakeBack, CaseCommand{Step: "review"}).is(200)
		o.do(handler, id, models.Approve, CaseCommand{Step: "review", Note: "齐全"}).is(200)
		o.do(colleague, id, models.OpenTask, CaseCommand{Step: "onsite"}).is(200)
		require.False(t, step("onsite").Read.IsZero())
		o.do(handler, id, models.TakeBack, CaseCommand{Step: "review"}).problem(409, "next_has_opened")
	})
	t.Run("a copy goes only to who may read the case, and says when he has", func(t *testing.T) {
		o.do(handler, id, models.Copy, CaseCommand{Copies: []string{"dg-jyj.handler-01"}}).problem(422, "faulty_fields")
		o.do(handler, id, models.Copy, CaseCommand{Copies: []string{head, reviewer}, Note: "请知悉"}).is(200)
		var mine CopyPage
		o.get(head, "/copies?unread=true").is(200).into(&mine)
		require.Len(t, mine.Rows, 1)
		read(head)
		o.get(head, "/copies?unread=true").is(200).into(&mine)
		require.Empty(t, mine.Rows)
		for _, c := range read(handler).Copies {
			require.Equal(t, c.Person.Account == head, !c.Read.IsZero(), c.Person.Account)
		}
	})
	t.Run("who has an interest hands on and is barred from the whole case", func(t *testing.T) {
		o.do(colleague, id, models.Recuse, CaseCommand{Step: "onsite", Reason: "申请人系亲属"}).is(200)
		o.do(colleague, id, models.Approve, CaseCommand{Step: "onsite"}).problem(403, "recused")
		require.Equal(t, colleague, read(handler).Recused[0].Account)
		o.do(handler, id, models.Transfer, CaseCommand{Step: "onsite", To: colleague, Reason: "出差"}).problem(403, "recused")
	})
	t.Run("nothing of a permit goes back to the applicant after acceptance (K02)", func(t *testing.T) {
		o.do(handler, id, models.Return, CaseCommand{Step: "onsite", Target: "applicant", Reason: "请补材料"}).problem(403, "not_to_applicant")
	})
}

// pain 11, pain 27
func TestBatchApproval(t *testing.T) {
	o := openOffice(t)
	first, second, early := o.atAudit(), o.atAudit(), o.accepted()
	key := click()
	batch := func(items ...BatchItem) BatchOutcome {
		t.Helper()
		var out BatchOutcome
		o.send(ask{as: reviewer, method: "POST", path: "/tasks/batch", body: Batch{Items: items}, key: key}).is(200).into(&out)
		return out
	}
	item := func(id, step, note string) BatchItem { return BatchItem{Case: id, Step: step, Round: 1, Note: note} }

	out := batch(item(first, "audit", "同意"), item(early, "review", "同意"), item("nowhere", "audit", "同意"), item(second, "audit", "资料齐全"))
	require.Equal(t, 2, out.Done)
	require.Equal(t, []string{"", "not_in_batch", "no_such_case", ""}, []string{out.Rows[0].Reason, out.Rows[1].Reason, out.Rows[2].Reason, out.Rows[3].Reason})
	require.NotEmpty(t, out.Rows[1].Sentence)

	t.Run("each case keeps its own opinion", func(t *testing.T) {
		for id, note := range map[string]string{first: "同意", second: "资料齐全"} {
			var lines LinePage
			o.get(handler, "/cases/"+id+"/lines").is(200).into(&lines)
			said := ""
			for _, line := range lines.Rows {
				if line.Step == "audit" && line.Verb == string(models.Approve) {
					said = line.Text.Note
				}
			}
			require.Equal(t, note, said)
		}
	})
	t.Run("sent again it does nothing twice, with another opinion it is refused", func(t *testing.T) {
		again := batch(item(first, "audit", "同意"), item(second, "audit", "另一意见"))
		require.True(t, again.Rows[0].Repeated)
		require.Equal(t, out.Rows[0].Line, again.Rows[0].Line)
		require.Equal(t, "key_reused", again.Rows[1].Reason)
	})
	t.Run("takes explicit cases, each once, fifty at most, each with an opinion, never a refusal", func(t *testing.T) {
		o.post(reviewer, "/tasks/batch", Batch{Items: []BatchItem{item(first, "audit", "同意"), item(first, "audit", "同意")}}).problem(422, "faulty_fields")
		o.post(reviewer, "/tasks/batch", Batch{Items: []BatchItem{item(first, "audit", "")}}).problem(422, "faulty_fields")
		many := make([]BatchItem, 51)
		for i := range many {
			many[i] = item("case", "audit", "同意")
		}
		o.post(reviewer, "/tasks/batch", Batch{Items: many}).problem(422, "faulty_fields")
		o.send(ask{as: reviewer, method: "POST", path: "/tasks/batch", body: `{"items":[{"case":"a","step":"b","round":1,"note":"不同意","verb":"refuse"}]}`, key: click(), invalid: true}).problem(422, "faulty_fields")
	})
}

// pain 8
func TestHandOverOfOpenWork(t *testing.T) {
	o := openOffice(t)
	var held []HandOverTask
	for range 3 {
		id := o.accepted()
		o.do(handler, id, models.Claim, CaseCommand{Step: "review"}).is(200)
		held = append(held, HandOverTask{Case: id, Step: "review", Round: 1})
	}
	list := func(as string) TaskList {
		var out TaskList
		o.get(as, "/hand-overs/tasks?account="+handler).is(200).into(&out)
		return out
	}
	order := func(as, key string, to string, tasks ...HandOverTask) reply {
		return o.send(ask{as: as, method: "POST", path: "/hand-overs", key: key, body: NewHandOver{Giver: handler, To: to, Ground: "departure", Tasks: tasks}})
	}
	states := func(h HandOver) map[HandOverItemState]int {
		out := map[HandOverItemState]int{}
		for _, i := range h.Items {
			out[i.State]++
		}
		return out
	}

	t.Run("the list is shown first: to the person and to the head, to nobody else", func(t *testing.T) {
		require.Len(t, list(handler).Rows, 3)
		require.Len(t, list(head).Rows, 3)
		require.Empty(t, list(colleague).Rows)
		order(colleague, click(), colleague, held[0]).problem(403, "out_of_reach")
		order(head, click(), clerk, held[0]).problem(422, "faulty_fields")
		order(head, click(), colleague, HandOverTask{Case: "gone", Step: "review", Round: 1}).problem(422, "faulty_fields")
	})
	key := click()
	var done HandOver
	t.Run("each piece has its result, and what the law forbids stays with its reason", func(t *testing.T) {
		o.do(colleague, held[1].Case, models.Copy, CaseCommand{Copies: []string{head}}).is(200)
		o.do(handler, held[1].Case, models.AddSign, CaseCommand{Step: "review", Order: "before", To: colleague, Reason: "请协助"}).is(200)
		order(head, key, colleague, held[0], held[1]).is(201).into(&done)
		require.Equal(t, map[HandOverItemState]int{HandOverItemStateDone: 1, HandOverItemStateRefused: 1}, states(done))
		require.False(t, done.Finished.IsZero())
		for _, i := range done.Items {
			require.Equal(t, i.Case == held[1].Case, i.Sentence != "")
		}
		require.Len(t, list(head).Rows, 2)
	})
	t.Run("the same click is the same order", func(t *testing.T) {
		calls := o.engine.count()
		var again HandOver
		order(head, key, colleague, held[0], held[1]).is(201).into(&again)
		require.Equal(t, done, again)
		require.Equal(t, calls, o.engine.count())
		order(head, key, colleague, held[2]).problem(422, "key_reused")
	})
	t.Run("stopped, the rest stays where it is", func(t *testing.T) {
		ctx := t.Context()
		row := models.HandOverRow{ID: "h-stop", Giver: handler, Taker: colleague, Ground: "leave", MadeBy: head, Made: o.clock(), Digest: "d"}
		waiting := models.HandOverItem{HandOver: "h-stop", Subject: held[2].Case, Step: "review", Round: 1, State: models.ToHandOver}
		require.NoError(t, o.store.OrderHandOver(ctx, row, []models.HandOverItem{waiting}))
		o.post(colleague, "/hand-overs/h-stop/commands/stop", nil).is(200)
		var kept HandOver
		o.get(handler, "/hand-overs/h-stop").is(200).into(&kept)
		require.True(t, kept.Stopped.IsZero(), "only who ordered it stops it")
		o.post(head, "/hand-overs/h-stop/commands/stop", nil).is(200).into(&kept)
		require.Equal(t, map[HandOverItemState]int{HandOverItemStateStopped: 1}, states(kept))
		require.NoError(t, porter{o}.HandOver(ctx, "h-stop"))
		require.Len(t, list(head).Rows, 2)
		o.get(reviewer, "/hand-overs/h-stop").problem(404, "no_such_hand_over")
		var all HandOverList
		o.get(head, "/hand-overs").is(200).into(&all)
		require.Len(t, all.Rows, 2)
	})
}

// pain 8: period, items, ground; it ends itself.
func TestStandingProxyForSomeItems(t *testing.T) {
	o := openOffice(t)
	id := o.accepted()
	o.do(handler, id, models.Claim, CaseCommand{Step: "review"}).is(200)
	absence := func(items ...string) NewAbsence {
		return NewAbsence{From: o.clock(), To: o.clock().Add(48 * time.Hour), StandIn: colleague, Items: items, Ground: "leave"}
	}
	o.post(handler, "/absences", absence("no-such-item")).problem(422, "faulty_fields")
	var away Absence
	o.post(handler, "/absences", absence("social-security-card")).is(201).into(&away)
	require.Len(t, away.Items, 1)
	require.Equal(t, AbsenceGround("leave"), away.Ground)
	held := func() int {
		var box Inbox
		o.get(colleague, "/inbox?section=mine").is(200).into(&box)
		return len(box.Rows)
	}
	require.Zero(t, held(), "another item's tasks are not lent")
	o.do(colleague, id, models.Approve, CaseCommand{Step: "review", Note: "代办"}).problem(403, "out_of_reach")
	o.post(handler, "/absences/"+away.Id+"/commands/cancel", nil).is(200)
	o.later(time.Minute)
	o.post(handler, "/absences", absence(foodItem)).is(201)
	require.Equal(t, 1, held())
	o.later(48 * time.Hour)
	delete(o.cookie, colleague) // a session does not last so long
	require.Zero(t, held(), "it ends itself")
	o.do(colleague, id, models.Approve, CaseCommand{Step: "review", Note: "代办"}).problem(403, "out_of_reach")
}
