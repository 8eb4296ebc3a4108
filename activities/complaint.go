package activities

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/supervision"
)

// Complaints answers what rules over complaints must know of other ones.
type Complaints interface {
	// EarlierComplaints returns those of the same matter, the latest first (M04).
	EarlierComplaints(ctx context.Context, matter string, since time.Time) ([]models.EarlierComplaint, error)
	// EarlierAnswers returns the bodies of a unit's answers to other complaints (M03).
	EarlierAnswers(ctx context.Context, unit, except string, since time.Time) ([]json.RawMessage, error)
}

// lookBack is how far back complaints are compared.
const lookBack = 365 * 24 * time.Hour

// completeComplaint adds to a command on a complaint what its line must hold: the times that hold for it, the complaints
// of the same matter, and how near an answer comes to earlier ones.
func (p *pen) completeComplaint(c *models.Complaint, cmd *models.Command) error {
	switch cmd.Verb {
	case models.LodgeComplaint:
		f := *cmd.Facts.Complaint
		terms := p.set.ComplaintTerms(f.Source, f.Path)
		f.Terms = &terms
		cmd.Facts.Complaint = &f
		return p.sameMatter(&f)
	case models.AnswerComplaint:
		f := *cmd.Facts.Complaint
		cmd.Facts.Complaint = &f
		return p.alike(c, cmd, &f)
	default:
		return nil
	}
}

func (p *pen) sameMatter(f *models.ComplaintFacts) error {
	if f.Matter == "" {
		return nil
	}
	earlier, err := p.Complaints.EarlierComplaints(p.ctx, f.Matter, p.acted.Add(-lookBack))
	if err != nil {
		return err
	}
	earlier = slices.DeleteFunc(earlier, func(e models.EarlierComplaint) bool { return e.ID == p.subject().Ref().ID })
	for i, e := range earlier {
		f.Earlier = append(f.Earlier, e.ID)
		if i == 0 {
			f.EarlierDays = int(p.acted.Sub(e.Lodged) / (24 * time.Hour))
		}
	}
	return nil
}

// answerText is the body of an answer.
type answerText struct {
	Text string `json:"text"`
}

func (p *pen) alike(c *models.Complaint, cmd *models.Command, f *models.ComplaintFacts) error {
	var own answerText
	if json.Unmarshal(cmd.Body, &own) != nil || own.Text == "" {
		return nil
	}
	earlier, err := p.Complaints.EarlierAnswers(p.ctx, c.Unit, c.ID, p.acted.Add(-lookBack))
	if err != nil {
		return err
	}
	for _, body := range earlier {
		var other answerText
		if json.Unmarshal(body, &other) == nil {
			f.Similar = max(f.Similar, models.Similar(own.Text, other.Text))
		}
	}
	return nil
}

// watchComplaint keeps how an act found the complaint, if any rule speaks on acts of its kind.
func (p *pen) watchComplaint(verb models.Verb) *models.Complaint {
	if p.state.Complaint == nil || !p.set.Watches(verb) {
		return nil
	}
	before := *p.state.Complaint
	return &before
}

// judgeComplaint lets the rules speak on an act on a complaint: what is certain is issued, what is suspected becomes a lead.
func (p *pen) judgeComplaint(before *models.Complaint, act models.Line) error {
	if before == nil {
		return nil
	}
	found, err := p.set.FindComplaint(supervision.ComplaintAct{Line: act, Before: before, After: p.state.Complaint})
	if err != nil {
		return models.Errorf(models.Internal, "rule_fails", "a rule over complaints cannot be asked: %v", err)
	}
	for _, f := range found {
		p.judged = true
		if f.Class == supervision.Suspicion {
			err = p.suspectComplaint(f, act)
		} else {
			unit := act.Actor.Unit
			if unit == "" {
				unit = p.state.Complaint.Responsible
			}
			err = p.signal(supervision.Threshold{
				Key: f.Key(), Rule: f.Rule, Level: f.Level, At: act.Acted, Judged: &f.Judged,
				Clock: models.LegalClock{Name: f.Clock(), Unit: unit, Holder: holderOf(act)},
			})
		}
		if err != nil {
			return fmt.Errorf("rule %s on line %d: %w", f.Rule, act.N, err)
		}
	}
	return nil
}

// holderOf is the official who acted, "" for anybody else.
func holderOf(act models.Line) string {
	if act.Actor.Role == "" {
		return ""
	}
	return act.Actor.Account
}

// founded is the rule whose lead is about the case complained of, not about the complaint.
const founded = "S26"

// suspectComplaint writes the suspicion on the complaint and begins its lead. A founded complaint about a case is a lead on
// that case, and is told to it.
func (p *pen) suspectComplaint(f supervision.Finding, act models.Line) error {
	c := p.state.Complaint
	facts := models.LeadFacts{
		ID: p.NewID(), Key: f.Key(), Rule: f.Rule, Version: p.set.Version, Unit: c.Unit, Holder: holderOf(act), Item: c.Facts.Item,
		Number: c.Facts.Number, Judged: &f.Judged, Demo: c.Facts.Demo, Complaint: c.ID, Found: map[string]string{"complaint.number": c.Facts.Number},
	}
	about := c.Ref()
	if c.Facts.Case != "" {
		facts.Cases = []string{c.Facts.Case}
	}
	if f.Rule == founded && c.Facts.Case != "" {
		facts.Unit, facts.Number, facts.Holder, facts.Key = c.Facts.About, c.Facts.CaseNumber, "", f.Key()+"/"+c.ID
		about = models.Ref{Kind: models.CaseKind, ID: c.Facts.Case}
	}
	facts.Organ = watcher(p.Offices, facts.Unit)
	if len(c.Facts.Earlier) > 0 {
		facts.Found["complaint.earlier"] = strings.Join(c.Facts.Earlier, " ")
	}
	err := p.write(models.Command{
		ID: "t/" + facts.Key, Verb: models.OpenLead, Actor: models.System(), Acted: p.acted, Facts: models.Facts{Lead: &facts, About: &about},
	})
	if err != nil {
		return err
	}
	return p.beginLead(facts, about)
}

