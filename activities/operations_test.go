package activities_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"

	"mingcha/activities"
	"mingcha/models"
)

func asking(order models.SignKind, to string) models.Facts {
	return models.Facts{Step: "review", To: to, Order: order, Reasoned: true}
}

// pain 10: whatever is clicked twice is done once, and the second answer is the first.
func TestEveryStepOperationIsDoneOnce(t *testing.T) {
	xu := officer("xu", "legal_reviewer")
	asked := func(d *desk) { d.does(li, models.AddSign, asking(models.SignBefore, "xu")) }
	for _, v := range []struct {
		verb   models.Verb
		actor  models.Actor
		facts  models.Facts
		before func(d *desk)
	}{
		{models.AddSign, li, asking(models.SignAfter, "xu"), nil},
		{models.RemoveSign, li, asking("", "xu"), asked},
		{models.Delegate, li, asking("", "liu"), nil},
		{models.Sign, xu, step("review"), asked},
		{models.TakeBack, li, step("review"), func(d *desk) { d.does(li, models.Approve, step("review")) }},
		{models.OpenTask, zhao, step("audit"), func(d *desk) { d.does(li, models.Approve, step("review")) }},
		{models.Copy, li, models.Facts{Copies: []string{"zhao"}}, nil},
		{models.Recuse, li, models.Facts{Step: "review", Reasoned: true}, nil},
		{models.HandOver, li, models.Facts{Step: "review", From: "li", To: "liu", Ground: "shift"}, func(d *desk) { d.does(li, models.Claim, step("review")) }},
	} {
		t.Run(string(v.verb), func(t *testing.T) {
			d := accepted(t)
			if v.before != nil {
				v.before(d)
			}
			cmd := command(v.actor, d.now, v.verb, v.facts)
			first := d.turn("c1", &cmd)
			require.Nil(t, first.Refused)
			state := d.states["c1"].Clone()
			lines := len(d.verbs())
			again := d.turn("c1", &cmd)
			require.NotNil(t, again.Answer)
			require.Equal(t, first.Answer.Line, again.Answer.Line)
			require.Len(t, d.verbs(), lines)
			same := d.states["c1"].Clone()
			require.Equal(t, state.Case.Steps, same.Case.Steps)

			cmd.Digest = "another"
			require.Equal(t, "key_reused", d.turn("c1", &cmd).Refused.Reason)

		})
	}
}

func TestTasksOfThoseWhoWereAsked(t *testing.T) {
	d := accepted(t)
	d.does(li, models.Claim, step("review"))
	d.does(li, models.AddSign, asking(models.SignBefore, "xu"))
	d.does(li, models.AddSign, asking(models.SignAfter, "chen"))
	tasks := d.tasks()
	require.Len(t, tasks, 2, "whose turn has not come has no task yet")
	require.Equal(t, models.SignBefore, tasks[0].Part)
	require.Equal(t, "xu", tasks[0].Account)
	require.True(t, tasks[1].Waits)
	require.Equal(t, "li", tasks[1].Holder)

	d.does(officer("xu", "legal_reviewer"), models.Sign, step("review"))
	d.does(li, models.Approve, step("review"))
	tasks = d.tasks()
	require.Len(t, tasks, 1)
	require.Equal(t, []string{"chen", string(models.SignAfter)}, []string{tasks[0].Account, string(tasks[0].Part)})
	told := map[string][]string{}
	for _, b := range d.office.Batches {
		for _, n := range b.Notices {
			told[n.Account] = append(told[n.Account], n.Kind)
		}
	}
	require.Equal(t, []string{"add_sign"}, told["xu"])
	require.Equal(t, []string{"sign"}, told["li"], "who asked is told of the answer")
}

// pain 9: whoever withdraws is not appointed again, and an empty post is an incident, never an approval.
func TestARecusalThatEmptiesThePost(t *testing.T) {
	d := accepted(t)
	d.office.Staff["bureau/handler"] = slices.Clone(d.office.Staff["bureau/handler"])
	for key, holders := range d.office.Staff {
		if strings.Contains(key, "handler") {
			d.office.Staff[key] = holders[:1]
		}
	}
	d.does(li, models.Recuse, models.Facts{Step: "review", Reasoned: true})
	require.Contains(t, d.verbs(), "raise_incident")
	require.True(t, d.c().Troubled(""))
	require.Equal(t, []string{"review"}, open(d))
}

func TestVetoSeats(t *testing.T) {
	d := openDesk(t, models.WindowChannel)
	d.office.Process.Steps[1].Rule = models.DecisionRule{Kind: models.Ratio, Percent: 50, Count: 1, Veto: "handler"}
	d.does(wang, models.Accept, accepting())
	votes := d.c().Step("review").Votes
	require.NotEmpty(t, votes)
	for _, v := range votes {
		require.True(t, v.Veto)
	}
}

