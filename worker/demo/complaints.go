package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// QueryCode opens every case and complaint of the demo city. Like the officials' password it is no secret.
const QueryCode = "2026TSDEMA"

// plaint is one complaint of the demo city: when it came, from where, and what was done with it since.
type plaint struct {
	ago    int // working days
	source string
	topic  string
	text   string
	named  bool
	about  bool // a case
	same   bool // in the matter of the last one that names a case
	acts   []deed
}

// deed is one act on a complaint, some hours after the one before.
type deed struct {
	after int // hours
	by    string
	verb  models.Verb
	to    string // place
	said  models.ComplaintFacts
	text  string
}

// The places and people of the scenes.
const (
	theDesk    = "desk"   // the supervision organ of the city
	theBureau  = "bureau" // the department complained of
	theUpper   = "upper"  // the organ of the province
	theCitizen = "citizen"
)

var satisfied = models.ComplaintFacts{Satisfaction: models.SaidSatisfied}

// worded are the acts that say something of their own, beside or in the place of a reason.
var worded = []models.Verb{models.RecordInquiry, models.AnswerComplaint, models.CallBack, models.RateAnswer}

func accepted(more ...deed) []deed {
	return append([]deed{{after: 8, by: theDesk, verb: models.AcceptComplaint}}, more...)
}

