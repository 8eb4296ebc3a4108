package node

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A crash needs a process of its own: the test binary starts itself with a role.
const roleVariable = "MINGCHA_TEST_ROLE"

// roles are what a child can be. The settings come from the environment, as they do for the program.
var roles = map[string]func(context.Context) error{
	"serve":  played(Serve),
	"api":    played(API),
	"worker": played(Worker),
}

// long says that the longer forms run.
var long = os.Getenv("MINGCHA_LONG") != ""

// abreast is how many houses stand at once. They wait more than they compute: for a timer, for a lease to end, for a
// heart that has been silent for a minute. What measures time or works at its limit has the machine to itself.
const abreast = "4"

func TestMain(m *testing.M) {
	role := os.Getenv(roleVariable)
	for _, variable := range []string{roleVariable, "MINGCHA_LONG"} {
		_ = os.Unsetenv(variable) // they are no settings
	}
	if role == "" {
		if err := flag.Set("test.parallel", abreast); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	}
	go orphaned()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := roles[role](ctx); err != nil {
		fmt.Fprintln(os.Stderr, "mingcha:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// orphaned ends a child whose parent has gone, however it went: then its end of the pipe is closed.
func orphaned() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(4)
}

func played(run func(context.Context, Settings) error) func(context.Context) error {
	return func(ctx context.Context) error {
		settings, err := ReadSettings("")
		if err != nil {
			return err
		}
		return run(ctx, settings)
	}
}

// either is the size of a test in the normal run and in the long one.
func either[T any](normal, extended T) T {
	if long {
		return extended
	}
	return normal
}

// child is one process that plays a role.
type child struct {
	t     *testing.T
	cmd   *exec.Cmd
	said  *voice
	begun time.Time
	ended chan struct{}
}

// spawn starts a child, which lives until it ends, is killed, or the test is over.
func spawn(t *testing.T, role string, environment ...string) *child {
	t.Helper()
	return launch(t, exec.Command(os.Args[0]), role, environment...)
}

func launch(t *testing.T, cmd *exec.Cmd, role string, environment ...string) *child {
	t.Helper()
	c := &child{t: t, cmd: cmd, said: &voice{}, begun: time.Now(), ended: make(chan struct{})}
	cmd.Env = append(append(os.Environ(), roleVariable+"="+role, "MINGCHA_LOG=warn"), environment...)
	cmd.Stdout, cmd.Stderr = c.said, c.said
	_, err := cmd.StdinPipe() // stays open as long as this process lives
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	go func() {
		_ = cmd.Wait()
		close(c.ended)
	}()
	t.Cleanup(c.kill)
	return c
}

// kill ends the child without a warning.
func (c *child) kill() {
	_ = c.cmd.Process.Kill()
	<-c.ended
}

// stop asks the child to end and returns its exit code.
func (c *child) stop(limit time.Duration) int {
	c.t.Helper()
	require.NoError(c.t, c.cmd.Process.Signal(syscall.SIGTERM))
	return c.exit(limit)
}

// exit waits for the child's end and returns its exit code.
func (c *child) exit(limit time.Duration) int {
	c.t.Helper()
	select {
	case <-c.ended:
	case <-time.After(limit):
		require.Failf(c.t, "the process still runs", "after %s; it said: %s", limit, c.said)
	}
	return c.cmd.ProcessState.ExitCode()
}

// gone reports whether the child has ended.
func (c *child) gone() bool {
	select {
	case <-c.ended:
		return true
	default:
		return false
	}
}

// lives fails a test whose child has ended by itself.
func (c *child) lives() {
	c.t.Helper()
	if c.gone() {
		require.Failf(c.t, "the process has ended", "exit code %d; it said: %s", c.cmd.ProcessState.ExitCode(), c.said)
	}
}

// until waits for something that a living child does, and returns how long it took.
func (c *child) until(limit time.Duration, what string, done func() bool) time.Duration {
	c.t.Helper()
	for begun := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		c.lives()
		if done() {
			return time.Since(begun)
		}
		if time.Since(begun) > limit {
			require.Failf(c.t, what+": not within "+limit.String(), "the process said: %s", c.said)
		}
	}
}

// voice is what a child writes, for several writers at once.
type voice struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write takes what the child says.
func (v *voice) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.text.Write(p)
}

func (v *voice) String() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.text.String()
}
