package api

import (
	"context"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/score"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// What a proceeding of accountability (问责程序) is: a case of this item at the nearest office of this kind.
const (
	accountabilityItem   = "efficiency-accountability"
	accountabilityOffice = "accountability_office"
)

// OpenAccountability opens a proceeding against a unit or person whose signals of the rolling year lead to it
// (domain.md 2.4, 8; S99). Who is accused can be told the number, and is barred from acting in it.
func (s *Server) OpenAccountability(ctx context.Context, req OpenAccountabilityRequestObject) (OpenAccountabilityResponseObject, error) {
	accused, known := s.Gate.Snapshot().Units.Find(req.Body.Unit)
	if !known {
		return nil, models.Faulty("there is no such unit", []models.Fault{{Field: "/unit", Rule: "unknown"}})
	}
	verdict := s.Gate.Decide(s.asker(ctx), access.Create, access.Object{Kind: access.Proceeding, Unit: accused.ID, Path: accused.Path})
	if !verdict.Allowed {
		s.denied(ctx, "open_accountability", "", accused.Path, verdict.Reason.Code)
		return nil, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	open, err := s.proceedingOf(ctx, accused.ID, req.Body.Person)
	if err != nil {
		return nil, err
	}
	actor := me(ctx).actor(verdict)
	if open.Id != "" && open.Id != s.caseOf(actor.Account, req.Params.IdempotencyKey) {
		return nil, models.Errorf(models.Conflict, "proceeding_open", "proceeding %s is open already", open.Number)
	}
	a, err := s.accuse(ctx, accused, *req.Body)
	if err != nil {
		return nil, err
	}
	done, err := s.submit(ctx, submission{
		Application: a.application, actor: actor, channel: models.WindowChannel, key: req.Params.IdempotencyKey,
		asked: req.Body, internal: true, about: a.about,
	})
	return OpenAccountability201JSONResponse{Id: done.Id, Number: done.Number}, err
}

// accusation is a proceeding on its way in.
type accusation struct {
	application Application
	about       string // keyed hash that knows the accused again
}

// accuse counts the signals of the accused and writes them into the form.
func (s *Server) accuse(ctx context.Context, accused directory.Unit, asked Accusation) (accusation, error) {
	office, found := s.Gate.Snapshot().Units.Nearest(accountabilityOffice, accused.Division)
	if !found {
		return accusation{}, models.Errorf(models.Conflict, "no_office", "no office of accountability is responsible for %s", accused.ID)
	}
	last := clock.DateOf(s.Now())
	counted, year, err := s.countOf(ctx, accused, asked.Person, last)
	if err != nil {
		return accusation{}, err
	}
	counting, err := s.counting(last)
	if err != nil {
		return accusation{}, err
	}
	if counting.Judge(counted.Warnings, counted.Yellows, counted.Reds).Leads != score.Accountability {
		return accusation{}, models.Errorf(models.Conflict, "counters_do_not_lead", "the signals of the year do not lead to accountability")
	}
	n, err := s.naming(ctx, asked.Person)
	if err != nil {
		return accusation{}, err
	}
	form := map[string]any{
		"object": "单位", "unit": accused.NameZH, "period": year.From.String() + "—" + last.String(), "ground": asked.Reason,
		"warnings": float64(counted.Warnings), "yellows": float64(counted.Yellows), "reds": float64(counted.Reds),
	}
	applicant := Applicant{Kind: "organisation", Name: accused.NameZH, IdentityKind: "other", Identity: accused.ID}
	if asked.Person != "" {
		form["object"], form["person"] = "个人", n.person(asked.Person).Name
		applicant.Name = n.person(asked.Person).Name
	}
	about, err := s.accusedRef(ctx, accused.ID, asked.Person)
	application := Application{Item: accountabilityItem, Unit: office.ID, Applicant: applicant, Form: form}
	return accusation{application: application, about: about}, err
}

// countOf counts the signals of one unit or person in the year that ends with a day.
func (s *Server) countOf(ctx context.Context, accused directory.Unit, person string, last clock.Date) (models.CardCounter, score.Period, error) {
	year := rollingYear(last)
	v := s.sight(ctx, access.Read, access.Card, "")
	rows, err := s.Cards.CardCounters(ctx, models.CounterFilter{
		Scope: v.ranges, Unit: accused.ID, Person: person != "", Span: year.Span(),
	})
	for _, row := range rows {
		if row.Unit == accused.ID && row.Holder == person {
			return row, year, err
		}
	}
	return models.CardCounter{Unit: accused.ID, Path: accused.Path, Holder: person}, year, err
}

// accusedRef knows the accused again: a person by the same hash as on the account, so that nobody acts in a proceeding
// against himself.
func (s *Server) accusedRef(ctx context.Context, unit, person string) (string, error) {
	if person == "" {
		return s.personRef("unit " + unit), nil
	}
	account, err := s.Accounts.Account(ctx, person)
	if err != nil {
		return "", err
	}
	if account.PersonRef != "" {
		return account.PersonRef, nil
	}
	return s.personRef("account " + strings.ToLower(person)), nil
}

// proceedingOf finds the open proceeding against a unit or person; without an ID: there is none.
func (s *Server) proceedingOf(ctx context.Context, unit, person string) (Proceeding, error) {
	about, err := s.accusedRef(ctx, unit, person)
	if err != nil {
		return Proceeding{}, err
	}
	open, err := s.Cases.OpenCasesOf(ctx, about, accountabilityItem)
	if err != nil || len(open) == 0 {
		return Proceeding{}, err
	}
	return Proceeding{Id: open[0].ID, Number: open[0].Number, Status: open[0].Status}, nil
}
