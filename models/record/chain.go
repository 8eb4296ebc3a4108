package record

import (
	"maps"
	"slices"
	"time"

	"mingcha/models"
)

// link is what a chain needs to know of a line, of whichever kind.
type link struct {
	subject  string
	n        int
	previous string
	hash     string
	computed string // what the hash should be; "" if the algorithm is not known
	recorded time.Time
}

func (c *check) chainLine(l *models.Line) {
	again := *l
	if newHash, err := NewHash(l.Alg); err == nil {
		if err := again.Seal(newHash); err != nil {
			again.Hash = ""
		}
	} else {
		again.Hash = ""
	}
	c.line, c.wants = l, c.bodies && l.Body != ""
	if l.Body != "" {
		c.spoken++
	}
	c.chain(link{l.Subject, l.N, l.Previous, l.Hash, again.Hash, l.Recorded})
}

func (c *check) chainAudit(l *models.AuditLine) {
	again := *l
	if newHash, err := NewHash(l.Alg); err == nil {
		again.Seal(newHash)
	} else {
		again.Hash = ""
	}
	c.line = nil
	c.chain(link{l.Chain, l.N, l.Previous, l.Hash, again.Hash, l.At})
}

// chain checks one line against the line before it, its own content, and the seals.
func (c *check) chain(l link) {
	at := c.subjects[l.subject]
	if at == nil {
		at = &reached{}
		c.subjects[l.subject] = at
	}
	switch {
	case l.n != at.n+1:
		c.report.find(OutOfOrder, l.subject, l.n, "line %d of %s stands after line %d", l.n, l.subject, at.n)
	case l.previous != at.hash:
		c.report.find(OutOfOrder, l.subject, l.n, "line %d of %s does not continue line %d", l.n, l.subject, at.n)
	}
	if l.computed != l.hash {
		c.report.find(Changed, l.subject, l.n, "the content of line %d of %s does not give its hash", l.n, l.subject)
	}
	at.n, at.hash = l.n, l.hash
	c.compare(l, at)
}

// compare holds a line against the seals of its subject.
func (c *check) compare(l link, at *reached) {
	leaves := c.sealed[l.subject]
	for at.checks < len(leaves) && leaves[at.checks].N <= l.n {
		leaf := leaves[at.checks]
		at.checks++
		if leaf.N == l.n && leaf.Hash != l.hash {
			c.report.find(Changed, l.subject, l.n, "line %d of %s is not the one that was sealed", l.n, l.subject)
		}
	}
	if c.report.Seals == 0 || len(leaves) > 0 && l.n <= leaves[len(leaves)-1].N {
		return
	}
	c.report.Open++
	if at.late == 0 && l.recorded.Before(c.report.LastSeal.Add(-Grace)) {
		at.late = l.n
		c.report.find(Unsealed, l.subject, l.n, "line %d of %s is older than the last seal, but no seal knows it", l.n, l.subject)
	}
}

// missing names every subject whose sealed lines are not there.
func (c *check) missing() {
	for _, subject := range slices.Sorted(maps.Keys(c.sealed)) {
		leaves := c.sealed[subject]
		last := leaves[len(leaves)-1]
		at := c.subjects[subject]
		switch {
		case at == nil:
			c.report.find(Truncated, subject, 1, "%s was sealed with %d lines and is gone", subject, last.N)
		case at.n < last.N:
			c.report.find(Truncated, subject, at.n+1, "%s was sealed with %d lines and ends with line %d", subject, last.N, at.n)
		}
	}
}

func (c *check) body(b *Body) {
	if c.line == nil || b.Subject != c.line.Subject || b.N != c.line.N {
		c.report.find(ChangedBody, b.Subject, b.N, "the body of line %d of %s does not stand after its line", b.N, b.Subject)
		return
	}
	newHash, err := NewHash(c.line.Alg)
	if err != nil || models.DigestOf(newHash, b.Salt, []byte(b.Content)) != c.line.Body {
		c.report.find(ChangedBody, b.Subject, b.N, "the body of line %d of %s is not the one that was written", b.N, b.Subject)
		return
	}
	c.report.Bodies++
}

func (c *check) tombstone(t *models.Tombstone) {
	if c.line == nil || t.Subject != c.line.Subject || t.N != c.line.N || t.Digest != c.line.Body || t.Digest == "" {
		c.report.find(ForgedStone, t.Subject, t.N, "the tombstone of line %d of %s is not about that line", t.N, t.Subject)
		return
	}
	if len(c.key) > 0 && !TombstoneSigned(*t, c.key) {
		c.report.find(ForgedStone, t.Subject, t.N, "the tombstone of line %d of %s is not signed by this key", t.N, t.Subject)
		return
	}
	c.report.Erased++
}
