package process

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"mingcha/models"
)

// Catalogue (事项目录) holds the service items that are in force, and every version that a case may be bound to. It
// never changes: With gives a new one.
type Catalogue struct {
	items   []*Bundle // in force, by item
	byHash  map[string]*Bundle
	entries []entry // of items that are open to the public, for the search
}

// LoadAll compiles every item below files: in each folder the files of items/, with defaults.yaml beside them. The error
// names the faults of all of them.
func LoadAll(files fs.FS, directory Directory) (*Catalogue, error) {
	names, err := fs.Glob(files, "*/items/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list service items: %w", err)
	}
	var bundles []*Bundle
	var faults []error
	for _, name := range names {
		b, err := loadItem(files, name, directory)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		bundles = append(bundles, b)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return NewCatalogue(bundles...), nil
}

func loadItem(files fs.FS, name string, directory Directory) (*Bundle, error) {
	src, err := parseFile(files, name)
	if err != nil {
		return nil, err
	}
	defaults, err := parseFile(files, path.Join(path.Dir(path.Dir(name)), "defaults.yaml"))
	if err != nil {
		return nil, err
	}
	b, err := Compile(src, directory, defaults)
	if err != nil {
		return nil, err
	}
	if own := strings.TrimSuffix(path.Base(name), ".yaml"); own != b.Procedure.Item {
		fault := models.Fault{Field: name + ":1", Rule: "file_name", Detail: b.Procedure.Item}
		return nil, models.Faulty(unpublishable(name), []models.Fault{fault})
	}
	return b, nil
}

func parseFile(files fs.FS, name string) (Source, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return Source{}, fmt.Errorf("read service item: %w", err)
	}
	return Parse(name, text)
}

// NewCatalogue holds these bundles. Of several versions of one item the last is in force.
func NewCatalogue(bundles ...*Bundle) *Catalogue { return (&Catalogue{}).With(bundles...) }

// With returns a catalogue in which these bundles are in force too, in the place of earlier versions. The earlier ones
// are still found by their hash.
func (c *Catalogue) With(bundles ...*Bundle) *Catalogue {
	out := &Catalogue{byHash: map[string]*Bundle{}}
	for hash, b := range c.byHash {
		out.byHash[hash] = b
	}
	current := map[string]*Bundle{}
	for _, b := range append(slices.Clone(c.items), bundles...) {
		out.byHash[b.Hash] = b
		current[b.Procedure.Item] = b
	}
	for _, b := range current {
		out.items = append(out.items, b)
	}
	slices.SortFunc(out.items, func(a, b *Bundle) int { return cmp.Compare(a.Procedure.Item, b.Procedure.Item) })
	for _, b := range out.items {
		if !b.Guide.Internal {
			out.entries = append(out.entries, newEntry(b))
		}
	}
	return out
}

// All lists the items in force by their ID.
func (c *Catalogue) All() []*Bundle { return slices.Clone(c.items) }

// Find returns the version of an item that is in force.
func (c *Catalogue) Find(item string) (*Bundle, bool) {
	i, found := slices.BinarySearchFunc(c.items, item, func(b *Bundle, item string) int {
		return cmp.Compare(b.Procedure.Item, item)
	})
	if !found {
		return nil, false
	}
	return c.items[i], true
}

// ByHash returns the version with this hash, in force or not.
func (c *Catalogue) ByHash(hash string) (*Bundle, bool) {
	b, found := c.byHash[hash]
	return b, found
}
