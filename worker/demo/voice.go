package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/policies/surveys"
)

// voice (评价) is what an applicant thinks of the service, and what the unit answers.
type voice struct {
	weight int // in a hundred; what is left rates nothing
	level  models.Satisfaction
	tags   []string
	text   string
	answer string
}

// voices are the ratings (好差评) of the demo city, most of them good, some of them bad.
var voices = []voice{
	{weight: 14, level: models.VerySatisfied, tags: []string{"quick", "friendly"}},
	{weight: 8, level: models.VerySatisfied, tags: []string{"no_visit", "easy_page"}, text: "网上申请，证件快递送达，很方便（示例）。"},
	{weight: 9, level: models.Satisfied, tags: []string{"clear"}},
	{
		weight: 5, level: models.FairlySatisfied, tags: []string{"slow"}, text: "办得成，就是等得久了些（示例）。",
		answer: "感谢反馈，窗口已增设预约时段（示例）。",
	},
	{
		weight: 4, level: models.Dissatisfied, tags: []string{"unclear", "many_visits"}, text: "材料分两次才说全，多跑了一趟（示例）。",
		answer: "给您添麻烦了。已重新培训窗口人员，一次告知清单已更新（示例）。",
	},
	{weight: 2, level: models.VeryDissatisfied, tags: []string{"pushed_about"}, text: "几个窗口互相推，没有人负责到底（示例）。"},
}

// voice is what the applicant of the case thinks, nil if nothing is said.
func (p *plan) voice() *voice {
	lot := rand.New(rand.NewPCG(uint64(p.lot), 32168)).IntN(100)
	for i := range voices {
		if lot -= voices[i].weight; lot < 0 {
			return &voices[i]
		}
	}
	return nil
}

// rate lets the applicant rate the service a day after the delivery.
func (p *plan) rate(c *models.Case) (models.Command, bool) {
	o := p.voice()
	if o == nil || len(c.Ratings) > 0 {
		return models.Command{}, false
	}
	actor := models.Actor{Account: models.ApplicantAccount, Person: c.Filed.Applicant}
	facts := models.Facts{Rating: &models.RatingFacts{Level: o.level, Tags: o.tags, Worded: o.text != "", Anonymous: p.lot%7 == 0}}
	return p.command(c.Acted.Add(20*time.Hour), models.Rate, actor, facts, map[string]string{"text": o.text})
}

// thank lets the unit answer a rating publicly.
func (p *plan) thank(c *models.Case) (models.Command, bool) {
	o := p.voice()
	if o == nil || o.answer == "" || len(c.Ratings) == 0 || c.Ratings[0].Answer > 0 {
		return models.Command{}, false
	}
	actor, ok := p.official(p.unit, "department_head", nil)
	if !ok {
		return models.Command{}, false
	}
	return p.command(p.work(c.Acted, 300), models.AnswerRating, actor, models.Facts{Answers: c.Ratings[0].Line, Reasoned: true}, text{Reason: o.answer})
}

// mending (整改) is how a unit puts a bad rating right (C08), in minutes of office hours after it: the applicant is called
// within the day, answered after four, called back after six. What is younger is under way.
var mending = []struct {
	minutes int
	verb    models.Verb
	said    models.ComplaintFacts
	text    string
}{
	{minutes: 120, verb: models.HandleSelf},
	{minutes: 240, verb: models.CallBack, text: "已电话联系申请人，核实情况（示例）。"},
	{minutes: 840, verb: models.RecordInquiry, text: "调阅办件记录和窗口录像，询问经办人（示例）。"},
	{
		minutes: 1680, verb: models.AnswerComplaint, said: models.ComplaintFacts{Result: models.Founded},
		text: "经核实，反映的情况属实。已向您致歉，并完善一次告知清单（示例）。办件",
	},
	{minutes: 2520, verb: models.CallBack, said: satisfied, text: "回访，申请人对整改表示满意（示例）。"},
	{minutes: 2580, verb: models.CloseComplaint},
}

// rectify lets the unit put the bad ratings of a case right. Who rated without a name is not called, and may
// ask for a review until the time for it is over.
func (c *City) rectify(ctx context.Context, p *plan, file *models.Case) error {
	head, found := p.official(p.unit, "department_head", nil)
	for _, r := range file.Ratings {
		if r.Complaint == "" || !found {
			continue
		}
		var steps []models.Command
		for i, m := range mending {
			at := p.work(r.At, m.minutes)
			if at.After(p.today) {
				break
			}
			if r.Anonymous && (m.verb == models.CallBack || m.verb == models.CloseComplaint) {
				continue
			}
			said, words := m.said, m.text
			if m.verb == models.AnswerComplaint {
				words += file.Filed.Number
			}
			steps = append(steps, models.Command{
				ID: fmt.Sprintf("%s-%02d", r.Complaint, i), Digest: "demo", Subject: r.Complaint, Verb: m.verb, Actor: head, Acted: at,
				Facts: models.Facts{Reasoned: words != "", Complaint: &said}, Body: bodyOf(map[string]string{"text": words}),
			})
		}
		if _, _, err := c.Act.Import(ctx, models.ComplaintKind, r.Complaint, activities.Steps(steps)); err != nil {
			return fmt.Errorf("rectification %s: %w", r.Complaint, err)
		}
	}
	return nil
}

// bodyOf writes what a person of the demo city said. Texts always marshal.
func bodyOf(said any) json.RawMessage {
	raw, _ := json.Marshal(said)
	return raw
}

// answered is how many people of the demo city have answered each survey: enough for figures to be shown.
const answered = 64

// written is what people of the demo city add in words, by survey.
var written = map[string]string{
	"service": "希望周末也有窗口值班（示例）。",
	"relief":  "希望公开栏写明评定标准和发放时间（示例）。",
}

// surveys writes the answers to every survey (S89).
func (c *City) surveys(ctx context.Context, today time.Time) error {
	book, err := surveys.Shipped()
	if err != nil {
		return err
	}
	organ, found := c.cityOrgan()
	if !found {
		return nil
	}
	chance := rand.New(rand.NewPCG(89, 4419))
	for _, survey := range book.Surveys {
		for i := range answered {
			choices, words := answers(survey, i, chance)
			row := models.SurveyRow{
				Survey: survey.Key, Browser: c.Blind(fmt.Sprintf("demo browser %d", i)), Version: survey.Version, Path: c.InForce.Path(organ),
				Answered: today.Add(-time.Duration(1+chance.IntN(40*24)) * time.Hour),
				Choices:  string(bodyOf(choices)), Words: models.Sealed(bodyOf(words)),
			}
			if err := c.Store.AnswerSurvey(ctx, row); err != nil && models.CodeOf(err) != models.Conflict {
				return fmt.Errorf("survey %s: %w", survey.Key, err)
			}
		}
	}
	return nil
}

// answers are those of the i-th person to a survey: what was chosen, and what was written.
func answers(survey surveys.Survey, i int, chance *rand.Rand) (choices map[string][]string, words map[string]string) {
	choices, words = map[string][]string{}, map[string]string{}
	for _, q := range survey.Questions {
		switch {
		case q.Kind == surveys.Scaled && (q.Required || chance.IntN(4) > 0):
			choices[q.Key] = []string{strconv.Itoa(1 + chance.IntN(2)*chance.IntN(2) + chance.IntN(2)*chance.IntN(3))}
		case len(q.Choices) > 0:
			choices[q.Key] = []string{q.Choices[chance.IntN(len(q.Choices))].Key}
		case q.Kind == surveys.Words && i%9 == 4:
			words[q.Key] = written[survey.Key]
		}
	}
	return choices, words
}
