package access

import (
	"time"

	"mingcha/policies/directory"
)

// Person is who asks, and when: the appointments in force at that instant count.
type Person struct {
	Account string
	At      time.Time
}

// Object is what is asked about. Empty fields are no match for any relation that asks for them.
type Object struct {
	Kind   Kind
	Unit   string // the responsible unit
	Path   string // division path of that unit
	Desk   string // the unit in which the step lies; "" the responsible one
	Holder string // account that holds the step or the card; "" the unit's pool
	Role   string // the role the step waits for; "" any
	Item   string // of the case; "" not one item's. The policy does not ask for it, a standing proxy does
}

// seat is an appointment as the matcher sees it.
type seat struct {
	Account string
	Role    string
	Unit    string
	Path    string   // of the appointment's division
	Units   []string // every unit in which the person holds anything now
}

// subject is an object as the matcher sees it.
type subject struct {
	Object
	Above     []string // the units over the responsible one
	Stationed string   // the unit that is stationed at it
}

func seatOf(a directory.Appointment, all []directory.Appointment, places *directory.Snapshot) seat {
	s := seat{Account: a.Person, Role: a.Role, Unit: a.Unit, Path: places.Tree.Path(a.Division)}
	for _, other := range all {
		s.Units = append(s.Units, other.Unit)
	}
	return s
}

func subjectOf(o Object, places *directory.Snapshot) subject {
	if o.Desk == "" {
		o.Desk = o.Unit
	}
	unit, _ := places.Units.Find(o.Unit)
	return subject{Object: o, Above: places.Units.Above(o.Unit), Stationed: unit.Stationed}
}
