package archive

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"mingcha/models"
	"mingcha/models/record"
)

// lines is what the lines of a record name and where each subject ends.
type lines struct {
	number   string // of the case
	heads    map[string]head
	hashes   map[lineKey]string
	files    map[string]bool // addresses of attachments
	versions map[string]bool // of rule sets
}

type head struct {
	n    int
	hash string
}

type lineKey struct {
	subject string
	n       int
}

func newLines() lines {
	return lines{heads: map[string]head{}, hashes: map[lineKey]string{}, files: map[string]bool{}, versions: map[string]bool{}}
}

// linesOf goes through a record. What cannot be read was found before.
func linesOf(text []byte) lines {
	l := newLines()
	for raw := range bytes.Lines(text) {
		var e record.Entry
		if json.Unmarshal(raw, &e) == nil && e.Line != nil {
			l.take(*e.Line)
		}
	}
	return l
}

func (l *lines) take(line models.Line) {
	l.heads[line.Subject] = head{line.N, line.Hash}
	l.hashes[lineKey{line.Subject, line.N}] = line.Hash
	if line.Facts.Filed != nil {
		l.number = line.Facts.Filed.Number
	}
	for _, address := range line.Facts.Files {
		l.files[address] = true
	}
	if card := line.Facts.Card; card != nil && card.Version != "" {
		l.versions[card.Version] = true
	}
	if lead := line.Facts.Lead; lead != nil && lead.Version != "" {
		l.versions[lead.Version] = true
	}
}

// wanted lists the entries that the lines speak of.
func (l *lines) wanted() []string {
	var out []string
	for _, address := range slices.Sorted(maps.Keys(l.files)) {
		out = append(out, FilesFolder+address)
	}
	for _, version := range slices.Sorted(maps.Keys(l.versions)) {
		out = append(out, RulesName(version))
	}
	return out
}

// Wanted lists the entries that the lines of some subjects speak of: their attachments and rule sets.
func Wanted(of []models.Line) []string {
	l := newLines()
	for _, line := range of {
		l.take(line)
	}
	return l.wanted()
}

// RulesName is the name of the entry that holds a version of the rules.
func RulesName(version string) string { return RulesFolder + version + ".yaml" }

func bytesOf(text []byte) io.Reader { return bytes.NewReader(text) }
