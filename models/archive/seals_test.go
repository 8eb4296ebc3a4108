package archive_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/archive"
	"mingcha/models/record"
)

// covers S95: what the seals in a package cannot show, seals kept outside do.
func TestPackageAgainstSealsKeptOutside(t *testing.T) {
	s := written(t)
	madeAt := func(at time.Time) []byte {
		return s.pack(t, func(_ *archive.Writer, m *archive.Manifest) { m.Made = at })
	}
	pack := madeAt(noon.Add(5 * time.Hour))
	first := []record.Leaf{{Subject: "another", N: 1, Hash: "h"}, {Subject: "c1", N: 2, Hash: s.lines[1].Hash}}
	kept := func(by ed25519.PrivateKey, leaves ...[]record.Leaf) *bytes.Buffer {
		var out bytes.Buffer
		last := record.Seal{}
		for i, of := range leaves {
			seal, err := record.NewSeal(last, noon.Add(time.Duration(i+1)*time.Hour), models.SHA256, of, by)
			require.NoError(t, err)
			require.NoError(t, json.NewEncoder(&out).Encode(seal))
			last = seal
		}
		return &out
	}
	against := func(pack []byte, seals *bytes.Buffer) archive.Report {
		return archive.Verify(bytes.NewReader(pack), int64(len(pack)), public, seals, restored)
	}
	later := func(n int, hash string) []record.Leaf { return []record.Leaf{{Subject: "c1", N: n, Hash: hash}} }

	t.Run("that say the same it is sound, and how many there were is told", func(t *testing.T) {
		r := against(pack, kept(signer, first, later(3, s.lines[2].Hash)))
		require.True(t, r.Sound(), "%+v", r.Findings)
		require.Equal(t, 2, r.Kept)
	})
	t.Run("a record whose end was cut off before it was packed is found", func(t *testing.T) {
		named(t, against(pack, kept(signer, first, later(4, "more"))), archive.RecordName, "covers line 4")
	})
	t.Run("what was sealed after the package was made is no fault of it", func(t *testing.T) {
		require.True(t, against(madeAt(noon.Add(time.Hour)), kept(signer, first, later(4, "more"))).Sound())
	})
	t.Run("a line that was written anew since its seal is found", func(t *testing.T) {
		named(t, against(pack, kept(signer, first, later(3, "another"))), archive.RecordName, "line 3 of c1 is not the one in seal 2")
	})
	t.Run("a seal that was made again is found", func(t *testing.T) {
		named(t, against(pack, kept(signer, later(2, s.lines[1].Hash))), archive.ProofsName, "seal 1 is not the one")
	})
	t.Run("seals by another key, and a file that holds none, prove nothing and are found", func(t *testing.T) {
		_, stranger, err := ed25519.GenerateKey(nil)
		require.NoError(t, err)
		named(t, against(pack, kept(stranger, first)), "", "not by this key")
		named(t, against(pack, bytes.NewBufferString("no seal\n")), "", "cannot be read")
		named(t, against(pack, &bytes.Buffer{}), "", "holds none")
	})
}
