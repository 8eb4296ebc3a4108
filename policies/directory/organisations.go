package directory

import (
	"bytes"
	"fmt"
	"io/fs"

	"gopkg.in/yaml.v3"
)

// organisationsFile is the whole of an organisations file. Fields that nothing reads yet are named all the same, so
// that a misspelt field is a fault.
type organisationsFile struct {
	Meta         yaml.Node   `yaml:"meta"`
	Kinds        []string    `yaml:"organisation_kinds"`
	Groups       []KindGroup `yaml:"kind_groups"`
	Roles        []Role      `yaml:"roles"`
	Incompatible []Pair      `yaml:"incompatible_roles"`
	Units        []unitRow   `yaml:"organisations"`
	Posts        []Post      `yaml:"posts"`
	Staff        []Staff     `yaml:"staff_example"`
}

// loadOrganisations reads units, roles and posts over a tree and names every faulty row.
func loadOrganisations(files fs.FS, name string, tree *Tree) (*Directory, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read organisations: %w", err)
	}
	var file organisationsFile
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("read organisations of %s: %w", name, err)
	}
	var faults Faults
	d := &Directory{
		Tree: tree, Units: file.units(tree, &faults), Roles: file.roles(&faults), Posts: file.Posts, Staff: file.Staff,
	}
	file.checkPosts(d, &faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	d.Units.link()
	return d, nil
}
