package archive

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"mingcha/models/record"
)

// Finding is one thing that is wrong with a package, and where.
type Finding struct {
	Entry string `json:"entry"` // name in the package; "" the package as a whole
	Text  string `json:"text"`
}

// Report is the outcome of a check.
type Report struct {
	Manifest Manifest      `json:"manifest"`
	Key      string        `json:"key"`     // by which it was checked
	OwnKey   bool          `json:"own_key"` // that is the key in the package itself: it shows no more than that nobody has changed the package since
	Record   record.Report `json:"record"`
	Proven   int           `json:"proven"` // lines that seals cover
	Open     int           `json:"open"`   // lines for which only the chain and the manifest speak
	Kept     int           `json:"kept"`   // seals kept outside that it was held against; 0: none were given
	Findings []Finding     `json:"findings,omitempty"`
}

// Sound reports whether nothing was found.
func (r Report) Sound() bool { return len(r.Findings) == 0 }

func (r *Report) find(entry, format string, args ...any) {
	r.Findings = append(r.Findings, Finding{entry, fmt.Sprintf(format, args...)})
}

const (
	maxManifest = 16 << 20  // bytes
	maxRecord   = 512 << 20 // bytes of what is read whole
)

// Verify checks a package, and holds it against seals that were kept outside, if there are some. Without a key it takes the
// one in the package, and says so. What is wrong is in the report.
func Verify(file io.ReaderAt, size int64, key ed25519.PublicKey, seals io.Reader, restore record.Restore) Report {
	c := &check{held: map[string]*zip.File{}, digests: map[string]string{}, lines: newLines(), seals: map[int]string{}}
	z, err := zip.NewReader(file, size)
	if err != nil {
		c.find("", "this is not a whole zip file: %v", err)
		return c.Report
	}
	c.open(z)
	if !c.signed(key) {
		return c.Report
	}
	c.entries()
	c.record(restore)
	c.dossier()
	c.proofs()
	c.outside(seals)
	return c.Report
}

// check is one run of Verify.
type check struct {
	Report
	key     ed25519.PublicKey
	names   []string // of the entries, in their order
	held    map[string]*zip.File
	digests map[string]string // of what was read, by name
	lines   lines
	seals   map[int]string // hashes of the seals in the package, by number
}

// open lists what is in the file. A name that stands there twice means two things to two readers.
func (c *check) open(z *zip.Reader) {
	for _, f := range z.File {
		if c.held[f.Name] != nil {
			c.find(f.Name, "the package has it twice")
			continue
		}
		c.held[f.Name], c.names = f, append(c.names, f.Name)
	}
}

// signed reads the manifest and checks its signature. False: there is nothing to hold the entries against.
func (c *check) signed(key ed25519.PublicKey) bool {
	text, ok := c.whole(ManifestName, maxManifest)
	if !ok {
		return false
	}
	if c.key = key; key == nil {
		c.OwnKey = true
		c.key = c.ownKey()
	}
	c.Key = record.FormatKey(c.key)
	if signature, ok := c.whole(SignatureName, 1<<10); ok && !record.TextSigned("archive", text, string(signature), c.key) {
		c.find(SignatureName, "it is not a signature over this manifest by this key: one of the three was changed")
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(&c.Manifest); err != nil || c.Manifest.Format != Format {
		c.find(ManifestName, "it is not a manifest of format %d: %v", Format, err)
		return false
	}
	return true
}

func (c *check) ownKey() ed25519.PublicKey {
	text, ok := c.whole(KeyName, 1<<10)
	if !ok {
		return nil
	}
	key, err := record.ParseKey(string(text))
	if err != nil {
		c.find(KeyName, "%v", err)
	}
	return key
}

// whole reads an entry that the package must have, up to a size.
func (c *check) whole(name string, most int64) ([]byte, bool) {
	f := c.held[name]
	if f == nil {
		c.find(name, "it was removed from the package")
		return nil, false
	}
	r, err := f.Open()
	if err == nil {
		defer r.Close()
		var text []byte
		if text, err = io.ReadAll(io.LimitReader(r, most+1)); err == nil && int64(len(text)) <= most {
			return text, true
		}
	}
	if err == nil {
		err = fmt.Errorf("it is larger than %d bytes", most)
	}
	c.find(name, "it cannot be read: %v", err)
	return nil, false
}

// entries holds every entry against the manifest.
func (c *check) entries() {
	listed := map[string]string{ManifestName: "", SignatureName: ""}
	owner, most := map[string]string{}, int64(0)
	for _, e := range c.Manifest.Entries {
		if _, twice := listed[e.Name]; twice {
			c.find(e.Name, "the manifest lists it twice")
		}
		listed[e.Name], owner[e.SHA256], most = e.SHA256, e.Name, max(most, e.Size)
	}
	for _, e := range c.Manifest.Entries {
		f := c.held[e.Name]
		if f == nil {
			c.find(e.Name, "it was removed from the package")
			continue
		}
		digest, err := digestOf(f, most)
		switch other := owner[digest]; {
		case err != nil:
			c.find(e.Name, "it was changed: %v", err)
		case digest == e.SHA256:
			c.digests[e.Name] = digest
		case other != "":
			c.find(e.Name, "it was exchanged: it holds what belongs to %s", other)
		default:
			c.find(e.Name, "it was changed: its content is not the one that the manifest lists")
		}
	}
	for _, name := range c.names {
		if _, known := listed[name]; !known {
			c.find(name, "it was added: the manifest does not list it")
		}
	}
}

// digestOf is the SHA-256 of an entry, of which no more is read than the largest one may have.
func digestOf(f *zip.File, most int64) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, io.LimitReader(r, most+1))
	return hex.EncodeToString(sum.Sum(nil)), err
}

