package record

import (
	"fmt"

	"mingcha/models"
)

// Restore gives the procedure out of a stored bundle, its JSON. It fails if the content does not have the hash that it
// bears.
type Restore func(content []byte) (*models.Procedure, error)

// Bundle is a published version of an item that cases of an export are bound to.
type Bundle struct {
	Hash    string `json:"hash"`
	Content string `json:"content"` // JSON, byte by byte as it was stored
}

// folder folds the subjects of a record one after the other and asks each line's gate: a chain can be unbroken and yet tell
// of what nobody could have done.
type folder struct {
	restore    Restore
	procedures map[string]*models.Procedure // by hash of the bundle
	subject    string
	state      models.Subject // nil: it cannot be folded further
	report     *Report
}

// bundle takes up a version that cases may be bound to.
func (f *folder) bundle(b *Bundle) {
	if f.restore == nil {
		return
	}
	p, err := f.restore([]byte(b.Content))
	if err == nil && p.Bundle != b.Hash {
		err = fmt.Errorf("its content has the hash %s", p.Bundle)
	}
	if err != nil {
		f.report.find(Changed, b.Hash, 0, "bundle %s is not the one that was published: %v", b.Hash, err)
		return
	}
	f.procedures[b.Hash] = p
}

// line lets the subject of a line take it in. What was not lawful as the subject stood is found once; the lines after it
// are judged by what the record says nevertheless.
func (f *folder) line(l *models.Line) {
	if f.restore == nil {
		return
	}
	if l.Subject != f.subject {
		f.begin(l)
	}
	if f.state == nil {
		return
	}
	cmd := models.Command{ID: l.Command, Subject: l.Subject, Verb: l.Verb, Actor: l.Actor, Acted: l.Acted, Facts: l.Facts}
	if err := f.state.Gate(cmd); err != nil {
		f.report.find(Unlawful, l.Subject, l.N, "line %d of %s, %s, was not possible: %v", l.N, l.Subject, l.Verb, err)
	}
	if err := f.state.Fold(*l); err != nil {
		f.report.find(Unlawful, l.Subject, l.N, "line %d of %s cannot be folded: %v", l.N, l.Subject, err)
		f.state = nil
	}
}

// begin looks at the first line of a subject. A case without its bundle, and a subject of a kind that is not known here,
// are counted as not folded.
func (f *folder) begin(l *models.Line) {
	f.subject, f.state = l.Subject, nil
	kind := models.KindOf(*l)
	var p *models.Procedure
	if kind == models.CaseKind && l.Facts.Filed != nil {
		p = f.procedures[l.Facts.Filed.Bundle]
	}
	if l.N != 1 || kind == "" || kind == models.CaseKind && p == nil {
		f.report.Unfolded++
		return
	}
	f.report.Folded++
	f.state = models.Begin(kind, l.Subject, p).Subject()
}
