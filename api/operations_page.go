package api

import (
	"context"

	"mingcha/models"
	"mingcha/policies/access"
)

// ReadOperations gives the operations page of truth.
func (s *Server) ReadOperations(ctx context.Context, _ ReadOperationsRequestObject) (ReadOperationsResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.Operations}); err != nil {
		return nil, err
	}
	truth, err := s.Truth(ctx)
	return ReadOperations200JSONResponse(truth), err
}

// Rehydrate starts a subject's workflow again from its lines.
func (s *Server) Rehydrate(ctx context.Context, req RehydrateRequestObject) (RehydrateResponseObject, error) {
	if err := s.must(ctx, access.Rehydrate, access.Object{Kind: access.Operations}); err != nil {
		return nil, err
	}
	kind := models.CaseKind
	_, err := s.Cases.Case(ctx, req.Id)
	if models.CodeOf(err) == models.NotFound {
		kind = models.CardKind
		_, err = s.Cards.Card(ctx, req.Id)
	}
	if models.CodeOf(err) == models.NotFound {
		if _, none := s.Evaluations.Evaluation(ctx, req.Id); none == nil {
			kind, err = models.EvaluationKind, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if err := s.note(ctx, models.AuditLine{Action: "rehydrate", Outcome: models.Allowed, Subject: req.Id}); err != nil {
		return nil, err
	}
	if err := s.Engine.Wake(ctx, kind, req.Id); err != nil {
		return nil, err
	}
	return Rehydrate202JSONResponse{Text: s.sentences.reason("rehydrated", requestOf(ctx).spoken())}, nil
}

// ListSettings lists the settings in force.
func (s *Server) ListSettings(ctx context.Context, _ ListSettingsRequestObject) (ListSettingsResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.Operations}); err != nil {
		return nil, err
	}
	return ListSettings200JSONResponse{Rows: each(s.Options(), func(o Setting) Setting { return o })}, nil
}
