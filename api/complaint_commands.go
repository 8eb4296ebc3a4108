package api

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"mingcha/models"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// complaintWords is the personal part of a command on a complaint.
type complaintWords struct {
	Reason    string     `json:"reason,omitempty"`
	Note      string     `json:"note,omitempty"`
	Text      string     `json:"text,omitempty"`
	Competent string     `json:"competent,omitempty"`
	Files     []keptFile `json:"files,omitempty"`
}

// CommandComplaint carries out a command of an official on a complaint.
func (s *Server) CommandComplaint(ctx context.Context, req CommandComplaintRequestObject) (CommandComplaintResponseObject, error) {
	cmd, err := s.command(me(ctx).id, req.Id, req.Verb, req.Params.IdempotencyKey, req.Body)
	if err != nil {
		return nil, err
	}
	f, err := s.complaint(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(f.lines, func(l models.Line) bool { return l.Command == cmd.ID }); i >= 0 {
		done, err := outcomeOf(f.lines[i], cmd, f.state.N, string(f.state.Status))
		return CommandComplaint200JSONResponse(orZero(done)), err
	}
	answer, err := s.actOnComplaint(ctx, f, cmd, *req.Body)
	if err != nil {
		return nil, s.refused(ctx, cmd, f.row.Path, err)
	}
	return CommandComplaint200JSONResponse{Line: answer.Line, N: max(answer.Line, f.state.N), Status: string(answer.Status)}, nil
}

func (s *Server) actOnComplaint(ctx context.Context, f *complaintFile, cmd models.Command, body ComplaintCommand) (Answer, error) {
	verdict := s.Gate.Decide(s.asker(ctx), access.Action(cmd.Verb), complaintObject(f.row))
	if !verdict.Allowed {
		return Answer{}, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	cmd.Actor = me(ctx).actor(verdict)
	if err := s.forms.complaints.check(cmd.Verb, body); err != nil {
		return Answer{}, err
	}
	files, faults := s.receipts("/files", body.Files)
	faults = append(faults, s.complaintTargets(f, cmd.Verb, body)...)
	if err := models.Faulty("the command is not whole", faults); err != nil {
		return Answer{}, err
	}
	cmd.Facts = s.complaintFacts(f, cmd.Verb, body)
	cmd.Facts.Files = addresses(nil, files)
	said := complaintWords{Reason: body.Reason, Note: body.Note, Text: body.Text, Competent: body.Competent, Files: files}
	if err := sayInto(&cmd, said); err != nil {
		return Answer{}, err
	}
	if err := f.state.Gate(cmd); err != nil {
		return Answer{}, err
	}
	if err := s.attach(ctx, cmd.Subject, nil, files); err != nil {
		return Answer{}, err
	}
	return s.act(ctx, models.ComplaintKind, cmd)
}

// complaintFacts is the structural part of a command on a complaint.
func (s *Server) complaintFacts(f *complaintFile, verb models.Verb, body ComplaintCommand) models.Facts {
	text := orOther(body.Reason, body.Text)
	facts := models.Facts{
		To: body.To, Reasoned: text != "", Words: utf8.RuneCountInString(text), Document: body.Document, Outcome: string(body.Outcome), ToUnit: body.Unit,
	}
	if verb == models.SubmitUp || verb == models.AskReview || verb == models.AskReReview {
		facts.ToUnit = s.superior(f.state, verb)
	}
	said := models.ComplaintFacts{Result: string(body.Result), Satisfaction: string(body.Satisfaction), Accused: body.Accused}
	if unit, known := s.Gate.Snapshot().Units.Find(facts.ToUnit); known {
		said.Path = unit.Path
	}
	facts.Complaint = &said
	return facts
}

// superior is the supervision organ over the unit that has the complaint. A review that nobody above could decide is
// decided by other people of the highest organ.
func (s *Server) superior(c *models.Complaint, verb models.Verb) string {
	unit, _ := s.Gate.Snapshot().Units.Find(c.Unit)
	if unit.Organ == "" && verb != models.SubmitUp {
		return c.Unit
	}
	return unit.Organ
}

// complaintTargets asks that units and persons that a command names can take the complaint up.
func (s *Server) complaintTargets(f *complaintFile, verb models.Verb, body ComplaintCommand) []models.Fault {
	places := s.Gate.Snapshot()
	var faults []models.Fault
	if body.To != "" && !slices.Contains(peopleOf(places, f.state.Unit, s.Now()), body.To) {
		faults = append(faults, models.Fault{Field: "/to", Rule: "not_a_person"})
	}
	if body.Unit != "" && !slices.ContainsFunc(s.complaintUnits(f.state, verb), func(u directory.Unit) bool { return u.ID == body.Unit }) {
		faults = append(faults, models.Fault{Field: "/unit", Rule: "unknown"})
	}
	return faults
}

// complaintUnits lists the units with somebody who could take the complaint up: assigned within the own division and below,
// handed down to a tier below, transferred to any.
func (s *Server) complaintUnits(c *models.Complaint, verb models.Verb) []directory.Unit {
	places := s.Gate.Snapshot()
	return slices.DeleteFunc(places.Units.All(), func(u directory.Unit) bool {
		below := strings.HasPrefix(u.Path, c.Path)
		switch {
		case u.ID == c.Unit, verb == models.AssignComplaint && !below, verb == models.HandDown && (!below || u.Path == c.Path):
			return true
		default:
			return !s.takesUp(u.ID)
		}
	})
}

// takers are the roles that take complaints up in their unit.
var takers = []string{"complaint_handler", "supervisor", "supervision_leader", "stationed_supervisor", "department_head"}

func (s *Server) takesUp(unit string) bool {
	return slices.ContainsFunc(takers, func(role string) bool { return len(s.Gate.Snapshot().Holders(unit, role, s.Now())) > 0 })
}

// complaintOffers says for every command whether the person may give it now, and why not.
func (s *Server) complaintOffers(ctx context.Context, f *complaintFile) []ComplaintOffer {
	return each(models.ComplaintVerbs(), func(verb models.Verb) ComplaintOffer {
		form := s.forms.complaints[verb]
		out := ComplaintOffer{Verb: verb, Needs: each(form.Needs, same), Takes: each(form.Takes, same)}
		if refusal := s.offersComplaint(ctx, f, verb); refusal != nil {
			out.Code, out.Reason = string(refusal.Code), refusal.Reason
			out.Sentence = s.sentences.problem(refusal, requestOf(ctx).spoken()).Detail
			return out
		}
		out.Allowed = true
		return out
	})
}

func (s *Server) offersComplaint(ctx context.Context, f *complaintFile, verb models.Verb) *models.Error {
	verdict := s.Gate.Decide(s.asker(ctx), access.Action(verb), complaintObject(f.row))
	if !verdict.Allowed {
		return models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	probe := models.Command{Verb: verb, Actor: me(ctx).actor(verdict), Acted: s.Now(), Facts: models.Facts{
		Reasoned: true, ToUnit: "-", Outcome: models.Uphold,
		Complaint: &models.ComplaintFacts{Result: models.Founded, Satisfaction: models.SaidSatisfied, Path: "/"},
	}}
	if verb == models.SubmitUp {
		probe.Facts.ToUnit = s.superior(f.state, verb)
	}
	if err := f.state.Gate(probe); err != nil {
		return asRefusal(err)
	}
	return asRefusal(f.state.Timely(probe, s.Law.Calendar(f.state.Path)))
}
