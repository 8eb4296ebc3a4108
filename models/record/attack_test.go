package record_test

import (
	"crypto/ed25519"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mingcha/models"
	"mingcha/models/record"
)

// attacks are what somebody with full access to the database may do. Each says whether it could be carried out on this
// archive.
var attacks = map[string]func(t testing.TB, a *archive, r *rand.Rand) bool{
	"change a line and leave its hash": func(t testing.TB, a *archive, r *rand.Rand) bool {
		edit(a.entries[anyLine(a, r)].Line, r)
		return true
	},
	"change a line and give it its new hash": func(t testing.TB, a *archive, r *rand.Rand) bool {
		l := a.entries[anyLine(a, r)].Line
		edit(l, r)
		seal(t, l)
		return true
	},
	"change a line and compute the whole chain again": func(t testing.TB, a *archive, r *rand.Rand) bool {
		l := a.entries[anyLine(a, r)].Line
		edit(l, r)
		rechain(t, a, l.Subject)
		return true
	},
	"change a line of the audit": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := slices.IndexFunc(a.entries, func(e record.Entry) bool { return e.Audit != nil })
		if i >= 0 {
			a.entries[i].Audit.Account = "nobody"
		}
		return i >= 0
	},
	"delete a line": func(t testing.TB, a *archive, r *rand.Rand) bool {
		deleteLine(a, anyLine(a, r))
		return true
	},
	"delete a line and close the gap": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := anyLine(a, r)
		subject := a.entries[i].Line.Subject
		deleteLine(a, i)
		rechain(t, a, subject)
		return true
	},
	"delete a subject": func(t testing.TB, a *archive, r *rand.Rand) bool {
		subject := a.entries[anyLine(a, r)].Line.Subject
		a.entries = slices.DeleteFunc(a.entries, func(e record.Entry) bool { return subjectOf(e) == subject })
		return true
	},
	"insert a line and compute the rest again": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := anyLine(a, r)
		l := *a.entries[i].Line
		l.Verb, l.Body = models.Urge, ""
		a.entries = slices.Insert(a.entries, i, record.Entry{Line: &l})
		rechain(t, a, l.Subject)
		return true
	},
	"invent a subject": func(t testing.TB, a *archive, r *rand.Rand) bool {
		a.entries = append(a.entries, line(t, "case-invented", record.Leaf{}, monday, r)...)
		return true
	},
	"swap two lines": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i, j := anyLine(a, r), anyLine(a, r)
		a.entries[i].Line, a.entries[j].Line = a.entries[j].Line, a.entries[i].Line
		return i != j
	},
	"swap the content of two lines and compute the chains again": func(t testing.TB, a *archive, r *rand.Rand) bool {
		x, y := a.entries[anyLine(a, r)].Line, a.entries[anyLine(a, r)].Line
		x.Acted, y.Acted = y.Acted, x.Acted
		rechain(t, a, x.Subject)
		rechain(t, a, y.Subject)
		return !x.Acted.Equal(y.Acted)
	},
	"cut the end of a subject off": func(t testing.TB, a *archive, r *rand.Rand) bool {
		a.entries = dropLastLine(a.entries, a.entries[anyLine(a, r)].Line.Subject)
		return true
	},
	"go back to an earlier day": func(t testing.TB, a *archive, r *rand.Rand) bool {
		limit := a.seals[r.IntN(len(a.seals)-1)].At
		a.entries = slices.DeleteFunc(a.entries, func(e record.Entry) bool {
			return e.Line != nil && e.Line.Recorded.After(limit) || e.Audit != nil && e.Audit.At.After(limit)
		})
		return true
	},
	"take a seal out": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := r.IntN(len(a.seals) - 1)
		a.seals = slices.Delete(a.seals, i, i+1)
		return true
	},
	"swap two seals": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := r.IntN(len(a.seals) - 1)
		a.seals[i], a.seals[i+1] = a.seals[i+1], a.seals[i]
		return true
	},
	"change a leaf of a seal": func(t testing.TB, a *archive, r *rand.Rand) bool {
		a.seals[r.IntN(len(a.seals))].Leaves[0].Hash = "00"
		return true
	},
	"date a seal anew": func(t testing.TB, a *archive, r *rand.Rand) bool {
		s := &a.seals[r.IntN(len(a.seals))]
		s.At = s.At.Add(time.Minute)
		return true
	},
	"sign the last seal over other leaves with another key": func(t testing.TB, a *archive, r *rand.Rand) bool {
		_, other, _ := ed25519.GenerateKey(nil)
		n := len(a.seals)
		forged, err := record.NewSeal(a.seals[n-2], a.seals[n-1].At, models.SHA256, a.seals[n-1].Leaves, other)
		a.seals[n-1] = forged
		return err == nil
	},
	"change a body": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := slices.IndexFunc(a.entries, func(e record.Entry) bool { return e.Body != nil })
		if i >= 0 {
			a.entries[i].Body.Content = `{"text":"不同意"}`
		}
		return i >= 0
	},
	"lose a body": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := slices.IndexFunc(a.entries, func(e record.Entry) bool { return e.Body != nil })
		if i >= 0 {
			a.entries = slices.Delete(a.entries, i, i+1)
		}
		return i >= 0
	},
	"forge a tombstone": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := slices.IndexFunc(a.entries, func(e record.Entry) bool { return e.Body != nil })
		if i < 1 {
			return false
		}
		_, other, _ := ed25519.GenerateKey(nil)
		l := a.entries[i-1].Line
		stone := record.SignTombstone(models.Tombstone{Subject: l.Subject, N: l.N, At: l.Acted, Digest: l.Body}, other)
		a.entries[i] = record.Entry{Tombstone: &stone}
		return true
	},
	"change a tombstone": func(t testing.TB, a *archive, r *rand.Rand) bool {
		i := slices.IndexFunc(a.entries, func(e record.Entry) bool { return e.Tombstone != nil })
		if i >= 0 {
			a.entries[i].Tombstone.Ground = "none"
		}
		return i >= 0
	},
}

