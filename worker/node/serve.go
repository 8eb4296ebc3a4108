package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime/debug"

	"golang.org/x/sync/errgroup"
)

// Serve runs everything in this process until ctx ends.
func Serve(ctx context.Context, s Settings) error {
	if err := s.mayShowDemo(); err != nil {
		return err
	}
	logTo(s.Log)
	debug.SetGCPercent(gcPercent)
	listener, err := s.listen()
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // the face has closed it, if it got so far
	n, err := open(ctx, s, true)
	if err != nil {
		return err
	}
	if err := n.startWorker(ctx); err != nil {
		return errors.Join(err, n.Close())
	}
	if !s.Demo {
		if err := n.offerSetup(ctx); err != nil {
			return errors.Join(err, n.Close())
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return n.face(ctx, listener) })
	group.Go(func() error { return n.sealEvery(ctx) })
	group.Go(func() error { return n.lookAgain(ctx) })
	if s.Demo {
		group.Go(func() error { return n.demoCity(ctx) })
	}
	return errors.Join(group.Wait(), n.Close())
}

// gcPercent trades memory, of which a service hall's machine has enough, for a quarter more commands a second.
const gcPercent = 300

// API runs the HTTP face beside an external Temporal server.
func API(ctx context.Context, s Settings) error {
	logTo(s.Log)
	listener, err := s.listen()
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	n, err := open(ctx, s, false)
	if err != nil {
		return err
	}
	return errors.Join(n.face(ctx, listener), n.Close())
}

// Worker does the work of workflows beside an external Temporal server.
func Worker(ctx context.Context, s Settings) error {
	logTo(s.Log)
	n, err := open(ctx, s, false)
	if err != nil {
		return err
	}
	if err := n.startWorker(ctx); err != nil {
		return errors.Join(err, n.Close())
	}
	return errors.Join(n.sealEvery(ctx), n.Close())
}

// Migrate brings the schema up to date and says so.
func Migrate(ctx context.Context, s Settings) error {
	n := &Node{settings: s}
	if err := n.settings.place(); err != nil {
		return err
	}
	if err := n.openStore(ctx); err != nil {
		return errors.Join(err, n.Close())
	}
	have, _, err := n.store.Version(ctx)
	if err == nil {
		fmt.Printf("the schema is at version %d\n", have)
	}
	return errors.Join(err, n.Close())
}

// mayShowDemo keeps invented data off the network.
func (s Settings) mayShowDemo() error {
	if !s.Demo {
		return nil
	}
	host, _, err := net.SplitHostPort(s.Listen)
	if err != nil {
		return fmt.Errorf("listen address %q: %w", s.Listen, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("the demo city listens on loopback only, not on %q", s.Listen)
	}
	return nil
}

func logTo(level string) {
	var l slog.Level
	if l.UnmarshalText([]byte(level)) != nil {
		l = slog.LevelInfo
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: l})))
}
