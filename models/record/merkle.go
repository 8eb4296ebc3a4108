package record

import (
	"hash"
	"strconv"
)

// Leaf is the head of one subject at the time of a seal.
type Leaf struct {
	Subject string `json:"subject"`
	N       int    `json:"n"`
	Hash    string `json:"hash"` // of line n
}

// root returns the root of the Merkle tree over the leaves in their order. Leaves and inner nodes are hashed apart, as in
// RFC 6962, so that one cannot be passed off as the other.
func root(newHash func() hash.Hash, leaves []Leaf) []byte {
	if len(leaves) == 0 {
		return newHash().Sum(nil)
	}
	level := make([][]byte, len(leaves))
	for i, l := range leaves {
		h := newHash()
		h.Write([]byte{0})
		write(h, l.Subject, strconv.Itoa(l.N), l.Hash)
		level[i] = h.Sum(nil)
	}
	for len(level) > 1 {
		var above [][]byte
		for i := 0; i+1 < len(level); i += 2 {
			h := newHash()
			h.Write([]byte{1})
			h.Write(level[i])
			h.Write(level[i+1])
			above = append(above, h.Sum(nil))
		}
		if len(level)%2 == 1 {
			above = append(above, level[len(level)-1])
		}
		level = above
	}
	return level[0]
}
