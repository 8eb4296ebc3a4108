package vault_test

import (
	"bytes"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
	"mingcha/worker/vault"
)

func TestVault(t *testing.T) {
	ring, err := store.LoadKeyring(t.TempDir())
	require.NoError(t, err)
	dir := t.TempDir()
	v, err := vault.Open(t.Context(), dir, ring, nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })

	t.Run("says that there is no such file, whatever the address", func(t *testing.T) {
		for _, address := range []string{"", "a", "../../etc/passwd", "00000000"} {
			_, err := v.Open(t.Context(), address)
			require.Error(t, err)
		}
	})

	t.Run("gives back what it was given, once however often it came", func(t *testing.T) {
		a, err := v.Keep(t.Context(), []byte("申请书"))
		require.NoError(t, err)
		b, err := v.Keep(t.Context(), []byte("申请书"))
		require.NoError(t, err)
		require.Equal(t, a, b)
		r, err := v.Open(t.Context(), a)
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		require.Equal(t, "申请书", string(content))
	})

	t.Run("leaves nothing readable on the disk", func(t *testing.T) {
		canary := []byte("canary-441900190001010010")
		_, err := v.Keep(t.Context(), canary)
		require.NoError(t, err)
		require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			require.False(t, bytes.Contains(raw, canary), path)
			return err
		}))
	})

	t.Run("never hands out a file that was changed or exchanged", func(t *testing.T) {
		a, err := v.Keep(t.Context(), []byte("first"))
		require.NoError(t, err)
		b, err := v.Keep(t.Context(), []byte("second"))
		require.NoError(t, err)
		raw, err := os.ReadFile(filepath.Join(dir, b[:2], b))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, a[:2], a), raw, 0o600))
		_, err = v.Open(t.Context(), a)
		require.Error(t, err)
	})

	t.Run("lets nothing pass while the scanner is away", func(t *testing.T) {
		_, err := vault.Clamd{Address: "127.0.0.1:1"}.Scan(t.Context(), []byte("x"))
		require.Error(t, err)
	})

	t.Run("understands what the scanner says", func(t *testing.T) {
		for answer, want := range map[string]models.ScanState{"stream: OK\x00": models.ScanClean, "stream: Eicar FOUND\x00": models.ScanInfected} {
			state, err := vault.Clamd{Address: clamd(t, answer)}.Scan(t.Context(), []byte("content"))
			require.NoError(t, err)
			require.Equal(t, want, state)
		}
	})
}

// clamd answers one scan over the daemon's own protocol.
func clamd(t *testing.T, answer string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = io.ReadFull(conn, make([]byte, len("zINSTREAM\x00")+4+len("content")+4))
		_, _ = conn.Write([]byte(answer))
	}()
	return listener.Addr().String()
}
