package surveys

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"gopkg.in/yaml.v3"

	"mingcha/models/clock"
)

// Book is everything that is asked.
type Book struct {
	Scale   Scale
	Surveys []Survey
}

// Text is a text in both languages.
type Text struct{ ZH, EN string }

// In is the text in one of the languages.
func (t Text) In(english bool) string {
	if english {
		return t.EN
	}
	return t.ZH
}

func (t Text) whole() bool { return t.ZH != "" && t.EN != "" }

// Scale is how a service is rated.
type Scale struct {
	Levels []Level
	Tags   []Tag
}

// Level is one level, from 1, the best, to 5.
type Level struct {
	Level int
	Text  `yaml:",inline"`
}

// Tag is what may be ticked besides a level.
type Tag struct {
	Key    string
	Text   `yaml:",inline"`
	Levels []int
}

// Unfit lists the tags, by place, that do not go with a level.
func (s Scale) Unfit(level int, tags []string) (places []int) {
	for i, key := range tags {
		fits := slices.ContainsFunc(s.Tags, func(t Tag) bool { return t.Key == key && slices.Contains(t.Levels, level) })
		if !fits || slices.Index(tags, key) != i {
			places = append(places, i)
		}
	}
	return places
}

// Load reads the scale and every form. Its error names every fault.
func Load(from fs.FS) (*Book, error) {
	b := &Book{}
	faults := []error{read(from, "ratings.yaml", &b.Scale)}
	names, err := fs.Glob(from, "forms/*.yaml")
	faults = append(faults, err)
	for _, name := range names {
		var s Survey
		if err := read(from, name, &s); err != nil {
			faults = append(faults, err)
			continue
		}
		faults = append(faults, s.faults(name)...)
		b.Surveys = append(b.Surveys, s)
	}
	faults = append(faults, b.Scale.faults()...)
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("read the surveys:\n%w", err)
	}
	return b, nil
}

// read decodes a file; a key that nobody knows is a fault.
func read(from fs.FS, name string, into any) error {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (s Scale) faults() (faults []error) {
	for i, l := range s.Levels {
		if l.Level != i+1 || !l.whole() {
			faults = append(faults, fmt.Errorf("ratings.yaml: levels[%d] is not level %d in both languages", i, i+1))
		}
	}
	if len(s.Levels) != 5 {
		faults = append(faults, fmt.Errorf("ratings.yaml: %d levels, not five", len(s.Levels)))
	}
	seen := map[string]bool{}
	for i, t := range s.Tags {
		if t.Key == "" || seen[t.Key] || !t.whole() || len(t.Levels) == 0 {
			faults = append(faults, fmt.Errorf("ratings.yaml: tags[%d] %q has no key of its own, no words or no level", i, t.Key))
		}
		seen[t.Key] = true
	}
	return faults
}

// Find returns a survey by its key.
func (b *Book) Find(key string) (Survey, bool) {
	i := slices.IndexFunc(b.Surveys, func(s Survey) bool { return s.Key == key })
	if i < 0 {
		return Survey{}, false
	}
	return b.Surveys[i], true
}

// Open lists the surveys that can be answered on a day.
func (b *Book) Open(day clock.Date) []Survey {
	return slices.DeleteFunc(slices.Clone(b.Surveys), func(s Survey) bool { return !s.OpenOn(day) })
}
