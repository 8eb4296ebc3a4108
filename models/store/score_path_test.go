package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/models/store"
	"mingcha/policies/subsystems"
	"mingcha/worker/inforce"
)

// nothing is what nobody has published.
type nothing struct{}

func (nothing) Revision(context.Context) (int64, error)              { return 0, nil }
func (nothing) Published(context.Context) (inforce.Published, error) { return inforce.Published{}, nil }
func (nothing) Keep(context.Context, []*process.Bundle) error        { return nil }
func (nothing) Bundle(context.Context, string) (*process.Bundle, error) {
	return nil, models.Errorf(models.NotFound, "no_such_bundle", "there is no such bundle")
}

type trusted struct{}

func (trusted) Held() (string, bool) { return "", false }

// officeOfScores measures what a database holds, by what ships.
type officeOfScores struct {
	t   *testing.T
	s   *store.Store
	act *activities.Activities
	now time.Time
	n   int
}

func openScores(t *testing.T, s *store.Store) *officeOfScores {
	t.Helper()
	law, err := inforce.Open(t.Context(), subsystems.Files, nothing{})
	require.NoError(t, err)
	o := &officeOfScores{t: t, s: s, now: time.Date(2026, 4, 1, 1, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return o.now }
	o.act = &activities.Activities{
		Record: s, Law: law, Procedures: law, Offices: law, Brake: trusted{}, Now: clock, NewID: func() string { o.n++; return fmt.Sprint("id-", o.n) },
		Scores: inforce.Measurer{InForce: law, Counts: s, Now: clock},
	}
	return o
}

// fillCity writes cases of two city departments and of a town's office, which the city's organ does not measure.
func (o *officeOfScores) fillCity(cases int) {
	o.t.Helper()
	r := rand.New(rand.NewPCG(11, 98))
	units := []string{"dg-scjgj", "dg-fgj", "dg-changping-shsw"}
	for i := range cases {
		unit := units[i%len(units)]
		path := map[string]string{"dg-changping-shsw": town}[unit]
		if path == "" {
			path = city
		}
		row := caseRow(fmt.Sprintf("path-%04d", i), unit, path, time.Date(2026, 2, 9, 1, 0, 7, 0, time.UTC).Add(time.Duration(r.IntN(50*24*60))*time.Minute))
		lines := scoredCase(r, row)
		b := models.Batch{Kind: models.CaseKind, Subject: row.ID, From: 1, Lines: sealed(o.t, row.ID, lines), Bodies: make([]models.Body, len(lines)), Case: row}
		for n := range r.IntN(3) {
			b.Cards = append(b.Cards, scoredCard(r, row, fmt.Sprintf("path-card-%04d-%d", i, n)))
		}
		_, err := o.s.Append(o.t.Context(), b)
		require.NoError(o.t, err)
	}
}

// give lets somebody give a command on an evaluation, as its workflow would.
func (o *officeOfScores) give(id string, by models.Actor, verb models.Verb, f models.Facts) *models.Evaluation {
	o.t.Helper()
	o.n++
	return o.turn(id, &models.Command{
		ID: fmt.Sprint("click-", o.n), Subject: id, Verb: verb, Actor: by, Acted: o.now, Facts: f, Body: []byte(`{"reason":"依据"}`),
	})
}

// catchUp lets what is due by now happen.
func (o *officeOfScores) catchUp(id string) *models.Evaluation { return o.turn(id, nil) }

func (o *officeOfScores) turn(id string, cmd *models.Command) *models.Evaluation {
	o.t.Helper()
	state, err := o.act.Folded(models.EvaluationKind, id, o.lines(id))
	require.NoError(o.t, err)
	out, err := o.act.Append(o.t.Context(), activities.AppendInput{State: state, Command: cmd})
	require.NoError(o.t, err)
	require.Nil(o.t, out.Refused)
	state, err = o.act.Folded(models.EvaluationKind, id, o.lines(id))
	require.NoError(o.t, err)
	return state.Evaluation
}

func (o *officeOfScores) lines(id string) []models.Line {
	lines, err := o.s.Lines(o.t.Context(), id, 1)
	require.NoError(o.t, err)
	return lines
}

func (o *officeOfScores) results(id string) map[string]score.Result {
	rows, err := o.s.Scores(o.t.Context(), id, "unit")
	require.NoError(o.t, err)
	out := map[string]score.Result{}
	for _, row := range rows {
		var r score.Result
		require.NoError(o.t, json.Unmarshal([]byte(row.Content), &r))
		require.InDelta(o.t, r.Score, row.Score, 1e-9)
		out[row.Object] = r
	}
	return out
}

// measureMarch begins the evaluation of March by the city's organ.
func (o *officeOfScores) measureMarch() string {
	o.t.Helper()
	cmd := activities.BeginEvaluation("dg-jw", march, models.System(), o.now)
	out, err := o.act.Append(o.t.Context(), activities.AppendInput{State: models.Begin(models.EvaluationKind, cmd.Subject, nil), Command: &cmd})
	require.NoError(o.t, err)
	require.Nil(o.t, out.Refused)
	return cmd.Subject
}

// covers S98
func TestTheWholePathOfScores(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		o := openScores(t, s)
		o.fillCity(150)
		workdayTable(t, s)
		id := o.measureMarch()

		t.Run("what stands in the rows equals an independent SQL computation, for the organ's own units and no others", func(t *testing.T) {
			results := o.results(id)
			require.Len(t, results, 2)
			for unit, r := range results {
				for _, m := range r.Indicators {
					want, automatic := independent[m.Code]
					if !automatic {
						continue
					}
					var value sql.NullFloat64
					require.NoError(t, s.DB(t).QueryRow(spell(s, unit, "SELECT ("+want.value+")")).Scan(&value))
					require.Equal(t, value.Valid, m.Known, "%s of %s", m.Code, unit)
					require.InDelta(t, value.Float64, m.Value, 1e-9, "%s of %s", m.Code, unit)
				}
			}
		})
		t.Run("what is published can be recomputed from the frozen figures, whatever becomes of cases, cards and scheme", func(t *testing.T) {
			supervisor, leader := models.Actor{Account: "han", Role: "supervisor", Unit: "dg-jw"}, models.Actor{Account: "feng", Role: "supervision_leader", Unit: "dg-jw"}
			o.give(id, supervisor, models.EnterScore, models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{Entry: &models.ScoreEntry{
				Object: models.ScoreObject{Kind: "unit", ID: "dg-scjgj", Unit: "dg-scjgj"}, Indicator: "disclosure", Value: 0.4,
			}}})
			o.give(id, leader, models.ReviewScores, models.Facts{})
			o.give(id, leader, models.AnnounceScores, models.Facts{})
			o.now = o.now.AddDate(0, 0, 20)
			e := o.catchUp(id)
			require.Equal(t, models.EvaluationPublished, e.Status)
			published := o.results(id)

			o.fillMore(t, 60) // the record goes on: more of March comes to light
			body, err := s.Body(t.Context(), id, e.Basis)
			require.NoError(t, err)
			var frozen struct {
				Basis *score.Basis `json:"basis"`
			}
			require.NoError(t, json.Unmarshal(body, &frozen))
			require.Equal(t, e.Hash, frozen.Basis.Hash)
			scheme, err := process.ParseScheme("frozen", []byte(frozen.Basis.Scheme))
			require.NoError(t, err)
			require.Equal(t, e.Hash, scheme.Hash)
			again, err := frozen.Basis.Evaluate(scheme, e.Standing())
			require.NoError(t, err)
			for _, r := range again[0].Results {
				require.Equal(t, published[r.Object.ID].Score, r.Score)
				require.Equal(t, published[r.Object.ID].Rank, r.Rank)
			}
			row, err := s.Evaluation(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, models.EvaluationPublished, row.Status)
			require.Equal(t, 2, row.Objects)
		})
		t.Run("a correction counts anew, keeps the earlier score beside the new one, and the half-year rests on published months", func(t *testing.T) {
			before := o.results(id)
			leader := models.Actor{Account: "feng", Role: "supervision_leader", Unit: "dg-jw"}
			o.give(id, leader, models.Remeasure, models.Facts{Reasoned: true, Document: "更正1号"})
			rows, err := s.Scores(t.Context(), id, "unit")
			require.NoError(t, err)
			for _, row := range rows {
				require.InDelta(t, before[row.Object].Score, *row.Was, 1e-9)
			}
			require.Greater(t, o.results(id)["dg-scjgj"].Sample, before["dg-scjgj"].Sample)
			points, err := s.Trend(t.Context(), "unit", "dg-scjgj")
			require.NoError(t, err)
			require.Empty(t, points, "what is under correction is not a published score")
			o.give(id, leader, models.ReviewScores, models.Facts{})
			o.give(id, leader, models.AnnounceScores, models.Facts{})
			o.now = o.now.AddDate(0, 3, 0)
			half := activities.BeginEvaluation("dg-jw", score.HalfYear(2026, 1), models.System(), o.now)
			out, err := o.act.Append(t.Context(), activities.AppendInput{State: models.Begin(models.EvaluationKind, half.Subject, nil), Command: &half})
			require.NoError(t, err)
			require.Equal(t, activities.MonthsOpen, out.Refused.Reason)
		})
	})
}

