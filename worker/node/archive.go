package node

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"mingcha/activities"
	"mingcha/models/archive"
	"mingcha/models/record"
)

// archiving gives the API what only the house can put into an archive package.
type archiving struct{ *Node }

// ExportSubjects writes records byte by byte.
func (a archiving) ExportSubjects(ctx context.Context, w io.Writer, subjects ...string) error {
	return a.store.ExportSubjects(ctx, w, subjects...)
}

// Prove looks for the seal of a line: among those that wait to be written outside, then in their file. A machine that has
// no such file proves nothing by it.
func (a archiving) Prove(ctx context.Context, subject string, n int, recorded time.Time) (record.Proof, bool, error) {
	waiting, err := a.store.UnexportedSeals(ctx)
	if err != nil {
		return record.Proof{}, false, err
	}
	for _, s := range waiting {
		if p, covered := s.Prove(subject); covered && p.Leaf.N >= n {
			return p, true, nil
		}
	}
	return record.Find(filepath.Join(a.settings.Seals, sealFile), subject, n, recorded)
}

// SignArchive signs a manifest with the key of the seals.
func (a archiving) SignArchive(manifest []byte) string {
	return archive.Sign(manifest, a.ring.Signer())
}

// PublicKey is the key that packages are checked with.
func (a archiving) PublicKey() ed25519.PublicKey { return a.store.PublicKey() }

// Archive writes the package of a case that has ended, by its ID or number, to a file. It needs no Temporal and may run
// beside the house.
func Archive(ctx context.Context, s Settings, subject, to string) error {
	n := &Node{settings: s}
	if err := n.settings.place(); err != nil {
		return err
	}
	err := n.archive(ctx, subject, to)
	return errors.Join(err, n.Close())
}

func (n *Node) archive(ctx context.Context, subject, to string) error {
	for _, step := range []func(context.Context) error{n.openStore, n.openOutbox, n.openLaw} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	n.act, n.figures = &activities.Activities{Now: n.settings.now}, newFigures()
	server, err := n.openFace(ctx)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", to, err)
	}
	if err := errors.Join(server.WriteArchive(ctx, f, subject, "mingcha archive"), f.Close()); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}

// VerifyArchive checks an archive package offline, and against a file of seals kept outside if one is named, and prints every
// finding. Without a key it takes the package's own.
func VerifyArchive(w io.Writer, path, seals, key string) error {
	var public ed25519.PublicKey
	if key != "" {
		var err error
		if public, err = record.ParseKey(key); err != nil {
			return err
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	about, err := f.Stat()
	if err != nil {
		return err
	}
	var kept io.Reader
	if seals != "" {
		file, err := os.Open(seals)
		if err != nil {
			return err
		}
		defer file.Close()
		kept = file
	}
	report := archive.Verify(f, about.Size(), public, kept, restored)
	printPackage(w, report)
	return verdict(w, len(report.Findings))
}

// printPackage prints what was found in a package and what was looked at.
func printPackage(w io.Writer, report archive.Report) {
	for _, found := range report.Findings {
		fmt.Fprintf(w, "%s: %s\n", found.Entry, found.Text)
	}
	report.Record.Findings = nil // they are among the others
	printFound(w, report.Record)
	m := report.Manifest
	fmt.Fprintf(w, "case %s, %s, made %s by %s: %d entries, %d lacking; %d lines sealed, %d after the last seal\n",
		m.Number, m.Status, m.Made.Format(time.RFC3339), m.By, len(m.Entries), len(m.Lacking), report.Proven, report.Open)
	if report.Kept > 0 {
		fmt.Fprintf(w, "held against %d seals kept outside\n", report.Kept)
	}
	if report.OwnKey {
		fmt.Fprintln(w, "checked with the key in the package: name the seals' public key with --key to see whose it is")
	}
}
