// Package archive writes and checks the archive package (归档包) of a case: one zip file with its record in plain words, its
// attachments, the documents that were printed of it, the rules and calendar by which it was judged, and what proves all
// of it. It is checked with the public key of the seals alone; docs/record.md shows how.
package archive

import (
	"archive/zip"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"mingcha/models/record"
)

// Format is the version of the package's format.
const Format = 1

// The entries that every package has. Beside them stand files/, documents/ and rules/.
const (
	ManifestName  = "manifest.json"
	SignatureName = "manifest.sig" // Ed25519 over the manifest, base64
	KeyName       = "key.pub"      // the public key of the seals, as this house has it
	RecordName    = "record.jsonl" // the case and the complaints, cards and leads on it, as mingcha export writes them
	ProofsName    = "proofs.jsonl" // that seals cover them, one record.Proof per line
	CalendarName  = "calendar.json"
	ReadMeName    = "README.txt"
	FilesFolder   = "files/"     // attachments by the address of their content
	PapersFolder  = "documents/" // PDF, by subject, line and kind
	RulesFolder   = "rules/"     // sources of the rule sets that signals name, by version
)

// Manifest says what a package is about and lists every other entry with its digest.
type Manifest struct {
	Format   int      `json:"mingcha_archive"`
	Case     string   `json:"case"`
	Number   string   `json:"number"` // 办件编号
	Item     string   `json:"item"`
	Status   string   `json:"status"`
	Lines    int      `json:"lines"` // of the case
	Head     string   `json:"head"`  // hash of the last of them
	Subjects []string `json:"subjects"`
	// Complaints is how many of the subjects are complaints about the case: those that whoever took the package may read.
	Complaints int       `json:"complaints,omitempty"`
	Made       time.Time `json:"made"`
	By         string    `json:"by"` // account
	Demo       bool      `json:"demo,omitempty"`
	Entries    []Entry   `json:"entries"` // in the order in which they were written
	Lacking    []Lack    `json:"lacking"` // what would belong here
}

// Entry is one file of a package.
type Entry struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Title  string `json:"title,omitempty"` // of a document, name of an attachment
}

// Lack is something that would belong into a package and is not there.
type Lack struct {
	Name string `json:"name"`
	Why  string `json:"why"` // gone, unknown
}

// Why something is lacking.
const (
	Gone    = "gone"    // erased, or lost: the house has it no more
	Unknown = "unknown" // the house never had its text
)

// Sign signs a manifest with the key of the seals.
func Sign(manifest []byte, signer ed25519.PrivateKey) string {
	return record.SignText("archive", manifest, signer)
}

// Writer writes one package.
type Writer struct {
	zip      *zip.Writer
	manifest Manifest
}

// NewWriter begins a package. The manifest says what it is about; its entries come one by one.
func NewWriter(w io.Writer, m Manifest) *Writer {
	m.Format, m.Entries, m.Lacking, m.Made = Format, []Entry{}, []Lack{}, m.Made.UTC().Truncate(time.Second)
	return &Writer{zip: zip.NewWriter(w), manifest: m}
}

// Add writes one entry. A name that is taken already is an error.
func (w *Writer) Add(name, title string, content io.Reader) error {
	for _, e := range w.manifest.Entries {
		if e.Name == name {
			return fmt.Errorf("archive %s: there are two entries %s", w.manifest.Case, name)
		}
	}
	sum := sha256.New()
	size, err := w.put(name, io.TeeReader(content, sum))
	w.manifest.Entries = append(w.manifest.Entries, Entry{Name: name, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil)), Title: title})
	return err
}

// Lack notes that something which would belong here is not there.
func (w *Writer) Lack(name, why string) {
	w.manifest.Lacking = append(w.manifest.Lacking, Lack{name, why})
}

// Close writes the manifest and its signature. It does not close what it was written to.
func (w *Writer) Close(sign func(manifest []byte) string) error {
	text, err := json.MarshalIndent(w.manifest, "", " ")
	if err != nil {
		return fmt.Errorf("archive %s: %w", w.manifest.Case, err)
	}
	if _, err := w.put(ManifestName, bytesOf(text)); err != nil {
		return err
	}
	_, err = w.put(SignatureName, bytesOf([]byte(sign(text))))
	return errors.Join(err, w.zip.Close())
}

func (w *Writer) put(name string, content io.Reader) (int64, error) {
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.manifest.Made})
	if err != nil {
		return 0, fmt.Errorf("archive %s: %s: %w", w.manifest.Case, name, err)
	}
	size, err := io.Copy(out, content)
	if err != nil {
		return size, fmt.Errorf("archive %s: %s: %w", w.manifest.Case, name, err)
	}
	return size, nil
}
