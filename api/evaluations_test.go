package api

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

const (
	sectionHead = "dg-jw.supervision_leader-01"
	bureauHead  = "dg-scjgj.department_head-01"
	otherHead   = "dg-fgj.department_head-01"
	scoreDoor   = "/evaluations"
	theAuditor  = "auditor"

	publicScores = "/public/scores"
)

// score gives a command on an evaluation.
func (o *office) score(as, id string, verb models.Verb, body EvaluationCommand) reply {
	o.t.Helper()
	return o.post(as, scoreDoor+"/"+id+"/commands/"+string(verb), body)
}

func (o *office) evaluated(as, id string) Evaluation {
	o.t.Helper()
	var e Evaluation
	o.get(as, scoreDoor+"/"+id).is(200).into(&e)
	return e
}

// measured is the evaluation of November, in which the bureau decided one case; it is the 2nd of December.
func (o *office) measured() string {
	o.t.Helper()
	o.decided()
	o.at(time.Date(2026, 12, 2, 2, 0, 0, 0, time.UTC))
	o.cookie = map[string]string{}
	var row EvaluationRow
	o.post(supervisor, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2026-11"}).is(201).into(&row)
	return row.Id
}

// covers S98, S29, S30
func TestEvaluations(t *testing.T) {
	o := openOffice(t)
	id := o.measured()
	var shown PublicScores

	t.Run("are measured by the organ of the units, of periods that are over, once", func(t *testing.T) {
		o.post(supervisor, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2026-11"}).problem(409, "measured_already")
		o.post(supervisor, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2026-12"}).problem(422, "faulty_fields")
		o.post(supervisor, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2026-H2"}).problem(422, "faulty_fields")
		o.post(supervisor, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2026-H1"}).problem(409, "months_open")
		o.post(supervisor, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2025-11"}).problem(409, "no_scheme")
		o.post(supervisor, scoreDoor, NewEvaluation{Organ: "gd-jw", Period: "2026-11"}).problem(403, "out_of_reach")
		o.post(bureauHead, scoreDoor, NewEvaluation{Organ: "dg-jw", Period: "2026-11"}).problem(403, "not_in_role")
	})
	t.Run("are seen by nobody else before they are announced", func(t *testing.T) {
		for _, who := range []string{bureauHead, clerk, theAuditor} {
			reply := o.get(who, scoreDoor+"/"+id)
			if who == theAuditor {
				reply.is(200)
				continue
			}
			reply.problem(404, "no_such_evaluation")
		}
		var list EvaluationList
		o.get(bureauHead, scoreDoor).is(200).into(&list)
		require.Empty(t, list.Rows)
		require.Empty(t, list.Organs)
		o.get(supervisor, scoreDoor).is(200).into(&list)
		require.Len(t, list.Rows, 1)
		require.Equal(t, "dg-jw", list.Organs[0].Id)
		require.Contains(t, list.Periods, "2026-10")
	})
	t.Run("take entries with a basis, and refuse what cannot count", func(t *testing.T) {
		given := EvaluationCommand{Kind: ScoreKindUnit, Object: bureau, Indicator: "disclosure", Value: 0.8, Reason: "公开抽查得分80", Document: "抽查1号"}
		for field, wrong := range map[string]EvaluationCommand{
			"/object":    {Kind: ScoreKindUnit, Object: "dg-fgj", Indicator: "disclosure", Value: 0.8, Reason: "公开抽查"},
			"/indicator": {Kind: ScoreKindUnit, Object: bureau, Indicator: "on_time", Value: 0.8, Reason: "公开抽查"},
			"/value":     {Kind: ScoreKindUnit, Object: bureau, Indicator: "disclosure", Value: 80, Reason: "公开抽查"},
			"/reason":    {Kind: ScoreKindUnit, Object: bureau, Indicator: "disclosure", Value: 0.8},
		} {
			require.Equal(t, field, o.score(supervisor, id, models.EnterScore, wrong).problem(422, "faulty_fields").Faults[0].Field)
		}
		o.score(bureauHead, id, models.EnterScore, given).problem(404, "no_such_evaluation")
		o.score(supervisor, id, models.EnterScore, given).is(200)
		require.Equal(t, "/indicator", o.score(supervisor, id, models.EnterScore, given).problem(422, "faulty_fields").Faults[0].Field)
		e := o.evaluated(supervisor, id)
		require.Equal(t, "公开抽查得分80", e.Entries[0].Reason)
		require.NotContains(t, e.Can, models.ReviewScores)
		require.Contains(t, o.evaluated(sectionHead, id).Can, models.ReviewScores)
	})
	t.Run("are ranked, each point with the cases behind it", func(t *testing.T) {
		var list ScoreList
		o.get(supervisor, scoreDoor+"/"+id+"/scores").is(200).into(&list)
		require.Len(t, list.Rows, 1)
		require.Equal(t, bureau, list.Rows[0].Object.Id)
		require.Zero(t, list.Rows[0].Rank, "one case is shown, not ranked")
		require.InDelta(t, 98, list.Rows[0].Score, 0.001)
		var sheet ScoreSheet
		o.get(supervisor, scoreDoor+"/"+id+"/scores/unit/"+bureau).is(200).into(&sheet)
		behind := map[string]Behind{}
		for _, i := range sheet.Indicators {
			for _, b := range i.Behind {
				behind[b.Number] = b
			}
		}
		require.InDelta(t, 1, behind["closed_in_time"].Value, 0)
		var cases ScoreBehind
		o.get(supervisor, scoreDoor+"/"+id+"/scores/unit/"+bureau+"/behind/closed_in_time").is(200).into(&cases)
		require.Len(t, cases.Cases, 1)
		require.InDelta(t, 1, cases.Counted, 0)
		o.get(supervisor, scoreDoor+"/"+id+"/scores/unit/"+bureau+"/behind/nonsense").problem(404, "no_such_number")
		o.get(supervisor, scoreDoor+"/"+id+"/scores/unit/dg-fgj").problem(404, "no_such_score")
	})
	t.Run("are reviewed by another, announced, appealed against by who is measured, decided by who did not review", func(t *testing.T) {
		o.score(supervisor, id, models.ReviewScores, EvaluationCommand{}).problem(403, "not_in_role")
		o.score(sectionHead, id, models.ReviewScores, EvaluationCommand{}).is(200)
		o.score(sectionHead, id, models.AnnounceScores, EvaluationCommand{}).is(200)
		against := EvaluationCommand{Kind: ScoreKindUnit, Object: bureau, Reason: "公开抽查口径有误"}
		o.score(otherHead, id, models.AppealScore, against).problem(403, "out_of_reach")
		o.score(bureauHead, id, models.AppealScore, against).is(200)
		e := o.evaluated(sectionHead, id)
		line := e.Appeals[0].Line
		require.False(t, e.Appeals[0].CanDecide)
		o.score(sectionHead, id, models.DecideAppeal, EvaluationCommand{Line: line, Outcome: "uphold", Reason: "维持"}).problem(403, "second_person")
		require.Len(t, o.evaluated(bureauHead, id).Appeals, 1)
		require.Empty(t, o.evaluated(otherHead, id).Appeals, "an appeal is its unit's business")
		require.True(t, o.evaluated(supervisor, id).Appeals[0].CanDecide)
		due := time.Date(2026, 12, 16, 16, 0, 0, 0, time.UTC)
		require.Equal(t, due, e.Appeals[0].Due.UTC(), "ten working days after the 2nd")
		require.Equal(t, due, e.Row.AppealDue.UTC())
		o.get("", publicScores).is(200).into(&shown)
		require.Empty(t, shown.Organs, "nothing is public before it is published")
		o.score(supervisor, id, models.DecideAppeal, EvaluationCommand{Line: line, Outcome: "uphold", Reason: "口径一致，维持"}).is(200)
		o.score(sectionHead, id, models.PublishScores, EvaluationCommand{}).problem(409, "window_open")
		o.at(time.Date(2026, 12, 10, 2, 0, 0, 0, time.UTC))
		o.cookie = map[string]string{}
		key := click()
		publish := ask{as: sectionHead, method: "POST", path: scoreDoor + "/" + id + "/commands/publish_scores", body: EvaluationCommand{}, key: key}
		o.send(publish).is(200)
		var again Outcome
		o.send(publish).is(200).into(&again)
		require.True(t, again.Repeated)
	})
	t.Run("are everybody's once they are published: units with rank and trend, the scheme, a table, a report, and nobody's name", func(t *testing.T) {
		o.get("", publicScores).is(200).into(&shown)
		require.Equal(t, "dg-jw", shown.Organ.Id)
		require.Equal(t, []PublicPeriod{{Period: "2026-11"}}, shown.Periods)
		require.Equal(t, id, shown.Shown.Id)
		require.Len(t, shown.Rows, 1)
		require.Equal(t, bureau, shown.Rows[0].Row.Object.Id)
		require.Equal(t, []PublicPoint{{Period: "2026-11", Score: 98}}, shown.Rows[0].Trend)
		require.False(t, shown.Rows[0].UnderAppeal)
		require.Equal(t, "2026.1", shown.Scheme.Version)
		require.NotEmpty(t, shown.Scheme.Indicators)
		for _, door := range []string{publicScores + "?organ=gd-jw", publicScores + "?period=2026-10"} {
			var none PublicScores
			o.get("", door).is(200).into(&none)
			require.Empty(t, none.Rows)
		}
		table := o.get("", publicScores+"/"+id+"/table").is(200)
		rows, err := csv.NewReader(bytes.NewReader(table.body[3:])).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, 2)
		require.True(t, strings.HasPrefix(string(o.get("", publicScores+"/"+id+"/report?language=en").is(200).body), "%PDF"))
		for _, who := range []string{supervisor, sectionHead, bureauHead} {
			name, err := o.store.Account(t.Context(), who)
			require.NoError(t, err)
			require.NotContains(t, string(o.get("", publicScores).body), name.Name)
		}
	})
	t.Run("persons see their own sheet, heads those of their people, nobody else's", func(t *testing.T) {
		require.Equal(t, []ScoreKind{ScoreKindUnit, ScoreKindWindow, ScoreKindPerson}, o.evaluated(handler, id).Kinds)
		var list ScoreList
		o.get(handler, scoreDoor+"/"+id+"/scores?kind=person").is(200).into(&list)
		require.Len(t, list.Rows, 1)
		require.Equal(t, handler, list.Rows[0].Object.Id)
		o.get(bureauHead, scoreDoor+"/"+id+"/scores?kind=person").is(200).into(&list)
		require.Greater(t, len(list.Rows), 3)
		o.get(otherHead, scoreDoor+"/"+id+"/scores?kind=person").is(200).into(&list)
		require.Empty(t, list.Rows)
		o.get(reviewer, scoreDoor+"/"+id+"/scores/person/"+handler).problem(404, "no_such_score")
		o.get(reviewer, "/scores/person/"+handler+"/trend").problem(403, "out_of_reach")
		var trend ScoreTrend
		o.get(handler, "/scores/person/"+handler+"/trend").is(200).into(&trend)
		require.Len(t, trend.Points, 1)
		o.get(clerk, scoreDoor+"/"+id+"/scores?kind=window").is(200).into(&list)
		require.Equal(t, bureau+"~window", list.Rows[0].Object.Id)
		o.get(clerk, "/scores/window/"+bureau+"~window/trend").is(200)
	})
	t.Run("who may not see a case does not see it behind a point either", func(t *testing.T) {
		var cases ScoreBehind
		o.get(otherHead, scoreDoor+"/"+id+"/scores/unit/"+bureau+"/behind/closed_in_time").is(200).into(&cases)
		require.Empty(t, cases.Cases)
		require.InDelta(t, 1, cases.Counted, 0)
	})
	t.Run("go into a spreadsheet and onto paper", func(t *testing.T) {
		got := o.get(clerk, scoreDoor+"/"+id+"/table").is(200)
		require.True(t, bytes.HasPrefix(got.body, []byte("\xEF\xBB\xBF")), "spreadsheet programs know UTF-8 by its mark")
		rows, err := csv.NewReader(bytes.NewReader(got.body[3:])).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, 2)
		require.Equal(t, []string{"名次", "测评对象", "所属单位", "得分"}, rows[0][:4])
		require.Equal(t, "98.00", rows[1][3])
		require.Equal(t, "'=1+1", safeCell("=1+1"))
		require.True(t, strings.HasPrefix(string(o.get(clerk, scoreDoor+"/"+id+"/report").is(200).body), "%PDF"))
		o.get(clerk, scoreDoor+"/"+id+"/report?language=en").is(200)
	})
	t.Run("once published they are corrected in the open: with a document, and the earlier score beside the new one", func(t *testing.T) {
		o.score(sectionHead, id, models.Remeasure, EvaluationCommand{Reason: "公开得分录入有误"}).problem(422, "faulty_fields")
		o.score(sectionHead, id, models.Remeasure, EvaluationCommand{Reason: "公开得分录入有误", Document: "更正1号"}).is(200)
		o.score(sectionHead, id, models.StrikeEntry, EvaluationCommand{Line: 2, Reason: "录入有误"}).is(200)
		var list ScoreList
		o.get(supervisor, scoreDoor+"/"+id+"/scores").is(200).into(&list)
		require.InDelta(t, 98, *list.Rows[0].Was, 0.001)
		require.InDelta(t, 100, list.Rows[0].Score, 0.001)
		require.Equal(t, 1, o.evaluated(supervisor, id).Row.Corrections)
		o.get(clerk, scoreDoor+"/"+id).problem(404, "no_such_evaluation")
		o.get("", publicScores).is(200).into(&shown)
		require.Equal(t, []PublicPeriod{{Period: "2026-11", Correcting: true}}, shown.Periods, "the public sees that it is being corrected")
		require.Empty(t, shown.Rows)
		o.get("", publicScores+"/"+id+"/table").problem(404, "no_such_evaluation")
		o.get("", publicScores+"/"+id+"/report").problem(404, "no_such_evaluation")
	})
}

// covers S98
func TestSchemes(t *testing.T) {
	o := openOffice(t)
	var list RuleSetList
	o.get(systemRole, "/score-schemes").is(200).into(&list)
	require.Len(t, list.Rows, 1)
	require.True(t, list.Rows[0].Current)
	shipped := list.Rows[0].Source

	t.Run("with faults are refused, each fault named", func(t *testing.T) {
		var verdict SourceVerdict
		o.post(systemRole, "/score-schemes/validation", RuleSetSource{Source: strings.Replace(shipped, "weight: 10}", "weight: 11}", 1)}).is(200).into(&verdict)
		require.False(t, verdict.Valid)
		o.post(supervisor, "/score-schemes/validation", RuleSetSource{Source: shipped}).problem(403, "not_in_role")
		o.post(systemRole, "/score-schemes", RuleSetSource{Source: strings.Replace(shipped, "speed: false", "speed: true", 1), Reason: "开启"}).problem(409, "version_taken")
	})
	t.Run("are tried on a past month, beside the scheme in force, with the entries that were made", func(t *testing.T) {
		o := openOffice(t)
		id := o.measured()
		o.score(supervisor, id, models.EnterScore, EvaluationCommand{Kind: ScoreKindUnit, Object: bureau, Indicator: "disclosure", Value: 0.8, Reason: "公开抽查得分80"}).is(200)
		try := func(source string) NewSchemeTrial { return NewSchemeTrial{Source: source} }
		var trial SchemeTrial
		o.post(systemRole, "/score-schemes/try", try(shipped)).is(200).into(&trial)
		require.Equal(t, []any{"dg-jw", "2026-11", "2026.1", 0}, []any{trial.Organ.Id, trial.Period, trial.Version, trial.Lost})
		require.Len(t, trial.Rows, 1)
		require.InDelta(t, 98, trial.Rows[0].Before.Score, 0.001)
		require.InDelta(t, 98, trial.Rows[0].After.Score, 0.001)
		stricter := strings.Replace(strings.Replace(shipped, "code: disclosure,", "code: openness_checked,", 1), "least: 30}", "least: 1}", 1)
		o.post(systemRole, "/score-schemes/try", try(stricter)).is(200).into(&trial)
		require.Equal(t, 1, trial.Lost, "an entry that the new scheme does not know")
		require.Zero(t, trial.Rows[0].Before.Rank)
		require.Equal(t, 1, trial.Rows[0].After.Rank)
		require.InDelta(t, 100, trial.Rows[0].After.Score, 0.001)
		require.Contains(t, o.post(systemRole, "/score-schemes/try", try(strings.Replace(shipped, "weight: 10}", "weight: 11}", 1))).problem(422, "faulty_fields").Faults[0].Field, "/heads, line ")
		o.post(systemRole, "/score-schemes/try", NewSchemeTrial{Source: shipped, Organ: "dg-scjgj", Period: "2026-12"}).problem(422, "faulty_fields")
		o.post(systemRole, "/score-schemes/try", NewSchemeTrial{Source: shipped, Period: "2026-09"}).problem(409, "nothing_measured")
		o.post(supervisor, "/score-schemes/try", try(shipped)).problem(403, "not_in_role")
	})
	t.Run("are published for the periods that begin from their day on; rule sets are another list", func(t *testing.T) {
		next := strings.NewReplacer("speed: false", "speed: true", `version: "2026.1"`, `version: "2027.1"`, `from: "2026-01-01"`, `from: "2027-01-01"`).Replace(shipped)
		o.post(systemRole, "/score-schemes", RuleSetSource{Source: next, Reason: "下一年度开启提速加分"}).is(201)
		require.NoError(t, o.places.Refresh(t.Context()))
		o.get(systemRole, "/score-schemes").is(200).into(&list)
		require.Len(t, list.Rows, 2)
		require.False(t, list.Rows[0].Current)
		require.Equal(t, RuleSetOriginPublished, list.Rows[0].Origin)
		var rules RuleSetList
		o.get(systemRole, "/rule-sets").is(200).into(&rules)
		require.Len(t, rules.Rows, 1)
	})
}
