package node

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"mingcha/models/record"
)

// sealPeriod is how often changed heads go into a Merkle root that is signed, chained and written to a place outside
// the database.
const sealPeriod = time.Minute

// sealFile is the file of seals in its folder; publicKey stands beside it.
const (
	sealFile  = "seals.jsonl"
	publicKey = "seals.pub"
)

// sealEvery seals until ctx ends. A round that fails is tried again by the next one; nothing is lost by it.
func (n *Node) sealEvery(ctx context.Context) error {
	if err := n.publishKey(); err != nil {
		return err
	}
	tick := time.NewTicker(sealPeriod)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return n.sealOnce(context.WithoutCancel(ctx))
		case <-tick.C:
			if err := n.sealOnce(ctx); err != nil {
				slog.Warn("the record could not be sealed", "error", err)
			}
		}
	}
}

func (n *Node) publishKey() error {
	key := n.ring.Signer().Public().(ed25519.PublicKey)
	err := os.WriteFile(filepath.Join(n.settings.Seals, publicKey), []byte(record.FormatKey(key)+"\n"), 0o644)
	if err != nil {
		return fmt.Errorf("publish the seals' key: %w", err)
	}
	return nil
}

// sealOnce seals what has changed and appends every seal that is not in the file yet.
func (n *Node) sealOnce(ctx context.Context) error {
	if _, err := n.store.SealHeads(ctx, time.Now().UTC()); err != nil {
		return err
	}
	seals, err := n.store.UnexportedSeals(ctx)
	if err != nil || len(seals) == 0 {
		return err
	}
	if err := record.KeepSeals(filepath.Join(n.settings.Seals, sealFile), seals); err != nil {
		return err
	}
	for _, s := range seals {
		if err := n.store.SealExported(ctx, s.N); err != nil {
			return err
		}
	}
	return nil
}

// Export writes the whole record, bodies included, to a file that mingcha verify reads without any database.
func Export(ctx context.Context, s Settings, to string) error {
	n := &Node{settings: s}
	if err := n.settings.place(); err != nil {
		return err
	}
	if err := n.openStore(ctx); err != nil {
		return errors.Join(err, n.Close())
	}
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", to, err), n.Close())
	}
	return errors.Join(n.publishKey(), n.sealOnce(ctx), n.store.ExportRecord(ctx, f, true), f.Close(), n.Close())
}

// configured is where this house keeps its Temporal server, for a command that a person types.
func configured() whereabouts { return os.Getenv("TEMPORAL_ADDRESS") == "" }
