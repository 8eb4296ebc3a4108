package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/policies/directory"
)

// scoredMonths of the city: the last one is announced, the two before it are published, and the first one is being corrected.
const scoredMonths = 4

// scores measures the last months of the city by its supervision organ.
func (c *City) scores(ctx context.Context, today time.Time) error {
	organ, found := c.cityOrgan()
	if !found {
		return nil
	}
	cal := c.InForce.Calendar(c.InForce.Path(organ))
	year, number, _ := clock.DateOf(today).Civil()
	first := clock.NewDate(year, number, 1)
	if begins, _ := activities.FirstWorkday(cal, first); begins >= clock.DateOf(today) {
		first = first.AddMonths(-1) // the last month is not measured before its day
	}
	for ago := scoredMonths; ago >= 1; ago-- {
		p := score.Period{From: first.AddMonths(-ago), To: first.AddMonths(1 - ago)}
		m := &month{City: c, organ: organ, period: p, cal: cal, today: today, appealed: ago == 2, open: ago == 1, corrected: ago == scoredMonths}
		if err := m.live(ctx); err != nil {
			return fmt.Errorf("measure %s: %w", p, err)
		}
	}
	return nil
}

func (c *City) cityOrgan() (string, bool) {
	for _, u := range c.InForce.Snapshot().Units.All() {
		if u.Kind == directory.SupervisionOrgan && u.Tier == directory.City {
			return u.ID, true
		}
	}
	return "", false
}

// month is the evaluation of one month on its way.
type month struct {
	*City
	organ    string
	period   score.Period
	cal      *clock.Calendar
	today    time.Time
	appealed bool // a unit appeals
	open     bool // is still announced
	units    []models.ScoreRow

	corrected bool // was published, and is announced again
}

// live measures the month on the first working day after it, lets people enter, review and announce, and time publish.
func (m *month) live(ctx context.Context) error {
	cmd := activities.BeginEvaluation(m.organ, m.period, models.System(), m.at(1))
	cmd.Facts.Evaluation.Demo = true
	_, _, err := m.Act.Import(ctx, models.EvaluationKind, cmd.Subject, activities.Steps([]models.Command{cmd}))
	if models.ReasonOf(err) == activities.NothingMeasured {
		return nil
	}
	if err != nil {
		return err
	}
	if m.units, err = m.Store.Scores(ctx, cmd.Subject, string(score.UnitObject)); err != nil {
		return err
	}
	_, _, err = m.Act.Import(ctx, models.EvaluationKind, cmd.Subject, activities.Steps(m.steps(cmd.Subject)))
	return err
}

// at is ten o'clock of the n-th working day after the month; what is still open was announced a day ago.
func (m *month) at(n int) time.Time {
	d := m.period.To
	for ; ; d++ {
		if m.cal.Workday(d) {
			if n--; n == 0 {
				break
			}
		}
	}
	return d.Opens().Add(10 * time.Hour).UTC()
}

func (m *month) steps(id string) []models.Command {
	supervisor, leader := m.holder("supervisor"), m.holder("supervision_leader")
	if supervisor.Account == "" || leader.Account == "" {
		return nil
	}
	var out []models.Command
	give := func(at time.Time, by models.Actor, verb models.Verb, f models.Facts, reason string) {
		if at.After(m.today) {
			at = m.today
		}
		body, _ := json.Marshal(text{Reason: reason}) // a text always marshals
		out = append(out, models.Command{
			ID: fmt.Sprintf("%s-%02d", id, len(out)+1), Digest: "demo", Subject: id, Verb: verb, Actor: by, Acted: at, Facts: f, Body: body,
		})
	}
	chance := rand.New(rand.NewPCG(uint64(m.period.From), 4419))
	for i, unit := range m.units {
		give(m.at(2).Add(time.Duration(i)*time.Minute), supervisor, models.EnterScore, models.Facts{
			Reasoned: true, Document: fmt.Sprintf("东监测〔%d〕%02d号", m.period.From.Year(), i+1),
			Evaluation: &models.EvaluationFacts{Entry: &models.ScoreEntry{
				Object: models.ScoreObject{Kind: unit.Kind, ID: unit.Object, Unit: unit.Unit}, Indicator: "disclosure", Value: float64(80+chance.IntN(21)) / 100,
			}},
		}, "当月抽查汇总（示例）。")
	}
	announced := m.at(4)
	if m.open {
		announced = m.ago(1)
	}
	give(m.at(3), leader, models.ReviewScores, models.Facts{}, "")
	give(announced, leader, models.AnnounceScores, models.Facts{Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}}, "")
	if m.appealed && len(m.units) > 0 {
		m.appeal(give, supervisor, leader, len(out))
	}
	if m.corrected && len(m.units) > 0 {
		m.correct(give, leader)
	}
	return out
}

