package officetest

import (
	"context"
	"encoding/json"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// Calendar returns the one of the city, which has no counties.
func (o *Office) Calendar(string) *clock.Calendar { return o.Cal }

// Rules returns the rule set in force: the shipped one, unless a test changes it.
func (o *Office) Rules(string, time.Time) *supervision.RuleSet { return o.Set }

// Version returns the rule set with this version.
func (o *Office) Version(version string) *supervision.RuleSet {
	for _, set := range append(o.Former, o.Set) {
		if set.Version == version {
			return set
		}
	}
	return nil
}

// Revision says as of which publication this node knows the law.
func (o *Office) Revision() int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.known
}

// Refresh takes up what was published.
func (o *Office) Refresh(context.Context) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.known = o.Published
	if o.OnRefresh != nil {
		o.OnRefresh()
	}
	return o.answers()
}

// Procedure returns the office's only procedure.
func (o *Office) Procedure(bundle string) (*models.Procedure, error) {
	if bundle != Bundle {
		return nil, models.Errorf(models.NotFound, "no_such_bundle", "bundle %q is not published", bundle)
	}
	return o.Process, nil
}

// Offer is what content rules may know of it: no rule watches it, unless a test says so.
func (o *Office) Offer(string) (supervision.Offer, error) { return o.Offered, nil }

// Conditions answers as Holds says.
func (o *Office) Conditions(string, json.RawMessage) ([]models.Condition, error) {
	var out []models.Condition
	for _, s := range o.Process.Steps {
		if s.When != "" {
			out = append(out, models.Condition{Step: s.Key, Holds: o.Holds[s.Key]})
		}
	}
	return out, nil
}

// Holders returns who is appointed.
func (o *Office) Holders(unit, role string, _ time.Time) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.Staff[unit+"/"+role]
}

// Path is the city's for every unit.
func (o *Office) Path(string) string { return "/44/4419/" }

// Stationed is the supervision body stationed at the bureau. The organs themselves watch over supervising bodies.
func (o *Office) Stationed(unit string) string {
	if unit == "bureau" {
		return "stationed"
	}
	return o.Organ(unit, 0)
}

// Organ is the city's, above it the province's, above that nobody. The city's own is supervised by the province's.
func (o *Office) Organ(unit string, above int) string {
	if unit == "city-organ" {
		above++
	}
	return []string{"city-organ", "province-organ", "", "", ""}[min(above, 4)]
}

// Answerable is the head of the unit, above the city's security administrator, above the province's.
func (o *Office) Answerable(_, unit string, rung int, _ time.Time) ([]string, int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	seats := []string{unit + "/department_head", "city/security_admin", "province/security_admin"}
	for ; rung < len(seats); rung++ {
		if there := o.Staff[seats[rung]]; len(there) > 0 {
			return there, rung
		}
	}
	return nil, rung
}
