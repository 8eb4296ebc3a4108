package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"mingcha/models"
)

// CodeBook is the part of the store that opens a case by number and query code.
type CodeBook interface {
	Codes
	SubjectByCode(ctx context.Context, number, code string, now time.Time, rule models.LoginRule) (string, error)
}

// wrongCodes locks a number after ten wrong codes, whoever tries.
var wrongCodes = models.LoginRule{Tries: 10, Lock: 15 * time.Minute}

// trackingLife is how long a tracking token opens its case.
const trackingLife = 30 * time.Minute

var errTracking = models.Errorf(models.NotFound, "tracking_failed", "the number or the query code is not right")

// Track opens a case to who knows its number and query code.
func (s *Server) Track(ctx context.Context, req TrackRequestObject) (TrackResponseObject, error) {
	id, err := s.byCode(ctx, strings.TrimSpace(req.Body.Number), req.Body.Code)
	if err != nil {
		return nil, err
	}
	answer, err := s.tracked(ctx, id)
	return Track200JSONResponse(answer), err
}

// byCode finds a subject by its number and query code. Unknown number, wrong code and locked number look the same.
func (s *Server) byCode(ctx context.Context, number, code string) (string, error) {
	if err := s.rates.allow("track", requestOf(ctx).source, s.Limits.Trackings); err != nil {
		s.flood(ctx, "track")
		return "", err
	}
	id, err := s.Codes.SubjectByCode(ctx, number, readAs.Replace(strings.ToUpper(code)), s.Now(), wrongCodes)
	return id, s.untracked(ctx, err)
}

// untracked hides why nothing was found, and audits the try.
func (s *Server) untracked(ctx context.Context, err error) error {
	switch models.CodeOf(err) {
	case models.NotFound, models.Forbidden:
		s.failed(ctx, models.AuditLine{Account: models.ApplicantAccount, Action: "track", Reason: models.ReasonOf(err)})
		return errTracking
	default:
		return err
	}
}

// admitBearer lets a request through that bears a token given out for a purpose: to follow a case, or a complaint.
func (s *Server) admitBearer(purpose string, r *request) error {
	id, ok := unsign[string](s.Blinder, purpose, r.bearer, s.Now())
	if !ok {
		return models.Errorf(models.Unauthorised, "tracking_ended", "the tracking token is not valid any more")
	}
	r.tracked = id
	return nil
}

// TrackAgain gives the same case again.
func (s *Server) TrackAgain(ctx context.Context, _ TrackAgainRequestObject) (TrackAgainResponseObject, error) {
	answer, err := s.tracked(ctx, requestOf(ctx).tracked)
	return TrackAgain200JSONResponse(answer), err
}

func (s *Server) tracked(ctx context.Context, id string) (Tracking, error) {
	f, err := s.publicFile(ctx, id)
	if err != nil {
		return Tracking{}, err
	}
	until := s.Now().Add(trackingLife)
	token, err := sign(s.Blinder, "tracking", id, until)
	if err != nil {
		return Tracking{}, err
	}
	seen, err := s.publicCase(ctx, f)
	return Tracking{Token: token, Expires: until, Case: seen}, err
}

func (s *Server) publicFile(ctx context.Context, id string) (*caseFile, error) {
	row, err := s.Cases.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.folded(ctx, row, time.Time{})
}

// publicCase is the case as its applicant sees it: masked, without names of officials.
func (s *Server) publicCase(ctx context.Context, f *caseFile) (PublicCase, error) {
	said, err := s.contents(ctx, f)
	if err != nil {
		return PublicCase{}, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return PublicCase{}, err
	}
	out := PublicCase{
		Number: f.row.Number, Item: n.item(f.row.Item), Unit: n.unit(f.row.Unit), Status: f.state.Status, Outcome: f.state.Outcome,
		Applicant: said.application.Applicant.masked(), Submitted: f.state.Submitted, Timeline: n.publicLines(f),
		Fees: n.caseFees(f).anonymous(), Asked: asked(f, said), Can: applicantCan(f), Documents: []PublicDocument{}, Stands: n.standstill(f),
		Ratings: ownRatings(f, said),
	}
	if open := f.state.OpenSteps(); len(open) > 0 {
		out.HolderUnit = n.unit(f.state.Steps[open[0]].Unit)
		out.Step, out.StepEn = f.bundle.Procedure.Steps[open[0]].Name, f.bundle.Procedure.Steps[open[0]].NameEN
	}
	for _, notice := range f.notices() {
		out.Documents = append(out.Documents, s.publicDocument(f, notice))
	}
	s.remaining(f, &out)
	out.Onward, err = s.leftFor(ctx, n, f)
	return out, err
}

// remaining tells how much of the promised limit is left, and until when the applicant may supply.
func (s *Server) remaining(f *caseFile, out *PublicCase) {
	cal := s.Law.Calendar(f.row.Path)
	if t, begun := f.state.Decision.Timeline(); begun && !f.state.Status.Ended() && !f.state.Status.Decided() {
		judged := cal.Judge(t)
		out.Remaining, out.Due = cal.StateAt(t, s.Now()).Remaining, judged.DuePromised
		out.Provisional = judged.Provisional
	}
	if t, begun := f.state.Supply.Timeline(); begun && f.state.Status == models.Supplement {
		out.SupplyDue = cal.Judge(t).DuePromised
	}
}

