// Package record proves that a record was not tampered with: hashes, seals over the heads of all subjects, tombstones of
// lawfully erased bodies, and the check of an exported record against exported seals. It needs no database.
package record

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"

	"github.com/emmansun/gmsm/sm3"

	"mingcha/models"
)

// SM3 is the national hash algorithm (GB/T 32905), an alternative to models.SHA256.
const SM3 = "sm3"

// NewHash returns the maker of the hash algorithm with this name.
func NewHash(alg string) (func() hash.Hash, error) {
	switch alg {
	case models.SHA256:
		return sha256.New, nil
	case SM3:
		return sm3.New, nil
	default:
		return nil, fmt.Errorf("the hash algorithm %q is not known", alg)
	}
}

// write feeds parts to a hash, each with its length before it, so that no two lists of parts look the same.
func write(h hash.Hash, parts ...string) {
	for _, part := range parts {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
}