// edit changes one thing that means something.
func edit(l *models.Line, r *rand.Rand) {
	edits := []func(){
		func() { l.Verb = models.Refuse },
		func() { l.Actor.Account += "x" },
		func() { l.Actor.Role = "approver" },
		func() { l.Acted = l.Acted.Add(-time.Microsecond) },
		func() { l.Recorded = l.Recorded.Add(time.Hour) },
		func() { l.Facts.Step = "decide" },
		func() { l.Facts.Adverse = !l.Facts.Adverse },
		func() { l.Command += "x" },
		func() { l.Request = "another" },
		func() { l.Body += "00" },
	}
	edits[r.IntN(len(edits))]()
}

// rechain numbers a subject's lines and computes its whole chain again, as an operator could.
func rechain(t testing.TB, a *archive, subject string) {
	t.Helper()
	n, head := 0, ""
	for _, e := range a.entries {
		switch {
		case e.Line != nil && e.Line.Subject == subject:
			n++
			e.Line.N, e.Line.Previous = n, head
			seal(t, e.Line)
			head = e.Line.Hash
		case e.Body != nil && e.Body.Subject == subject:
			e.Body.N = n
		case e.Tombstone != nil && e.Tombstone.Subject == subject:
			e.Tombstone.N = n
		}
	}
}

func subjectOf(e record.Entry) string {
	switch {
	case e.Line != nil:
		return e.Line.Subject
	case e.Body != nil:
		return e.Body.Subject
	case e.Tombstone != nil:
		return e.Tombstone.Subject
	case e.Audit != nil:
		return e.Audit.Chain
	}
	return ""
}

func anyLine(a *archive, r *rand.Rand) int {
	for {
		if i := r.IntN(len(a.entries)); a.entries[i].Line != nil {
			return i
		}
	}
}

func firstLine(entries []record.Entry, subject string) int {
	return slices.IndexFunc(entries, func(e record.Entry) bool { return e.Line != nil && e.Line.Subject == subject })
}

// deleteLine takes a line out with its body.
func deleteLine(a *archive, i int) {
	end := i + 1
	if end < len(a.entries) && (a.entries[end].Body != nil || a.entries[end].Tombstone != nil) {
		end++
	}
	a.entries = slices.Delete(a.entries, i, end)
}

func dropLastLine(entries []record.Entry, subject string) []record.Entry {
	a := archive{entries: slices.Clone(entries)}
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Line != nil && entries[i].Line.Subject == subject {
			deleteLine(&a, i)
			break
		}
	}
	return a.entries
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
