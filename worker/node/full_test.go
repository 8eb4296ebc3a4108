package node

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"

	"mingcha/api"
	"mingcha/models"
)

func init() { roles["serve on a disk"] = serveOnDisk }

// serveOnDisk serves with files that the parent keeps from growing. Beyond the limit a write fails as on a full disk.
func serveOnDisk(ctx context.Context) error {
	signal.Ignore(syscall.SIGXFSZ)
	return roles["serve"](ctx)
}

// nobody is an account without rights; a test that runs as root would be let in everywhere.
const nobody = 65534

// TestReadOnlyFolder starts a house in a folder in which nothing can be written.
func TestReadOnlyFolder(t *testing.T) {
	data := t.TempDir()
	s := Settings{Data: data, Listen: freeAddress(t)}
	hire(t, s)
	require.NoError(t, os.Chmod(filepath.Dir(data), 0o755))
	before := files(t, data)
	for path := range before {
		require.NoError(t, os.Chmod(path, 0o400))
		give(t, path)
	}
	for _, folder := range []string{filepath.Join(data, "keys"), filepath.Join(data, "seals"), data} {
		give(t, folder)
		require.NoError(t, os.Chmod(folder, 0o500))
		t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
	}
	program, err := os.Open(os.Args[0])
	require.NoError(t, err)
	defer func() { require.NoError(t, program.Close()) }()
	cmd := exec.Command("/proc/self/fd/3")
	cmd.ExtraFiles = []*os.File{program}
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	c := launch(t, cmd, "serve", "MINGCHA_DATA="+data, "MINGCHA_LISTEN="+s.Listen)

	t.Run("it ends soon and names the file", func(t *testing.T) {
		require.Equal(t, 1, c.exit(soon+10*time.Second), c.said)
		t.Log(c.said)
		require.Less(t, time.Since(c.begun), soon)
		require.Contains(t, c.said.String(), data)
		require.NotContains(t, c.said.String(), "panic")
	})
	t.Run("everything is as it was", func(t *testing.T) { require.Equal(t, len(before), len(files(t, data))) })
}

// give makes a file nobody's, if this test may.
func give(t *testing.T, path string) {
	t.Helper()
	if os.Getuid() == 0 {
		require.NoError(t, os.Chown(path, nobody, nobody))
	}
}

// TestFullDisk lets the disk be full while people work, and makes room again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	s := Settings{Data: t.TempDir(), Listen: freeAddress(t)}
	hire(t, s)
	environment := []string{"MINGCHA_DATA=" + s.Data, "MINGCHA_LISTEN=" + s.Listen}
	server := spawn(t, "serve on a disk", environment...)
	d := sit(t, s.Listen)
	d.staff(server)
	first := d.insist(t.Context(), clerk, "", models.Submit, meal())
	require.NotZero(t, first.line)

	t.Run("commands are put off in time and lists can be read", func(t *testing.T) {
		server.mayGrowTo(t, 0)
		d.slowest = 0
		for range 3 {
			d.press(d.click(clerk, first.subject, models.Urge, api.CaseCommand{Reason: "请抓紧办理"}))
		}
		t.Logf("slowest answer %s, %v", d.slowest, d.away)
		require.Less(t, d.slowest, patience+time.Second)
		require.NotEmpty(t, d.away)
		for _, c := range d.clicks[1:] {
			require.Zero(t, c.line)
		}
		status, said := get(t, "http://"+s.Listen+"/api/v1/public/items")
		require.Equal(t, http.StatusOK, status, said)
		time.Sleep(either(0, 61*time.Second)) // a session's use is written once a minute
		for _, list := range []string{"/me", "/inbox", "/cases", "/cases/" + first.subject, "/notices"} {
			status, said, err := d.ask(s.Listen, clerk, http.MethodGet, list, "", nil)
			require.NoError(t, err)
			require.Equal(t, http.StatusOK, status, "%s: %s", list, said)
		}
	})

	t.Run("with room again the same clicks succeed without a restart, each once", func(t *testing.T) {
		server.mayGrowTo(t, ^uint64(0))
		begun := time.Now()
		for _, again := range d.clicks {
			for !d.press(again) {
				server.lives()
				require.Less(t, time.Since(begun), 30*time.Second)
				time.Sleep(50 * time.Millisecond)
			}
			require.NotZero(t, again.line, again.refused)
		}
		t.Logf("all had succeeded %s after there was room", time.Since(begun))
		require.Empty(t, d.odd)
	})

	t.Run("nothing is half written", func(t *testing.T) {
		require.Zero(t, server.stop(grace), server.said)
		all := readLedger(t, s)
		d.agrees(all)
		all.lawful(t, s)
		require.Len(t, all[first.subject], len(d.clicks))
	})
}

// mayGrowTo limits the length of every file that the child writes, in bytes.
func (c *child) mayGrowTo(t *testing.T, length uint64) {
	t.Helper()
	limit := syscall.Rlimit{Cur: length, Max: ^uint64(0)}
	_, _, fault := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(c.cmd.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	require.Zero(t, fault)
}
