package node

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/worker/embedded"
)

func TestRestore(t *testing.T) {
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

func TestRestoreRefuses(t *testing.T) {
	a := city(t, 5)
	ctx := t.Context()
	whole, keys := filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "k.tar.gz")
	require.NoError(t, Backup(ctx, a.settings, whole, keys))
	o := &office{Node: a, t: t}

	damaged := func(t *testing.T, damage func(dir string)) (string, error) {
		dir := filepath.Join(t.TempDir(), "b")
		require.NoError(t, os.CopyFS(dir, os.DirFS(whole)))
		damage(dir)
		data := o.housekeys(t)
		return data, Restore(ctx, Settings{Data: data}, dir, "")
	}
	for name, c := range map[string]struct {
		damage func(dir string)
		says   string
	}{
		"a changed file": {func(dir string) { spoil(t, filepath.Join(dir, databasePart)) }, databasePart + " was changed"},
		"a missing file": {func(dir string) { require.NoError(t, os.Remove(filepath.Join(dir, sealsPart, sealFile))) }, "is missing"},
		"one file too many": {func(dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "extra"), []byte("x"), 0o600))
		}, "extra does not belong"},
		"sums made to fit": {func(dir string) { spoil(t, filepath.Join(dir, sumsName)) }, "not signed by this house's key"},
		"no manifest":      {func(dir string) { require.NoError(t, os.Remove(filepath.Join(dir, manifestName))) }, "no backup"},
		"another layout": {func(dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, manifestName), []byte(`{"format":2}`), 0o600))
		}, "format 2"},
	} {
		t.Run(name+", and leaves the house empty", func(t *testing.T) {
			data, err := damaged(t, c.damage)
			require.ErrorContains(t, err, c.says)
			left, err := os.ReadDir(data)
			require.NoError(t, err)
			for _, e := range left {
				require.Contains(t, []string{"keys", "seals"}, e.Name())
			}
		})
	}

	t.Run("a house in which somebody lives, and leaves it as it is", func(t *testing.T) {
		err := Restore(ctx, Settings{Data: a.settings.Data}, whole, "")
		require.ErrorContains(t, err, "empty house only")
		seals := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(seals, sealFile), nil, 0o600))
		err = Restore(ctx, Settings{Data: filepath.Join(t.TempDir(), "data"), Seals: seals}, whole, "")
		require.ErrorContains(t, err, "empty house only")
	})

	t.Run("no keys, and other keys, before anything is made that could be mistaken for them", func(t *testing.T) {
		data := filepath.Join(t.TempDir(), "data")
		err := Restore(ctx, Settings{Data: data}, whole, "")
		require.ErrorContains(t, err, "data-0001.key is not there")
		require.NoFileExists(t, filepath.Join(data, "keys", "data-0001.key"))
		_, err = store.LoadKeyring(filepath.Join(data, "keys"))
		require.NoError(t, err)
		require.ErrorContains(t, Restore(ctx, Settings{Data: data}, whole, ""), "data-0001.key is another key")
		require.ErrorContains(t, Restore(ctx, Settings{Data: data}, whole, keys), "there are keys in")
	})

	t.Run("a database with a newer schema", func(t *testing.T) {
		dir := resigned(t, a, whole, "UPDATE goose_db_version SET version_id = 9999")
		err := Restore(ctx, Settings{Data: o.housekeys(t)}, dir, "")
		require.ErrorIs(t, err, store.ErrNewerSchema)
	})

	t.Run("a SQLite backup for a house with MySQL", func(t *testing.T) {
		err := Restore(ctx, Settings{Data: o.housekeys(t), Database: "mysql:u@tcp(127.0.0.1:1)/m"}, whole, "")
		require.ErrorContains(t, err, "MySQL")
	})

	t.Run("an archive whose names lead out of it", func(t *testing.T) {
		trick := filepath.Join(t.TempDir(), "b.tar.gz")
		f, err := os.Create(trick)
		require.NoError(t, err)
		z := gzip.NewWriter(f)
		w := tar.NewWriter(z)
		require.NoError(t, w.WriteHeader(&tar.Header{Name: "../outside", Size: 1, Mode: 0o600}))
		_, err = w.Write([]byte("x"))
		require.NoError(t, err)
		for _, c := range []interface{ Close() error }{w, z, f} {
			require.NoError(t, c.Close())
		}
		data := o.housekeys(t)
		require.ErrorContains(t, Restore(ctx, Settings{Data: data}, trick, ""), "no name in a backup")
		require.NoFileExists(t, filepath.Join(data, "outside"))
	})
}

// spoil changes one byte in the middle of a file.
func spoil(t *testing.T, file string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	raw[len(raw)/2] ^= 1
	require.NoError(t, os.WriteFile(file, raw, 0o600))
}

// resigned changes a backup's database and has the house sign it, as a newer program would.
func resigned(t *testing.T, a *Node, whole, statement string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "b")
	require.NoError(t, os.CopyFS(dir, os.DirFS(whole)))
	file := filepath.Join(dir, databasePart)
	db, err := sql.Open("sqlite", "file:"+file)
	require.NoError(t, err)
	_, err = db.Exec(statement)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	for _, name := range []string{sumsName, signatureName} {
		require.NoError(t, os.Remove(filepath.Join(dir, name)))
	}
	sums, err := unpack(dir, filepath.Join(t.TempDir(), "copy"))
	require.NoError(t, err)
	var text []byte
	for name, sum := range sums {
		text = fmt.Appendf(text, "%s  %s\n", sum, name)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, sumsName), text, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, signatureName), []byte(signSums(a.ring, text)), 0o600))
	return dir
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
