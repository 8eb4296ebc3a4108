package node

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/record"
)

// ledger is the whole record of a house, by subject.
type ledger map[string][]models.Line

// readLedger exports the record of a house at rest, requires that mingcha verify finds it sound, and reads it.
func readLedger(t *testing.T, s Settings) ledger {
	t.Helper()
	require.NoError(t, s.place())
	to := filepath.Join(t.TempDir(), "record.jsonl")
	require.NoError(t, Export(t.Context(), s, to))
	key, err := os.ReadFile(filepath.Join(s.Seals, publicKey))
	require.NoError(t, err)
	var said strings.Builder
	err = Verify(&said, to, filepath.Join(s.Seals, sealFile), strings.TrimSpace(string(key)))
	require.NoError(t, err, said.String())
	file, err := os.Open(to)
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	all := ledger{}
	in := bufio.NewScanner(file)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var e record.Entry
		require.NoError(t, json.Unmarshal(in.Bytes(), &e))
		if e.Line != nil {
			all[e.Line.Subject] = append(all[e.Line.Subject], *e.Line)
		}
	}
	require.NoError(t, in.Err())
	return all
}

// lawful requires that every record is what the gate would let happen again, line by line: nothing is missing, nothing
// happened twice, nothing contradicts what stands before it.
func (all ledger) lawful(t *testing.T, s Settings) {
	t.Helper()
	require.NoError(t, s.place())
	n := &Node{settings: s}
	defer func() { require.NoError(t, n.Close()) }()
	require.NoError(t, n.openStore(t.Context()))
	require.NoError(t, n.openLaw(t.Context()))
	for id, lines := range all {
		n.lawful(t, id, lines)
	}
}

// lawful requires that one record is.
func (n *Node) lawful(t *testing.T, id string, lines []models.Line) {
	t.Helper()
	var procedure *models.Procedure
	if filed := lines[0].Facts.Filed; filed != nil {
		var err error
		procedure, err = n.inForce.Procedure(filed.Bundle)
		require.NoError(t, err)
	}
	state := models.Begin(models.KindOf(lines[0]), id, procedure)
	commands := map[string]bool{}
	for _, l := range lines {
		require.False(t, commands[l.Command], "line %d of %s repeats the command of an earlier one", l.N, id)
		commands[l.Command] = true
		act := models.Command{ID: l.Command, Subject: id, Verb: l.Verb, Actor: l.Actor, Acted: l.Acted, Facts: l.Facts}
		require.NoError(t, state.Subject().Gate(act), "line %d of %s, %s", l.N, id, l.Verb)
		require.NoError(t, state.Subject().Fold(l))
	}
}

// byCommand finds lines by the command that wrote them.
func (all ledger) byCommand() map[string]models.Line {
	found := map[string]models.Line{}
	for _, lines := range all {
		for _, l := range lines {
			found[l.Subject+" "+l.Command] = l
		}
	}
	return found
}

// size is the number of lines.
func (all ledger) size() int {
	sum := 0
	for _, lines := range all {
		sum += len(lines)
	}
	return sum
}

// agrees requires that the record is what the desk was told: every acknowledged click has its line, and nobody but the
// desk and the system has written any.
func (d *desk) agrees(all ledger) {
	d.t.Helper()
	require.Empty(d.t, d.odd)
	lines, known := all.byCommand(), map[string]bool{}
	for _, c := range d.clicks {
		name := c.subject + " " + c.command()
		known[name] = true
		if c.line != 0 {
			require.Equal(d.t, c.line, lines[name].N, "%s by %s was acknowledged", c.verb, c.who)
			require.Equal(d.t, c.verb, lines[name].Verb)
		}
	}
	for name, l := range lines {
		require.True(d.t, known[name] || l.Actor.Account == models.SystemAccount, "line %d of %s, %s, was sent by nobody", l.N, l.Subject, l.Verb)
	}
}

// sendAgain sends every click again that nobody answered and that the record knows, or may know, and requires that each
// is acknowledged with the line that was there.
func (d *desk) sendAgain(all ledger) (answered int) {
	d.t.Helper()
	lines := all.byCommand()
	for _, c := range d.clicks {
		there := lines[c.subject+" "+c.command()]
		if c.line != 0 || c.verb != models.Submit && there.N == 0 {
			continue
		}
		// A busy house may ask for patience, and is asked again.
		require.Eventually(d.t, func() bool { return d.press(c) }, recovery, 20*time.Millisecond, "%s by %s is not answered", c.verb, c.who)
		require.NotZero(d.t, c.line, "%s by %s is refused: %s", c.verb, c.who, c.refused)
		if c.verb != models.Submit {
			require.Equal(d.t, there.N, c.line, "%s by %s", c.verb, c.who)
		}
		answered++
	}
	return answered
}
