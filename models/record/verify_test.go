package record_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/record"
)

var monday = time.Date(2026, 3, 2, 1, 30, 0, 0, time.UTC)

var signer = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

func public() ed25519.PublicKey { return signer.Public().(ed25519.PublicKey) }

// archive is an exported record and its seals, before they are written to files.
type archive struct {
	entries []record.Entry
	seals   []record.Seal
}

// written is the archive as two files.
func (a archive) written(t testing.TB) (file, seals *bytes.Buffer) {
	t.Helper()
	file, seals = &bytes.Buffer{}, &bytes.Buffer{}
	w, err := record.NewWriter(file, true)
	require.NoError(t, err)
	for _, e := range a.entries {
		require.NoError(t, w.Add(e))
	}
	require.NoError(t, w.Close())
	for _, s := range a.seals {
		require.NoError(t, record.AppendSeal(seals, s))
	}
	return file, seals
}

func (a archive) verify(t testing.TB) record.Report {
	t.Helper()
	file, seals := a.written(t)
	report, err := record.Verify(file, seals, public(), nil)
	require.NoError(t, err)
	return report
}

// history makes a record of several subjects and an audit chain over a day, sealed every hour to its end.
func history(t testing.TB, r *rand.Rand) archive {
	t.Helper()
	var a archive
	var last record.Seal
	heads := map[string]record.Leaf{}
	bySubject := map[string][]record.Entry{}
	at := monday
	for range 8 {
		changed := map[string]bool{}
		for range 6 {
			at = at.Add(time.Duration(r.IntN(9)+1) * time.Minute)
			subject := fmt.Sprintf("case-%d", r.IntN(6))
			entries := line(t, subject, heads[subject], at, r)
			if r.IntN(5) == 0 {
				subject = "audit/main"
				entries = auditLine(t, subject, heads[subject], at)
			}
			heads[subject] = leafOf(entries[0])
			bySubject[subject] = append(bySubject[subject], entries...)
			changed[subject] = true
		}
		at = at.Add(time.Hour)
		var leaves []record.Leaf
		for subject := range changed {
			leaves = append(leaves, heads[subject])
		}
		seal, err := record.NewSeal(last, at, []string{models.SHA256, record.SM3}[r.IntN(2)], leaves, signer)
		require.NoError(t, err)
		a.seals = append(a.seals, seal)
		last = seal
	}
	for i := range 6 {
		a.entries = append(a.entries, bySubject[fmt.Sprintf("case-%d", i)]...)
	}
	a.entries = append(a.entries, bySubject["audit/main"]...)
	return a
}

func leafOf(e record.Entry) record.Leaf {
	if e.Audit != nil {
		return record.Leaf{Subject: e.Audit.Chain, N: e.Audit.N, Hash: e.Audit.Hash}
	}
	return record.Leaf{Subject: e.Line.Subject, N: e.Line.N, Hash: e.Line.Hash}
}

func line(t testing.TB, subject string, head record.Leaf, at time.Time, r *rand.Rand) []record.Entry {
	t.Helper()
	l := &models.Line{
		Subject: subject, N: head.N + 1, Command: fmt.Sprint("command-", head.N), Verb: models.Approve,
		Actor: models.Actor{Account: "li", Role: "handler"}, Acted: at, Recorded: at.Add(time.Second), Previous: head.Hash,
		Facts: models.Facts{Step: "review", Round: 1, Reasoned: true}, Alg: []string{models.SHA256, record.SM3}[r.IntN(2)],
	}
	entries := []record.Entry{{Line: l}}
	newHash, err := record.NewHash(l.Alg)
	require.NoError(t, err)
	if kind := r.IntN(3); kind > 0 {
		body := record.Body{Subject: subject, N: l.N, Salt: []byte("salt"), Content: `{"text":"同意 <b>"}`}
		l.Body = models.DigestOf(newHash, body.Salt, []byte(body.Content))
		after := record.Entry{Body: &body}
		if kind == 2 {
			stone := record.SignTombstone(models.Tombstone{Subject: subject, N: l.N, At: at, Account: "zhao", Ground: "PIPL47", Digest: l.Body}, signer)
			after = record.Entry{Tombstone: &stone}
		}
		entries = append(entries, after)
	}
	seal(t, l)
	return entries
}

func seal(t testing.TB, l *models.Line) {
	t.Helper()
	newHash, err := record.NewHash(l.Alg)
	require.NoError(t, err)
	require.NoError(t, l.Seal(newHash))
}

func auditLine(t testing.TB, chain string, head record.Leaf, at time.Time) []record.Entry {
	t.Helper()
	l := &models.AuditLine{
		Chain: chain, N: head.N + 1, At: at, Account: "li", Action: "read_case", Outcome: models.Allowed, Alg: models.SHA256, Previous: head.Hash,
	}
	newHash, err := record.NewHash(l.Alg)
	require.NoError(t, err)
	l.Seal(newHash)
	return []record.Entry{{Audit: l}}
}

