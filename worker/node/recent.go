package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"mingcha/models/record"
)

// lookAgain lets every subject look at its record that moved in the last minute or two before this house stopped. When a
// process is killed between our commit and Temporal's, a workflow goes on sleeping for what lay ahead before; without
// another command nobody would tell it. What fails here the patrol finds.
func (n *Node) lookAgain(ctx context.Context) {
	sealed, err := n.lastSealed(ctx)
	if err != nil {
		slog.Warn("the last seals cannot be read", "error", err)
	}
	subjects, err := n.store.Recent(ctx, sealed)
	if err != nil {
		slog.Warn("cannot see which subjects moved last", "error", err)
		return
	}
	var failed error
	for _, s := range subjects {
		if err := n.client.Look(ctx, s.Kind, s.ID); err != nil {
			failed = err
		}
	}
	if failed != nil && ctx.Err() == nil {
		slog.Warn("not every subject that moved last has looked at its record", "error", failed)
	}
}

// lastSealed returns what the last seals cover: the newest in the file, and those that have not got there.
func (n *Node) lastSealed(ctx context.Context) ([]string, error) {
	seals, err := n.store.UnexportedSeals(ctx)
	if err != nil {
		return nil, err
	}
	last, err := lastSeal(filepath.Join(n.settings.Seals, sealFile))
	if err != nil {
		return nil, err
	}
	var subjects []string
	for _, s := range append(seals, last) {
		for _, leaf := range s.Leaves {
			subjects = append(subjects, leaf.Subject)
		}
	}
	return subjects, nil
}

// sealTail is how much of the file of seals is read, from its end: more than the largest seal.
const sealTail = 4 << 20

// lastSeal returns the last whole seal in a file, or none.
func lastSeal(path string) (last record.Seal, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return last, nil
	}
	if err != nil {
		return last, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return last, err
	}
	tail, err := io.ReadAll(io.NewSectionReader(f, max(0, info.Size()-sealTail), sealTail))
	if err != nil {
		return last, err
	}
	for _, line := range slices.Backward(bytes.Split(tail, []byte("\n"))) {
		if json.Unmarshal(line, &last) == nil {
			return last, nil
		}
	}
	return record.Seal{}, nil
}
