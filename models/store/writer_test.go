package store_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

// monday is a Monday morning in Asia/Shanghai.
var monday = time.Date(2026, 3, 2, 1, 30, 0, 123456000, time.UTC)

// onBoth runs a test on both kinds of database.
func onBoth(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	for _, name := range []string{"SQLite", "MariaDB"} {
		t.Run(name, func(t *testing.T) { test(t, storetest.Databases[name](t)) })
	}
}

// author writes the record of one subject.
type author struct {
	t       testing.TB
	kind    models.Kind
	subject string
	n       int
	head    string
}

func newAuthor(t testing.TB, subject string) *author {
	return &author{t: t, kind: models.CaseKind, subject: subject}
}

// next makes the batch that would write one more line.
func (a *author) next(command string, verb models.Verb, at time.Time, body string) models.Batch {
	l := models.Line{
		Subject: a.subject, N: a.n + 1, Command: command, Verb: verb, Actor: models.Actor{Account: "wang", Role: "handler"},
		Acted: at, Recorded: at.Add(time.Second), Alg: models.SHA256, Previous: a.head,
	}
	var b models.Body
	if body != "" {
		content, err := json.Marshal(map[string]string{"text": body})
		require.NoError(a.t, err)
		b = models.Body{Salt: []byte(rand.Text()), Content: content}
		l.Body = models.DigestOf(sha256.New, b.Salt, b.Content)
	}
	require.NoError(a.t, l.Seal(sha256.New))
	return models.Batch{Kind: a.kind, Subject: a.subject, From: l.N, Lines: []models.Line{l}, Bodies: []models.Body{b}}
}

// wrote takes note that a batch was written.
func (a *author) wrote(b models.Batch) {
	last := b.Lines[len(b.Lines)-1]
	a.n, a.head = last.N, last.Hash
}

// write appends one line and requires that it was written.
func (a *author) write(s *store.Store, b models.Batch) {
	a.t.Helper()
	existing, err := s.Append(a.t.Context(), b)
	require.NoError(a.t, err)
	require.Empty(a.t, existing)
	a.wrote(b)
}

// caseRow is a row as the fold would give it.
func caseRow(id, unit, path string, submitted time.Time) *models.CaseRow {
	return &models.CaseRow{
		ID: id, Number: "4419" + hash(id)[:12], Item: "food-permit", Unit: unit, Path: path, Status: models.Received,
		Submitted: submitted, Acted: submitted, ApplicantRef: "ref-" + id, ApplicantName: "某某", N: 1,
	}
}

func taskRow(subject, step, role, unit, holder string, urgent time.Time) models.TaskRow {
	return models.TaskRow{
		Subject: subject, Step: step, Round: 1, Kind: models.OpinionStep, Role: role, Unit: unit, Holder: holder,
		Path: town, Opened: monday, UrgentAt: urgent,
	}
}

const (
	province = "/44/"
	city     = "/44/4419/"
	town     = "/44/4419/441900003/"
	sibling  = "/44/4419/441900004/"
	other    = "/44/4401/"
)

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func number(prefix string, i int) string { return fmt.Sprintf("%s-%05d", prefix, i) }

func ptr(t time.Time) *time.Time { return &t }
