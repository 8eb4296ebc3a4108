package node

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"mingcha/models"
)

// inFlight is how many workflows a bulk start has under way: enough to keep the database busy, few enough to leave
// commands their place.
const inFlight = 4

// Rehydrate starts workflows from their records on an external Temporal, or on the embedded one if no address is set:
// one subject, or every open one if subject is "".
func Rehydrate(ctx context.Context, s Settings, subject string) error {
	logTo(s.Log)
	n, err := open(ctx, s, embedHere())
	if err != nil {
		return err
	}
	if err := n.startWorker(ctx); err != nil {
		return errors.Join(err, n.Close())
	}
	var started int
	if subject == "" {
		started, err = n.rehydrateAll(ctx, func(done int) { fmt.Printf("\r%d subjects", done) })
	} else {
		err = n.rehydrateOne(ctx, subject)
		started = 1
	}
	fmt.Printf("\r%d subjects run\n", started)
	return errors.Join(err, n.Close())
}

func (n *Node) rehydrateOne(ctx context.Context, subject string) error {
	kind, id, found := strings.Cut(subject, "/")
	if !found || (kind != string(models.CaseKind) && kind != string(models.CardKind)) {
		return fmt.Errorf("subject %q is not case/ID or card/ID", subject)
	}
	return n.client.Wake(ctx, models.Kind(kind), id)
}

// rehydrateAll makes sure that every open subject that sleeps for something has its workflow. It can be repeated and
// broken off at any time.
func (n *Node) rehydrateAll(ctx context.Context, progress func(done int)) (int, error) {
	cursor, started := "", 0
	for {
		page, next, err := n.store.OpenSubjects(ctx, cursor, 200)
		if err != nil {
			return started, err
		}
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(inFlight)
		for _, s := range page {
			if s.For.IsZero() {
				continue
			}
			group.Go(func() error { return n.client.Wake(ctx, s.Kind, s.ID) })
			started++
		}
		if err := group.Wait(); err != nil {
			return started, err
		}
		if progress != nil {
			progress(started)
		}
		if next == "" {
			return started, nil
		}
		cursor = next
	}
}