// plaints show a complaint in every status, in time and late.
var plaints = []plaint{
	{ago: 0, source: models.FromOnline, topic: "attitude", text: "窗口人员态度生硬，问询无人解答（示例）。", named: true},
	{ago: 1, source: models.FromOnline, topic: "delay", text: "材料已交齐，承诺时限已过仍无结果（示例）。"},
	{ago: 6, source: models.FromWindow, topic: "procedure", text: "要求重复提交已共享的证明（示例）。", named: true},
	{ago: 2, source: models.FromHotline, topic: "delay", text: "热线反映排队两小时未办理（示例）。", named: true, acts: accepted()},
	{ago: 3, source: models.FromOnline, topic: "refusal", text: "被口头告知不予受理，未出具书面通知（示例）。", named: true, acts: accepted(
		deed{after: 4, by: theDesk, verb: models.AssignComplaint, to: theBureau, text: "请贵局核查并于规定时限内答复（示例）。"})},
	{ago: 14, source: models.FromOnline, topic: "fees", text: "免费事项被要求购买指定服务（示例）。", named: true, acts: accepted(
		deed{after: 4, by: theDesk, verb: models.TransferComplaint, to: theBureau, text: "属贵局职责，转请办理（示例）。"},
		deed{after: 20, by: theBureau, verb: models.HandleSelf})},
	{ago: 24, source: models.FromOnline, topic: "delay", text: "换证申请一个多月没有答复（示例）。", named: true, acts: accepted(
		deed{after: 6, by: theDesk, verb: models.HandleSelf})},
	{ago: 20, source: models.FromOnline, topic: "delay", text: "该办件多次催问无人回应（示例）。", named: true, about: true, acts: accepted(
		deed{after: 4, by: theDesk, verb: models.HandleSelf},
		deed{after: 96, by: theDesk, verb: models.AnswerComplaint, said: models.ComplaintFacts{Result: models.Founded}, text: "经查，办件流转中在审核环节滞留，反映情况属实，已责令改正并向您致歉（示例）。"})},
	{ago: 5, source: models.FromOnline, topic: "delay", text: "上次投诉后该办件仍未办结（示例）。", named: true, same: true},
	{ago: 30, source: models.FromHotline, topic: "attitude", text: "电话长期无人接听（示例）。", named: true, acts: accepted(
		deed{after: 2, by: theDesk, verb: models.HandleSelf},
		deed{after: 48, by: theDesk, verb: models.AnswerComplaint, said: models.ComplaintFacts{Result: models.Partly}, text: "经查，午间值守电话转接设置有误，现已修复（示例）。"},
		deed{after: 24, by: theDesk, verb: models.CallBack, said: satisfied, text: "电话回访，投诉人表示满意（示例）。"},
		deed{after: 2, by: theDesk, verb: models.CloseComplaint})},
	{ago: 25, source: models.FromOnline, topic: "refusal", text: "对不予受理的解释不服（示例）。", named: true, acts: accepted(
		deed{after: 2, by: theDesk, verb: models.HandleSelf},
		deed{after: 72, by: theDesk, verb: models.AnswerComplaint, said: models.ComplaintFacts{Result: models.Unfounded}, text: "经核查，申请事项不属该单位职权，窗口已出具不予受理通知书（示例）。"},
		deed{after: 24, by: theCitizen, verb: models.RateAnswer, said: models.ComplaintFacts{Satisfaction: models.SaidDissatisfied}},
		deed{after: 1, by: theCitizen, verb: models.AskReview, to: theUpper, text: "答复未说明法律依据，申请复查（示例）。"})},
	{ago: 10, source: models.FromPetition, topic: "other", text: "反映历史遗留征地补偿问题（示例）。", named: true, acts: []deed{
		{after: 24, by: theDesk, verb: models.RouteComplaint, text: "不属行政效能投诉，转信访渠道办理（示例）。"}}},
	{ago: 9, source: models.FromOnline, topic: "other", text: "对邻里纠纷的处理有意见（示例）。", acts: []deed{
		{after: 10, by: theDesk, verb: models.DeclineComplaint, text: "不属行政机关效能问题，建议向人民调解委员会申请调解（示例）。"}}},
	{ago: 12, source: models.FromOnline, topic: "procedure", text: "部门之间互相推诿（示例）。", named: true, acts: accepted(
		deed{after: 2, by: theDesk, verb: models.TransferComplaint, to: theBureau, text: "请办理（示例）。"},
		deed{after: 10, by: theBureau, verb: models.SubmitUp, to: theDesk, text: "需上级协调（示例）。"},
		deed{after: 24, by: theDesk, verb: models.TransferComplaint, to: theBureau, text: "请按会商意见办理（示例）。"})},
	{ago: 15, source: models.FromOnline, topic: "attitude", text: "窗口提前下班（示例）。", acts: accepted(
		deed{after: 2, by: theDesk, verb: models.HandleSelf},
		deed{after: 24, by: theDesk, verb: models.RecordInquiry, text: "调阅当日窗口监控和考勤记录（示例）。"},
		deed{after: 48, by: theDesk, verb: models.AnswerComplaint, said: models.ComplaintFacts{Result: models.Founded}, text: "经调阅监控，反映情况属实，已对当事人批评教育（示例）。"},
		deed{after: 1, by: theDesk, verb: models.PublishAnswer})},
	{ago: 28, source: models.FromOnline, topic: "procedure", text: "取号机长期故障，只能人工排队（示例）。", acts: accepted(
		deed{after: 3, by: theDesk, verb: models.HandleSelf},
		deed{after: 60, by: theDesk, verb: models.AnswerComplaint, said: models.ComplaintFacts{Result: models.Partly}, text: "经现场查看，两台取号机中一台故障属实，已更换并增设引导员（示例）。"},
		deed{after: 2, by: theDesk, verb: models.PublishAnswer})},
	{ago: 4, source: models.FromReview, topic: "other", text: "办理结果满意，但等候时间过长（示例）。", named: true, about: true},
}

// complaints writes the city's complaints.
func (c *City) complaints(ctx context.Context, today time.Time) error {
	stage, found, err := c.complaintStage(ctx, today)
	if err != nil || !found {
		return err
	}
	for i, s := range plaints {
		id := fmt.Sprintf("demo-complaint-%02d", i+1)
		if _, _, err := c.Act.Import(ctx, models.ComplaintKind, id, activities.Steps(stage.steps(id, i, s))); err != nil {
			return fmt.Errorf("complaint %s: %w", id, err)
		}
	}
	return nil
}

// theatre is where the scenes play: who does what in which unit, and the case that some of them are about.
type theatre struct {
	*City
	today time.Time
	cal   *clock.Calendar
	units map[string]string
	cast  map[string]models.Actor
	file  models.CaseRow
}

// complaintBureau is the department of which the city complains.
const complaintBureau = "dg-scjgj"