// clone copies an archive, so that an attack leaves the original alone.
func (a archive) clone(t testing.TB) archive {
	t.Helper()
	raw, err := json.Marshal(a.entries)
	require.NoError(t, err)
	sealsRaw, err := json.Marshal(a.seals)
	require.NoError(t, err)
	var b archive
	require.NoError(t, json.Unmarshal(raw, &b.entries))
	require.NoError(t, json.Unmarshal(sealsRaw, &b.seals))
	return b
}

// TestVerifyFindsEveryAttack shows that the offline check finds every kind of tampering.
// pain 29
func TestVerifyFindsEveryAttack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	names := sortedNames(attacks)
	tried := map[string]int{}
	var whole archive
	for i := range 1000 {
		if i%10 == 0 {
			whole = history(t, r)
			require.True(t, whole.verify(t).Sound(), "%+v", whole.verify(t))
		}
		name := names[(i*7)%len(names)]
		attacked := whole.clone(t)
		if !attacks[name](t, &attacked, r) {
			continue
		}
		tried[name]++
		require.False(t, attacked.verify(t).Sound(), "attack %d, %s, was not found", i, name)
	}
	for _, name := range names {
		require.Positive(t, tried[name], name)
	}
}

func TestVerifyFindsEveryChangedByteOfTheFiles(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	whole := history(t, r)
	for range 1000 {
		file, seals := whole.written(t)
		target := file.Bytes()
		if r.IntN(3) == 0 {
			target = seals.Bytes()
		}
		at := r.IntN(len(target))
		was := target[at]
		if target[at] ^= byte(1 << r.IntN(8)); was == '\n' && at == len(target)-1 {
			continue // the last line break says nothing
		}
		report, err := record.Verify(file, seals, public(), nil)
		require.NoError(t, err)
		require.False(t, report.Sound(), "byte %d, %q became %q", at, was, target[at])
	}
}

func TestVerifyWithoutSealsSeesTheChainsOnly(t *testing.T) {
	whole := history(t, rand.New(rand.NewPCG(7, 8)))
	without := func(a archive) record.Report {
		file, _ := a.written(t)
		report, err := record.Verify(file, nil, public(), nil)
		require.NoError(t, err)
		return report
	}
	require.True(t, without(whole).Sound())

	cut := whole.clone(t)
	cut.entries = dropLastLine(cut.entries, "case-2")
	require.True(t, without(cut).Sound(), "nothing in a chain says that it went on")
	require.Equal(t, record.Truncated, cut.verify(t).Findings[0].Kind)

	edited := whole.clone(t)
	edited.entries[firstLine(edited.entries, "case-2")].Line.Verb = models.Refuse
	require.Equal(t, record.Changed, without(edited).Findings[0].Kind)
}

func TestVerifyCountsWhatNoSealCoversYet(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	a := history(t, r)
	fresh := a.seals[len(a.seals)-1].At.Add(time.Second)
	a.entries = append(a.entries, line(t, "case-new", record.Leaf{}, fresh, r)...)
	report := a.verify(t)
	require.True(t, report.Sound(), "%+v", report)
	require.Equal(t, 1, report.Open)

	old := history(t, r)
	old.entries = append(old.entries, line(t, "case-new", record.Leaf{}, monday, r)...)
	require.Equal(t, record.Unsealed, old.verify(t).Findings[0].Kind)
}

func TestVerifySaysWhichBodiesItHasSeen(t *testing.T) {
	a := history(t, rand.New(rand.NewPCG(15, 16)))
	whole := a.verify(t)
	require.Positive(t, whole.Bodies)
	require.Positive(t, whole.Erased)
	require.Zero(t, whole.LeftOut)

	var file, seals bytes.Buffer
	w, err := record.NewWriter(&file, false)
	require.NoError(t, err)
	for _, e := range a.entries {
		if e.Body == nil && e.Tombstone == nil {
			require.NoError(t, w.Add(e))
		}
	}
	require.NoError(t, w.Close())
	for _, s := range a.seals {
		require.NoError(t, record.AppendSeal(&seals, s))
	}
	bare, err := record.Verify(&file, &seals, public(), nil)
	require.NoError(t, err)
	require.True(t, bare.Sound(), "%+v", bare.Findings)
	require.Equal(t, whole.Bodies+whole.Erased, bare.LeftOut, "who was given a file without bodies is told so")
}

func TestVerifyNamesASealOfAnotherKey(t *testing.T) {
	a := history(t, rand.New(rand.NewPCG(11, 12)))
	file, seals := a.written(t)
	stranger, _, err := ed25519.GenerateKey(nil)
	require.NoError(t, err)
	report, err := record.Verify(file, seals, stranger, nil)
	require.NoError(t, err)
	require.Equal(t, record.ForgedSeal, report.Findings[0].Kind)
	key, err := record.ParseKey(record.FormatKey(public()) + "\n")
	require.NoError(t, err)
	require.Equal(t, public(), key)
	_, err = record.ParseKey("no key")
	require.Error(t, err)
}