// covers S98, S05: who measures is watched as well.
func TestTheTimeToDecideAnAppealOfAScore(t *testing.T) {
	supervisor, leader := models.Actor{Account: "han", Role: "supervisor", Unit: "dg-jw"}, models.Actor{Account: "feng", Role: "supervision_leader", Unit: "dg-jw"}
	head, about := models.Actor{Account: "zhou", Role: "department_head", Unit: "dg-scjgj"}, models.ScoreObject{Kind: "unit", ID: "dg-scjgj", Unit: "dg-scjgj"}
	onBoth(t, func(t *testing.T, s *store.Store) {
		o := openScores(t, s)
		o.fillCity(40)
		id := o.measureMarch()
		o.give(id, leader, models.ReviewScores, models.Facts{})
		o.give(id, leader, models.AnnounceScores, models.Facts{})
		e := o.give(id, head, models.AppealScore, models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: &about}})
		appeal := e.Appeals[0].Line
		signals := func() (codes []string) {
			rows, err := s.CardsOf(t.Context(), id)
			require.NoError(t, err)
			for _, row := range rows {
				require.Equal(t, "dg-jw", row.Unit)
				codes = append(codes, row.Rule+" "+row.Level.String())
			}
			return codes
		}
		t.Run("R-S6 must not: there is time left", func(t *testing.T) {
			row, err := s.Evaluation(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, time.Date(2026, 4, 16, 16, 0, 0, 0, time.UTC), row.AppealDue.UTC(), "ten working days after 1 April, without the Qingming holiday")
			o.now = time.Date(2026, 4, 14, 1, 0, 0, 0, time.UTC)
			o.catchUp(id)
			require.Empty(t, signals())
		})
		t.Run("R-S6 fires: a warning two days before, a yellow card on the organ when the time is over; nothing is published meanwhile", func(t *testing.T) {
			o.now = time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)
			o.catchUp(id)
			require.Equal(t, []string{"R-S6 warning"}, signals())
			o.now = time.Date(2026, 4, 17, 1, 0, 0, 0, time.UTC)
			e := o.catchUp(id)
			require.Equal(t, []string{"R-S6 warning", "R-S6 yellow"}, signals())
			require.Equal(t, models.EvaluationAnnounced, e.Status)
		})
		t.Run("the card stays with its own record; a decided appeal lets the scores be published", func(t *testing.T) {
			e := o.give(id, supervisor, models.DecideAppeal, models.Facts{Reasoned: true, Answers: appeal, Evaluation: &models.EvaluationFacts{Outcome: models.ScoreUpheld}})
			row, err := s.Evaluation(t.Context(), id)
			require.NoError(t, err)
			require.Nil(t, row.AppealDue)
			card := e.Signals()[1].ID
			lines, err := s.Lines(t.Context(), card, 1)
			require.NoError(t, err)
			require.Equal(t, models.EvaluationKind, lines[0].Facts.About.Kind)
			require.Equal(t, models.EvaluationPublished, o.give(id, leader, models.PublishScores, models.Facts{}).Status)
		})
	})
}

// fillMore adds cases that were decided in March and reported later.
func (o *officeOfScores) fillMore(t *testing.T, cases int) {
	t.Helper()
	for i := range cases {
		at := time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)
		row := caseRow(fmt.Sprintf("late-%04d", i), "dg-scjgj", city, at)
		row.Status, row.Outcome, row.Received, row.Accepted, row.Decided = models.Granted, models.Granted, ptr(at), ptr(at), ptr(at.Add(time.Hour))
		row.PromisedDue = ptr(at)
		lines := sealed(t, row.ID, []models.Line{{Verb: models.Submit, Acted: at}})
		_, err := o.s.Append(t.Context(), models.Batch{Kind: models.CaseKind, Subject: row.ID, From: 1, Lines: lines, Bodies: make([]models.Body, 1), Case: row})
		require.NoError(t, err)
	}
}
