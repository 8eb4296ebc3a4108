package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/policies/access"
)

// changeActions are the audited actions that change what holds, by kind.
var changeActions = map[ChangeKind][]string{
	ChangeKindCalendar: {"load_calendar"}, ChangeKindBundle: {"publish_bundle"}, ChangeKindRuleSet: {"publish_rule_set"},
	ChangeKindAppointment: {"appoint", "revoke"}, ChangeKindAbsence: {"record_absence", "cancel_absence"},
	ChangeKindAccount: {
		"create_account", "change_account", "disable", "enable", "unlock", "reset_password", "reset_totp", "renew_key",
	},
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
	var people []string
	for _, l := range rows {
		people = append(people, l.Account)
		for _, raw := range []json.RawMessage{l.Detail.Before, l.Detail.After} {
			people = append(people, thingOf(kindOf(l.Action), raw).people()...)
		}
	}
	n, err := s.naming(ctx, people...)
	if err != nil {
		return nil, err
	}
	out := ListChanges200JSONResponse{Rows: []Change{}, Next: next}
	for _, l := range rows {
		change := n.change(l, changeWords{n, s.sentences, requestOf(ctx).spoken()})
		if err := s.putSources(ctx, &change, l); err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, change)
	}
	return out, nil
}

func (n *naming) change(l models.AuditLine, words changeWords) Change {
	kind := kindOf(l.Action)
	before, after := thingOf(kind, l.Detail.Before), thingOf(kind, l.Detail.After)
	return Change{
		Id: strings.ReplaceAll(l.Chain, "/", ".") + "." + itoa(l.N), Kind: kind, At: l.At, By: n.person(l.Account),
		Key: l.Subject, Name: words.title(kind, l.Subject, after), Reason: l.Detail.Why, Parts: words.compare(before, after),
	}
}

// putSources adds what was written before and after, for rules and items: the lines that changed can be read there.
func (s *Server) putSources(ctx context.Context, c *Change, l models.AuditLine) (err error) {
	before, after := thingOf(c.Kind, l.Detail.Before).Version, thingOf(c.Kind, l.Detail.After).Version
	switch c.Kind {
	case ChangeKindBundle:
		if c.Before, err = s.itemSource(ctx, c.Key, before); err == nil {
			c.After, err = s.itemSource(ctx, c.Key, after)
		}
	case ChangeKindRuleSet:
		if c.Before, err = s.rulesSource(ctx, before); err == nil {
			c.After, err = s.rulesSource(ctx, after)
		}
	}
	return err
}

// itemSource is what an item's version was written as, "" if nobody knows any more: another release shipped it.
func (s *Server) itemSource(ctx context.Context, item, hash string) (string, error) {
	if hash == "" {
		return "", nil
	}
	row, err := s.Bundles.Bundle(ctx, hash)
	if err != nil && models.CodeOf(err) != models.NotFound {
		return "", err
	}
	if row.Source != "" {
		return row.Source, nil
	}
	shipped := shippedItem(item)
	if bundle, err := s.Compile(shipped); err != nil || bundle.Hash != hash {
		return "", nil
	}
	return shipped, nil
}

// rulesSource is what a version of the rules was written as, "" if nobody knows any more.
func (s *Server) rulesSource(ctx context.Context, version string) (string, error) {
	rows, _, err := s.RuleSets.RuleSets(ctx)
	if err != nil || version == "" {
		return "", err
	}
	for _, r := range rows {
		if r.Version == version {
			return r.Source, nil
		}
	}
	shipped, err := shippedRules()
	for _, r := range shipped {
		if r.Version == version {
			return r.Source, err
		}
	}
	return "", err
}
