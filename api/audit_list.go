package api

import (
	"context"

	"mingcha/models"
	"mingcha/policies/access"
)

// SearchAudit searches the audit of the person's division: who did, tried or read what, and why.
func (s *Server) SearchAudit(ctx context.Context, req SearchAuditRequestObject) (SearchAuditResponseObject, error) {
	if len(s.sight(ctx, access.Read, access.Audit, "").ranges) == 0 {
		return nil, s.must(ctx, access.Read, access.Object{Kind: access.Audit})
	}
	q := req.Params
	page, err := s.Audit.AuditLines(ctx, models.AuditFilter{
		Scope: s.sight(ctx, access.Read, access.Audit, "").ranges, Account: q.Account, Subject: q.Subject, Action: q.Action,
		Outcome: models.AuditOutcome(q.Result), From: q.From, To: q.To, Page: pageOf(q.Cursor, q.Limit),
	})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(page.Lines, func(l models.AuditLine) string { return l.Account })...)
	if err != nil {
		return nil, err
	}
	said := func(l models.AuditLine) AuditLine {
		line := n.auditLine(l)
		line.Sentence = s.sentences.reason(l.Reason, requestOf(ctx).spoken())
		return line
	}
	return SearchAudit200JSONResponse{Rows: each(page.Lines, said), Next: page.Next}, nil
}

func (n *naming) auditLine(l models.AuditLine) AuditLine {
	return AuditLine{
		N: l.N, At: l.At, Account: l.Account, Name: n.people[l.Account], Action: l.Action, Subject: l.Subject,
		Result: string(l.Outcome), Reason: l.Reason, Why: l.Detail.Why, Source: l.Detail.Address, Count: l.Repeated,
	}
}
