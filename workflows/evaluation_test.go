package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/policies/subsystems"
	"mingcha/workflows"
)

var february = score.Month(2026, time.February)

// measure counts the same for every period.
type measure struct{ figures map[string]score.Figures }

func (m measure) Measure(_ context.Context, _ string, p score.Period) (*score.Basis, error) {
	text, err := subsystems.Files.ReadFile("administrative-approval/scores/2026-01.yaml")
	if err != nil {
		return nil, err
	}
	g := score.Group{Kind: score.UnitObject, Figures: m.figures}
	for _, id := range []string{"dg-hall", "dg-scjgj"} {
		g.Objects = append(g.Objects, score.Object{Kind: score.UnitObject, ID: id, Unit: id})
	}
	return &score.Basis{Version: "2026.1", Hash: "h", Scheme: string(text), Period: p, Groups: []score.Group{g}}, nil
}

func (measure) Compiled(text string) (*score.Scheme, error) {
	return process.ParseScheme("scheme", []byte(text))
}

var (
	supervisor = models.Actor{Account: "han", Role: "supervisor", Unit: "dg-jw"}
	leader     = models.Actor{Account: "feng", Role: "supervision_leader", Unit: "dg-jw"}
	head       = models.Actor{Account: "zhou", Role: "department_head", Unit: "dg-scjgj"}
	reasons    = models.Facts{Reasoned: true}
)

// openScores begins the evaluation of February on Monday 2 March.
func openScores(t *testing.T) *story {
	t.Helper()
	s := &story{t: t, office: officetest.New(nil), errs: map[string]error{}}
	s.office.Measures = measure{map[string]score.Figures{
		"dg-scjgj": {"closed": 40, "closed_promised": 40, "closed_in_time": 30, "time_yellow": 1, "yellows": 1},
		"dg-hall":  {"closed": 12, "closed_promised": 12, "closed_in_time": 12},
	}}
	s.stage(monday)
	cmd := activities.BeginEvaluation("dg-jw", february, models.System(), monday)
	s.id = cmd.Subject
	out, err := s.office.Activities().Append(t.Context(), activities.AppendInput{State: models.Begin(models.EvaluationKind, s.id, nil), Command: &cmd})
	require.NoError(t, err)
	require.Nil(t, out.Refused)
	return s
}

// live runs the evaluation to its end and returns the verbs of its record.
func (s *story) live() []string {
	s.t.Helper()
	s.env.ExecuteWorkflow(workflows.NameOf(models.EvaluationKind), workflows.SubjectInput{Kind: models.EvaluationKind, ID: s.id})
	require.True(s.t, s.env.IsWorkflowCompleted())
	require.NoError(s.t, s.env.GetWorkflowError())
	return s.office.Verbs(s.id)
}

func (s *story) sheet() *models.ScoreSheet {
	var scores []models.ScoreRow
	for _, b := range s.office.Batches {
		if b.Scores != nil && b.Scores.Scores != nil {
			scores = b.Scores.Scores
		}
	}
	last := s.office.Batches[len(s.office.Batches)-1].Scores
	return &models.ScoreSheet{Row: last.Row, Scores: scores}
}

func entered(value float64) models.Facts {
	return models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{Entry: &models.ScoreEntry{
		Object: models.ScoreObject{Kind: "unit", ID: "dg-scjgj", Unit: "dg-scjgj"}, Indicator: "disclosure", Value: value,
	}}}
}

