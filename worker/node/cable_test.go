package node

import (
	"io"
	"net"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// cable leads to a database server and can be pulled out.
type cable struct {
	far      string // the server's socket
	listener net.Listener
	mu       sync.Mutex
	held     *sync.Cond
	silent   bool
	cut      bool
	ends     map[net.Conn]bool
}

// lay lays a cable to a socket and returns the near end's.
func lay(t *testing.T, socket string) (*cable, string) {
	t.Helper()
	near := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", near)
	require.NoError(t, err)
	c := &cable{far: socket, listener: l, ends: map[net.Conn]bool{}}
	c.held = sync.NewCond(&c.mu)
	go c.serve()
	t.Cleanup(func() {
		c.pull()
		require.NoError(t, l.Close())
	})
	return c, near
}

func (c *cable) serve() {
	for {
		near, err := c.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("unix", c.far)
		if err != nil {
			_ = near.Close()
			continue
		}
		c.mu.Lock()
		if c.cut {
			_, _ = near.Close(), far.Close()
		}
		c.ends[near], c.ends[far] = true, true
		c.mu.Unlock()
		go c.pass(near, far)
		go c.pass(far, near)
	}
}

// pass carries bytes one way; while the line is silent they stay where they are.
func (c *cable) pass(from, to net.Conn) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		c.mu.Lock()
		for c.silent {
			c.held.Wait()
		}
		c.mu.Unlock()
		if n > 0 {
			if _, failed := to.Write(buffer[:n]); failed != nil {
				err = io.EOF
			}
		}
		if err != nil {
			_, _ = from.Close(), to.Close()
			c.mu.Lock()
			delete(c.ends, from)
			c.mu.Unlock()
			return
		}
	}
}

// hush lets nothing through any more and tells nobody.
func (c *cable) hush() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.silent = true
}

// pull breaks every connection and refuses new ones.
func (c *cable) pull() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut, c.silent = true, false
	for end := range c.ends {
		_ = end.Close()
	}
	c.held.Broadcast()
}

// plug lets new connections through.
func (c *cable) plug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = false
}
