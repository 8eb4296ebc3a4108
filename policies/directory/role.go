package directory

import "slices"

// Role (角色) is what a person is appointed to be in a unit. What it may do is said in policies/access.
type Role struct {
	Key    string   `yaml:"key"`
	NameZH string   `yaml:"name_zh"`
	NameEN string   `yaml:"name_en"`
	Note   string   `yaml:"note"`
	Class  Class    `yaml:"class"`
	Kinds  []string `yaml:"kinds"` // kinds of unit in which it can be held; empty: any
}

// Class groups the roles by what they must be kept apart from.
type Class string

// The classes.
const (
	Business       Class = "business"       // works on cases
	Supervision    Class = "supervision"    // watches and overrides, never decides
	Leadership     Class = "leadership"     // sees the whole
	Oversight      Class = "oversight"      // the read-only auditor: nothing else beside it
	Administration Class = "administration" // the three administrators (三员): nothing else beside it
)

// exclusive reports whether a role of this class stands alone: who holds it holds no other.
func (c Class) exclusive() bool { return c == Oversight || c == Administration }

func (c Class) valid() bool {
	return slices.Contains([]Class{Business, Supervision, Leadership, Oversight, Administration}, c)
}

// Pair is two roles that one person must not hold together, and the rule that says so.
type Pair struct {
	A      string `yaml:"a"`
	B      string `yaml:"b"`
	Rule   string `yaml:"rule"`
	Within Reach  `yaml:"within"`
}

// Reach is how far a pair must be kept apart.
type Reach string

// The reaches: in one unit, which is the default, or only on one case, which the case's gate judges.
const (
	WithinUnit Reach = ""
	WithinCase Reach = "case"
)

// Roles is all roles and which of them exclude each other.
type Roles struct {
	all   []Role
	index map[string]int
	pairs []Pair
}

// Find returns the role with this key.
func (r *Roles) Find(key string) (Role, bool) {
	i, ok := r.index[key]
	if !ok {
		return Role{}, false
	}
	return r.all[i], true
}

// All returns every role in the order of the file.
func (r *Roles) All() []Role { return slices.Clone(r.all) }

// Pairs returns the table of roles that exclude each other.
func (r *Roles) Pairs() []Pair { return slices.Clone(r.pairs) }

// Incompatible returns a fault for every two of these roles that one person must not hold together in one unit.
func (r *Roles) Incompatible(keys ...string) []Fault {
	var faults Faults
	for i, a := range keys {
		for _, b := range keys[i+1:] {
			if rule, clash := r.clash(a, b, true); clash {
				faults.add("roles "+a+" and "+b, "must be two people (%s)", rule)
			}
		}
	}
	return faults
}

// clash returns the rule that keeps two roles of one person apart, if there is one.
func (r *Roles) clash(a, b string, sameUnit bool) (rule string, clash bool) {
	for _, p := range r.pairs {
		if (p.A == a && p.B == b || p.A == b && p.B == a) && sameUnit && p.Within == WithinUnit {
			return p.Rule, true
		}
	}
	first, _ := r.Find(a)
	second, _ := r.Find(b)
	if a != b && (first.Class.exclusive() || second.Class.exclusive()) {
		return "an administrator or auditor holds no other role", true
	}
	return "", false
}