// covers S98
func TestEvaluation(t *testing.T) {
	t.Run("nobody appeals: scores are published by themselves when five working days are over", func(t *testing.T) {
		s := openScores(t)
		s.at(1*hour, supervisor, models.EnterScore, entered(0.5))
		s.at(2*hour, supervisor, models.ReviewScores, models.Facts{})
		s.at(3*hour, leader, models.ReviewScores, models.Facts{})
		s.at(4*hour, leader, models.AnnounceScores, models.Facts{})
		verbs := s.live()
		require.Equal(t, []string{"measure", "enter_score", "review_scores", "announce_scores", "publish_scores"}, verbs)
		require.ErrorContains(t, s.errs["review_scores"], "does not review")
		lines, err := s.office.Lines(t.Context(), s.id, 1)
		require.NoError(t, err)
		published := lines[len(lines)-1]
		due := clock.DateOf(monday) + 8 // over one weekend
		require.Equal(t, due, clock.DateOf(published.Acted))
		require.Equal(t, models.SystemAccount, published.Actor.Account)
		sheet := s.sheet()
		require.Equal(t, models.EvaluationPublished, sheet.Row.Status)
		require.Equal(t, 2, sheet.Row.Objects)
		require.Equal(t, 1, sheet.Row.Ranked, "twelve cases are shown, not ranked")
		for _, row := range sheet.Scores {
			if row.Object == "dg-scjgj" { // 10 − 5 of disclosure, 14 − 1 − 5 of time, 14 − 4·(2.5/20) of inspection
				require.InDelta(t, 100-5-1-5-0.5, row.Score, 0.001)
				require.Equal(t, 1, row.Standing)
			}
		}
	})
	t.Run("what cannot count is refused before it is on record", func(t *testing.T) {
		s := openScores(t)
		wrong := entered(0.5)
		wrong.Evaluation.Entry.Indicator = "on_time"
		s.at(1*hour, supervisor, models.EnterScore, wrong)
		s.at(2*hour, supervisor, models.EnterScore, entered(7))
		unknown := entered(0.5)
		unknown.Evaluation.Entry.Object.ID = "elsewhere"
		s.at(3*hour, supervisor, models.EnterScore, unknown)
		s.at(4*hour, supervisor, models.EnterScore, entered(0.5))
		s.at(5*hour, supervisor, models.EnterScore, entered(0.6))
		s.at(6*hour, leader, models.ReviewScores, models.Facts{})
		s.at(7*hour, leader, models.AnnounceScores, models.Facts{})
		require.Equal(t, []string{"measure", "enter_score", "review_scores", "announce_scores", "publish_scores"}, s.live())
	})
	t.Run("with an appeal time publishes nothing: somebody else decides, late by R-S6, then the head publishes", func(t *testing.T) {
		s := openScores(t)
		s.at(1*hour, leader, models.ReviewScores, models.Facts{})
		s.at(2*hour, leader, models.AnnounceScores, models.Facts{})
		about := models.ScoreObject{Kind: "unit", ID: "dg-scjgj", Unit: "dg-scjgj"}
		s.at(3*hour, head, models.AppealScore, models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: &about}})
		decide := models.Facts{Reasoned: true, Answers: 4, Evaluation: &models.EvaluationFacts{Outcome: models.ScoreUpheld}}
		s.at(20*day, leader, models.DecideAppeal, decide)
		s.at(21*day, supervisor, models.DecideAppeal, decide)
		s.at(22*day, leader, models.PublishScores, models.Facts{})
		require.Equal(t, []string{"measure", "review_scores", "announce_scores", "appeal_score", "warn R-S6 warning", "issue_card R-S6 yellow",
			"decide_appeal", "publish_scores"}, s.live())
		require.ErrorContains(t, s.errs["decide_appeal"], "somebody else")
	})
	t.Run("new figures take the place of the old ones, which stay on record", func(t *testing.T) {
		s := openScores(t)
		s.then(1*hour, func(o *officetest.Office) {
			o.Measures.(measure).figures["dg-scjgj"]["time_yellow"] = 0 // the card was withdrawn
		})
		s.at(2*hour, supervisor, models.Remeasure, reasons)
		s.at(3*hour, leader, models.ReviewScores, models.Facts{})
		s.at(4*hour, leader, models.AnnounceScores, models.Facts{})
		s.live()
		for _, row := range s.sheet().Scores {
			if row.Object == "dg-scjgj" {
				require.InDelta(t, 100-1-0.5, row.Score, 0.001)
			}
		}
		for n, figures := range map[int]float64{1: 1, 2: 0} {
			text, err := s.office.Body(t.Context(), s.id, n)
			require.NoError(t, err)
			require.Equal(t, figures, frozen(t, text).Groups[0].Figures["dg-scjgj"]["time_yellow"])
		}
	})
}

// covers S98
func TestMonthly(t *testing.T) {
	t.Run("begins February on the first working day of March, once, and every month after it", func(t *testing.T) {
		begun := map[string]time.Time{}
		s := &story{t: t, office: officetest.New(nil), errs: map[string]error{}}
		s.stage(time.Date(2026, 2, 27, 9, 0, 0, 0, clock.Zone))
		fails := true
		b := &activities.Beginner{
			Organs:   func() []string { return []string{"dg-jw"} },
			Calendar: func(string) *clock.Calendar { return clock.National() },
			Begun:    func(_ context.Context, id string) (bool, error) { _, is := begun[id]; return is, nil },
			Begin: func(_ context.Context, cmd models.Command) (*activities.Answer, error) {
				f := cmd.Facts.Evaluation
				p := score.Period{From: f.From, To: f.To}
				if len(p.Months()) > 1 {
					return nil, models.Errorf(models.Conflict, activities.NoScheme, "none")
				}
				if fails && p == february {
					fails = false
					return nil, errors.New("the store is away")
				}
				begun[cmd.Subject] = s.env.Now()
				return &activities.Answer{}, nil
			},
			Now: func() time.Time { return s.env.Now() },
		}
		b.Register(s.env)
		s.env.RegisterDelayedCallback(s.env.CancelWorkflow, 70*day)
		s.env.ExecuteWorkflow(workflows.MonthlyWorkflow)
		for p, want := range map[score.Period]string{
			score.Month(2026, time.January): "2026-02-27", february: "2026-03-02", score.Month(2026, time.March): "2026-04-01", score.Month(2026, time.April): "2026-05-06",
		} {
			at := begun[models.EvaluationID("dg-jw", p.From, p.To)]
			require.Equal(t, want, at.In(clock.Zone).Format(time.DateOnly), p.String()) // over the May holiday
		}
	})
}

func frozen(t *testing.T, text json.RawMessage) *score.Basis {
	t.Helper()
	var body struct {
		Basis *score.Basis `json:"basis"`
	}
	require.NoError(t, json.Unmarshal(text, &body))
	return body.Basis
}