// standstill says why the clock stands: a special procedure, or a step whose time the law leaves out. The zero value if it
// runs.
func (n *naming) standstill(f *caseFile) Standstill {
	if run := f.state.RunningSpecial(); run != nil && run.Stops {
		r := specialRun(f.bundle, *run)
		return Standstill{Kind: r.Kind, Name: r.Name, Since: r.Started, Planned: r.Planned}
	}
	step := f.state.Step(f.state.LeftOut())
	if step == nil {
		return Standstill{}
	}
	drawn := f.bundle.Procedure.Steps[f.bundle.Procedure.StepIndex(step.Key)]
	return Standstill{Kind: step.Key, Name: drawn.Name, Since: step.Opened, Planned: drawn.Limit}
}

// told are the lines that the applicant sees: what was decided about the case, not who carries it around.
var told = []models.Verb{
	models.Submit, models.Receive, models.SendBack, models.Accept, models.Decline, models.NotifySupplement, models.Supply,
	models.StartSpecial, models.FinishSpecial, models.StopClock, models.ResumeClock, models.Extend, models.Deliver, models.Close,
	models.Withdraw, models.Urge, models.AnswerUrge, models.Reopen, models.DeemAccepted, models.Lapse, models.Approve,
	models.Refuse, models.Correct, models.Confirm, models.ChargeFee, models.RecordPayment, models.Refund, models.Waive,
	models.Rate, models.RateAgain, models.AnswerRating, models.Forward,
}

func (n *naming) publicLines(f *caseFile) []PublicLine {
	rows := []PublicLine{}
	for _, l := range f.lines {
		if !slices.Contains(told, l.Verb) {
			continue
		}
		step, _ := n.stepOf(f, f.actOf(l).Facts.Step)
		unit := l.Actor.Unit
		if unit == "" {
			unit = f.row.Unit
		}
		rows = append(rows, PublicLine{Verb: string(f.actOf(l).Verb), At: l.Acted, Unit: n.unit(unit), Step: step})
	}
	return rows
}

// asked is what the supplement notice asked for.
func asked(f *caseFile, said contents) []AskedMaterial {
	rows := []AskedMaterial{}
	notes := map[int]string{}
	for _, l := range f.lines {
		if l.Verb == models.NotifySupplement {
			for _, m := range said.spoken[l.N].Materials {
				notes[m.No] = m.Note
			}
		}
	}
	for _, m := range f.state.Missing {
		if m.State != "missing" || m.No < 1 || m.No > len(f.bundle.Materials) {
			continue
		}
		drawn := f.bundle.Materials[m.No-1]
		rows = append(rows, AskedMaterial{No: m.No, Name: drawn.Name, NameEn: drawn.NameEN, Note: notes[m.No]})
	}
	return rows
}

// applicantCan lists what the applicant may do now.
func applicantCan(f *caseFile) []ApplicantVerb {
	can := []ApplicantVerb{}
	for _, verb := range []models.Verb{models.Supply, models.Withdraw, models.Urge, models.Rate, models.RateAgain} {
		probe := probing(f, verb, "")
		probe.Actor.Person = f.state.Filed.Applicant
		if f.state.Gate(probe) == nil {
			can = append(can, verb)
		}
	}
	return can
}

// CommandTracked carries out a command of the applicant.
func (s *Server) CommandTracked(ctx context.Context, req CommandTrackedRequestObject) (CommandTrackedResponseObject, error) {
	id := requestOf(ctx).tracked
	if err := s.rates.allow("apply", requestOf(ctx).source, s.Limits.Submissions); err != nil {
		return nil, err
	}
	cmd, err := s.command(models.ApplicantAccount, id, req.Verb, req.Params.IdempotencyKey, req.Body)
	if err != nil {
		return nil, err
	}
	f, err := s.publicFile(ctx, id)
	if err != nil {
		return nil, err
	}
	done, err := f.repeated(cmd)
	if err != nil {
		return nil, err
	}
	if done == nil {
		if err := s.actFor(ctx, f, cmd, req.Body); err != nil {
			return nil, s.refused(ctx, cmd, f.row.Path, err)
		}
	}
	answer, err := s.tracked(ctx, id)
	return CommandTracked200JSONResponse(answer), err
}

// actFor carries out a command in the applicant's own name.
func (s *Server) actFor(ctx context.Context, f *caseFile, cmd models.Command, body *ApplicantCommand) error {
	cmd.Actor.Person = f.state.Filed.Applicant
	if err := s.forms.applicant.check(cmd.Verb, body); err != nil {
		return err
	}
	said, err := s.filled(&cmd, CaseCommand{Materials: body.Materials, Note: body.Note, Reason: body.Reason})
	if err == nil && (cmd.Verb == models.Rate || cmd.Verb == models.RateAgain) {
		err = s.rated(&cmd, body)
	}
	if err != nil {
		return err
	}
	if err := f.state.Gate(cmd); err != nil {
		return err
	}
	if err := s.attach(ctx, cmd.Subject, said.Materials, said.Files); err != nil {
		return err
	}
	_, err = s.act(ctx, models.CaseKind, cmd)
	return err
}
