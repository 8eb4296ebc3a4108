package node

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// pack is a backup that is being written: a folder, or a .tar.gz if its name ends so. It stands under a name of its own
// until it is whole.
type pack struct {
	name  string
	files int
	bytes int64
	sums  bytes.Buffer // as sha256sum reads it
	into  interface {
		put(name string, size int64, content io.Reader) error
		Close() error
	}
}

// unfinished is what the name of a pack ends in while it is being written.
const unfinished = ".unfinished"

func newPack(name string) (*pack, error) {
	for _, there := range []string{name, name + unfinished} {
		if _, err := os.Lstat(there); err == nil {
			return nil, fmt.Errorf("%s is there already", there)
		}
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, fmt.Errorf("make the backup's folder: %w", err)
	}
	p := &pack{name: name}
	if !isTar(name) {
		p.into = folder(name + unfinished)
		return p, os.Mkdir(name+unfinished, 0o700)
	}
	f, err := os.OpenFile(name+unfinished, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write the backup: %w", err)
	}
	squeeze, err := gzip.NewWriterLevel(f, gzip.BestSpeed)
	p.into = &tape{file: f, squeeze: squeeze, out: tar.NewWriter(squeeze)}
	return p, err
}

func isTar(name string) bool {
	return strings.HasSuffix(name, ".tar.gz") || strings.HasSuffix(name, ".tgz")
}

// add copies a file. One that grows meanwhile is copied as far as it was.
func (p *pack) add(name, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("back up %s: %w", name, err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("back up %s: %w", name, err)
	}
	return p.put(name, info.Size(), f)
}

func (p *pack) text(name string, content []byte) error {
	return p.put(name, int64(len(content)), bytes.NewReader(content))
}

func (p *pack) put(name string, size int64, content io.Reader) error {
	sum := sha256.New()
	if err := p.into.put(name, size, io.TeeReader(io.LimitReader(content, size), sum)); err != nil {
		return fmt.Errorf("back up %s: %w", name, err)
	}
	p.files++
	p.bytes += size
	fmt.Fprintf(&p.sums, "%s  %s\n", hex.EncodeToString(sum.Sum(nil)), name)
	return nil
}

// finish gives the whole backup its name. Before, nobody can take it for one.
func (p *pack) finish() error {
	if err := p.into.Close(); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	if err := os.Rename(p.name+unfinished, p.name); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	return syncFolder(filepath.Dir(p.name))
}

// drop removes what was written so far.
func (p *pack) drop() error {
	_ = p.into.Close() // it is thrown away
	return os.RemoveAll(p.name + unfinished)
}

// folder writes plain files.
type folder string

func (f folder) put(name string, size int64, content io.Reader) error {
	to := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	return writeFile(to, size, content)
}

// Close has the names on the disk; the contents are there already.
func (f folder) Close() error {
	return filepath.WalkDir(string(f), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncFolder(path)
	})
}

// tape writes a .tar.gz.
type tape struct {
	file    *os.File
	squeeze *gzip.Writer
	out     *tar.Writer
}

func (t *tape) put(name string, size int64, content io.Reader) error {
	err := t.out.WriteHeader(&tar.Header{Name: path.Clean(name), Mode: 0o600, Size: size, ModTime: time.Now(), Format: tar.FormatPAX})
	if err != nil {
		return err
	}
	n, err := io.Copy(t.out, content)
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// Close ends the tape and has it on the disk.
func (t *tape) Close() error {
	return errors.Join(t.out.Close(), t.squeeze.Close(), t.file.Sync(), t.file.Close())
}

// writeFile writes a new file of a known size, readable by nobody else, and has it on the disk.
func writeFile(to string, size int64, content io.Reader) error {
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	n, err := io.Copy(out, content)
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	return errors.Join(err, out.Flush(), f.Sync(), f.Close())
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
