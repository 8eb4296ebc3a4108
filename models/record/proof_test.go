package record_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/record"
)

// covers S95
func TestAProofOfOneSubject(t *testing.T) {
	leaves := func(n int) []record.Leaf {
		var out []record.Leaf
		for i := range n {
			out = append(out, record.Leaf{Subject: fmt.Sprintf("s%03d", i), N: i + 1, Hash: fmt.Sprintf("h%d", i)})
		}
		return out
	}

	t.Run("leads from every leaf of trees of every size to the root, and no other leaf fits", func(t *testing.T) {
		for _, alg := range []string{models.SHA256, record.SM3} {
			for n := 1; n <= 20; n++ {
				s, err := record.NewSeal(record.Seal{}, monday, alg, leaves(n), signer)
				require.NoError(t, err)
				for i := range n {
					p, covered := s.Prove(fmt.Sprintf("s%03d", i))
					require.True(t, covered)
					require.NoError(t, p.Check(public()), "%d of %d", i, n)
					p.Leaf.Hash += "0"
					require.ErrorContains(t, p.Check(public()), "root")
				}
			}
		}
	})
	t.Run("of a subject that the seal does not cover there is none", func(t *testing.T) {
		s, err := record.NewSeal(record.Seal{}, monday, models.SHA256, leaves(3), signer)
		require.NoError(t, err)
		_, covered := s.Prove("s9")
		require.False(t, covered)
	})
	t.Run("is worth nothing with another seal, key or path", func(t *testing.T) {
		s, err := record.NewSeal(record.Seal{}, monday, models.SHA256, leaves(7), signer)
		require.NoError(t, err)
		for story, change := range map[string]func(p *record.Proof){
			"a later date":      func(p *record.Proof) { p.Seal.At = p.Seal.At.Add(time.Second) },
			"another root":      func(p *record.Proof) { p.Seal.Root = p.Path[0].Hash },
			"no path":           func(p *record.Proof) { p.Path = nil },
			"a turned path":     func(p *record.Proof) { p.Path[0].Left = !p.Path[0].Left },
			"no hash in a path": func(p *record.Proof) { p.Path[1].Hash = "zz" },
			"another number":    func(p *record.Proof) { p.Leaf.N++ },
			"another algorithm": func(p *record.Proof) { p.Seal.Alg = "md5" },
		} {
			p, _ := s.Prove("s003")
			require.NoError(t, p.Check(public()))
			change(&p)
			require.Error(t, p.Check(public()), story)
		}
		p, _ := s.Prove("s003")
		require.Error(t, p.Check(nil))
	})
}

// covers S95
func TestFindingTheSealOfALine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "seals.jsonl")
	var last record.Seal
	var seals []record.Seal
	for i := range 400 { // enough for the file to be halved several times
		var leaves []record.Leaf
		for j := range 20 {
			leaves = append(leaves, record.Leaf{Subject: fmt.Sprintf("s%d", (i+j)%100), N: i + 1, Hash: fmt.Sprintf("%064d", i)})
		}
		s, err := record.NewSeal(last, monday.Add(time.Duration(i)*time.Minute), models.SHA256, leaves, signer)
		require.NoError(t, err)
		seals, last = append(seals, s), s
	}
	require.NoError(t, record.KeepSeals(path, seals))
	for _, i := range []int{0, 1, 17, 200, 398, 399} {
		for _, subject := range []string{fmt.Sprintf("s%d", i%100), fmt.Sprintf("s%d", (i+19)%100)} {
			p, found, err := record.Find(path, subject, i+1, monday.Add(time.Duration(i)*time.Minute-20*time.Second))
			require.NoError(t, err)
			require.True(t, found, "%s in seal %d", subject, i)
			require.Equal(t, i+1, p.Seal.N, "the first that covers it")
			require.NoError(t, p.Check(public()))
		}
	}
	for story, ask := range map[string]struct {
		path, subject string
		n             int
		at            time.Time
	}{
		"a line that no seal covers yet":  {path, "s99", 401, last.At},
		"a subject that was never sealed": {path, "nobody", 1, monday},
		"a house without a file of seals": {filepath.Join(t.TempDir(), "none"), "s1", 1, monday},
	} {
		_, found, err := record.Find(ask.path, ask.subject, ask.n, ask.at)
		require.NoError(t, err, story)
		require.False(t, found, story)
	}
	t.Run("a line that a crash cut off is not read", func(t *testing.T) {
		whole, err := os.ReadFile(path)
		require.NoError(t, err)
		raw, err := json.Marshal(last)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, append(whole, raw[:100]...), 0o600))
		_, found, err := record.Find(path, "nobody", 1, last.At)
		require.NoError(t, err)
		require.False(t, found)
	})
}
