package node

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// unpack copies a backup, of either form, into a new folder and returns the sum of every file by its name.
func unpack(from, to string) (map[string]string, error) {
	u := &unpacking{to: to, sums: map[string]string{}}
	info, err := os.Stat(from)
	switch {
	case err != nil:
	case info.IsDir():
		err = u.folder(os.DirFS(from))
	default:
		err = u.tape(from)
	}
	if err != nil {
		return nil, fmt.Errorf("read the backup %s: %w", from, err)
	}
	return u.sums, nil
}

type unpacking struct {
	to   string
	sums map[string]string
}

func (u *unpacking) folder(from fs.FS) error {
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := from.Open(name)
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err != nil {
			return errors.Join(err, f.Close())
		}
		return errors.Join(u.write(name, info.Size(), f), f.Close())
	})
}

func (u *unpacking) tape(from string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	plain, err := gzip.NewReader(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return err
	}
	for in := tar.NewReader(plain); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg {
			return fmt.Errorf("%s is no plain file", header.Name)
		}
		if err := u.write(header.Name, header.Size, in); err != nil {
			return err
		}
	}
}

// write refuses names that would lead out of the folder.
func (u *unpacking) write(name string, size int64, content io.Reader) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q is no name in a backup", name)
	}
	to := filepath.Join(u.to, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	sum := sha256.New()
	if err := writeFile(to, size, io.TeeReader(content, sum)); err != nil {
		return fmt.Errorf("unpack %s: %w", name, err)
	}
	u.sums[name] = hex.EncodeToString(sum.Sum(nil))
	return nil
}

// compareSums names every file that is changed, missing or too many.
func compareSums(text []byte, found map[string]string) error {
	var faults []error
	listed := map[string]bool{sumsName: true, signatureName: true}
	for line := range strings.Lines(string(text)) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		listed[name] = true
		switch found[name] {
		case sum:
		case "":
			faults = append(faults, fmt.Errorf("%s is missing", name))
		default:
			faults = append(faults, fmt.Errorf("%s was changed", name))
		}
	}
	for name := range found {
		if !listed[name] {
			faults = append(faults, fmt.Errorf("%s does not belong to it", name))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("the backup is not as it was written: %w", err)
	}
	return nil
}

// takeKeys unpacks a file of keys into a folder that has none.
func takeKeys(from, to string) error {
	have, err := fingerprints(to)
	if err != nil {
		return err
	}
	if len(have) > 0 {
		return fmt.Errorf("there are keys in %s already: leave the file of keys out, or give an empty folder", to)
	}
	if _, err := unpack(from, to); err != nil {
		return fmt.Errorf("take the keys: %w", err)
	}
	return nil
}
