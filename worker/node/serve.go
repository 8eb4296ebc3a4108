package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"
)

// Serve runs everything in this process until ctx ends.
func Serve(ctx context.Context, s Settings) error {
	debug.SetGCPercent(gcPercent)
	return run(ctx, s, takes{pages: true, temporal: inProcess}, func(ctx context.Context, n *Node, d doors) error {
		if err := n.startWorker(); err != nil {
			return err
		}
		if err := n.offerSetup(ctx); err != nil {
			return err
		}
		group, ctx := errgroup.WithContext(ctx)
		group.Go(func() error { return n.face(ctx, d) })
		group.Go(func() error { return n.sealEvery(ctx) })
		group.Go(func() error { return n.carryOut(ctx) })
		group.Go(func() error { return n.begin(ctx) })
		return group.Wait()
	})
}

// begin is what a whole house does once it is up. The patrol goes round when everything runs that should.
func (n *Node) begin(ctx context.Context) error {
	n.lookAgain(ctx)
	if n.settings.Demo {
		if err := n.demoCity(ctx); err != nil {
			return err
		}
	}
	return n.watchOver(ctx)
}

// watchOver brings Temporal up to the record and looks after it until ctx ends.
func (n *Node) watchOver(ctx context.Context) error {
	if err := n.bringUp(ctx, time.Time{}); err != nil && ctx.Err() == nil {
		slog.Warn("not everything could be started", "error", err) // the vigil tries again
	}
	return n.keepVigil(ctx)
}

// gcPercent trades memory, of which a service hall's machine has enough, for a quarter more commands a second.
const gcPercent = 300

// API runs the HTTP face beside an external Temporal server.
func API(ctx context.Context, s Settings) error {
	return run(ctx, s, takes{pages: true, temporal: external}, func(ctx context.Context, n *Node, d doors) error {
		if err := n.offerSetup(ctx); err != nil {
			return err
		}
		return n.face(ctx, d)
	})
}

// Worker does the work of workflows beside an external Temporal server.
func Worker(ctx context.Context, s Settings) error {
	return run(ctx, s, takes{temporal: external}, func(ctx context.Context, n *Node, d doors) error {
		if err := n.startWorker(); err != nil {
			return err
		}
		group, ctx := errgroup.WithContext(ctx)
		group.Go(func() error { return n.sealEvery(ctx) })
		group.Go(func() error { return n.onlyHealth(ctx, d) })
		group.Go(func() error { return n.carryOut(ctx) })
		group.Go(func() error { return n.watchOver(ctx) })
		return group.Wait()
	})
}

// takes is what a process takes on: the pages and the API, a Temporal server of its own.
type takes struct {
	pages    bool
	temporal whereabouts
}

// run takes the addresses, opens a node, lets it do something and closes it again.
func run(ctx context.Context, s Settings, t takes, do func(context.Context, *Node, doors) error) error {
	if err := s.Check(); err != nil {
		return err
	}
	logTo(s.Log)
	d, err := s.listen(t)
	if err != nil {
		return err
	}
	n, err := open(ctx, s, t.temporal)
	if err != nil {
		return errors.Join(err, d.close())
	}
	if err = n.oneKind(ctx); err == nil {
		err = do(ctx, n, d)
	}
	return errors.Join(err, d.close(), n.Close())
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

func logTo(level string) {
	var l slog.Level
	if l.UnmarshalText([]byte(level)) != nil {
		l = slog.LevelInfo
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: l})))
}
