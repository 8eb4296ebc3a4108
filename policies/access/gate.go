// Package access decides who may do what. The policy (policy.csv, read by model.conf) says what a role may do and how
// near the thing must be; the appointments of a directory.Snapshot say who holds a role where. A decision is casbin's
// answer over the appointments of one person that are in force; whatever goes wrong on the way means no.
package access

import (
	"errors"
	"fmt"
	"sync/atomic"

	"mingcha/policies/directory"
)

// Gate answers who may do what. Any number of goroutines may ask while a new snapshot is swapped in; none waits.
type Gate struct {
	rules  rules
	places atomic.Pointer[directory.Snapshot]
}

// New returns a gate over the shipped policy. It refuses to start with a policy line that has an unknown role, object,
// action or relation, and names all of them.
func New(s *directory.Snapshot) (*Gate, error) { return newGate(policyText, modelText, s) }

func newGate(policy, conf string, s *directory.Snapshot) (*Gate, error) {
	if s == nil {
		return nil, errors.New("open the gate: there is no directory")
	}
	r, err := newRules(policy, conf, s.Roles)
	if err != nil {
		return nil, fmt.Errorf("open the gate: %w", err)
	}
	g := &Gate{rules: r}
	g.places.Store(s)
	return g, nil
}

// Swap puts a snapshot into force for every decision that begins from now on, unless a newer one already is. It
// reports whether it did.
func (g *Gate) Swap(s *directory.Snapshot) bool {
	for {
		now := g.places.Load()
		if s.Revision <= now.Revision {
			return false
		}
		if g.places.CompareAndSwap(now, s) {
			return true
		}
	}
}

// Snapshot returns the snapshot in force.
func (g *Gate) Snapshot() *directory.Snapshot { return g.places.Load() }

// Decide answers whether a person may do an action with an object. The first appointment that allows it is named; an
// error or panic on the way means no.
func (g *Gate) Decide(p Person, action Action, o Object) (v Verdict) {
	defer func() {
		if recover() != nil {
			v = denied(undecidable)
		}
	}()
	if !o.Kind.known() || !action.known() {
		return denied(unknownWord)
	}
	places := g.places.Load()
	held := places.Of(p.Account, p.At)
	if len(held) == 0 {
		return denied(noAppointment)
	}
	about, reason := subjectOf(o, places), noRole
	for _, a := range held {
		r, given := g.rules[permission{a.Role, o.Kind, action}]
		if !given {
			continue
		}
		reason = outOfReach
		s := seatOf(a, held, places)
		if !r.near(s, about) {
			continue
		}
		by, ok, err := r.allow(s, action, about)
		if err != nil {
			return denied(undecidable)
		}
		if ok {
			return allowed(a, s.Path, by, places)
		}
	}
	return denied(reason)
}

// Range returns what a list of one kind of thing may show to a person who wants to do an action with its rows. It
// rests on the same appointments and the same lines as Decide, so that a list never shows what a click would refuse.
func (g *Gate) Range(p Person, action Action, kind Kind) []Scope {
	places := g.places.Load()
	held := places.Of(p.Account, p.At)
	var scopes []Scope
	for _, a := range held {
		s := seatOf(a, held, places)
		for _, relation := range g.rules[permission{a.Role, kind, action}].relations {
			scope := relation.scope(s, places.Units)
			scope.Appointment = a.ID
			if !scope.void() {
				scopes = append(scopes, scope)
			}
		}
	}
	return scopes
}

// Abilities lists what a person may do with some object somewhere, for menus: no single thing follows from it.
func (g *Gate) Abilities(p Person) map[Kind][]Action {
	out := map[Kind][]Action{}
	for _, kind := range Kinds() {
		for _, action := range Actions() {
			if len(g.Range(p, action, kind)) > 0 {
				out[kind] = append(out[kind], action)
			}
		}
	}
	return out
}
