package api

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"mingcha/models"
)

// TrackComplaint opens a complaint to who knows its number and query code.
func (s *Server) TrackComplaint(ctx context.Context, req TrackComplaintRequestObject) (TrackComplaintResponseObject, error) {
	id, err := s.byCode(ctx, strings.TrimSpace(strings.ToUpper(req.Body.Number)), req.Body.Code)
	if err != nil {
		return nil, err
	}
	if _, err := s.Complaints.Complaint(ctx, id); err != nil {
		return nil, s.untracked(ctx, err) // the code of something else
	}
	answer, err := s.trackedComplaint(ctx, id)
	return TrackComplaint200JSONResponse(answer), err
}

// TrackComplaintAgain gives the same complaint again.
func (s *Server) TrackComplaintAgain(ctx context.Context, _ TrackComplaintAgainRequestObject) (TrackComplaintAgainResponseObject, error) {
	answer, err := s.trackedComplaint(ctx, requestOf(ctx).tracked)
	return TrackComplaintAgain200JSONResponse(answer), err
}

func (s *Server) trackedComplaint(ctx context.Context, id string) (ComplaintTracking, error) {
	f, err := s.ownedComplaint(ctx, id)
	if err != nil {
		return ComplaintTracking{}, err
	}
	until := s.Now().Add(trackingLife)
	token, err := sign(s.Blinder, "complaint", id, until)
	if err != nil {
		return ComplaintTracking{}, err
	}
	n, err := s.naming(ctx)
	return ComplaintTracking{Token: token, Expires: until, Complaint: s.publicComplaint(n, f)}, err
}

func (s *Server) ownedComplaint(ctx context.Context, id string) (*complaintFile, error) {
	row, err := s.Complaints.Complaint(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.complaintFile(ctx, row)
}

// toldOfComplaint are the lines that the complainant sees.
var toldOfComplaint = []models.Verb{
	models.LodgeComplaint, models.AcceptComplaint, models.DeclineComplaint, models.RouteComplaint, models.HandleSelf, models.AssignComplaint,
	models.TransferComplaint, models.SubmitUp, models.HandDown, models.ReturnComplaint, models.ExtendComplaint, models.AnswerComplaint,
	models.CallBack, models.RateAnswer, models.AskReview, models.DecideReview, models.AskReReview, models.DecideReReview,
	models.WithdrawComplaint, models.CloseComplaint,
}

// publicComplaint is the complaint as its complainant sees it: without names of officials, and without the own.
func (s *Server) publicComplaint(n *naming, f *complaintFile) PublicComplaint {
	c := f.state
	out := PublicComplaint{
		Number: c.Facts.Number, Topic: ComplaintTopic(c.Facts.Topic), Text: f.first.Text, Named: c.Facts.Named, About: n.unit(c.Facts.About),
		CaseNumber: c.Facts.CaseNumber, Unit: n.unit(c.Unit), Status: c.Status, Instance: c.Instance, Lodged: c.Lodged, Declined: f.refusal(),
		Satisfaction: Satisfaction(c.Satisfaction), Timeline: []PublicLine{}, Can: []models.Verb{},
		Documents: s.publicDocuments(f),
		Answers:   each(f.answers(n), func(a ComplaintAnswer) ComplaintAnswer { a.By = Person{}; return a }),
	}
	for _, l := range f.lines {
		if slices.Contains(toldOfComplaint, l.Verb) {
			out.Timeline = append(out.Timeline, PublicLine{Verb: string(l.Verb), At: l.Acted, Unit: n.unit(l.Actor.Unit)})
		}
	}
	if l, presses := c.Pressing(); presses && c.Status == models.ComplaintAnswered {
		out.ReviewUntil = s.complaintDue(c, l)
	} else if presses {
		out.Due = s.complaintDue(c, l)
	}
	for _, verb := range models.ComplainantVerbs() {
		if s.complainantMay(f, verb) {
			out.Can = append(out.Can, verb)
		}
	}
	return out
}

func (s *Server) complainantMay(f *complaintFile, verb models.Verb) bool {
	probe := models.Command{
		Verb: verb, Actor: models.Actor{Account: models.ApplicantAccount}, Acted: s.Now(),
		Facts: s.complainantFacts(f, verb, ComplainantCommand{Reason: "-", Satisfaction: models.SaidSatisfied}),
	}
	return f.state.Gate(probe) == nil && f.state.Timely(probe, s.Law.Calendar(f.state.Path)) == nil
}

func (s *Server) complainantFacts(f *complaintFile, verb models.Verb, body ComplainantCommand) models.Facts {
	facts := s.complaintFacts(f, verb, ComplaintCommand{Satisfaction: body.Satisfaction})
	facts.Reasoned, facts.Words = body.Reason != "", utf8.RuneCountInString(body.Reason)
	return facts
}

// CommandTrackedComplaint carries out a command of the complainant.
func (s *Server) CommandTrackedComplaint(ctx context.Context, req CommandTrackedComplaintRequestObject) (CommandTrackedComplaintResponseObject, error) {
	id := requestOf(ctx).tracked
	if err := s.rates.allow("apply", requestOf(ctx).source, s.Limits.Submissions); err != nil {
		return nil, err
	}
	cmd, err := s.command(models.ApplicantAccount, id, req.Verb, req.Params.IdempotencyKey, req.Body)
	if err != nil {
		return nil, err
	}
	f, err := s.ownedComplaint(ctx, id)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(f.lines, func(l models.Line) bool { return l.Command == cmd.ID }); i >= 0 {
		if _, err := outcomeOf(f.lines[i], cmd, f.state.N, ""); err != nil {
			return nil, err
		}
	} else if err := s.actAsComplainant(ctx, f, cmd, *req.Body); err != nil {
		return nil, s.refused(ctx, cmd, f.row.Path, err)
	}
	answer, err := s.trackedComplaint(ctx, id)
	return CommandTrackedComplaint200JSONResponse(answer), err
}

func (s *Server) actAsComplainant(ctx context.Context, f *complaintFile, cmd models.Command, body ComplainantCommand) error {
	if err := s.forms.complainant.check(cmd.Verb, body); err != nil {
		return err
	}
	files, faults := s.receipts("/files", body.Files)
	if err := models.Faulty("some files cannot be taken", faults); err != nil {
		return err
	}
	cmd.Facts = s.complainantFacts(f, cmd.Verb, body)
	cmd.Facts.Files = addresses(nil, files)
	if err := sayInto(&cmd, complaintWords{Reason: body.Reason, Text: body.Text, Files: files}); err != nil {
		return err
	}
	if err := f.state.Gate(cmd); err != nil {
		return err
	}
	if err := s.attach(ctx, cmd.Subject, nil, files); err != nil {
		return err
	}
	_, err := s.act(ctx, models.ComplaintKind, cmd)
	return err
}