// record checks the chains and folds the lines.
func (c *check) record(restore record.Restore) {
	text, ok := c.whole(RecordName, maxRecord)
	if !ok {
		return
	}
	report, err := record.Verify(bytes.NewReader(text), nil, c.key, restore)
	if err != nil {
		c.find(RecordName, "it cannot be read: %v", err)
	}
	c.Record = report
	for _, f := range report.Findings {
		c.find(RecordName, "%s: %s", f.Kind, f.Text)
	}
	c.lines = linesOf(text)
}

// dossier asks that the lines and the manifest speak of the same, and that everything is there that the lines name.
func (c *check) dossier() {
	m := c.Manifest
	if head := c.lines.heads[m.Case]; head.n != m.Lines || head.hash != m.Head {
		c.find(RecordName, "the record of the case ends with line %d, the manifest says line %d", head.n, m.Lines)
	}
	if c.lines.number != m.Number {
		c.find(RecordName, "the record is that of case %s, the manifest says %s", c.lines.number, m.Number)
	}
	for _, subject := range m.Subjects {
		if c.lines.heads[subject].n == 0 {
			c.find(RecordName, "the record of %s is not there", subject)
		}
	}
	for _, name := range c.lines.wanted() {
		lacks := slices.ContainsFunc(m.Lacking, func(l Lack) bool { return l.Name == name })
		if c.held[name] == nil && !lacks {
			c.find(name, "a line speaks of it, and it is not in the package")
		}
	}
	for name, digest := range c.digests {
		if address, is := strings.CutPrefix(name, FilesFolder); is && address != digest {
			c.find(name, "its content does not belong to its address")
		}
	}
}

// proofs asks that the sealed heads are those of the record.
func (c *check) proofs() {
	text, ok := c.whole(ProofsName, maxManifest)
	if !ok {
		return
	}
	covered := map[string]int{}
	for raw := range bytes.Lines(text) {
		var p record.Proof
		if err := json.Unmarshal(raw, &p); err != nil {
			c.find(ProofsName, "it cannot be read: %v", err)
			return
		}
		if err := p.Check(c.key); err != nil {
			c.find(ProofsName, "the proof of %s: %v", p.Leaf.Subject, err)
			continue
		}
		if c.lines.hashes[lineKey{p.Leaf.Subject, p.Leaf.N}] != p.Leaf.Hash {
			c.find(RecordName, "line %d of %s is not the one that was sealed", p.Leaf.N, p.Leaf.Subject)
			continue
		}
		c.seals[p.Seal.N] = p.Seal.Hash
		covered[p.Leaf.Subject] = max(covered[p.Leaf.Subject], p.Leaf.N)
	}
	for subject, head := range c.lines.heads {
		c.Proven += covered[subject]
		c.Open += head.n - covered[subject]
	}
}
