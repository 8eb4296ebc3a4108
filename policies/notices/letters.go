package notices

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"mingcha/models"
	"mingcha/models/clock"
)

// Letters are what is said of each kind of notice, and when it must wait.
type Letters struct {
	words  map[string]wording
	kinds  map[string]kind
	within time.Duration
	quiet  []quiet
}

// wording is one text in both languages.
type wording struct{ ZH, EN string }

// kind is what is said of one kind of notice.
type kind struct {
	Indoors bool
	Within  duration
	ZH, EN  draft
}

// draft is a letter with its placeholders.
type draft struct{ Subject, Text string }

// Letter is a letter as it is sent.
type Letter struct{ Subject, Text string }

// Facts are all that a letter may say.
type Facts struct {
	Number string
	Level  models.Level
	Unit   string // its name in the letter's language
	Due    time.Time
	Link   string
	Code   string
}

// Other is the kind that stands for every notice without a letter of its own.
const Other = "other"

// placeholders are what a draft may name.
var placeholders = []string{"number", "level", "unit", "due", "link", "code"}

// Load reads letters.yaml and quiet.yaml. Its error names every fault.
func Load(files fs.FS) (*Letters, error) {
	var letters struct {
		Words  map[string]wording
		Within duration
		Kinds  map[string]kind
	}
	var rests struct{ Quiet []quiet }
	if err := errors.Join(read(files, "letters.yaml", &letters), read(files, "quiet.yaml", &rests)); err != nil {
		return nil, err
	}
	l := &Letters{words: letters.Words, kinds: letters.Kinds, within: time.Duration(letters.Within), quiet: rests.Quiet}
	if err := errors.Join(l.faults()...); err != nil {
		return nil, fmt.Errorf("read the letters of notices:\n%w", err)
	}
	return l, nil
}

// read decodes a file; a key that nobody knows is a fault.
func read(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func (l *Letters) faults() []error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	for _, word := range []string{"none", "warning", "yellow", "red"} {
		if w := l.words[word]; w.ZH == "" || w.EN == "" {
			fault("words.%s: both languages are needed", word)
		}
	}
	if l.within <= 0 {
		fault("within: a duration is needed")
	}
	if _, there := l.kinds[Other]; !there {
		fault("kinds.%s: it stands for every kind without a letter", Other)
	}
	for _, name := range slices.Sorted(maps.Keys(l.kinds)) {
		k := l.kinds[name]
		for place, text := range map[string]string{
			"zh.subject": k.ZH.Subject, "zh.text": k.ZH.Text, "en.subject": k.EN.Subject, "en.text": k.EN.Text,
		} {
			if text == "" {
				fault("kinds.%s.%s: it is missing", name, place)
			}
			for _, unknown := range unknownIn(text) {
				fault("kinds.%s.%s: there is no placeholder {%s}", name, place, unknown)
			}
		}
	}
	for i, q := range l.quiet {
		faults = append(faults, q.faults(fmt.Sprintf("quiet[%d]", i), l.kinds)...)
	}
	return faults
}

// unknownIn lists what a text names in braces and no letter has.
func unknownIn(text string) []string {
	var unknown []string
	for {
		_, rest, opened := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !opened {
			return unknown
		}
		if !closed || !slices.Contains(placeholders, name) {
			unknown = append(unknown, name)
		}
		text = after
	}
}

// Has reports whether a kind has a letter of its own.
func (l *Letters) Has(kind string) bool { _, there := l.kinds[kind]; return there }

// Indoors lists the kinds that never leave the house.
func (l *Letters) Indoors() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(l.kinds)) {
		if l.kinds[name].Indoors {
			out = append(out, name)
		}
	}
	return out
}

// Within is how long a letter of a kind is worth sending.
func (l *Letters) Within(kind string) time.Duration {
	if own := time.Duration(l.kinds[kind].Within); own > 0 {
		return own
	}
	return l.within
}

// Write writes the letter of a kind in a language: en, or Chinese.
func (l *Letters) Write(kind, language string, f Facts) Letter {
	k, known := l.kinds[kind]
	if !known {
		k = l.kinds[Other]
	}
	d, say := k.ZH, func(word string) string { return l.words[word].ZH }
	if language == "en" {
		d, say = k.EN, func(word string) string { return l.words[word].EN }
	}
	said := map[string]string{"number": f.Number, "unit": f.Unit, "link": f.Link, "code": f.Code}
	if f.Level > 0 {
		said["level"] = say(f.Level.String())
	}
	if !f.Due.IsZero() {
		said["due"] = f.Due.In(clock.Zone).Format("2006-01-02 15:04")
	}
	var pairs []string
	for _, name := range placeholders {
		text := said[name]
		if text == "" {
			text = say("none")
		}
		pairs = append(pairs, "{"+name+"}", text)
	}
	fill := strings.NewReplacer(pairs...)
	return Letter{Subject: fill.Replace(d.Subject), Text: fill.Replace(d.Text)}
}
