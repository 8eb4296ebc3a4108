package record

import (
	"crypto/ed25519"
	"fmt"
	"io"
	"time"

	"mingcha/models"
)

// Grace is how long after it was recorded a line may still wait for its seal: a transaction that takes its time, and the
// minute until the next seal.
const Grace = 5 * time.Minute

// FindingKind says what a finding points to.
type FindingKind string

// The kinds.
const (
	Unreadable  FindingKind = "unreadable"   // the file was edited or cut off
	Changed     FindingKind = "changed"      // the content of a line does not give its hash, or not the sealed one
	OutOfOrder  FindingKind = "out_of_order" // a line is missing before it, inserted or swapped
	Truncated   FindingKind = "truncated"    // lines that were sealed are gone
	Unsealed    FindingKind = "unsealed"     // a line older than the last seal that no seal knows
	ForgedSeal  FindingKind = "forged_seal"
	ChangedBody FindingKind = "changed_body" // a body is not the one its line speaks of
	ForgedStone FindingKind = "forged_tombstone"
	Unlawful    FindingKind = "unlawful" // the chain is whole, and yet nobody could have done this as the subject stood
)

// Finding is one proof that the record was tampered with.
type Finding struct {
	Kind    FindingKind `json:"kind"`
	Subject string      `json:"subject,omitempty"`
	N       int         `json:"n,omitempty"`
	Text    string      `json:"text"`
}

// Report is the outcome of a check.
type Report struct {
	Entries  int       `json:"entries"`
	Subjects int       `json:"subjects"`
	Seals    int       `json:"seals"`
	LastSeal time.Time `json:"last_seal,omitzero"`
	Open     int       `json:"open"`     // lines that no seal covers yet: for these only the chain speaks
	Bodies   int       `json:"bodies"`   // that are what was written
	Erased   int       `json:"erased"`   // bodies that a tombstone stands for
	LeftOut  int       `json:"left_out"` // bodies that are not in the file: nothing is said of them
	Folded   int       `json:"folded"`   // subjects whose lines were judged by the gate, one after the other
	Unfolded int       `json:"unfolded"` // subjects whose bundle or kind is not known here
	Found    int       `json:"found"`
	Findings []Finding `json:"findings,omitempty"` // the first thousand
}

// Sound reports whether nothing was found.
func (r Report) Sound() bool { return r.Found == 0 }

const maxFindings = 1000

func (r *Report) find(kind FindingKind, subject string, n int, format string, args ...any) {
	r.Found++
	if len(r.Findings) < maxFindings {
		r.Findings = append(r.Findings, Finding{kind, subject, n, fmt.Sprintf(format, args...)})
	}
}

// Verify checks an exported record against exported seals and the public key that signed them. The error is about
// reading; what is wrong with the record is in the report. Without seals only the chains are checked, which cannot show
// that the end of a record is gone; without restore no line is folded.
func Verify(r io.Reader, seals io.Reader, key ed25519.PublicKey, restore Restore) (Report, error) {
	c := &check{key: key, sealed: map[string][]Leaf{}, subjects: map[string]*reached{}}
	c.folder = folder{restore: restore, procedures: map[string]*models.Procedure{}, report: &c.report}
	if seals != nil {
		if err := ReadSeals(seals, key, c.seal); err != nil {
			return c.report, err
		}
	}
	if err := entries(r, c.entry); err != nil {
		return c.report, fmt.Errorf("read the record: %w", err)
	}
	c.end()
	return c.report, nil
}

// check is one run of Verify.
type check struct {
	key      ed25519.PublicKey
	sealed   map[string][]Leaf // by subject, as the seals came
	subjects map[string]*reached
	line     *models.Line // the last line read, for the body after it
	bodies   bool         // every line must have its body, or a tombstone
	wants    bool         // the last line's body was not seen yet
	closed   bool
	counted  int
	spoken   int // lines that speak of a body
	folder   folder
	report   Report
}

// reached says how far a subject's chain was read.
type reached struct {
	n      int
	hash   string
	checks int // of its sealed leaves, how many were compared
	late   int // number of the first line without a seal that should have one; 0 none
}

// seal takes up one seal, and what is wrong with it.
func (c *check) seal(s Seal, wrong error) {
	if wrong != nil {
		c.report.find(ForgedSeal, "", s.N, "%v", wrong)
	}
	if s.Hash == "" {
		return
	}
	for _, l := range s.Leaves {
		c.sealed[l.Subject] = append(c.sealed[l.Subject], l)
	}
	c.report.Seals++
	c.report.LastSeal = s.At
}

func (c *check) entry(number int, raw []byte) error {
	var e Entry
	if err := parse(raw, &e); err != nil {
		c.report.find(Unreadable, "", number, "line %d of the record cannot be read: %v", number, err)
		return nil
	}
	if number == 1 || e.Header != nil {
		c.begin(number, e.Header)
		return nil
	}
	c.counted++
	if c.closed {
		c.report.find(Unreadable, "", number, "line %d stands after the end", number)
	}
	c.read(number, e)
	return nil
}

func (c *check) begin(number int, h *Header) {
	if number != 1 || h == nil || h.Format < 1 || h.Format > Format {
		c.report.find(Unreadable, "", number, "line %d: this is not the beginning of a record of format %d", number, Format)
		return
	}
	c.bodies = h.Bodies
}

func (c *check) read(number int, e Entry) {
	if c.wants && e.Body == nil && e.Tombstone == nil {
		c.report.find(ChangedBody, c.line.Subject, c.line.N, "the body of line %d of %s is gone", c.line.N, c.line.Subject)
	}
	c.wants = false
	switch {
	case e.Bundle != nil:
		c.folder.bundle(e.Bundle)
	case e.Line != nil:
		c.chainLine(e.Line)
		c.folder.line(e.Line)
	case e.Audit != nil:
		c.chainAudit(e.Audit)
	case e.Body != nil:
		c.body(e.Body)
	case e.Tombstone != nil:
		c.tombstone(e.Tombstone)
	case e.End != nil:
		c.closed = true
		if c.counted--; e.End.Entries != c.counted {
			c.report.find(Unreadable, "", number, "the record was written with %d entries and has %d", e.End.Entries, c.counted)
		}
	}
}

// end looks for what should have been there.
func (c *check) end() {
	c.report.Entries, c.report.Subjects = c.counted, len(c.subjects)
	c.report.LeftOut = c.spoken - c.report.Bodies - c.report.Erased
	if !c.closed {
		c.report.find(Unreadable, "", 0, "the record has no end: the file was cut off")
	}
	c.missing()
}
