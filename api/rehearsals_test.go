package api

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	openapi_types "github.com/oapi-codegen/runtime/types"
	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store"
	"mingcha/policies/subsystems"
)

// trials carries rehearsals and plans out at once.
type trials struct {
	*store.Store
	o *office
}

func gently(_ context.Context, piece func() error) error { return piece() }

func (r trials) runner() *rehearsal.Runner {
	return &rehearsal.Runner{
		Engine: &rehearsal.Engine{Record: r.o.store, Offices: r.o.places, Gently: gently}, Store: r.o.store, Set: r.o.places.Tried, Base: r.Base,
		Scope: func(string) models.PathRange { return models.PathRange{From: "/", To: "0"} }, Now: r.o.clock,
	}
}

func (r trials) Rehearse(ctx context.Context, id string) error { return r.runner().Rehearse(ctx, id) }

func (r trials) Base(_ context.Context, row models.RehearsalRow) (string, error) {
	return r.o.places.Base(row.Item), nil
}

func (r trials) Past(ctx context.Context, look rehearsal.Look, each func(rehearsal.PastCase) error) error {
	look.Law, look.Offers = r.o.places, r.o.places
	return r.runner().Past(ctx, look, each)
}

func (r trials) mover() *activities.Mover {
	return &activities.Mover{
		Plans: r.o.store, Load: r.o.engine.act.Load, Procedures: r.o.places, Gently: gently, Now: r.o.clock,
		Do: func(ctx context.Context, kind models.Kind, cmd models.Command) (*activities.Answer, error) {
			answer, err := r.o.engine.Do(ctx, kind, cmd)
			return &activities.Answer{Line: answer.Line}, err
		},
	}
}

func (r trials) CheckMoves(ctx context.Context, id string) error {
	return r.mover().CheckMoves(ctx, id)
}
func (r trials) CarryMoves(ctx context.Context, id string) error {
	return r.mover().CarryMoves(ctx, id)
}

// tries rehearses a text and returns what came of it.
func (o *office) tries(body NewRehearsal) Rehearsal {
	o.t.Helper()
	var r Rehearsal
	o.post(systemRole, "/rehearsals", body).is(202).into(&r)
	require.Equal(o.t, RehearsalState(models.Rehearsed), r.State, r.Problem)
	return r
}

func shippedText(t testing.TB, name string) string {
	text, err := subsystems.Files.ReadFile("administrative-approval/" + name)
	require.NoError(t, err)
	return string(text)
}

