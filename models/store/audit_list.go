package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"mingcha/models"
)

func keyOfAudit(l models.AuditLine) lineKey { return lineKey{l.Chain, l.N} }

// AuditLines returns one page of the audit with its details, the newest first.
func (s *Store) AuditLines(ctx context.Context, f models.AuditFilter) (models.AuditPage, error) {
	var page models.AuditPage
	sql, args, err := auditList(f).query(f.Page)
	if err != nil || sql == "" {
		return page, err
	}
	var found []struct {
		K1 string
		K2 int
	}
	if err := s.from(ctx).Raw(sql, args...).Scan(&found).Error; err != nil {
		return page, fmt.Errorf("list the audit: %w", err)
	}
	found, more := cut(found, f.Page)
	keys := make([]lineKey, len(found))
	for i, k := range found {
		keys[i] = lineKey{k.K1, k.K2}
	}
	if page.Lines, err = s.auditLines(ctx, keys); err != nil {
		return page, fmt.Errorf("list the audit: %w", err)
	}
	if more && len(page.Lines) > 0 {
		last := page.Lines[len(page.Lines)-1]
		page.Next = cursorOf(last.At, last.Chain, last.N)
	}
	return page, nil
}

// LastSignIns returns when each of these accounts signed in last; who never did is not in it.
func (s *Store) LastSignIns(ctx context.Context, accounts []string) (map[string]time.Time, error) {
	var found []models.AuditLine
	const signIn = "l.account = a.id AND l.action = 'sign_in' AND l.outcome = 'allowed'"
	err := s.from(ctx).Raw("SELECT l.account, l.at FROM account_rows a JOIN audit_lines l ON "+signIn+" AND l.at = "+
		"(SELECT m.at FROM audit_lines m WHERE m.account = a.id AND m.action = 'sign_in' AND m.outcome = 'allowed' ORDER BY m.at DESC LIMIT 1) "+
		"WHERE a.id IN ?", accounts).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find the last sign-ins: %w", err)
	}
	last := make(map[string]time.Time, len(found))
	for _, l := range found {
		last[l.Account] = l.At
	}
	return last, nil
}

func auditList(f models.AuditFilter) list {
	scope := disjoint(f.Scope)
	if len(scope) == 0 {
		return list{}
	}
	a := arm{from: "audit_lines c", keys: []string{"c.at", "c.chain", "c.n"}}
	for _, narrow := range []struct{ column, value string }{
		{"account", f.Account}, {"subject", f.Subject}, {"action", f.Action}, {"outcome", string(f.Outcome)},
	} {
		if narrow.value != "" {
			a.add("c."+narrow.column+" = ?", narrow.value)
		}
	}
	if !f.From.IsZero() {
		a.add("c.at >= ?", instant(f.From))
	}
	if !f.To.IsZero() {
		a.add("c.at < ?", instant(f.To))
	}
	a.addAll(inScope("c.", scope))
	return list{arms: []arm{a}, down: true}
}

// auditLines reads lines and their details in two statements.
func (s *Store) auditLines(ctx context.Context, keys []lineKey) ([]models.AuditLine, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	parts, args, bodyArgs := make([]string, len(keys)), []any{}, []any{}
	for i, k := range keys {
		parts[i] = "(chain = ? AND n = ?)"
		args = append(args, k.Subject, k.N)
		bodyArgs = append(bodyArgs, k.Subject, k.N)
	}
	where := strings.Join(parts, " OR ")
	var lines []models.AuditLine
	if err := s.from(ctx).Where(where, args...).Find(&lines).Error; err != nil {
		return nil, err
	}
	var bodies []bodyRecord
	if err := s.from(ctx).Where(strings.ReplaceAll(where, "chain", "subject"), bodyArgs...).Find(&bodies).Error; err != nil {
		return nil, err
	}
	details := make(map[lineKey]models.AuditDetail, len(bodies))
	for _, r := range bodies {
		b, err := s.openBody(r)
		if err != nil {
			return nil, err
		}
		var d models.AuditDetail
		if err := json.Unmarshal(b.Content, &d); err != nil {
			return nil, err
		}
		details[lineKey{r.Subject, r.N}] = d
	}
	lines = inOrder(keys, lines, keyOfAudit)
	for i := range lines {
		lines[i].Detail = details[keyOfAudit(lines[i])]
	}
	return lines, nil
}
