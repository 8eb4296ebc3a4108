package embedded

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A server belongs to its process, so some tests need other processes: the test binary starts itself with a role.
const (
	roleVariable   = "MINGCHA_TEST_ROLE"
	folderVariable = "MINGCHA_TEST_FOLDER"
	portVariable   = "MINGCHA_TEST_PORT"
)

var roles = map[string]func(t require.TestingT, folder string){
	"apply and stop":   applyAndStop,
	"decide and die":   decideAndDie,
	"finish":           finish,
	"start":            startOnly,
	"meet a fatal end": meetFatalEnd,
}

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		roles[role](loud{}, os.Getenv(folderVariable))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// loud ends a child process at the first failed requirement.
type loud struct{}

// Errorf writes the failure where the parent reads it.
func (loud) Errorf(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }

// FailNow ends the child with an exit code of its own.
func (loud) FailNow() { os.Exit(3) }

// playRole runs a child to its end and returns its exit code and what it wrote.
func playRole(t *testing.T, role, folder string, environment ...string) (int, string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(append(os.Environ(), roleVariable+"="+role, folderVariable+"="+folder), environment...)
	output, err := child.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return child.ProcessState.ExitCode(), string(output)
}

func applyAndStop(t require.TestingT, folder string) {
	server := openServer(t, folder)
	c := dial(t, server, keys(t, 'a'))
	w := work(t, c)
	apply(t, c, beacon, 3)
	count, err := decide(c, beacon, canary+" agrees")
	require.NoError(t, err)
	require.Equal(t, 1, count)
	_, err = decide(c, beacon, "")
	require.ErrorContains(t, err, canary)
	w.Stop()
	c.Close()
	require.NoError(t, server.Stop())
	require.NoError(t, server.Stop())
}

func decideAndDie(t require.TestingT, folder string) {
	c := dial(t, openServer(t, folder), keys(t, 'a'))
	work(t, c)
	count, err := decide(c, beacon, canary+" agrees too")
	require.NoError(t, err)
	require.Equal(t, 2, count)
	self, err := os.FindProcess(os.Getpid())
	require.NoError(t, err)
	require.NoError(t, self.Kill())
	select {}
}

func finish(t require.TestingT, folder string) {
	server := openServer(t, folder)
	c := dial(t, server, keys(t, 'a'))
	w := work(t, c)
	count, err := decide(c, beacon, canary+" signs")
	require.NoError(t, err)
	require.Equal(t, 3, count)
	var outcome string
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	require.NoError(t, c.GetWorkflow(ctx, beacon, "").Get(ctx, &outcome))
	require.Contains(t, outcome, canary)
	require.Contains(t, outcome, "nobody at home")
	w.Stop()
	c.Close()
	require.NoError(t, server.Stop())
}

// startOnly does what a main does: a server that does not start ends the process with 1.
func startOnly(_ require.TestingT, folder string) {
	port, err := strconv.Atoi(os.Getenv(portVariable))
	if err == nil {
		_, err = Start(context.Background(), Settings{Folder: folder, FrontendPort: port})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// meetFatalEnd breaks a running server and leaves the rest to the default of Settings.Fatal.
func meetFatalEnd(t require.TestingT, folder string) {
	server := openServer(t, folder)
	(&logger{out: server.settings.Logger, server: server}).Fatal("shard lost")
}

func takenPort(t *testing.T) int {
	listener, err := net.Listen("tcp", address(0))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, listener.Close()) })
	return listener.Addr().(*net.TCPAddr).Port
}
