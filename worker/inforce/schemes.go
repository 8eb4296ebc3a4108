package inforce

import (
	"fmt"
	"io/fs"
	"slices"
	"time"

	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/policies/directory"
)

// schemes reads how performance is measured, as it ships.
func schemes(files fs.FS) ([]*score.Scheme, error) {
	names, err := fs.Glob(files, "*/scores/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list schemes: %w", err)
	}
	var out []*score.Scheme
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read scheme %s: %w", name, err)
		}
		scheme, err := process.ParseScheme(name, text)
		if err != nil {
			return nil, err
		}
		out = append(out, scheme)
	}
	return out, nil
}

// Scheme returns the scheme by which a period is measured: the newest that was in force as it began; nil if none was.
func (f *InForce) Scheme(p score.Period) *score.Scheme {
	return score.InForce(f.standing.Load().schemes, p)
}

// Schemes returns every scheme that ships or was published; of two that begin on one day the later one counts.
func (f *InForce) Schemes() []*score.Scheme { return slices.Clone(f.standing.Load().schemes) }

// Measured lists the units that a supervision organ measures: those over which it is the organ.
func (f *InForce) Measured(organ string) []directory.Unit {
	var out []directory.Unit
	for _, u := range f.Snapshot().Units.All() {
		if u.Organ == organ && u.Kind != directory.SupervisionOrgan && u.Kind != directory.StationedSupervision {
			out = append(out, u)
		}
	}
	return out
}

// Organs lists the supervision organs in which somebody measures at an instant.
func (f *InForce) Organs(at time.Time) []string {
	var out []string
	for _, u := range f.Snapshot().Units.All() {
		if u.Kind == directory.SupervisionOrgan && len(f.Holders(u.ID, "supervisor", at)) > 0 {
			out = append(out, u.ID)
		}
	}
	return out
}

// Windows counts what the window clerks of units did for the windows of these units.
func (f *InForce) Windows(units []directory.Unit, at time.Time) (seats []score.Seat, objects []score.Object) {
	for _, u := range units {
		clerks := f.Holders(u.ID, "window_clerk", at)
		for _, account := range clerks {
			seats = append(seats, score.Seat{Account: account, Object: u.ID + score.WindowSuffix})
		}
		if len(clerks) > 0 {
			objects = append(objects, score.Object{Kind: score.WindowObject, ID: u.ID + score.WindowSuffix, Unit: u.ID, UnitKind: u.Kind})
		}
	}
	return seats, objects
}

// People counts what each person of these units did for that person. Who holds posts in several of them is measured once,
// in the first.
func (f *InForce) People(units []directory.Unit, at time.Time) (seats []score.Seat, objects []score.Object) {
	roles := f.Snapshot().Roles.All()
	for _, u := range units {
		for _, role := range roles {
			if role.Class != directory.Business {
				continue
			}
			for _, account := range f.Holders(u.ID, role.Key, at) {
				if slices.ContainsFunc(seats, func(s score.Seat) bool { return s.Account == account }) {
					continue
				}
				seats = append(seats, score.Seat{Account: account, Object: account})
				objects = append(objects, score.Object{Kind: score.PersonObject, ID: account, Unit: u.ID, UnitKind: u.Kind})
			}
		}
	}
	return seats, objects
}

// Compiled compiles the text of a scheme once.
func (f *InForce) Compiled(text string) (*score.Scheme, error) {
	if known, found := f.compiled.Load(text); found {
		return known.(*score.Scheme), nil
	}
	scheme, err := process.ParseScheme("scheme", []byte(text))
	if err != nil {
		return nil, err
	}
	f.compiled.Store(text, scheme)
	return scheme, nil
}