func TestRehearsals(t *testing.T) {
	o := openOffice(t)
	id := o.accepted()
	rules := strings.Replace(shippedText(t, "rules/2026-01.yaml"), "warning: share(20%), yellow: past, red: times(2)}", "warning: share(80%), yellow: share(50%)}", 1)
	rules = strings.Replace(rules, `version: "2026.1"`, `version: "2027.1"`, 1)
	rules = strings.Replace(rules, `from: "2020-01-01"`, `from: "2026-11-01"`, 1)

	t.Run("rules are published only after a rehearsal of the very same text", func(t *testing.T) {
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: rules, Reason: "年度"}).problem(409, "not_rehearsed")
		r := o.tries(NewRehearsal{Kind: "rule_set", Source: rules})
		require.Equal(t, 1, r.Counts.Looked)
		require.Equal(t, 1, r.Counts.Differ)
		require.NotEmpty(t, r.Counts.Signals)
		require.False(t, r.GoodUntil.IsZero())
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: rules + "\n# one word more\n", Reason: "年度"}).problem(409, "not_rehearsed")
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: rules, Reason: "年度", From: opening.AddDate(0, 1, 0)}).problem(409, "not_rehearsed")
		var page DifferencePage
		o.get(systemRole, "/rehearsals/"+r.Id+"/differences").is(200).into(&page)
		require.Len(t, page.Rows, 1)
		require.Equal(t, id, page.Rows[0].Subject)
		require.NotEmpty(t, page.Rows[0].Moved)
		require.NotEmpty(t, page.Rows[0].Lost, "there is no red card of that rule any more")
		table := o.get(systemRole, "/rehearsals/"+r.Id+"/table?language=en").is(200)
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(table.body), byteOrderMark))).ReadAll()
		require.NoError(t, err)
		require.Greater(t, len(lines), 2)
		o.later(25 * 60 * 60 * 1e9)
		clear(o.cookie)
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: rules, Reason: "年度"}).problem(409, "not_rehearsed")
		o.tries(NewRehearsal{Kind: "rule_set", Source: rules})
		o.post(systemRole, "/rule-sets", RuleSetSource{Source: rules, Reason: "年度"}).is(201)
	})
	t.Run("the same text again is the same rehearsal, until somebody wants it anew", func(t *testing.T) {
		first := o.tries(NewRehearsal{Kind: "rule_set", Source: rules})
		require.Equal(t, first.Id, o.tries(NewRehearsal{Kind: "rule_set", Source: rules}).Id)
		require.NotEqual(t, first.Id, o.tries(NewRehearsal{Kind: "rule_set", Source: rules, Anew: true}).Id)
	})
	t.Run("a past period is read once more beside what is open", func(t *testing.T) {
		day := func(n int) openapi_types.Date { return dateOf(clock.DateOf(opening) + clock.Date(n)) }
		r := o.tries(NewRehearsal{Kind: "rule_set", Source: rules, PastFrom: day(0), PastTo: day(1)})
		require.Equal(t, 1, r.Counts.PastCases)
		o.post(systemRole, "/rehearsals", NewRehearsal{Kind: "rule_set", Source: rules, PastFrom: day(1), PastTo: day(-2)}).problem(422, "faulty_fields")
	})
	t.Run("a calendar shows whose instants move", func(t *testing.T) {
		days := `[{"name":"台风","date":"2026-11-26","isOffDay":true}]`
		file := CalendarFile{Division: "/44/4419/", File: days, Reason: "防台风"}
		o.post(systemRole, "/calendars", file).problem(409, "not_rehearsed")
		r := o.tries(NewRehearsal{Kind: "calendar", Source: days, Division: "/44/4419/"})
		require.Equal(t, 1, r.Counts.Later)
		require.Zero(t, r.Counts.Earlier)
		var page DifferencePage
		o.get(systemRole, "/rehearsals/"+r.Id+"/differences").is(200).into(&page)
		require.NotEmpty(t, page.Rows[0].Clocks)
		require.NotEmpty(t, page.Rows[0].Clocks[0].ClockName)
		o.post(systemRole, "/calendars", file).is(201)
	})
	t.Run("an item shows who could go over to it", func(t *testing.T) {
		source := strings.Replace(shippedText(t, "items/"+foodItem+".yaml"), "promised: 7 working_day", "promised: 8 working_day", 1)
		o.post(systemRole, "/bundles", BundleSource{Source: source, Reason: "修订"}).problem(409, "not_rehearsed")
		r := o.tries(NewRehearsal{Kind: "bundle", Source: source})
		require.Equal(t, 1, r.Counts.Looked)
		require.Zero(t, r.Counts.Failed)
		require.Equal(t, foodItem, r.Item.Key)
		o.post(systemRole, "/bundles", BundleSource{Source: source, Reason: "修订"}).is(201)
	})
	t.Run("a faulty text is named fault by fault and not tried", func(t *testing.T) {
		o.post(systemRole, "/rehearsals", NewRehearsal{Kind: "bundle", Source: "item: x"}).problem(422, "faulty_fields")
		o.post(systemRole, "/rehearsals", NewRehearsal{Kind: "rule_set", Source: "rules: 7"}).problem(422, "faulty_fields")
		o.post(systemRole, "/rehearsals", NewRehearsal{Kind: "calendar", Source: `{"year":1}`}).problem(422, "faulty_fields")
	})
	t.Run("who may not judge a text may not try it, nor read what came of it", func(t *testing.T) {
		r := o.tries(NewRehearsal{Kind: "rule_set", Source: rules})
		o.post(handler, "/rehearsals", NewRehearsal{Kind: "rule_set", Source: rules}).is(403)
		o.get(handler, "/rehearsals/"+r.Id).is(403)
		o.get(handler, "/rehearsals/"+r.Id+"/differences").is(403)
		o.get(systemRole, "/rehearsals/"+r.Id).is(200)
		o.get(systemRole, "/rehearsals/none").problem(404, "no_such_rehearsal")
	})
	t.Run("nothing is written on any case", func(t *testing.T) {
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		o.tries(NewRehearsal{Kind: "rule_set", Source: rules, Anew: true})
		after, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Equal(t, lines, after)
	})
}

