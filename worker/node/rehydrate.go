package node

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
)

// Rehydrate starts workflows from their records on an external Temporal, or on the embedded one if no address is set:
// one subject, or every open one if subject is "".
func Rehydrate(ctx context.Context, s Settings, subject string) error {
	logTo(s.Log)
	n, err := open(ctx, s, configured())
	if err != nil {
		return err
	}
	if err := n.startWorker(); err != nil {
		return errors.Join(err, n.Close())
	}
	var started int
	if subject == "" {
		started, err = n.rehydrateAll(ctx, func(done int) { fmt.Printf("\r%d subjects", done) })
	} else if err = n.rehydrateOne(ctx, subject); err == nil {
		started = 1
	}
	fmt.Printf("\r%d subjects run\n", started)
	return errors.Join(err, n.Close())
}

// rehydrateOne starts a subject's workflow in the place of one that may be blocked.
func (n *Node) rehydrateOne(ctx context.Context, subject string) error {
	kind, id, found := strings.Cut(subject, "/")
	if !found || !slices.Contains(models.Kinds(), models.Kind(kind)) {
		return fmt.Errorf("subject %q is not KIND/ID with a kind of %v", subject, models.Kinds())
	}
	lines, err := n.store.Lines(ctx, id, 1)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return fmt.Errorf("subject %q has no record", subject)
	}
	return n.client.Renew(ctx, models.Kind(kind), id)
}

// rehydrateAll makes sure that every open subject that sleeps for something has its workflow, and settles what the patrol
// has found lost. It can be repeated and broken off at any time.
func (n *Node) rehydrateAll(ctx context.Context, progress func(done int)) (int, error) {
	if err := n.catchUpRestored(ctx); err != nil {
		return 0, err
	}
	started, err := n.wakeAll(ctx, progress)
	if err != nil {
		return started, err
	}
	return started, n.settleFound(ctx)
}

func (n *Node) wakeAll(ctx context.Context, progress func(done int)) (int, error) {
	cursor, started := "", 0
	for {
		page, next, err := n.store.OpenSubjects(ctx, cursor, 200)
		if err != nil {
			return started, err
		}
		for _, s := range page {
			if s.For.IsZero() {
				continue
			}
			if err := n.client.Wake(ctx, s.Kind, s.ID); err != nil {
				return started, err
			}
			started++
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

// settleFound settles the incidents of subjects that were lost and run again.
func (n *Node) settleFound(ctx context.Context) error {
	for {
		open, err := n.store.Incidents(ctx, everywhere)
		if err != nil {
			return err
		}
		settled := 0
		for _, i := range open {
			if i.Kind != "lost" {
				continue
			}
			kind, _, _ := strings.Cut(strings.TrimPrefix(i.ID, "lost/"), "/")
			runs, err := n.running(ctx, models.Kind(kind), i.Subject)
			if err != nil {
				return err
			}
			if runs {
				if err := n.store.SettleIncident(ctx, i.ID, n.act.Now()); err != nil {
					return err
				}
				settled++
			}
		}
		if settled == 0 {
			return nil
		}
	}
}

// everywhere is the scope of somebody who may see every division.
var everywhere = []models.PathRange{{From: "/", To: "0"}}

// lag is how much older than the backup's beginning a line can be that the copied Temporal does not know: its workflow
// task was still under way, and was tried again once or twice.
const lag = 10 * time.Minute

// catchUpRestored brings a Temporal that a backup brought back up to the record: whatever has moved since it was copied
// starts again from its record, or stops if it sleeps for nothing. All else is as it was.
func (n *Node) catchUpRestored(ctx context.Context) error {
	value, found, err := n.store.Setting(ctx, restoredSetting)
	if err != nil || !found {
		return err
	}
	asOf, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return fmt.Errorf("read the time of the backup: %w", err)
	}
	moved, err := n.store.MovedSince(ctx, asOf.Add(-lag))
	if err != nil {
		return err
	}
	for _, s := range moved {
		again := n.client.Renew
		if s.For.IsZero() {
			again = n.client.Dismiss
		}
		if err := again(ctx, s.Kind, s.ID); err != nil {
			return err
		}
	}
	_, _, err = n.store.TakeSetting(ctx, restoredSetting)
	return err
}
