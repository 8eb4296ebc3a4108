// Package directory knows the places and the organisations: the division tree, the units with their supervision, the
// roles, the posts, and who holds which of them. All of it is read whole, checked whole and never changed afterwards;
// a change is a new Snapshot. It is data with names for its parts: what a role may do is said in policies/access.
package directory

import (
	"embed"
	"io/fs"
	"sync"
)

// Directory is the part that ships with a place and changes with its reorganisations: places, units, roles, posts.
type Directory struct {
	Tree  *Tree
	Units *Units
	Roles *Roles
	Posts []Post
	Staff []Staff // invented people for the demonstration
}

//go:embed divisions/*.csv dongguan/organisations.yaml
var shipped embed.FS

// Shipped returns the directory that comes with the product: China's divisions and the organisations of Dongguan. It
// is read once.
var Shipped = sync.OnceValues(func() (*Directory, error) { return Load(shipped, "dongguan/organisations.yaml") })

// Load reads the divisions and an organisations file of files. Its error, Faults, names every faulty row.
func Load(files fs.FS, organisations string) (*Directory, error) {
	tree, err := loadTree(files)
	if err != nil {
		return nil, err
	}
	return loadOrganisations(files, organisations, tree)
}
