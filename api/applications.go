package api

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Codes is the part of the store that knows which query code opens which case.
type Codes interface {
	CodeRef(number, code string) string
	SetQueryCode(ctx context.Context, subject, number, code string) error
}

// channels are GB/T 39046's codes of the way in which an application came.
var channels = map[ApplicationChannel]string{"computer": "2", "mobile": "3"}

// Apply submits an application of somebody who need not sign in.
func (s *Server) Apply(ctx context.Context, req ApplyRequestObject) (ApplyResponseObject, error) {
	if err := s.rates.allow("apply", requestOf(ctx).source, s.Limits.Submissions); err != nil {
		s.flood(ctx, "apply")
		return nil, err
	}
	channel := channels[req.Body.Channel]
	if channel == "" {
		channel = channels["computer"]
	}
	actor := models.Actor{Account: models.ApplicantAccount, Person: s.personRef(req.Body.Applicant.Identity)}
	done, err := s.submit(ctx, submission{
		Application: *req.Body, actor: actor, channel: channel, key: req.Params.IdempotencyKey, online: true,
	})
	if err != nil {
		return nil, err
	}
	if req.Body.Draft != "" {
		id, applicant := draftKeys(req.Body.Draft)
		if err := s.Drafts.DeleteDraft(ctx, id, applicant); err != nil {
			return nil, err
		}
	}
	done.Id = ""
	return Apply201JSONResponse(done), nil
}

