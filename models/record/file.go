package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"mingcha/models"
)

// Format is the version of the file format. A file is JSON, one object per line: a header, the bundles that cases are bound
// to, then entries by subject, a body or tombstone right after its line, then an end with the number of entries. Format 1
// had no bundles.
const Format = 2

// Entry is one line of an exported record: exactly one of its fields is set.
type Entry struct {
	Header    *Header           `json:"mingcha_record,omitempty"`
	Bundle    *Bundle           `json:"bundle,omitempty"`
	Line      *models.Line      `json:"line,omitempty"`
	Body      *Body             `json:"body,omitempty"`
	Tombstone *models.Tombstone `json:"tombstone,omitempty"`
	Audit     *models.AuditLine `json:"audit,omitempty"`
	End       *End              `json:"end,omitempty"`
}

// Header begins a file.
type Header struct {
	Format int  `json:"format"`
	Bodies bool `json:"bodies"` // every body is there, or a tombstone in its place
}

// End closes a file: one without it was cut off.
type End struct {
	Entries int `json:"entries"`
}

// Body is the personal part of a line in an export that holds bodies.
type Body struct {
	Subject string `json:"subject"`
	N       int    `json:"n"`
	Salt    []byte `json:"salt"`
	Content string `json:"content"` // JSON, byte by byte as it was written
}

// Writer writes an exported record.
type Writer struct {
	out     *bufio.Writer
	entries int
}

// NewWriter begins a file that holds all bodies or none.
func NewWriter(w io.Writer, bodies bool) (*Writer, error) {
	out := &Writer{out: bufio.NewWriter(w)}
	return out, out.write(Entry{Header: &Header{Format: Format, Bodies: bodies}})
}

// Add writes one entry.
func (w *Writer) Add(e Entry) error {
	w.entries++
	return w.write(e)
}

// Close ends the file. It does not close what it was written to.
func (w *Writer) Close() error {
	return errors.Join(w.write(Entry{End: &End{Entries: w.entries}}), w.out.Flush())
}

func (w *Writer) write(e Entry) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write the record: %w", err)
	}
	if _, err := w.out.Write(append(raw, '\n')); err != nil {
		return fmt.Errorf("write the record: %w", err)
	}
	return nil
}

// AppendSeal writes one seal as a line of a seal file.
func AppendSeal(w io.Writer, s Seal) error {
	raw, err := json.Marshal(s)
	if err == nil {
		_, err = w.Write(append(raw, '\n'))
	}
	if err != nil {
		return fmt.Errorf("export seal %d: %w", s.N, err)
	}
	return nil
}

// maxEntry is the longest entry read, bytes.
const maxEntry = 64 << 20

// entries calls do for every line of a file.
func entries(r io.Reader, do func(number int, raw []byte) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 1<<16), maxEntry)
	for number := 1; in.Scan(); number++ {
		if err := do(number, in.Bytes()); err != nil {
			return err
		}
	}
	return in.Err()
}

// parse reads one object exactly as it was written: anything else in it, or any other spelling, is refused, because
// somebody else may read it differently.
func parse(raw []byte, into any) error {
	in := json.NewDecoder(bytes.NewReader(raw))
	in.DisallowUnknownFields()
	if err := in.Decode(into); err != nil {
		return err
	}
	again, err := json.Marshal(into)
	if err != nil {
		return err
	}
	if !bytes.Equal(again, raw) {
		return errors.New("it is not spelled as it was written")
	}
	return nil
}
