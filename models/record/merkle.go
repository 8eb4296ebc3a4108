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
	level := leavesOf(newHash, leaves)
	for len(level) > 1 {
		level = above(newHash, level)
	}
	return level[0]
}

func leavesOf(newHash func() hash.Hash, leaves []Leaf) [][]byte {
	level := make([][]byte, len(leaves))
	for i, l := range leaves {
		h := newHash()
		h.Write([]byte{0})
		write(h, l.Subject, strconv.Itoa(l.N), l.Hash)
		level[i] = h.Sum(nil)
	}
	return level
}

// above is the next level of the tree. A node without a peer goes up as it is.
func above(newHash func() hash.Hash, level [][]byte) [][]byte {
	var up [][]byte
	for i := 0; i+1 < len(level); i += 2 {
		up = append(up, join(newHash, level[i], level[i+1]))
	}
	if len(level)%2 == 1 {
		up = append(up, level[len(level)-1])
	}
	return up
}

func join(newHash func() hash.Hash, left, right []byte) []byte {
	h := newHash()
	h.Write([]byte{1})
	h.Write(left)
	h.Write(right)
	return h.Sum(nil)
}