func (c *City) complaintStage(ctx context.Context, today time.Time) (*theatre, bool, error) {
	organ, found := c.cityOrgan()
	bureau, known := c.InForce.Snapshot().Units.Find(complaintBureau)
	if !found || !known {
		return nil, false, nil
	}
	t := &theatre{City: c, today: today, cal: c.InForce.Calendar(bureau.Path), units: map[string]string{
		theDesk: organ, theBureau: bureau.ID, theUpper: c.InForce.Organ(organ, 0),
	}, cast: map[string]models.Actor{theCitizen: {Account: models.ApplicantAccount}}}
	for place, role := range map[string]string{theDesk: "supervisor", theBureau: "department_head"} {
		held := c.InForce.Holders(t.units[place], role, today)
		if len(held) == 0 {
			return nil, false, nil
		}
		t.cast[place] = models.Actor{Account: held[0], Role: role, Unit: t.units[place], Path: c.InForce.Path(t.units[place])}
	}
	page, err := c.Store.Cases(ctx, models.CaseFilter{Scope: []models.PathRange{models.WithinUnit(bureau.Path, bureau.ID)}, Page: models.Page{Limit: 200}})
	if last := len(page.Cases) - 1; err == nil && last >= 0 {
		t.file = page.Cases[last] // filed before anybody complains of it
	}
	return t, true, err
}

func (t *theatre) steps(id string, i int, s plaint) []models.Command {
	at := t.opened(s.ago)
	facts := t.facts(i, s, at)
	body := map[string]any{"text": s.text}
	if s.named {
		body["complainant"] = map[string]string{"name": fmt.Sprintf("示例投诉人%02d", i+1), "phone": fmt.Sprintf("139000010%02d", i+1)}
	}
	text, _ := json.Marshal(body) // texts always marshal
	out := []models.Command{{
		ID: id + "-00", Digest: "demo", Subject: id, Verb: models.LodgeComplaint, Actor: t.cast[theCitizen], Acted: at, Body: text,
		Facts: models.Facts{Complaint: &facts}, Code: t.Store.CodeRef(facts.Number, QueryCode),
	}}
	for n, d := range s.acts {
		at = at.Add(time.Duration(d.after) * time.Hour)
		said := d.said
		to := t.units[d.to]
		said.Path = t.InForce.Path(to)
		words := map[string]string{"reason": d.text}
		if slices.Contains(worded, d.verb) {
			words = map[string]string{"text": d.text}
		}
		out = append(out, models.Command{
			ID: fmt.Sprintf("%s-%02d", id, n+1), Digest: "demo", Subject: id, Verb: d.verb, Actor: t.cast[d.by], Acted: at, Body: bodyOf(words),
			Facts: models.Facts{Reasoned: d.text != "", ToUnit: to, Complaint: &said},
		})
	}
	return out
}

func (t *theatre) facts(i int, s plaint, at time.Time) models.ComplaintFacts {
	desk := t.units[theDesk]
	if s.source == models.FromReview {
		desk = t.units[theBureau]
	}
	f := models.ComplaintFacts{
		Number: fmt.Sprintf("TS441900%s%08d", at.In(clock.Zone).Format("20060102"), i+1), Source: s.source, Topic: s.topic, About: t.units[theBureau],
		Named: s.named, Unit: desk, Path: t.InForce.Path(desk), Demo: true,
	}
	if s.named {
		f.Complainant = t.Blind(fmt.Sprintf("demo complainant %d", i))
	}
	if s.about || s.same {
		f.Case, f.CaseNumber, f.Item = t.file.ID, t.file.Number, t.file.Item
		f.Matter = t.Blind("demo matter")
	}
	return f
}

// opened is half past nine of the day so many working days ago, or just now.
func (t *theatre) opened(ago int) time.Time {
	if ago == 0 {
		return t.today.Add(-time.Hour)
	}
	d := clock.DateOf(t.today)
	for ago > 0 {
		if d--; t.cal.Workday(d) {
			ago--
		}
	}
	return d.Opens().Add(9*time.Hour + 30*time.Minute).UTC()
}
