package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

// soon is how long a command may wait to be told that the store is away.
const soon = 8 * time.Second

func TestSQLiteAway(t *testing.T) {
	t.Run("a locked SQLite file is away, and the same batch goes through afterwards", func(t *testing.T) {
		dsn := storetest.SQLiteDSN(t)
		s := storetest.Open(t, dsn, storetest.Keys(t))
		lock, err := sql.Open("sqlite", "file:"+strings.TrimPrefix(dsn, "sqlite:")+"?_txlock=immediate")
		require.NoError(t, err)
		defer func() { require.NoError(t, lock.Close()) }()
		tx, err := lock.Begin()
		require.NoError(t, err)
		b := newAuthor(t, "case-locked").next("one", models.Submit, monday, "")
		requireAway(t, s, b)
		require.NoError(t, tx.Rollback())
		requireWritten(t, s, b)
	})
	t.Run("a full disk writes nothing half", func(t *testing.T) {
		s := storetest.SQLite(t)
		var pages int
		require.NoError(t, s.DB(t).QueryRow("PRAGMA page_count").Scan(&pages))
		_, err := s.DB(t).Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+2))
		require.NoError(t, err)
		b := newAuthor(t, "case-full").next("one", models.Submit, monday, strings.Repeat("长", 40_000))
		requireAway(t, s, b)
		lines, err := s.Lines(t.Context(), "case-full", 1)
		require.NoError(t, err)
		require.Empty(t, lines)
		_, err = s.DB(t).Exec("PRAGMA max_page_count = 1000000")
		require.NoError(t, err)
		requireWritten(t, s, b)
	})
	t.Run("a file that is no database is named as such", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "broken.db")
		require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("this is no database ", 500)), 0o600))
		_, err := store.Open("sqlite:"+path, storetest.Keys(t))
		require.ErrorContains(t, err, "not a database")
		require.NotEqual(t, models.StoreAway, models.CodeOf(err))
	})
	t.Run("a caller who gives up is not told that the store is away", func(t *testing.T) {
		s := storetest.SQLite(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.Append(ctx, newAuthor(t, "case-left").next("one", models.Submit, monday, ""))
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestMariaDBAway(t *testing.T) {
	t.Run("one that is cut off is away for reads and writes, and needs no help to come back", func(t *testing.T) {
		wire := cutWire(t)
		dsn := storetest.MariaDSN(t)
		through := strings.Replace(dsn, storetest.Socket(t), wire.path, 1)
		s := storetest.Open(t, through, storetest.Keys(t))
		a := newAuthor(t, "case-cut")
		first := a.next("one", models.Submit, monday, "")
		a.write(s, first)
		wire.cut()
		b := a.next("two", models.Urge, monday, "")
		requireAway(t, s, b)
		_, err := s.Lines(t.Context(), "case-cut", 1)
		require.Equal(t, models.StoreAway, models.CodeOf(err))
		require.Equal(t, models.StoreAway, models.CodeOf(s.Ping(t.Context())))
		wire.mend(t)
		requireWritten(t, s, b)
	})
	t.Run("one that never was there is away", func(t *testing.T) {
		_, err := store.Open("mysql:root@unix("+filepath.Join(t.TempDir(), "nobody")+")/x", storetest.Keys(t))
		require.Equal(t, models.StoreAway, models.CodeOf(err))
	})
}

func requireAway(t *testing.T, s *store.Store, b models.Batch) {
	t.Helper()
	began := time.Now()
	_, err := s.Append(t.Context(), b)
	require.Equal(t, models.StoreAway, models.CodeOf(err), "%v", err)
	require.Less(t, time.Since(began), soon)
}

func requireWritten(t *testing.T, s *store.Store, b models.Batch) {
	t.Helper()
	existing, err := s.Append(t.Context(), b)
	require.NoError(t, err)
	require.Empty(t, existing)
}

// wire carries connections to the server until it is cut.
type wire struct {
	path   string
	socket string
	mu     sync.Mutex
	listen net.Listener
	open   []net.Conn
}

func cutWire(t *testing.T) *wire {
	w := &wire{path: filepath.Join(t.TempDir(), "w"), socket: storetest.Socket(t)}
	w.mend(t)
	t.Cleanup(w.cut)
	return w
}

func (w *wire) mend(t *testing.T) {
	t.Helper()
	listen, err := net.Listen("unix", w.path)
	require.NoError(t, err)
	w.mu.Lock()
	w.listen = listen
	w.mu.Unlock()
	go func() {
		for {
			near, err := listen.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("unix", w.socket)
			if err != nil {
				return
			}
			w.mu.Lock()
			w.open = append(w.open, near, far)
			w.mu.Unlock()
			go func() { _, _ = io.Copy(near, far) }()
			go func() { _, _ = io.Copy(far, near) }()
		}
	}()
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.listen.Close()
	for _, c := range w.open {
		_ = c.Close()
	}
	w.open = nil
}
