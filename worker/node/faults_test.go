package node

import (
	"bytes"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// soon is how long a house that cannot work may take to say so.
const soon = 5 * time.Second

// TestRefusesToStart shows what a house says that cannot work, and that it leaves everything as it was.
func TestRefusesToStart(t *testing.T) {
	whole := t.TempDir() // a house that has worked
	s := Settings{Data: whole, Listen: freeAddress(t)}
	hire(t, s)
	server := spawn(t, "serve", "MINGCHA_DATA="+whole, "MINGCHA_LISTEN="+s.Listen)
	d := sit(t, s.Listen)
	d.signIn(server, clerk)
	require.NotZero(t, d.insist(t.Context(), clerk, "", "submit", meal()).line)
	require.Zero(t, server.stop(30*time.Second), server.said)

	t.Run("while its port is taken", func(t *testing.T) {
		taken, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		defer func() { require.NoError(t, taken.Close()) }()
		address := taken.Addr().String()
		stopsShort(t, whole, "listen on "+address, "MINGCHA_LISTEN="+address)
	})

	t.Run("while another process works in its folder", func(t *testing.T) {
		first := spawn(t, "serve", "MINGCHA_DATA="+whole, "MINGCHA_LISTEN="+s.Listen)
		d.signIn(first, clerk)
		second := spawn(t, "serve", "MINGCHA_DATA="+whole, "MINGCHA_LISTEN="+freeAddress(t))
		require.Equal(t, 1, second.exit(soon+10*time.Second))
		require.Contains(t, second.said.String(), "is another process using it?")
		require.Zero(t, first.stop(30*time.Second), first.said)
	})

	for _, name := range []string{"mingcha.db", "temporal.db"} {
		t.Run("on a damaged "+name, func(t *testing.T) {
			for how, spoil := range map[string]func([]byte) []byte{
				"overwritten": func(b []byte) []byte { return bytes.Repeat([]byte("this is no database "), len(b)/20) },
				"cut short":   func(b []byte) []byte { return b[:len(b)/2] },
				"scratched":   func(b []byte) []byte { return scratched(b) },
			} {
				data := copied(t, whole)
				file := filepath.Join(data, name)
				content, err := os.ReadFile(file)
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(file, spoil(content), 0o600))
				t.Log(how)
				before := files(t, data)
				stopsShort(t, data, file, "MINGCHA_LISTEN="+freeAddress(t))
				require.True(t, before[file] == files(t, data)[file], "%s: the file was changed", how)
			}
		})
	}
}

// scratched has a page in the middle that was written over.
func scratched(b []byte) []byte {
	for i := range 4096 {
		b[len(b)/8192*4096+i] = 0xA5
	}
	return b
}

// stopsShort requires that a house does not start, says why, and does so in time.
func stopsShort(t *testing.T, data, why string, environment ...string) {
	t.Helper()
	c := spawn(t, "serve", append(environment, "MINGCHA_DATA="+data)...)
	code := c.exit(soon + 10*time.Second)
	took := time.Since(c.begun)
	t.Logf("after %s: %s", took.Round(time.Millisecond), c.said)
	require.Equal(t, 1, code)
	require.Less(t, took, soon)
	require.Contains(t, c.said.String(), why)
	require.NotContains(t, c.said.String(), "panic")
}

// files is the content of every file of a folder, but for those that only coordinate processes.
func files(t *testing.T, data string) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, filepath.WalkDir(data, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all[path] = string(content)
		return err
	}))
	return all
}

func copied(t *testing.T, from string) string {
	t.Helper()
	to := t.TempDir()
	require.NoError(t, os.CopyFS(to, os.DirFS(from)))
	for path := range files(t, to) {
		require.NoError(t, os.Chmod(path, 0o600))
	}
	return to
}
