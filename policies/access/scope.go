package access

import "slices"

// Scope is one part of what a list may show, as conditions for SQL: all that are set must hold. A list shows what at
// least one scope covers, and without a scope nothing.
type Scope struct {
	Appointment string   // by which appointment
	Everywhere  bool     // no condition at all
	From, To    string   // path >= From and path < To
	Units       []string // the responsible unit is one of these
	Desk        string   // the step lies in this unit; where a row names none, the responsible unit is this one
	Holder      string   // this account holds it
	Pool        bool     // nobody holds it
	Role        string   // it waits for this role, or for any
	Outside     []string // neither the responsible unit nor the desk is one of these
}

// void reports whether the scope covers nothing, such as the units below one that has none.
func (s Scope) void() bool {
	return !s.Everywhere && s.From == "" && len(s.Units) == 0 && s.Desk == ""
}

// Covers reports whether a list with this scope shows the object.
func (s Scope) Covers(o Object) bool {
	if o.Desk == "" {
		o.Desk = o.Unit
	}
	switch {
	case s.void(),
		s.From != "" && (o.Path < s.From || o.Path >= s.To),
		len(s.Units) > 0 && !slices.Contains(s.Units, o.Unit),
		s.Desk != "" && s.Desk != o.Desk,
		s.Holder != "" && s.Holder != o.Holder,
		s.Pool && o.Holder != "",
		s.Role != "" && o.Role != "" && s.Role != o.Role,
		slices.Contains(s.Outside, o.Unit), slices.Contains(s.Outside, o.Desk):
		return false
	default:
		return true
	}
}
