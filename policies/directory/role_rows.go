package directory

import (
	"fmt"
	"slices"
)

func (f *organisationsFile) roles(faults *Faults) *Roles {
	r := &Roles{all: f.Roles, index: map[string]int{}, pairs: f.Incompatible}
	for i, role := range r.all {
		row := "role " + role.Key
		if _, twice := r.index[role.Key]; twice || role.Key == "" {
			faults.add(row, "the key is missing or used twice")
		}
		r.index[role.Key] = i
		if role.NameZH == "" || role.NameEN == "" {
			faults.add(row, "a name is missing")
		}
		if !role.Class.valid() {
			faults.add(row, "there is no class %q", role.Class)
		}
		for _, kind := range role.Kinds {
			if !slices.Contains(f.Kinds, kind) {
				faults.add(row, "there is no kind %q", kind)
			}
		}
	}
	for _, p := range r.pairs {
		row := fmt.Sprintf("incompatible roles %s and %s", p.A, p.B)
		for _, key := range []string{p.A, p.B} {
			if _, known := r.index[key]; !known {
				faults.add(row, "there is no role %q", key)
			}
		}
		if p.Within != WithinUnit && p.Within != WithinCase {
			faults.add(row, "within must be case or nothing")
		}
	}
	return r
}