// ago is ten o'clock of the n-th working day before today, or of the day of the review.
func (m *month) ago(n int) time.Time {
	d := clock.DateOf(m.today)
	for n > 0 {
		if d--; m.cal.Workday(d) {
			n--
		}
	}
	at := d.Opens().Add(10 * time.Hour).UTC()
	if review := m.at(3); at.Before(review) {
		return review
	}
	return at
}

// appeal lets the head of the first unit appeal; a supervisor upholds the score, and the leader publishes.
func (m *month) appeal(give func(time.Time, models.Actor, models.Verb, models.Facts, string), supervisor, leader models.Actor, before int) {
	if !m.appeals(give, m.at(6), m.units[len(m.units)-1], "满意度调查样本偏少，申请复核（示例）。") {
		return
	}
	give(m.at(8), supervisor, models.DecideAppeal, models.Facts{
		Reasoned: true, Answers: before + 2, Evaluation: &models.EvaluationFacts{Outcome: models.ScoreUpheld},
	}, "样本符合方案要求，维持原得分（示例）。")
	give(m.at(11), leader, models.PublishScores, models.Facts{}, "")
}

// correct opens what was published: it is measured, reviewed and announced again. The time for appeals is over, and one waits
// for its decision, for which some days are left.
func (m *month) correct(give func(time.Time, models.Actor, models.Verb, models.Facts, string), leader models.Actor) {
	give(m.ago(9), leader, models.Remeasure, models.Facts{Reasoned: true, Document: fmt.Sprintf("东监测更〔%d〕1号", m.period.From.Year())},
		"部分办件的办结时间补报后重新统计（示例）。")
	give(m.ago(8), leader, models.ReviewScores, models.Facts{}, "")
	give(m.ago(7), leader, models.AnnounceScores, models.Facts{}, "")
	m.appeals(give, m.ago(4), m.units[0], "更正后的办结件数与我单位台账不一致（示例）。")
}

// appeals lets the head of a unit appeal against its score; false if the unit has no head.
func (m *month) appeals(give func(time.Time, models.Actor, models.Verb, models.Facts, string), at time.Time, unit models.ScoreRow, why string) bool {
	heads := m.InForce.Holders(unit.Unit, "department_head", m.today)
	if len(heads) == 0 {
		return false
	}
	head := models.Actor{Account: heads[0], Role: "department_head", Unit: unit.Unit, Path: unit.Path}
	about := models.ScoreObject{Kind: unit.Kind, ID: unit.Object, Unit: unit.Unit}
	give(at, head, models.AppealScore, models.Facts{Reasoned: true, Evaluation: &models.EvaluationFacts{About: &about}}, why)
	return true
}

func (m *month) holder(role string) models.Actor {
	held := m.InForce.Holders(m.organ, role, m.today)
	if len(held) == 0 {
		return models.Actor{}
	}
	return models.Actor{Account: held[0], Role: role, Unit: m.organ, Path: m.InForce.Path(m.organ)}
}
