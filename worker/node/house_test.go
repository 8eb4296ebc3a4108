package node

import (
	"context"
	"database/sql"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enums "go.temporal.io/api/enums/v1"

	"mingcha/models"
	"mingcha/worker/demo"
	"mingcha/workflows"
)

// city is a house in a folder of its own, at work, with cases and cards in every state and one attachment.
func city(t *testing.T, cases int) *Node {
	t.Helper()
	n := live(t, t.TempDir(), 0)
	loader := &demo.City{Store: n.store, InForce: n.inForce, Act: n.act, Blind: n.ring.Blind, Cases: cases, Now: n.act.Now}
	require.NoError(t, loader.Staff(t.Context()))
	require.NoError(t, loader.Load(t.Context()))
	_, err := n.rehydrateAll(t.Context(), nil)
	require.NoError(t, err)
	files, err := n.openVault(t.Context())
	require.NoError(t, err)
	_, err = files.Keep(t.Context(), []byte("an applicant's diploma"))
	require.NoError(t, err)
	require.NoError(t, n.publishKey())
	require.NoError(t, n.sealOnce(t.Context()))
	return n
}

// live opens a house, lets its clock run ahead and lets it work.
func live(t *testing.T, data string, ahead time.Duration) *Node {
	t.Helper()
	n, err := open(t.Context(), Settings{Data: data, Listen: "127.0.0.1:0"}, inProcess)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	n.act.Now = func() time.Time { return time.Now().UTC().Add(ahead) }
	require.NoError(t, n.startWorker())
	return n
}

// armed is what every open subject sleeps for, by its rows.
func armed(t *testing.T, n *Node) map[string]models.Armed {
	t.Helper()
	all := map[string]models.Armed{}
	for cursor := ""; ; {
		page, next, err := n.store.OpenSubjects(t.Context(), cursor, 500)
		require.NoError(t, err)
		for _, s := range page {
			if !s.For.IsZero() {
				all[workflows.WorkflowID(s.Kind, s.ID)] = s
			}
		}
		if cursor = next; next == "" {
			return all
		}
	}
}

// sleepsForTheRecord requires that what every open subject's lines ask for, its row says, and that its alarm rings by then.
func sleepsForTheRecord(t *testing.T, n *Node) {
	t.Helper()
	sleepFor(t, n, armed(t, n))
}

// sleepFor requires it of some subjects.
func sleepFor(t *testing.T, n *Node, subjects map[string]models.Armed) {
	t.Helper()
	for id, s := range subjects {
		if s = settled(t, n, s); s.For.IsZero() {
			continue
		}
		require.Eventually(t, func() bool {
			at := fires(t.Context(), n, id)
			ahead := at.After(time.Now()) || !at.Before(s.For.Add(-5*time.Second))
			return ahead && at.Before(s.For.Add(workflows.SpreadOver+10*time.Second))
		}, time.Minute, 50*time.Millisecond, "%s does not sleep for %s", id, s.For)
	}
}

// settled is a subject whose row says what its lines ask for. A card that a redder one replaces ends while one looks, so
// the row is read again until both agree.
func settled(t *testing.T, n *Node, s models.Armed) models.Armed {
	t.Helper()
	require.Eventually(t, func() bool {
		next, err := n.recompute(t.Context(), s.Kind, s.ID)
		if err != nil {
			return false
		}
		if next.At.Equal(s.For) {
			return true
		}
		t.Logf("%s %s: the lines ask for %s, the row has %s", s.Kind, s.ID, next.At, s.For)
		now, _, err := n.store.OpenSubject(t.Context(), s.ID)
		require.NoError(t, err)
		s.For = now.For
		return false
	}, 10*time.Second, 50*time.Millisecond)
	return s
}

// fires is when the timer of a subject's workflow goes off; zero if none is set.
func fires(ctx context.Context, n *Node, id string) time.Time {
	var at time.Time
	for events := n.temporal.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		e, err := events.Next()
		if err != nil {
			return time.Time{}
		}
		if timer := e.GetTimerStartedEventAttributes(); timer != nil {
			at = e.GetEventTime().AsTime().Add(timer.GetStartToFireTimeout().AsDuration())
		}
	}
	return at
}

// speak lets every open subject say what is due by its clock, which runs ahead, and returns all signals of the house.
func speak(t *testing.T, n *Node) []string {
	t.Helper()
	for _, s := range armed(t, n) {
		require.NoError(t, n.client.Look(t.Context(), s.Kind, s.ID))
	}
	require.Eventually(t, func() bool {
		for _, s := range armed(t, n) {
			if !s.For.After(n.act.Now()) {
				return false
			}
		}
		return true
	}, 60*time.Second, 100*time.Millisecond)
	db := opened(t, snapshotOf(t, n))
	signals := column(t, db, "SELECT subject || ' ' || `key` || ' ' || level || ' ' || due || ' ' || state FROM card_rows")
	slices.Sort(signals)
	require.Len(t, slices.Compact(slices.Clone(signals)), len(signals), "no card twice")
	return signals
}

// snapshotOf copies the database of a house that is in use.
func snapshotOf(t *testing.T, n *Node) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "now.db")
	require.NoError(t, n.store.Snapshot(t.Context(), to))
	return to
}

// content is every row of a database that is not in use, by table.
func content(t *testing.T, file string) map[string][]string {
	t.Helper()
	db := opened(t, file)
	all := map[string][]string{}
	for _, table := range column(t, db, "SELECT name FROM sqlite_master WHERE type = 'table'") {
		names := column(t, db, "SELECT name FROM pragma_table_info('"+table+"')")
		for i, name := range names {
			names[i] = "quote(`" + name + "`)"
		}
		all[table] = column(t, db, "SELECT "+strings.Join(names, "||','||")+" FROM `"+table+"`")
		slices.Sort(all[table])
	}
	return all
}

// opened is a database that is not in use.
func opened(t *testing.T, file string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// same requires that two databases have the same rows, but for some tables.
func same(t *testing.T, want, got map[string][]string, but ...string) {
	t.Helper()
	require.Equal(t, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)))
	for table, rows := range want {
		if !slices.Contains(but, table) && !slices.Equal(rows, got[table]) {
			require.Failf(t, table, "%d rows and %d rows differ", len(rows), len(got[table]))
		}
	}
}

func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	var out []string
	for rows.Next() {
		var cell string
		require.NoError(t, rows.Scan(&cell))
		out = append(out, cell)
	}
	return out
}

// soundly requires that mingcha verify finds nothing in the house.
func soundly(t *testing.T, n *Node) {
	t.Helper()
	require.NoError(t, n.publishKey())
	to := filepath.Join(t.TempDir(), "record.jsonl")
	require.NoError(t, Export(t.Context(), Settings{Data: n.settings.Data}, to))
	key, err := os.ReadFile(filepath.Join(n.settings.Seals, publicKey))
	require.NoError(t, err)
	var said strings.Builder
	err = Verify(&said, to, filepath.Join(n.settings.Seals, sealFile), strings.TrimSpace(string(key)))
	require.NoError(t, err, said.String())
}
