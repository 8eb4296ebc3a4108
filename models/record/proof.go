package record

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"
	"time"
)

// Proof shows that a seal covers the head of one subject, without the other leaves of that seal.
type Proof struct {
	Seal Seal   `json:"seal"` // without its leaves
	Leaf Leaf   `json:"leaf"`
	Path []Peer `json:"path"` // from the leaf to the root
}

// Peer is what one step of a path is hashed with.
type Peer struct {
	Hash string `json:"hash"`
	Left bool   `json:"left,omitempty"` // the peer stands before us
}

// Prove shows that a seal covers a subject; false if it does not.
func (s Seal) Prove(subject string) (Proof, bool) {
	newHash, err := NewHash(s.Alg)
	place := slices.IndexFunc(s.Leaves, func(l Leaf) bool { return l.Subject == subject })
	if err != nil || place < 0 {
		return Proof{}, false
	}
	p := Proof{Leaf: s.Leaves[place], Path: []Peer{}}
	level := leavesOf(newHash, s.Leaves)
	for at := place; len(level) > 1; at /= 2 {
		if peer := at ^ 1; peer < len(level) {
			p.Path = append(p.Path, Peer{Hash: hex.EncodeToString(level[peer]), Left: peer < at})
		}
		level = above(newHash, level)
	}
	s.Leaves = nil
	p.Seal = s
	return p, true
}

// Check says what is wrong with a proof, or nil: its path must lead from the leaf to the root that the seal signs.
func (p Proof) Check(key ed25519.PublicKey) error {
	newHash, err := NewHash(p.Seal.Alg)
	if err != nil {
		return err
	}
	var wrong []error
	node := leafHash(newHash, p.Leaf)
	for _, peer := range p.Path {
		other, err := hex.DecodeString(peer.Hash)
		if err != nil {
			return errors.New("its path cannot be read")
		}
		if peer.Left {
			node = join(newHash, other, node)
		} else {
			node = join(newHash, node, other)
		}
	}
	if hex.EncodeToString(node) != p.Seal.Root {
		wrong = append(wrong, errors.New("its path does not lead to the sealed root"))
	}
	if hash, err := p.Seal.hash(); err != nil || hash != p.Seal.Hash {
		wrong = append(wrong, errors.New("the hash of its seal is wrong"))
	}
	if !signed(key, p.Seal.Signature, "seal", p.Seal.Hash) {
		wrong = append(wrong, errors.New("the signature of its seal is not by this key"))
	}
	return errors.Join(wrong...)
}

// slack is how much later than a line its seal may come, and how far the clocks of nodes that seal may differ.
const slack = 6 * time.Hour

// Find looks in a file of seals for the first one that covers line n of a subject, which was recorded at an instant. The
// seals stand in the order of their times, so it begins near that instant. False: there is none yet, or there is no file.
func Find(path, subject string, n int, recorded time.Time) (Proof, bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return Proof{}, false, nil
	}
	if err != nil {
		return Proof{}, false, fmt.Errorf("read the seals: %w", err)
	}
	defer f.Close()
	begin, err := near(f, recorded.Add(-Grace))
	if err != nil {
		return Proof{}, false, fmt.Errorf("read the seals: %w", err)
	}
	in := bufio.NewReaderSize(io.NewSectionReader(f, begin, 1<<62-begin), 1<<16)
	for {
		raw, err := in.ReadBytes('\n')
		if err != nil {
			return Proof{}, false, notEnd(err)
		}
		var s Seal
		if err := json.Unmarshal(raw, &s); err != nil {
			return Proof{}, false, fmt.Errorf("read the seals: %w", err)
		}
		if p, covered := s.Prove(subject); covered && p.Leaf.N >= n {
			return p, true, nil
		}
		if s.At.After(recorded.Add(slack)) {
			return Proof{}, false, nil
		}
	}
}

// notEnd keeps the end of a file, whole or in the middle of a line, from being a fault.
func notEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// near returns the beginning of a line whose seal, like all before it, is older than an instant; 0 if there is none. It
// halves the file until little is left.
func near(f *os.File, at time.Time) (int64, error) {
	low, high := int64(0), int64(0)
	size, err := f.Seek(0, io.SeekEnd)
	for high = size; err == nil && high-low > 1<<16; {
		middle := low + (high-low)/2
		var begin int64
		var s Seal
		begin, s, err = after(f, middle)
		switch {
		case errors.Is(err, io.EOF):
			high, err = middle, nil
		case err == nil && s.At.Before(at) && begin < high:
			low = begin
		default:
			high = middle
		}
	}
	return low, err
}

// after reads the first whole line that begins after an offset.
func after(f *os.File, offset int64) (int64, Seal, error) {
	in := bufio.NewReaderSize(io.NewSectionReader(f, offset, 1<<62-offset), 1<<16)
	skipped, err := in.ReadBytes('\n')
	if err != nil {
		return 0, Seal{}, err
	}
	raw, err := in.ReadBytes('\n')
	if err != nil {
		return 0, Seal{}, err
	}
	var s Seal
	err = json.Unmarshal(bytes.TrimSpace(raw), &s)
	return offset + int64(len(skipped)), s, err
}

func leafHash(newHash func() hash.Hash, l Leaf) []byte {
	return leavesOf(newHash, []Leaf{l})[0]
}
