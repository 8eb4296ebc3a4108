package node

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingcha/models/store"
	"mingcha/worker/embedded"
)

// restoredSetting holds since when subjects may have moved past what the restored Temporal knows.
const restoredSetting = "restored_engine_as_of"

// staging is where a backup is unpacked inside the data folder until everything in it has been judged.
const staging = ".restoring"

// Restore puts a backup into an empty house. It changes nothing unless every file is as its sum says, the sums are signed
// by the house's own key, the keys that open it are there, and this program knows its schema. keysFrom, if not "", is the
// file of keys that the backup was made with. What runs afterwards is brought up to the record by Rehydrate.
func Restore(ctx context.Context, s Settings, from, keysFrom string) error {
	if err := s.vacant(); err != nil {
		return err
	}
	if err := s.place(); err != nil {
		return err
	}
	r := &restore{settings: s, stage: filepath.Join(s.Data, staging)}
	if err := os.RemoveAll(r.stage); err != nil {
		return fmt.Errorf("remove what an earlier restore left: %w", err)
	}
	if err := r.judge(ctx, from, keysFrom); err != nil {
		return errors.Join(err, os.RemoveAll(r.stage))
	}
	if err := r.move(); err != nil {
		return err
	}
	r.say()
	return nil
}

// restore is one restore under way.
type restore struct {
	settings Settings
	stage    string
	manifest manifest
}

// judge unpacks the backup beside the house and refuses what should not be let in.
func (r *restore) judge(ctx context.Context, from, keysFrom string) error {
	sums, err := unpack(from, r.stage)
	if err != nil {
		return err
	}
	if r.manifest, err = readManifest(r.stage); err != nil {
		return err
	}
	if err := r.fits(); err != nil {
		return err
	}
	if keysFrom != "" {
		if err := takeKeys(keysFrom, r.settings.Keys); err != nil {
			return err
		}
	}
	if err := r.manifest.opens(r.settings.Keys); err != nil {
		return err
	}
	ring, err := store.LoadKeyring(r.settings.Keys)
	if err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	if err := r.genuine(ring, sums); err != nil {
		return err
	}
	if r.manifest.Engine {
		if err := embedded.Check(ctx, filepath.Join(r.stage, embedded.FileName)); err != nil {
			return err
		}
	}
	return r.prepare(ctx, ring)
}

// fits refuses a backup with a database for a house that keeps its own in MySQL.
func (r *restore) fits() error {
	if _, local := sqlitePath(r.settings.Database); !local && r.manifest.Schema > 0 {
		return errors.New("the backup holds a SQLite database, but the settings name a MySQL database")
	}
	return nil
}

// genuine holds every file against its sum, and the sums against the signature of the house's own key.
func (r *restore) genuine(ring *store.Keyring, found map[string]string) error {
	text, err := os.ReadFile(filepath.Join(r.stage, sumsName))
	if err != nil {
		return fmt.Errorf("read the backup's sums: %w", err)
	}
	signature, err := os.ReadFile(filepath.Join(r.stage, signatureName))
	if err != nil {
		return fmt.Errorf("read the backup's signature: %w", err)
	}
	raw, err := hex.DecodeString(string(bytes.TrimSpace(signature)))
	public := ring.Signer().Public().(ed25519.PublicKey)
	if err != nil || !ed25519.Verify(public, append([]byte(sumsPurpose), text...), raw) {
		return errors.New("the backup's sums were not signed by this house's key: it was changed, or it is another house's")
	}
	return compareSums(text, found)
}

// prepare refuses a newer schema and readies the database for its new life: nobody is signed in, and it knows from when
// on Temporal lags behind.
func (r *restore) prepare(ctx context.Context, ring *store.Keyring) error {
	if r.manifest.Schema == 0 {
		return nil
	}
	db, err := store.Open(filepath.Join(r.stage, databasePart), ring)
	if err != nil {
		return err
	}
	return errors.Join(
		db.EndSessions(ctx),
		db.SetSetting(ctx, restoredSetting, r.manifest.Begun.Format(time.RFC3339Nano), time.Now().UTC()),
		db.Close(),
	)
}

// move gives every part its place, the database last: without it nothing is taken for a house.
func (r *restore) move() error {
	files, _ := r.settings.filesFolder()
	database, _ := sqlitePath(r.settings.Database)
	for _, part := range []struct{ name, to string }{
		{filesPart, files}, {sealsPart, r.settings.Seals}, {settingsPart, filepath.Join(r.settings.Data, settingsPart)},
		{embedded.FileName, filepath.Join(r.settings.Data, embedded.FileName)}, {databasePart, database},
	} {
		if err := moveInto(filepath.Join(r.stage, part.name), part.to); err != nil {
			return fmt.Errorf("put %s in its place: %w", part.name, err)
		}
	}
	return errors.Join(os.RemoveAll(r.stage), syncFolder(r.settings.Data))
}

// moveInto renames what is there; between file systems it copies.
func moveInto(from, to string) error {
	info, err := os.Stat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	_ = os.Remove(to) // an empty folder; anything else was refused before
	if err := os.Rename(from, to); err == nil {
		return nil
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	return errors.Join(writeFile(to, info.Size(), f), f.Close())
}

func (r *restore) say() {
	fmt.Printf("restored as of %s\n", r.manifest.Begun.Format(time.RFC3339))
	for _, what := range r.manifest.LeftOut {
		fmt.Println("NOT in this backup:", what)
	}
	fmt.Println("next: mingcha rehydrate --all, then start the service; see docs/operating.md")
}

// vacant refuses a house in which anything lives but its keys.
func (s Settings) vacant() error {
	kept := map[string]bool{staging: true}
	if s.Keys == "" {
		kept["keys"] = true
	} else if name, err := filepath.Rel(s.Data, s.Keys); err == nil {
		first, _, _ := strings.Cut(name, string(filepath.Separator))
		kept[first] = true
	}
	database, local := sqlitePath(s.Database)
	if _, err := os.Stat(database); local && err == nil {
		return fmt.Errorf("%s is there: a backup is restored into an empty house only", database)
	}
	files, _ := s.filesFolder()
	for _, dir := range []string{s.Data, s.Seals, files} {
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			if dir == s.Data && kept[e.Name()] || hollow(filepath.Join(dir, e.Name())) {
				continue
			}
			return fmt.Errorf("%s is not empty (%s): a backup is restored into an empty house only", dir, e.Name())
		}
	}
	return nil
}

// hollow reports whether a path is a folder without anything in it.
func hollow(path string) bool {
	entries, err := os.ReadDir(path)
	return err == nil && len(entries) == 0
}
