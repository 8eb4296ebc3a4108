package archive_test

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/archive"
	"mingcha/models/clock"
	"mingcha/models/record"
)

var (
	noon   = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	signer = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, ed25519.SeedSize))
	public = signer.Public().(ed25519.PublicKey)
)

func procedure() *models.Procedure {
	day := clock.Limit{N: 5, Unit: clock.UnitWorkday}
	return &models.Procedure{
		Item: "stall", Bundle: "b1", Acceptance: day, Promised: day, Statutory: day, Delivery: day, Supplement: day, ClockStart: models.FromAcceptance,
		Steps: []models.Step{{
			Key: "accept", Kind: models.AcceptStep, Role: "window_clerk", Rule: models.DecisionRule{Kind: models.AnyOne}, Limit: day, Counts: "acceptance",
		}},
	}
}

func restored(content []byte) (*models.Procedure, error) {
	if string(content) != "content of b1" {
		return nil, errors.New("its content is another")
	}
	return procedure(), nil
}

func addressOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// story is the record of a small case with an attachment and a warning, as it is exported.
type story struct {
	record bytes.Buffer
	lines  []models.Line
	proofs bytes.Buffer
}

func written(t testing.TB) *story {
	t.Helper()
	s := &story{}
	w, err := record.NewWriter(&s.record, true)
	require.NoError(t, err)
	require.NoError(t, w.Add(record.Entry{Bundle: &record.Bundle{Hash: "b1", Content: "content of b1"}}))
	clerk := models.Actor{Account: "wang", Role: "window_clerk", Unit: "bureau"}
	s.add(t, w, clerk, models.Submit, models.Facts{
		Filed: &models.Filed{Number: "4419-1", Item: "stall", Bundle: "b1", Unit: "bureau", Path: "/44/", Channel: models.WindowChannel, Applicant: "x"},
		Files: []string{addressOf("a plan")},
	})
	s.add(t, w, models.System(), models.Warn, models.Facts{Card: &models.CardFacts{ID: "w", Key: "R-T1/warning/acceptance#1", Rule: "R-T1", Version: "2026-01", Level: models.Warning}})
	s.add(t, w, clerk, models.Accept, models.Facts{Step: "accept", Round: 1})
	require.NoError(t, w.Close())
	seal, err := record.NewSeal(record.Seal{}, noon.Add(time.Hour), models.SHA256, []record.Leaf{
		{Subject: "another", N: 1, Hash: "h"}, {Subject: "c1", N: 2, Hash: s.lines[1].Hash},
	}, signer)
	require.NoError(t, err)
	proof, covered := seal.Prove("c1")
	require.True(t, covered)
	require.NoError(t, json.NewEncoder(&s.proofs).Encode(proof))
	return s
}

func (s *story) add(t testing.TB, w *record.Writer, actor models.Actor, verb models.Verb, facts models.Facts) {
	t.Helper()
	l := models.Line{
		Subject: "c1", N: len(s.lines) + 1, Command: string(verb), Verb: verb, Actor: actor, Facts: facts, Alg: models.SHA256,
		Acted: noon.Add(time.Duration(len(s.lines)) * time.Minute), Recorded: noon.Add(time.Duration(len(s.lines)) * time.Minute),
	}
	if l.N > 1 {
		l.Previous = s.lines[l.N-2].Hash
	}
	require.NoError(t, l.Seal(sha256.New))
	s.lines = append(s.lines, l)
	require.NoError(t, w.Add(record.Entry{Line: &l}))
}

// pack makes the package of the story; change may write something else into it.
func (s *story) pack(t testing.TB, change func(w *archive.Writer, m *archive.Manifest)) []byte {
	t.Helper()
	last := s.lines[len(s.lines)-1]
	m := archive.Manifest{
		Case: "c1", Number: "4419-1", Item: "stall", Status: "accepted", Lines: last.N, Head: last.Hash, Subjects: []string{"c1"}, Made: noon, By: "qian",
	}
	var out bytes.Buffer
	if change == nil {
		change = func(*archive.Writer, *archive.Manifest) {}
	}
	probe := m
	change(archive.NewWriter(io.Discard, m), &probe) // what it says of the manifest
	w := archive.NewWriter(&out, probe)
	for _, e := range []struct{ name, title, content string }{
		{archive.ReadMeName, "", "how to read it"}, {archive.KeyName, "", record.FormatKey(public)}, {archive.RecordName, "", s.record.String()},
		{archive.ProofsName, "", s.proofs.String()}, {archive.CalendarName, "", `{"revision":"r"}`}, {archive.RulesName("2026-01"), "", "version: 2026-01"},
		{archive.FilesFolder + addressOf("a plan"), "plan.txt", "a plan"}, {archive.PapersFolder + "c1-3-acceptance.pdf", "受理通知书", "%PDF"},
	} {
		require.NoError(t, w.Add(e.name, e.title, strings.NewReader(e.content)))
	}
	change(w, &probe)
	require.NoError(t, w.Close(func(text []byte) string { return archive.Sign(text, signer) }))
	return out.Bytes()
}

func verify(pack []byte) archive.Report {
	return archive.Verify(bytes.NewReader(pack), int64(len(pack)), public, nil, restored)
}

// entry is one file of a zip, taken apart.
type entry struct {
	name    string
	content []byte
}

func unzip(t testing.TB, pack []byte) []entry {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(pack), int64(len(pack)))
	require.NoError(t, err)
	var out []entry
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		out = append(out, entry{f.Name, content})
	}
	return out
}

func zipped(t testing.TB, entries []entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		f, err := w.Create(e.name)
		require.NoError(t, err)
		_, err = f.Write(e.content)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// named asks that something was found and that the entry is named.
func named(t testing.TB, r archive.Report, entry, text string) {
	t.Helper()
	require.False(t, r.Sound())
	for _, f := range r.Findings {
		if f.Entry == entry && strings.Contains(f.Text, text) {
			return
		}
	}
	require.Fail(t, "not named", "%s %q in %+v", entry, text, r.Findings)
}