// leadOfComplaint is what a founded complaint tells the case that it is about.
func leadOfComplaint(l models.Line) (Message, bool) {
	lead, about := l.Facts.Lead, l.Facts.About
	if l.Verb != models.OpenLead || lead == nil || lead.Complaint != l.Subject || about == nil || about.Kind != models.CaseKind {
		return Message{}, false
	}
	return Message{Kind: models.CaseKind, Command: models.Command{
		ID: "t/" + lead.Key, Subject: about.ID, Verb: models.OpenLead, Actor: models.System(), Acted: l.Acted, Facts: models.Facts{Lead: lead},
	}}, true
}

// beginComplaint gives a complaint its own record, in the same transaction as the line that gives rise to it (C08).
func (p *pen) beginComplaint(id string, facts models.ComplaintFacts, body json.RawMessage) error {
	complaint := models.NewComplaint(id)
	complaint.Path = facts.Path
	sub := &pen{
		Activities: p.Activities, ctx: p.ctx, state: models.State{Complaint: complaint}, set: p.set, calendar: p.calendar, from: 1, now: p.now, acted: p.acted,
	}
	err := sub.write(models.Command{
		ID: "lodge/" + id, Subject: id, Verb: models.LodgeComplaint, Actor: models.System(), Acted: p.acted, Body: body,
		Facts: models.Facts{Complaint: &facts},
	})
	if err != nil {
		return err
	}
	sub.tellComplaint(models.LodgeComplaint)
	sub.next = nearest(p.set.Ahead(complaint, p.calendar))
	p.also = append(p.also, models.Batch{
		Kind: models.ComplaintKind, Subject: id, From: 1, Lines: sub.lines, Bodies: sub.bodies,
		Complaints: []models.ComplaintRow{sub.complaintRow(complaint)}, Notices: sub.notices,
	})
	return nil
}

// complaintRow summarises a complaint from its own record.
func (p *pen) complaintRow(c *models.Complaint) models.ComplaintRow {
	f := c.Facts
	row := models.ComplaintRow{
		ID: c.ID, Number: f.Number, Source: f.Source, Topic: f.Topic, Named: f.Named, About: f.About, AboutPath: p.Offices.Path(f.About), CaseID: f.Case, CaseNumber: f.CaseNumber,
		Item: f.Item, Unit: c.Unit, Path: c.Path, Responsible: c.Responsible, Holder: c.Holder, Matter: f.Matter, Way: c.Way, Status: c.Status,
		Instance: c.Instance, Satisfaction: c.Satisfaction, Transfers: c.Transfers, Extended: c.Extended, OwesCall: c.OwesCall(),
		Lodged: c.Lodged, Published: some(c.Published), Ended: some(c.Ended), ArmedFor: some(p.next.At), N: c.N, Head: c.Head, Demo: f.Demo,
	}
	if len(c.Accused) > 0 {
		row.Accused = "," + strings.Join(c.Accused, ",") + ","
	}
	if last := c.Last(); last != nil {
		row.Result, row.AnsweredBy, row.AnswerLine, row.Answered = last.Result, last.Unit, last.Line, some(last.At)
	}
	if l, answered, begun := c.Handling(); begun {
		row.HandlingDue, row.Handled = some(p.calendar.Judge(l.Timeline).DuePromised), some(answered)
	}
	if l, presses := c.Pressing(); presses {
		row.Due = some(p.calendar.Judge(l.Timeline).DuePromised)
	}
	for _, m := range c.Marks {
		if m.State == models.Issued {
			row.Level = max(row.Level, m.Grade())
		}
	}
	return row
}

// handles are the roles in which people take a complaint up in their unit.
var handles = []string{"complaint_handler", "supervisor", "supervision_leader", "stationed_supervisor", "department_head"}

// complaintPeople are those of a unit who may take a complaint up, without those complained of.
func (p *pen) complaintPeople(c *models.Complaint, unit string) []string {
	var out []string
	for _, role := range handles {
		for _, account := range p.Offices.Holders(unit, role, p.acted) {
			if !slices.Contains(out, account) && !c.IsAccused(account) {
				out = append(out, account)
			}
		}
	}
	return out
}

// tellComplaint tells those for whom the complaint waits now.
func (p *pen) tellComplaint(verb models.Verb) {
	c := p.state.Complaint
	switch verb {
	case models.LodgeComplaint, models.AssignComplaint, models.TransferComplaint, models.SubmitUp, models.HandDown, models.ReturnComplaint,
		models.AskReview, models.AskReReview, models.DecideReview, models.DecideReReview:
		if c.Status != models.ComplaintAnswered {
			p.tell(p.complaintPeople(c, c.Unit), "complaint", "")
		}
	case models.HandleSelf:
		p.tell([]string{c.Holder}, "complaint", "")
	}
}

// toldOf are the recipients of a signal; one on a complaint never reaches whom it is about, and somebody always.
func (p *pen) toldOf(told []string, unit string) []string {
	c := p.state.Complaint
	if c == nil {
		return told
	}
	told = slices.DeleteFunc(told, c.IsAccused)
	if len(told) == 0 {
		return p.complaintPeople(c, unit)
	}
	return told
}
