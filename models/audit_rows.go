package models

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"time"
)

// AuditOutcome says how an audited attempt ended.
type AuditOutcome string

// The outcomes.
const (
	Allowed AuditOutcome = "allowed"
	Refused AuditOutcome = "refused" // the law, the policy or the gate said no
	Failed  AuditOutcome = "failed"  // wrong password, wrong code, forged request
)

// AuditLine (审计记录) is one entry of the audit: a login, a denied attempt, a look at personal data, a change of rules,
// calendars, appointments or accounts. It has a chain of its own. Whatever may be personal is in Detail, which is
// stored encrypted; only its digest is part of the hash.
type AuditLine struct {
	Chain    string       `json:"chain" gorm:"primaryKey"`
	N        int          `json:"n" gorm:"primaryKey;autoIncrement:false"`
	At       time.Time    `json:"at"`
	Account  string       `json:"account"`
	Role     string       `json:"role,omitempty"`
	Action   string       `json:"action"` // login, read_case, verb of a command, publish_calendar …
	Outcome  AuditOutcome `json:"outcome"`
	Reason   string       `json:"reason,omitempty"`   // stable key
	Subject  string       `json:"subject,omitempty"`  // what it was about
	Path     string       `json:"path,omitempty"`     // division path of the subject or of the account
	Repeated int          `json:"repeated,omitempty"` // a flood: how often besides the line that stands for it
	Digest   string       `json:"digest,omitempty"`   // of the salted detail
	Alg      string       `json:"alg"`
	Previous string       `json:"previous"`
	Hash     string       `json:"hash"`
	Detail   AuditDetail  `json:"-" gorm:"-"`
}

// AuditDetail is the part of an audit line that may be personal.
type AuditDetail struct {
	Why     string          `json:"why,omitempty"`     // the reason given for looking
	Address string          `json:"address,omitempty"` // network address
	Before  json.RawMessage `json:"before,omitempty"`
	After   json.RawMessage `json:"after,omitempty"`
}

// IsZero reports whether there is no detail.
func (d AuditDetail) IsZero() bool {
	return d.Why == "" && d.Address == "" && d.Before == nil && d.After == nil
}

// AuditFilter asks for a part of the audit, the newest first. A zero field does not narrow, except Scope: without it
// the list is empty.
type AuditFilter struct {
	Scope   []PathRange
	Account string
	Subject string
	Action  string
	Outcome AuditOutcome
	From    time.Time
	To      time.Time
	Page    Page
}

// AuditPage is one page of the audit.
type AuditPage struct {
	Lines []AuditLine
	Next  string // cursor of the next page, "" on the last
}

// Seal computes the hash of an audit line over everything in it but the hash and the detail.
func (l *AuditLine) Seal(newHash func() hash.Hash) {
	h := newHash()
	for _, part := range []string{
		"audit", l.Chain, fmt.Sprint(l.N), l.Previous, l.Alg, stamp(l.At), l.Account, l.Role, l.Action,
		string(l.Outcome), l.Reason, l.Subject, l.Path, fmt.Sprint(l.Repeated), l.Digest,
	} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	l.Hash = hex.EncodeToString(h.Sum(nil))
}