// TakeIn submits for a walk-in applicant at the window.
func (s *Server) TakeIn(ctx context.Context, req TakeInRequestObject) (TakeInResponseObject, error) {
	unit, known := s.Gate.Snapshot().Units.Find(req.Body.Unit)
	if !known {
		return nil, models.Faulty("there is no such unit", []models.Fault{{Field: "/unit", Rule: "unknown"}})
	}
	object := access.Object{Kind: access.Case, Unit: unit.ID, Path: unit.Path}
	verdict := s.Gate.Decide(s.asker(ctx), access.Submit, object)
	if !verdict.Allowed {
		s.denied(ctx, "submit", "", unit.Path, verdict.Reason.Code)
		return nil, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	done, err := s.submit(ctx, submission{
		Application: *req.Body, actor: me(ctx).actor(verdict), channel: models.WindowChannel, key: req.Params.IdempotencyKey,
		agent: verdict.Appointment.Unit,
	})
	return TakeIn201JSONResponse(done), err
}

// mustTakeIn refuses who does not take applications in anywhere.
func (s *Server) mustTakeIn(ctx context.Context) error {
	if len(s.Gate.Range(s.asker(ctx), access.Submit, access.Case)) > 0 {
		return nil
	}
	s.denied(ctx, "find_duplicates", "", "", "not_allowed")
	return models.Errorf(models.Forbidden, "not_allowed", "no appointment allows taking applications in")
}

// submission is an application on its way in.
type submission struct {
	Application
	actor   models.Actor
	channel string
	key     string
	online  bool   // the applicant's own material must be there already
	agent   string // the unit whose window took it in; "" none

	internal bool   // a public body opens it of its own motion
	about    string // internal: keyed hash of whom it concerns, in the place of an applicant's
	asked    any    // internal: the request, by which a repeated click is known
}

// submit judges an application and files it. The case's ID follows from the click, so that a click that is sent again
// finds the case that it made.
func (s *Server) submit(ctx context.Context, in submission) (Submitted, error) {
	account := in.actor.Account
	id := s.caseOf(account, in.key)
	cmd, err := s.command(account, id, models.Submit, in.key, in.request())
	if err != nil {
		return Submitted{}, err
	}
	lines, err := s.Record.Lines(ctx, id, 1)
	if err != nil {
		return Submitted{}, err
	}
	if len(lines) > 0 {
		return s.filedBefore(ctx, lines[0], cmd)
	}
	bundle, unit, err := s.judge(ctx, in)
	if err != nil {
		s.failed(ctx, models.AuditLine{Action: "submit", Reason: models.ReasonOf(err)})
		return Submitted{}, err
	}
	given, faults := s.materials("/materials", in.Materials)
	if err := models.Faulty("some files cannot be taken", faults); err != nil {
		return Submitted{}, err
	}
	cmd.Actor, cmd.Facts = in.actor, models.Facts{Materials: checked(given), Files: addresses(given, nil)}
	if cmd.Facts.Filed, err = s.filed(ctx, id, in, bundle, unit); err != nil {
		return Submitted{}, err
	}
	if err := sayInto(&cmd, application{Applicant: in.Applicant, Form: in.Form, Materials: given}); err != nil {
		return Submitted{}, err
	}
	return s.file(ctx, cmd, given)
}

// file gives the case its files and hands it with its query code to the engine, in this order: what a crash leaves
// behind is found again by the same click.
func (s *Server) file(ctx context.Context, cmd models.Command, given []givenMaterial) (Submitted, error) {
	number, code := cmd.Facts.Filed.Number, queryCode(s.Blinder, cmd.Subject, 0)
	cmd.Code = s.Codes.CodeRef(number, code)
	leave, err := s.admission.enter(ctx, cmd.Subject)
	if err != nil {
		return Submitted{}, err
	}
	defer leave()
	if err := s.attach(ctx, cmd.Subject, given, nil); err != nil {
		return Submitted{}, err
	}
	defer s.Look()
	answer, err := s.Engine.Submit(ctx, cmd)
	if err != nil {
		return Submitted{}, s.refused(ctx, cmd, cmd.Facts.Filed.Path, err)
	}
	return Submitted{Id: cmd.Subject, Number: number, QueryCode: code, Submitted: answer.Acted}, nil
}

// filedBefore answers a click that was carried out before: same number, same code.
func (s *Server) filedBefore(ctx context.Context, first models.Line, cmd models.Command) (Submitted, error) {
	if first.Request != cmd.Digest || first.Facts.Filed == nil {
		return Submitted{}, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	if err := s.Engine.Wake(ctx, models.CaseKind, first.Subject); err != nil {
		return Submitted{}, err
	}
	return Submitted{
		Id: first.Subject, Number: first.Facts.Filed.Number, QueryCode: queryCode(s.Blinder, first.Subject, 0), Submitted: first.Acted,
	}, nil
}

// caseOf is the case that a click makes.
func (s *Server) caseOf(account, key string) string {
	return hex.EncodeToString(keyedHash(s.Blinder, "case", account+"\x00"+key)[:16])
}

// request is what was asked, by which a click that is sent again is known.
func (in submission) request() any {
	if in.asked != nil {
		return in.asked
	}
	return in.Application
}

// judge holds an application to the guide of its item and names every fault at once.
func (s *Server) judge(_ context.Context, in submission) (*process.Bundle, directory.Unit, error) {
	bundle, known := s.Shelf.Catalogue().Find(in.Item)
	if !known || bundle.Guide.Internal != in.internal {
		return nil, directory.Unit{}, models.Faulty("there is no such item", []models.Fault{{Field: "/item", Rule: "unknown"}})
	}
	if in.Bundle != "" && in.Bundle != bundle.Hash {
		return nil, directory.Unit{}, models.Errorf(models.Conflict, "bundle_changed", "the guide of %s has changed", in.Item)
	}
	var unit directory.Unit
	for _, u := range s.offering(bundle) {
		if u.ID == in.Unit {
			unit = u
		}
	}
	var faults []models.Fault
	if unit.ID == "" {
		faults = append(faults, models.Fault{Field: "/unit", Rule: "unknown"})
	}
	if in.Applicant.Phone == "" && !in.internal {
		faults = append(faults, models.Fault{Field: "/applicant/phone", Rule: "required"})
	}
	faults = append(faults, judgeApplicant(in.Applicant)...)
	faults = append(faults, judgeMaterials(bundle, in)...)
	form, err := s.judgeForm(bundle, in.Form)
	if err != nil {
		return nil, unit, err
	}
	if faults = append(faults, form...); len(faults) > 0 {
		return nil, unit, wordedFaults(bundle, faults)
	}
	return bundle, unit, nil
}

// judgeForm holds the form to the item's own schema; its faults lie below /form.
func (s *Server) judgeForm(b *process.Bundle, form map[string]any) ([]models.Fault, error) {
	raw, err := json.Marshal(form)
	if err != nil {
		return nil, err
	}
	tree := s.Gate.Snapshot().Tree
	found, _ := b.CheckForm(raw, process.Given{
		Today:    clock.DateOf(s.Now()),
		Division: func(code string) bool { _, known := tree.Find(code); return known },
	})
	return each(found, func(f models.Fault) models.Fault {
		f.Field = "/form" + f.Field
		return f
	}), nil
}

// judgeApplicant checks the digits that can be checked. A credit code with a wrong check digit may be an early one.
func judgeApplicant(a Applicant) []models.Fault {
	var faults []models.Fault
	citizen := a.IdentityKind == "" || a.IdentityKind == "citizen"
	if citizen && a.Kind == "person" && !process.CitizenNumber(a.Identity) {
		faults = append(faults, models.Fault{Field: "/applicant/identity", Rule: "checksum"})
	}
	if a.Agent.Identity != "" && !process.CitizenNumber(a.Agent.Identity) {
		faults = append(faults, models.Fault{Field: "/applicant/agent/identity", Rule: "checksum"})
	}
	return faults
}

// judgeMaterials refuses numbers that the checklist does not have and, online, asks for what the applicant must bring.
// Whether it is good enough is the window's judgement.
func judgeMaterials(b *process.Bundle, in submission) []models.Fault {
	var faults []models.Fault
	given := map[int]GivenMaterial{}
	for i, m := range in.Materials {
		if m.No > len(b.Materials) {
			faults = append(faults, models.Fault{Field: "/materials/" + itoa(i) + "/no", Rule: "unknown"})
		}
		given[m.No] = m
	}
	for _, m := range b.Materials {
		g, there := given[m.No]
		if in.online && m.Required && m.Brought() && (!there || len(g.Files) == 0 && g.State != "promised") {
			faults = append(faults, models.Fault{Field: "/materials", Rule: "missing_material", Detail: m.Name})
		}
	}
	return faults
}

// filed fixes what holds for the whole life of the case.
func (s *Server) filed(ctx context.Context, id string, in submission, b *process.Bundle, unit directory.Unit) (*models.Filed, error) {
	number, err := s.number(ctx, id, unit)
	if err != nil {
		return nil, err
	}
	filed := &models.Filed{
		Number: number, Item: b.Procedure.Item, Bundle: b.Hash, Unit: unit.ID, Division: unit.Division, Path: unit.Path,
		Channel: in.channel, Applicant: s.personRef(in.Applicant.Identity), Demo: s.House.Demo,
	}
	if in.internal {
		filed.Applicant = in.about
	}
	units := s.Gate.Snapshot().Units
	if from, known := units.Find(in.agent); known && carries(b, from, unit) {
		filed.Agent = from.ID
	}
	for _, step := range b.Procedure.Steps {
		if step.Kind == models.ForwardStep && filed.Agent != "" {
			filed.Units = append(filed.Units, models.StepUnit{Step: step.Key, Unit: filed.Agent})
		}
		if step.Unit == "" {
			continue
		}
		if with, found := units.Nearest(step.Unit, unit.Division); found && with.ID != unit.ID {
			filed.Units = append(filed.Units, models.StepUnit{Step: step.Key, Unit: with.ID})
		}
	}
	return filed, nil
}

// personRef is the keyed hash of an identity number, by which the same person is known again.
func (s *Server) personRef(identity string) string {
	return s.Blinder.Blind(strings.ToUpper(strings.TrimSpace(identity)))
}