func TestCopyRows(t *testing.T) {
	d := accepted(t)
	d.does(li, models.Copy, models.Facts{Copies: []string{"zhao", "sun"}})
	batch := d.office.Batches[len(d.office.Batches)-1]
	require.Len(t, batch.Copies, 2)
	require.Equal(t, "li", batch.Copies[0].Giver)
	require.Equal(t, len(d.verbs()), batch.Copies[0].Line)
}

// orders is a store with one order.
type orders struct {
	order models.HandOverRow
	items []models.HandOverItem
	after func() // runs after each note
}

func (o *orders) HandOver(context.Context, string) (models.HandOverRow, []models.HandOverItem, error) {
	return o.order, slices.Clone(o.items), nil
}

func (o *orders) NoteHandOver(_ context.Context, item models.HandOverItem) error {
	i := slices.IndexFunc(o.items, func(i models.HandOverItem) bool { return i.Subject == item.Subject })
	o.items[i] = item
	if o.after != nil {
		o.after()
	}
	return nil
}

func (o *orders) EndHandOver(_ context.Context, _ string, stopped bool, now time.Time) error {
	if stopped {
		o.order.Stopped = &now
	} else {
		o.order.Finished = &now
	}
	return nil
}

// pain 8, pain 27
func TestHandOverPieceByPiece(t *testing.T) {
	item := func(id string) models.HandOverItem {
		return models.HandOverItem{HandOver: "h", Subject: id, Step: "review", State: models.ToHandOver}
	}
	kept := func() *orders {
		return &orders{order: models.HandOverRow{ID: "h", Giver: "li", Taker: "liu"}, items: []models.HandOverItem{item("a"), item("b"), item("c")}}
	}
	carry := func(t *testing.T, o *orders, do func(cmd models.Command) (*activities.Answer, error)) error {
		var suite testsuite.WorkflowTestSuite
		env := suite.NewTestActivityEnvironment()
		p := &activities.Porter{
			Orders: o, Now: func() time.Time { return monday }, Gently: func(_ context.Context, piece func() error) error { return piece() },
			Do: func(_ context.Context, _ models.Kind, cmd models.Command) (*activities.Answer, error) { return do(cmd) },
		}
		env.RegisterActivity(p.HandOver)
		_, err := env.ExecuteActivity(p.HandOver, "h")
		return err
	}
	states := func(o *orders) string {
		var out []string
		for _, i := range o.items {
			out = append(out, string(i.State))
		}
		return strings.Join(out, " ")
	}

	t.Run("a piece that is refused keeps its place and its reason, and the rest goes on", func(t *testing.T) {
		o := kept()
		require.NoError(t, carry(t, o, func(cmd models.Command) (*activities.Answer, error) {
			if cmd.Subject == "b" {
				return nil, models.Errorf(models.Forbidden, "four_eyes", "no")
			}
			return &activities.Answer{Line: 7}, nil
		}))
		require.Equal(t, "done refused done", states(o))
		require.Equal(t, "four_eyes", o.items[1].Reason)
		require.NotNil(t, o.order.Finished)
	})

	t.Run("while the database is away it waits; a second run goes on with the same commands", func(t *testing.T) {
		o, ids := kept(), map[string][]string{}
		run := func(fails string) error {
			return carry(t, o, func(cmd models.Command) (*activities.Answer, error) {
				ids[cmd.Subject] = append(ids[cmd.Subject], cmd.ID)
				if cmd.Subject == fails {
					return nil, models.Errorf(models.StoreAway, "store_away", "away")
				}
				return &activities.Answer{Line: 7}, nil
			})
		}
		require.Error(t, run("b"))
		require.Equal(t, "done waiting waiting", states(o))
		require.NoError(t, run(""))
		require.Equal(t, "done done done", states(o))
		require.Len(t, ids["a"], 1)
		require.Equal(t, ids["b"][0], ids["b"][1], "the same piece is the same command")
	})

	t.Run("stopped, what still waits stays", func(t *testing.T) {
		o := kept()
		o.after = func() { _ = o.EndHandOver(context.Background(), "h", true, monday) }
		require.NoError(t, carry(t, o, func(models.Command) (*activities.Answer, error) { return &activities.Answer{}, nil }))
		require.Equal(t, "done waiting waiting", states(o))
	})

	t.Run("a case that does not answer is a result, not a standstill", func(t *testing.T) {
		o := kept()
		require.NoError(t, carry(t, o, func(models.Command) (*activities.Answer, error) { return nil, errors.New("deadline") }))
		require.Equal(t, "refused refused refused", states(o))
		require.Equal(t, "no_answer", o.items[0].Reason)
	})
}
