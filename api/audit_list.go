package api

import (
	"context"
	"slices"
	"strings"

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
	return SearchAudit200JSONResponse{Rows: each(page.Lines, n.auditLine), Next: page.Next}, nil
}

func (n *naming) auditLine(l models.AuditLine) AuditLine {
	return AuditLine{
		N: l.N, At: l.At, Account: l.Account, Name: n.people[l.Account], Action: l.Action, Subject: l.Subject,
		Result: string(l.Outcome), Reason: l.Reason, Why: l.Detail.Why, Source: l.Detail.Address, Count: l.Repeated,
	}
}

// changeActions are the audited actions that change what holds, by kind.
var changeActions = map[ChangeKind][]string{
	ChangeKind("calendar"): {"load_calendar"}, ChangeKind("bundle"): {"publish_bundle"},
	ChangeKind("rule_set"): {"publish_rule_set"}, ChangeKind("appointment"): {"appoint", "revoke"},
	ChangeKind("account"): {"create_account", "change_account", "disable", "enable", "unlock", "reset_password", "reset_totp"},
}

func kindOf(action string) ChangeKind {
	for kind, actions := range changeActions {
		if slices.Contains(actions, action) {
			return kind
		}
	}
	return ""
}

// ListChanges lists changes of what holds, with before and after.
func (s *Server) ListChanges(ctx context.Context, req ListChangesRequestObject) (ListChangesResponseObject, error) {
	v := s.sight(ctx, access.Read, access.Audit, "")
	if len(v.ranges) == 0 {
		return nil, s.must(ctx, access.Read, access.Object{Kind: access.Audit})
	}
	q := req.Params
	f := models.AuditFilter{Scope: v.ranges, Outcome: models.Allowed, From: q.From, To: q.To}
	if actions := changeActions[q.Kind]; len(actions) == 1 {
		f.Action = actions[0]
	}
	rows, next, err := gathered(pageOf(q.Cursor, q.Limit), func(p models.Page) ([]models.AuditLine, string, error) {
		f.Page = p
		page, err := s.Audit.AuditLines(ctx, f)
		return page.Lines, page.Next, err
	}, func(l models.AuditLine) bool {
		kind := kindOf(l.Action)
		return kind != "" && (q.Kind == "" || kind == q.Kind)
	})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(l models.AuditLine) string { return l.Account })...)
	if err != nil {
		return nil, err
	}
	return ListChanges200JSONResponse{Rows: each(rows, n.change), Next: next}, nil
}

func (n *naming) change(l models.AuditLine) Change {
	return Change{
		Id: strings.ReplaceAll(l.Chain, "/", ".") + "." + itoa(l.N), Kind: kindOf(l.Action), At: l.At, By: n.person(l.Account),
		Key: l.Subject, Reason: l.Detail.Why, Before: string(l.Detail.Before), After: string(l.Detail.After),
	}
}
