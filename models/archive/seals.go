package archive

import (
	"io"

	"mingcha/models/record"
)

// outside holds the package against the seals that were kept where the house cannot write. They show what the seals in the
// package cannot: that the end of a record was cut off before it was packed, or that a seal was made again.
func (c *check) outside(seals io.Reader) {
	if seals == nil {
		return
	}
	err := record.ReadSeals(seals, c.key, func(s record.Seal, wrong error) {
		if wrong != nil {
			c.find("", "the seals kept outside: %v", wrong)
		}
		if s.Hash == "" {
			return
		}
		c.Kept++
		if hash, packed := c.seals[s.N]; packed && hash != s.Hash {
			c.find(ProofsName, "seal %d is not the one that was kept outside", s.N)
		}
		for _, leaf := range s.Leaves {
			c.sealed(s, leaf)
		}
	})
	switch {
	case err != nil:
		c.find("", "the seals kept outside: %v", err)
	case c.Kept == 0:
		c.find("", "the file of seals kept outside holds none")
	}
}

// sealed holds one sealed head against the record. What was sealed about when the package was made may have come too late
// for it.
func (c *check) sealed(s record.Seal, leaf record.Leaf) {
	head, packed := c.lines.heads[leaf.Subject]
	switch {
	case !packed:
	case head.n < leaf.N:
		if s.At.Before(c.Manifest.Made.Add(-record.Grace)) {
			c.find(RecordName, "the record of %s ends with line %d; seal %d, kept outside, covers line %d", leaf.Subject, head.n, s.N, leaf.N)
		}
	case c.lines.hashes[lineKey{leaf.Subject, leaf.N}] != leaf.Hash:
		c.find(RecordName, "line %d of %s is not the one in seal %d, kept outside", leaf.N, leaf.Subject, s.N)
	}
}
