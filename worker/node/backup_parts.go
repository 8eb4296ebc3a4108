package node

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"

	"mingcha/models/record"
	"mingcha/models/store"
	"mingcha/worker/embedded"
)

func (b *backup) engine(ctx context.Context) error {
	snapshot := filepath.Join(b.scratch, embedded.FileName)
	var err error
	if b.manifest.Engine, err = embedded.Snapshot(ctx, b.settings.Data, snapshot); err != nil || !b.manifest.Engine {
		return err
	}
	return errors.Join(b.pack.add(embedded.FileName, snapshot), os.Remove(snapshot))
}

func (b *backup) database(ctx context.Context) error {
	if _, local := sqlitePath(b.settings.Database); !local {
		b.leaveOut("the application database: MySQL and MariaDB are backed up by tools of their own (docs/operating.md)")
		return nil
	}
	snapshot := filepath.Join(b.scratch, databasePart)
	if err := b.store.Snapshot(ctx, snapshot); err != nil {
		return err
	}
	if err := b.pack.add(databasePart, snapshot); err != nil {
		return err
	}
	var err error
	if b.copied, err = store.Open(snapshot, b.ring); err != nil {
		return err
	}
	b.manifest.Schema, _, err = b.copied.Version(ctx)
	return err
}

var address = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (b *backup) files(ctx context.Context) error {
	root, local := b.settings.filesFolder()
	if !local {
		b.leaveOut("attachments: the object store is backed up by tools of its own")
		return nil
	}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == root:
			return nil // nobody has uploaded anything
		case err != nil || ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case d.IsDir() || !address.MatchString(d.Name()):
			return nil // a file on its way to its name
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		err = b.pack.add(filesPart+"/"+filepath.ToSlash(name), path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a draft's file, removed meanwhile
		}
		return err
	})
}

// seals copies the seals up to the last one that the database knows as outside: a later one vouches for lines that the
// copy does not have.
func (b *backup) seals(ctx context.Context) error {
	last := math.MaxInt
	if b.copied != nil {
		var err error
		if last, err = b.copied.SealsOutside(ctx); err != nil {
			return err
		}
	}
	f, err := os.Open(filepath.Join(b.settings.Seals, sealFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the seals: %w", err)
	}
	defer func() { _ = f.Close() }()
	size := sealsUpTo(bufio.NewReader(f), last)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the seals: %w", err)
	}
	if err := b.pack.put(sealsPart+"/"+sealFile, size, f); err != nil {
		return err
	}
	key := b.ring.Signer().Public().(ed25519.PublicKey)
	return b.pack.text(sealsPart+"/"+publicKey, []byte(record.FormatKey(key)+"\n"))
}

// sealsUpTo counts the bytes of the whole lines before the first seal after last.
func sealsUpTo(in *bufio.Reader, last int) (size int64) {
	for {
		line, err := in.ReadBytes('\n')
		var seal struct{ N int }
		if err != nil || json.Unmarshal(line, &seal) == nil && seal.N > last {
			return size
		}
		size += int64(len(line))
	}
}

// options writes down the settings in force, without what is secret.
func (b *backup) options(context.Context) error {
	s := b.settings
	s.OIDC.Secret = ""
	if _, local := sqlitePath(s.Database); !local {
		s.Database = "mysql:"
	}
	k := koanf.New(".")
	if err := k.Load(structs.Provider(s, "koanf"), nil); err != nil {
		return fmt.Errorf("back up the settings: %w", err)
	}
	text, err := k.Marshal(yaml.Parser())
	if err != nil {
		return fmt.Errorf("back up the settings: %w", err)
	}
	return b.pack.text(settingsPart, text)
}

func (b *backup) leaveOut(what string) {
	fmt.Fprintln(os.Stderr, "NOT in this backup:", what)
	b.manifest.LeftOut = append(b.manifest.LeftOut, what)
}

// sqlitePath returns the path of a SQLite database, or false for another kind.
func sqlitePath(dsn string) (string, bool) {
	if strings.HasPrefix(dsn, "mysql:") {
		return "", false
	}
	return strings.TrimPrefix(dsn, "sqlite:"), true
}

// filesFolder returns the folder of the attachments, or false for an object store.
func (s Settings) filesFolder() (string, bool) {
	if s.Files == "" {
		return filepath.Join(s.Data, filesPart), true
	}
	if u, err := url.Parse(s.Files); err == nil && u.Scheme != "" {
		return "", false
	}
	return s.Files, true
}

// In returns the settings of the house in another folder; "" changes nothing.
func (s Settings) In(data string) Settings {
	if data != "" {
		s.Data = data
	}
	return s
}
