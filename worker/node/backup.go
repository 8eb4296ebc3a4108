package node

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"mingcha/models/store"
)

// backupSetting holds when a backup last finished, for the operations page.
const backupSetting = "backup_finished"

// Backup copies the house to a folder, or to a .tar.gz if the name ends so, whether or not a service runs on it. Keys are
// never in it; withKeys, if not "", names a second file for them, to be kept elsewhere. A MySQL database and an object
// store have tools of their own and are left out, which is said and written down.
func Backup(ctx context.Context, s Settings, to, withKeys string) error {
	b, err := beginBackup(ctx, s, to)
	if err != nil {
		return err
	}
	if err := b.everything(ctx); err != nil {
		return errors.Join(err, b.drop())
	}
	if withKeys != "" {
		if err := packKeys(b.settings.Keys, withKeys); err != nil {
			return errors.Join(err, b.drop())
		}
	}
	return errors.Join(b.finish(ctx), b.close())
}

// backup is one backup in the making.
type backup struct {
	settings Settings
	ring     *store.Keyring
	store    *store.Store
	copied   *store.Store // the snapshot, to ask what is in it
	scratch  string       // snapshots on their way into the pack
	pack     *pack
	manifest manifest
}

func beginBackup(ctx context.Context, s Settings, to string) (*backup, error) {
	if _, err := os.Stat(s.Data); err != nil {
		return nil, fmt.Errorf("there is nothing to back up: %w", err)
	}
	to = filepath.Clean(to)
	b := &backup{settings: s, manifest: manifest{Format: manifestFormat, Begun: time.Now().UTC()}}
	if err := b.settings.place(); err != nil {
		return nil, err
	}
	if file, local := sqlitePath(b.settings.Database); local {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("there is nothing to back up: %w", err)
		}
	}
	var err error
	if b.ring, err = store.LoadKeyring(b.settings.Keys); err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	if b.manifest.Keys, err = fingerprints(b.settings.Keys); err != nil {
		return nil, err
	}
	if b.store, err = store.Open(b.settings.Database, b.ring); err != nil {
		return nil, err
	}
	if b.pack, err = newPack(to); err != nil {
		return nil, errors.Join(err, b.store.Close())
	}
	b.scratch = to + ".scratch"
	if err := os.Mkdir(b.scratch, 0o700); err != nil {
		return nil, errors.Join(err, b.pack.drop(), b.store.Close())
	}
	return b, nil
}

// everything copies in the order that makes the copy whole. Temporal first: it may lag behind the record, which
// rehydrate makes good, but never know lines that the record lacks. Attachments after the rows that name them: they are
// written before their rows. Seals last, cut to those that the copied database knows as outside.
func (b *backup) everything(ctx context.Context) error {
	for _, part := range []func(context.Context) error{b.engine, b.database, b.files, b.seals, b.options} {
		if err := part(ctx); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// finish writes what the backup is, signs the sums of all its parts and notes its age. A backup without the database is
// not noted: nobody shall read from it that the record is safe.
func (b *backup) finish(ctx context.Context) error {
	text, err := json.MarshalIndent(b.manifest, "", "  ")
	if err != nil {
		return err
	}
	if err := b.pack.text(manifestName, append(text, '\n')); err != nil {
		return err
	}
	sums := bytes.Clone(b.pack.sums.Bytes())
	if err := b.pack.text(sumsName, sums); err != nil {
		return err
	}
	if err := b.pack.text(signatureName, []byte(signSums(b.ring, sums))); err != nil {
		return err
	}
	if err := b.pack.finish(); err != nil {
		return err
	}
	fmt.Printf("%s: %d files, %d bytes\n", b.pack.name, b.pack.files, b.pack.bytes)
	if b.manifest.Schema == 0 {
		return nil
	}
	now := time.Now().UTC()
	return b.store.SetSetting(ctx, backupSetting, now.Format(time.RFC3339Nano), now)
}

func (b *backup) drop() error { return errors.Join(b.pack.drop(), b.close()) }

func (b *backup) close() error {
	faults := []error{b.store.Close()}
	if b.copied != nil {
		faults = append(faults, b.copied.Close())
	}
	return errors.Join(append(faults, os.RemoveAll(b.scratch))...)
}

// sumsPurpose keeps a signature over sums from passing for one over anything else.
const sumsPurpose = "mingcha backup\x00"

func signSums(ring *store.Keyring, sums []byte) string {
	return hex.EncodeToString(ed25519.Sign(ring.Signer(), append([]byte(sumsPurpose), sums...))) + "\n"
}

// packKeys writes the keys to a .tar.gz of their own.
func packKeys(dir, to string) error {
	if !isTar(to) {
		return fmt.Errorf("the file of the keys must be a .tar.gz, not %s", to)
	}
	p, err := newPack(to)
	if err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.key"))
	if err != nil {
		return errors.Join(err, p.drop())
	}
	for _, name := range names {
		if err := p.add(filepath.Base(name), name); err != nil {
			return errors.Join(err, p.drop())
		}
	}
	return p.finish()
}