// versions puts two versions of the food item on the shelf: the shipped one and another.
func (o *office) versions(change func(source string) string) (from, to string) {
	o.t.Helper()
	shipped, known := o.places.Catalogue().Find(foodItem)
	require.True(o.t, known)
	other, err := o.compile(change(shippedText(o.t, "items/"+foodItem+".yaml")))
	require.NoError(o.t, err)
	content, err := json.Marshal(other)
	require.NoError(o.t, err)
	require.NoError(o.t, o.store.PublishBundle(o.t.Context(), models.BundleRow{
		Item: foodItem, From: o.clock(), Hash: other.Hash, Content: content, PublishedBy: systemRole, Published: o.clock(),
	}))
	return shipped.Hash, other.Hash
}

func TestMovePlans(t *testing.T) {
	o := openOffice(t)
	id := o.accepted()
	from, to := o.versions(func(s string) string {
		return strings.Replace(s, "promised: 7 working_day", "promised: 8 working_day", 1)
	})
	shipped, _ := o.places.Catalogue().Find(foodItem)
	var same []StepMove
	for _, s := range shipped.Procedure.Steps {
		same = append(same, StepMove{From: s.Key, To: s.Key})
	}
	plan := func(body NewMovePlan) (out MovePlan) {
		o.post(systemRole, "/move-plans", body).is(201).into(&out)
		return out
	}

	t.Run("who may not publish items may not move cases", func(t *testing.T) {
		body := NewMovePlan{From: from, To: to, Steps: same, Reason: "修订"}
		o.post(handler, "/move-plans", body).is(403)
		o.get(supervisor, "/move-plans?item="+foodItem).is(403)
	})
	t.Run("a plan with a fault is named fault by fault", func(t *testing.T) {
		o.post(systemRole, "/move-plans", NewMovePlan{From: from, To: from, Steps: []StepMove{{From: "nowhere", To: "accept"}, {From: "accept", To: "accept"}}, Reason: "修订"}).problem(422, "faulty_fields")
		o.post(systemRole, "/move-plans", NewMovePlan{From: from, To: strings.Repeat("0", 64), Steps: same, Reason: "修订"}).is(404)
	})
	t.Run("a case that cannot go is named with its reason and stays untouched", func(t *testing.T) {
		before, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		p := plan(NewMovePlan{From: from, To: to, Steps: []StepMove{{From: "accept", To: "accept"}}, Reason: "修订"})
		require.Equal(t, 1, p.Unmovable)
		require.False(t, p.CanStart)
		var page MovePage
		o.get(systemRole, "/move-plans/"+p.Id+"/cases").is(200).into(&page)
		require.Equal(t, "step_without_place", page.Rows[0].Reason)
		require.NotEmpty(t, page.Rows[0].Sentence)
		after, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Equal(t, before, after)
		o.post(systemRole, "/move-plans/"+p.Id+"/commands/stop", nil).is(200).into(&p)
		require.Equal(t, MovePlanState("stopped"), p.State)
		o.post(systemRole, "/move-plans/"+p.Id+"/commands/start", nil).problem(409, "plan_not_there")
	})
	t.Run("a plan moves nothing before it is started, then every case by one line, and the case goes on", func(t *testing.T) {
		p := plan(NewMovePlan{From: from, To: to, Steps: same, Reason: "修订"})
		require.Equal(t, MovePlanState("checked"), p.State)
		require.Equal(t, 1, p.Movable)
		row, err := o.store.Case(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, from, row.Bundle)
		due := row.PromisedDue
		o.post(systemRole, "/move-plans/"+p.Id+"/commands/start", nil).is(200).into(&p)
		require.Equal(t, MovePlanState("finished"), p.State)
		require.Equal(t, 1, p.Moved)
		row, err = o.store.Case(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, to, row.Bundle)
		require.Equal(t, due, row.PromisedDue, "the promise that was given is kept")
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Equal(t, models.MoveToBundle, lines[len(lines)-1].Verb)
		require.NoError(t, trials{o.store, o}.CarryMoves(t.Context(), p.Id), "a run that came twice")
		again, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Len(t, again, len(lines))
		o.do(handler, id, models.Approve, CaseCommand{Step: "review", Note: "齐全"}).is(200)
		o.get(handler, "/cases/"+id).is(200)
		var list MovePlanList
		o.get(systemRole, "/move-plans?item="+foodItem).is(200).into(&list)
		require.Len(t, list.Rows, 2)
		o.get(systemRole, "/move-plans/"+p.Id).is(200)
	})
}
