package node

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/worker/embedded"
)

func TestRestore(t *testing.T) {
	t.Parallel()
	a := city(t, 60)
	ctx := t.Context()
	item, known := a.inForce.Catalogue().Find("food-business-catering")
	require.True(t, known)
	o := &office{Node: a, t: t, item: item}

	t.Run("of a backup under writes loses nothing that was answered before, and the record is sound", func(t *testing.T) {
		ids := []string{"w1", "w2", "w3", "w4"}
		for _, id := range ids {
			require.NoError(t, o.file(ctx, id))
		}
		busy := o.keepUrging(ctx, ids)
		to := filepath.Join(t.TempDir(), "b.tar.gz")
		err := Backup(ctx, a.settings, to, "")
		answered := busy()
		require.NoError(t, err)
		require.NotEmpty(t, answered)

		b := live(t, o.restored(t, to), 0)
		_, err = b.rehydrateAll(ctx, nil)
		require.NoError(t, err)
		m := begun(t, to)
		for click, at := range answered {
			line, err := b.store.LineOf(ctx, click[:2], click)
			require.NoError(t, err)
			require.True(t, line != nil || at.After(m), "%s was answered at %s, the backup began at %s", click, at, m)
		}
		sleepsForTheRecord(t, b)
		soundly(t, b)
	})

	// The record moves on after Temporal's file was copied: one case is accepted, one waits for its applicant, one is closed,
	// one is filed.
	for _, id := range []string{"accepted", "asked", "closed"} {
		require.NoError(t, o.file(ctx, id))
	}
	lagging := o.backup(ctx, func() {
		require.NoError(t, o.do(ctx, "accepted", "yes", "window_clerk", models.Accept, o.accepting()))
		asking := o.accepting()
		asking.Materials[0].State, asking.Reasoned, asking.Document = "missing", true, "B-1"
		require.NoError(t, o.do(ctx, "asked", "what is missing", "window_clerk", models.NotifySupplement, asking))
		require.NoError(t, o.walk(ctx, "closed"))
		require.NoError(t, o.file(ctx, "filed"))
	})

	for name, engine := range map[string]bool{"with a Temporal that lags behind the record": true, "without any Temporal": false} {
		t.Run(name+" gives the same due instants, and every subject goes on", func(t *testing.T) {
			data := o.restored(t, lagging)
			if !engine {
				require.NoError(t, os.Remove(filepath.Join(data, embedded.FileName)))
			}
			before := content(t, filepath.Join(data, databasePart))
			b := live(t, data, 0)
			_, err := b.rehydrateAll(ctx, nil)
			require.NoError(t, err)
			sleepsForTheRecord(t, b)
			// Opening a house may publish what the program ships, and the patrol notes what it finds.
			same(t, before, content(t, snapshotOf(t, b)), "settings", "sessions", "bundle_rows", "revisions", "incident_rows")

			p := &office{Node: b, t: t, item: item}
			require.NoError(t, p.do(ctx, "accepted", "go on", "handler", models.Approve, models.Facts{Step: item.Procedure.Steps[1].Key}))
			require.NoError(t, p.do(ctx, "asked", "go on", "window_clerk", models.Supply, models.Facts{Materials: p.accepting().Materials}))
			require.NoError(t, p.do(ctx, "filed", "go on", "window_clerk", models.Accept, p.accepting()))
			require.NoError(t, p.do(ctx, "closed", "again", "department_head", models.Reopen, models.Facts{Reasoned: true, Target: item.Procedure.Steps[1].Key}))
			soundly(t, b)
		})
	}

	t.Run("issues every card that falls due later once, with Temporal's file or without", func(t *testing.T) {
		var all [][]string
		for _, engine := range []bool{true, false} {
			data := o.restored(t, lagging)
			if !engine {
				require.NoError(t, os.Remove(filepath.Join(data, embedded.FileName)))
			}
			b := live(t, data, 25*24*time.Hour)
			_, err := b.rehydrateAll(ctx, nil)
			require.NoError(t, err)
			all = append(all, speak(t, b))
		}
		require.Equal(t, all[0], all[1])
		require.Contains(t, fmt.Sprint(all[0]), "accepted R-T1")
	})
}

// begun is when a backup was begun.
func begun(t *testing.T, from string) time.Time {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "b")
	_, err := unpack(from, dir)
	require.NoError(t, err)
	m, err := readManifest(dir)
	require.NoError(t, err)
	return m.Begun
}

// housekeys is an empty house that has the keys of this one.
func (o *office) housekeys(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.MkdirAll(filepath.Join(data, "keys"), 0o700))
	names, err := filepath.Glob(filepath.Join(o.settings.Keys, "*.key"))
	require.NoError(t, err)
	for _, name := range names {
		key, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(data, "keys", filepath.Base(name)), key, 0o600))
	}
	return data
}

// restored puts a backup into a new house and returns its folder.
func (o *office) restored(t *testing.T, from string) string {
	t.Helper()
	data := o.housekeys(t)
	require.NoError(t, Restore(t.Context(), Settings{Data: data}, from, ""))
	return data
}

// backup makes a backup in which something happens after Temporal's file was copied and before the database is.
func (o *office) backup(ctx context.Context, meanwhile func()) string {
	o.t.Helper()
	to := filepath.Join(o.t.TempDir(), "b")
	b, err := beginBackup(ctx, o.settings, to)
	require.NoError(o.t, err)
	require.NoError(o.t, b.engine(ctx))
	meanwhile()
	for _, part := range []func(context.Context) error{b.database, b.files, b.seals, b.options, b.finish} {
		require.NoError(o.t, part(ctx))
	}
	require.NoError(o.t, b.close())
	return to
}

// accepting is a window's word that nothing is missing.
func (o *office) accepting() models.Facts {
	var all []models.Checked
	for _, no := range o.item.Procedure.Required {
		all = append(all, models.Checked{No: no, State: "received"})
	}
	return models.Facts{Step: o.item.Procedure.Steps[0].Key, Materials: all}
}

// keepUrging lets four people urge on cases until the returned function is called, which tells when what was answered.
func (o *office) keepUrging(ctx context.Context, ids []string) (stop func() map[string]time.Time) {
	var group sync.WaitGroup
	var mu sync.Mutex
	answered, over := map[string]time.Time{}, make(chan struct{})
	for w, id := range ids {
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-over:
					return
				default:
				}
				click := fmt.Sprintf("%s-%d-%d", id, w, i)
				if o.do(ctx, id, click, "handler", models.Urge, models.Facts{}) == nil {
					mu.Lock()
					answered[click] = time.Now()
					mu.Unlock()
				}
			}
		})
	}
	for i := range 20 { // something must be on record before the backup begins
		_ = o.do(ctx, ids[0], fmt.Sprintf("%s-first-%d", ids[0], i), "handler", models.Urge, models.Facts{})
	}
	return func() map[string]time.Time {
		close(over)
		group.Wait()
		return answered
	}
}
