package archive_test

import (
	"bytes"
	"crypto/ed25519"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/archive"
	"mingcha/models/record"
)

// covers S95
func TestPackage(t *testing.T) {
	pack := written(t).pack(t, nil)

	t.Run("as it was made is sound, and says what seals cover", func(t *testing.T) {
		r := verify(pack)
		require.True(t, r.Sound(), "%+v", r.Findings)
		require.False(t, r.OwnKey)
		require.Equal(t, 2, r.Proven)
		require.Equal(t, 1, r.Open, "the last line came after the seal")
		require.Equal(t, 1, r.Record.Folded)
		require.Equal(t, "4419-1", r.Manifest.Number)
	})
	t.Run("packed again by another program is sound: what counts is what it holds", func(t *testing.T) {
		require.True(t, verify(zipped(t, unzip(t, pack))).Sound())
	})
	t.Run("without a key it is checked with its own, and that is said", func(t *testing.T) {
		r := archive.Verify(bytes.NewReader(pack), int64(len(pack)), nil, nil, restored)
		require.True(t, r.Sound(), "%+v", r.Findings)
		require.True(t, r.OwnKey)
	})
	t.Run("of another house, by its key, is not sound", func(t *testing.T) {
		stranger, _, err := ed25519.GenerateKey(nil)
		require.NoError(t, err)
		named(t, archive.Verify(bytes.NewReader(pack), int64(len(pack)), stranger, nil, restored), archive.SignatureName, "not a signature")
	})
	t.Run("cut off anywhere is no package, and no panic", func(t *testing.T) {
		for size := range len(pack) {
			require.False(t, verify(pack[:size]).Sound(), size)
		}
	})
}

// covers S95: any byte of any entry changed, an entry removed, added, swapped, is found and named.
func TestTamperedPackage(t *testing.T) {
	whole := unzip(t, written(t).pack(t, nil))

	t.Run("every byte of every entry", func(t *testing.T) {
		for i, e := range whole {
			for at := range e.content {
				changed := append([]entry(nil), whole...)
				changed[i].content = append([]byte(nil), e.content...)
				changed[i].content[at] ^= 1 << (at % 8)
				r := verify(zipped(t, changed))
				require.False(t, r.Sound(), "%s, byte %d", e.name, at)
				if e.name != archive.ManifestName {
					named(t, r, e.name, "")
					continue
				}
				named(t, r, archive.SignatureName, "one of the three was changed")
			}
		}
	})
	t.Run("an entry removed", func(t *testing.T) {
		for i, e := range whole {
			named(t, verify(zipped(t, append(append([]entry(nil), whole[:i]...), whole[i+1:]...))), e.name, "removed")
		}
	})
	t.Run("an entry added, also one that hides behind another's name", func(t *testing.T) {
		for _, name := range []string{"files/0000", "documents/note.pdf", "x", archive.RecordName, "Manifest.json", ""} {
			r := verify(zipped(t, append(append([]entry(nil), whole...), entry{name, []byte("new")})))
			if name == archive.RecordName {
				named(t, r, name, "twice")
				continue
			}
			named(t, r, name, "added")
		}
	})
	t.Run("any two entries swapped", func(t *testing.T) {
		for i := range whole {
			for j := range i {
				swapped := append([]entry(nil), whole...)
				swapped[i].content, swapped[j].content = whole[j].content, whole[i].content
				r := verify(zipped(t, swapped))
				require.False(t, r.Sound())
				listed := func(name string) bool { return name != archive.ManifestName && name != archive.SignatureName }
				if listed(whole[i].name) && listed(whole[j].name) {
					named(t, r, whole[i].name, "belongs to "+whole[j].name)
					named(t, r, whole[j].name, "belongs to "+whole[i].name)
				}
			}
		}
	})
	t.Run("an entry renamed", func(t *testing.T) {
		renamed := append([]entry(nil), whole...)
		was := renamed[len(renamed)-3].name
		renamed[len(renamed)-3].name = "documents/other.pdf"
		r := verify(zipped(t, renamed))
		named(t, r, was, "removed")
		named(t, r, "documents/other.pdf", "added")
	})
}

// A package whose manifest was signed by the house, and which yet tells what was not so.
// covers S95
func TestPackageThatContradictsItself(t *testing.T) {
	for story, c := range map[string]struct {
		change      func(w *archive.Writer, m *archive.Manifest)
		entry, text string
	}{
		"the manifest is that of another case": {
			func(_ *archive.Writer, m *archive.Manifest) { m.Number = "4419-2" }, archive.RecordName, "4419-2",
		},
		"the record ends early": {
			func(_ *archive.Writer, m *archive.Manifest) { m.Lines = 4 }, archive.RecordName, "line 4",
		},
		"a card's record is missing": {
			func(_ *archive.Writer, m *archive.Manifest) { m.Subjects = []string{"c1", "k1"} }, archive.RecordName, "k1",
		},
		"a file stands under another's address": {
			func(w *archive.Writer, _ *archive.Manifest) {
				_ = w.Add(archive.FilesFolder+addressOf("x"), "", strings.NewReader("y"))
			},
			archive.FilesFolder + addressOf("x"), "address",
		},
	} {
		t.Run(story, func(t *testing.T) { named(t, verify(written(t).pack(t, c.change)), c.entry, c.text) })
	}
	t.Run("an attachment that a line names is neither there nor told as lacking", func(t *testing.T) {
		s := written(t)
		name := archive.FilesFolder + addressOf("a plan")
		without := func(tell bool) archive.Report {
			var out bytes.Buffer
			w := archive.NewWriter(&out, archive.Manifest{Case: "c1", Number: "4419-1", Lines: 3, Head: s.lines[2].Hash})
			for _, e := range []entry{{archive.KeyName, []byte(record.FormatKey(public))}, {archive.RecordName, s.record.Bytes()}, {archive.ProofsName, nil}, {archive.RulesName("2026-01"), nil}} {
				require.NoError(t, w.Add(e.name, "", bytes.NewReader(e.content)))
			}
			if tell {
				w.Lack(name, archive.Gone)
			}
			require.NoError(t, w.Close(func(text []byte) string { return archive.Sign(text, signer) }))
			return verify(out.Bytes())
		}
		named(t, without(false), name, "a line speaks of it")
		require.True(t, without(true).Sound(), "%+v", without(true).Findings)
	})
	t.Run("a line that was sealed is another one now, its chain computed again", func(t *testing.T) {
		s, other := written(t), &story{}
		w, err := record.NewWriter(&other.record, true)
		require.NoError(t, err)
		require.NoError(t, w.Add(record.Entry{Bundle: &record.Bundle{Hash: "b1", Content: "content of b1"}}))
		for i, l := range s.lines {
			if i == 1 {
				l.Facts.Card.Rule = "R-T2"
			}
			other.add(t, w, l.Actor, l.Verb, l.Facts)
		}
		require.NoError(t, w.Close())
		other.proofs = s.proofs
		named(t, verify(other.pack(t, nil)), archive.RecordName, "not the one that was sealed")
	})
	t.Run("a line that nobody could have written", func(t *testing.T) {
		s, other := written(t), &story{}
		w, err := record.NewWriter(&other.record, true)
		require.NoError(t, err)
		require.NoError(t, w.Add(record.Entry{Bundle: &record.Bundle{Hash: "b1", Content: "content of b1"}}))
		for _, l := range append(s.lines, s.lines[2]) {
			other.add(t, w, l.Actor, l.Verb, l.Facts)
		}
		require.NoError(t, w.Close())
		named(t, verify(other.pack(t, nil)), archive.RecordName, "unlawful")
	})
}
