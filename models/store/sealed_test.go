package store_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

// canary is planted wherever something personal can be.
const canary = "canary张三441900199001011234"

// TestNoPersonalValueReachesTheDisk plants personal values and finds them in no raw database file and no WAL.
func TestNoPersonalValueReachesTheDisk(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		dsn := storetest.SQLiteDSN(t)
		s := storetest.Open(t, dsn, storetest.Keys(t))
		plant(t, s)
		search(t, filepath.Dir(strings.TrimPrefix(dsn, "sqlite:")))
	})
	t.Run("MariaDB", func(t *testing.T) {
		s := storetest.MariaDB(t)
		plant(t, s)
		search(t, storetest.DataDir(t))
	})
}

// plant writes the canary through every door and reads it back.
func plant(t *testing.T, s *store.Store) {
	t.Helper()
	ctx, a := t.Context(), newAuthor(t, "marked-subject")
	b := a.next("one", models.Submit, monday, canary)
	b.Case = caseRow(a.subject, "bureau", town, monday)
	b.Case.ApplicantName = canary
	a.write(s, b)
	b = a.next("two", models.Supply, monday, canary)
	b.Case = caseRow(a.subject, "bureau", town, monday)
	b.Case.ApplicantName = canary
	a.write(s, b)
	require.Equal(t, models.Sealed(canary), b.Case.ApplicantName, "the caller's row stays readable")
	require.NoError(t, s.Erase(ctx, models.Tombstone{Subject: a.subject, N: 2, At: monday, Account: "li", Ground: "PIPL47"}))
	require.NoError(t, s.CreateAccount(ctx, models.AccountRow{ID: "a1", Login: "li", Name: canary, TOTP: canary, Made: monday, Changed: monday}))
	require.NoError(t, s.SaveDraft(ctx, models.DraftRow{ID: "d1", Applicant: "x", Item: "i", Content: canary, Updated: monday}))
	require.NoError(t, s.PutAttachment(ctx, models.AttachmentRow{ID: "f1", Subject: "d1", Address: "0", Name: canary, At: monday}))
	require.NoError(t, s.Receive(ctx, []models.IntakeRow{{Source: "s", Batch: "b", Row: "1", Subject: "x", Payload: canary, State: models.IntakeWaiting, Happened: monday, Received: monday}}))
	sessions := s.Sessions(func([]byte) string { return "a1" }, func() time.Time { return monday })
	require.NoError(t, sessions.CommitCtx(ctx, canary, []byte(canary), monday.Add(time.Hour)))
	require.NoError(t, s.SetSetting(ctx, "secret", canary, monday))
	require.NoError(t, s.SaveContact(ctx, models.ContactRow{Account: "a1", Channel: models.MailChannel, Address: canary, Changed: monday}))
	require.NoError(t, s.QueueCode(ctx, models.Delivery{ID: "q.mail", Channel: models.MailChannel, Address: canary, Code: canary, Made: monday}))
	leased, err := s.ClaimDeliveries(ctx, models.MailChannel, "lease", monday, time.Minute, 1)
	require.NoError(t, err)
	require.NoError(t, s.RecordDelivery(ctx, leased[0], models.Undelivered, canary, monday))
	require.NoError(t, s.SetQueryCode(ctx, a.subject, canary, canary))
	detail := models.AuditDetail{Why: canary, After: json.RawMessage(`"` + canary + `"`)}
	require.NoError(t, s.Audit(ctx, models.AuditLine{At: monday, Account: "li", Action: "read_case", Outcome: models.Allowed, Detail: detail}))

	row, err := s.Case(ctx, a.subject)
	require.NoError(t, err)
	require.Equal(t, models.Sealed(canary), row.ApplicantName)
	account, err := s.AccountByLogin(ctx, "li")
	require.NoError(t, err)
	require.Equal(t, models.Sealed(canary), account.Name)
	page, err := s.AuditLines(ctx, models.AuditFilter{Scope: []models.PathRange{models.Within("")}})
	require.NoError(t, err)
	require.Equal(t, detail, page.Lines[0].Detail)
}

// search looks through every raw file for the canary, and for something that must be there, or else it looks in vain.
func search(t *testing.T, dir string) {
	t.Helper()
	seen := false
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen = seen || bytes.Contains(raw, []byte("marked-subject"))
		for _, part := range []string{canary, "张三", "441900199001011234", "Y2FuYXJ5"} { // the last: canary in base64
			require.False(t, bytes.Contains(raw, []byte(part)), "%s holds %q", filepath.Base(path), part)
		}
		return nil
	}))
	require.True(t, seen)
}

func TestKeyring(t *testing.T) {
	t.Run("what was written under an old key stays readable after a rotation, and new rows use the new key", func(t *testing.T) {
		dir, dsn := t.TempDir(), storetest.SQLiteDSN(t)
		ring, err := store.LoadKeyring(dir)
		require.NoError(t, err)
		s := storetest.Open(t, dsn, ring)
		require.NoError(t, s.SetSetting(t.Context(), "old", "plain", monday))
		blind := s.Blind("441900199001011234")

		require.NoError(t, store.RotateKeys(dir))
		again, err := store.LoadKeyring(dir)
		require.NoError(t, err)
		after := storetest.Open(t, dsn, again)
		value, found, err := after.Setting(t.Context(), "old")
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, "plain", value)
		require.Equal(t, blind, after.Blind("441900199001011234"), "the blind index does not rotate")
		require.NoError(t, after.SetSetting(t.Context(), "new", "plain", monday))
		_, _, err = s.Setting(t.Context(), "new")
		require.ErrorContains(t, err, "not in the ring", "the old ring does not have the new key")
	})
	t.Run("a ciphertext moved to another row does not open", func(t *testing.T) {
		s := storetest.SQLite(t)
		require.NoError(t, s.SetSetting(t.Context(), "a", "one", monday))
		require.NoError(t, s.SetSetting(t.Context(), "b", "two", monday))
		_, err := s.DB(t).Exec("UPDATE settings SET value = (SELECT value FROM settings WHERE name = 'a') WHERE name = 'b'")
		require.NoError(t, err)
		_, _, err = s.Setting(t.Context(), "b")
		require.Error(t, err)
	})
	t.Run("other keys open nothing", func(t *testing.T) {
		dsn := storetest.SQLiteDSN(t)
		require.NoError(t, storetest.Open(t, dsn, storetest.Keys(t)).SetSetting(t.Context(), "a", "one", monday))
		_, _, err := storetest.Open(t, dsn, storetest.Keys(t)).Setting(t.Context(), "a")
		require.Error(t, err)
	})
	t.Run("key files that everybody can read, or that hold something else, are refused", func(t *testing.T) {
		dir := t.TempDir()
		_, err := store.LoadKeyring(dir)
		require.NoError(t, err)
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		require.Len(t, names, 3)
		for _, name := range names {
			info, err := os.Stat(name)
			require.NoError(t, err)
			require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
			require.NoError(t, os.Chmod(name, 0o644))
			_, err = store.LoadKeyring(dir)
			require.ErrorContains(t, err, "everybody")
			require.NoError(t, os.Chmod(name, 0o600))
			whole, err := os.ReadFile(name)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(name, []byte("short"), 0o600))
			_, err = store.LoadKeyring(dir)
			require.ErrorContains(t, err, "hexadecimal")
			require.NoError(t, os.WriteFile(name, whole, 0o600))
		}
	})
}
