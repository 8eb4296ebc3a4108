package access

import (
	"mingcha/policies/directory"
)

// Assignable answers whether an appointment may be made beside those a person has: nil, or directory.Faults with
// everything that is against it. The three administrators are three people and hold no other role; of one unit nobody
// holds two roles that are kept apart. Pass the person's appointments as of the transaction that will store the new one.
func (g *Gate) Assignable(existing []directory.Appointment, a directory.Appointment) error {
	places := g.places.Load()
	faults := directory.Faults(places.Check(a))
	faults = append(faults, places.Clashes(existing, a)...)
	if len(faults) == 0 {
		return nil
	}
	return faults
}
