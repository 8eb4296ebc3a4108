package demo

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/policies/directory"
)

// plan is the life of one invented case: what becomes of it, and how fast.
type plan struct {
	*City
	id     string
	number string
	bundle *process.Bundle
	unit   string
	path   string
	units  []models.StepUnit
	filed  time.Time
	today  time.Time
	fate   fate
	pace   float64 // share of each limit that people take; over 1 is late
	stuck  int     // the step at which the case is left lying; -1 none
	chance *rand.Rand
	clicks int
	said   any // the application
	tested bool
	lot    int   // decides what becomes of the money
	old    bool  // filed in the two months before the past
	acts   []act // what supervisors still do about the case that lies
	goes   bool  // whether it goes on when they are done
}

type fate int

const (
	granted fate = iota
	denied
	declined
	supplemented
	tested
	returned
	withdrawn
	lapsed
)

// fates and their weights in a hundred.
var fates = []struct {
	fate   fate
	weight int
}{{granted, 62}, {denied, 5}, {declined, 4}, {supplemented, 9}, {tested, 8}, {returned, 5}, {withdrawn, 4}, {lapsed, 3}}

// plan draws the life of case i. It is nil if no unit of the city handles the item.
func (c *City) plan(i int, bundle *process.Bundle, today time.Time, chance *rand.Rand) *plan {
	p := &plan{
		City: c, id: fmt.Sprintf("demo-%05d", i), bundle: bundle, today: today, chance: chance, stuck: -1,
		fate: draw(chance), pace: 0.2 + 0.5*chance.Float64(), lot: i,
	}
	p.old = i%5 == 4 && i%everyScene != 0
	if !p.place() {
		return nil
	}
	// More cases of the last weeks than of the first, so that many are still under way.
	ago := time.Duration(float64(past) * chance.Float64() * chance.Float64())
	switch {
	case p.stage(i):
		ago = time.Duration((0.2 + 0.3*chance.Float64()) * float64(past)) // long enough for the whole scene
	case p.old:
		ago = time.Duration((1 + chance.Float64()) * float64(past))
	}
	p.filed = p.work(today.Add(-ago-time.Hour), chance.IntN(200))
	p.number = fmt.Sprintf("DG%s%06d", p.filed.In(clock.Zone).Format("20060102"), 100000+i)
	switch lot := chance.IntN(100); {
	case len(p.acts) > 0:
	case lot < 8:
		p.pace = 1.05 + 1.2*chance.Float64()
	case p.old:
	case lot < 11:
		p.stuck, p.acts = chance.IntN(len(bundle.Procedure.Steps)), []act{demand}
	}
	return p
}

func draw(chance *rand.Rand) fate {
	lot := chance.IntN(100)
	for _, f := range fates {
		if lot -= f.weight; lot < 0 {
			return f.fate
		}
	}
	return granted
}

// place finds the units that handle the item and each of its steps.
func (p *plan) place() bool {
	unit, ok := p.unitOf(p.bundle.Guide.Unit.Kind, "window_clerk")
	if !ok {
		return false
	}
	p.unit, p.path = unit, p.InForce.Path(unit)
	for _, s := range p.bundle.Procedure.Steps {
		if s.Unit == "" || s.Kind == models.ServiceStep {
			continue
		}
		other, ok := p.unitOf(s.Unit, s.Role)
		if !ok {
			return false
		}
		if near, found := p.InForce.Snapshot().Units.Nearest(s.Unit, p.division()); found && len(p.InForce.Holders(near.ID, s.Role, p.today)) > 0 {
			other = near.ID
		}
		p.units = append(p.units, models.StepUnit{Step: s.Key, Unit: other})
	}
	return true
}

// townGovernment stands for every town-level government; its counters are in the town's service hall.
const townGovernment = "town_government"

// unitOf draws one of the city's units of a kind that has somebody in the role.
func (p *plan) unitOf(kind, role string) (string, bool) {
	var found, city []string
	for _, u := range p.InForce.Snapshot().Units.All() {
		hall := kind == townGovernment && u.Kind == "service_hall" && u.Tier == directory.Town
		if (u.Kind == kind || hall) && len(p.InForce.Holders(u.ID, role, p.today)) > 0 {
			found = append(found, u.ID)
			if u.Tier == directory.City {
				city = append(city, u.ID)
			}
		}
	}
	if p.old && len(city) > 0 {
		found = city // so that the months before are about few units, each with enough cases to be ranked
	}
	if len(found) == 0 {
		return "", false
	}
	return found[p.chance.IntN(len(found))], true
}

// work is the instant when so many minutes of office hours have passed.
func (p *plan) work(from time.Time, minutes int) time.Time {
	t := clock.Timeline{Start: from, Promised: clock.Limit{N: max(1, minutes), Unit: clock.UnitWorkminute}}
	return p.InForce.Calendar(p.path).Judge(t).DuePromised.UTC()
}

// minutes is a limit in minutes of office hours.
func minutes(l clock.Limit) int {
	switch l.Unit {
	case clock.UnitWorkminute, clock.UnitMinute:
		return l.N
	case clock.UnitWorkhour, clock.UnitHour:
		return 60 * l.N
	default:
		return 420 * l.N
	}
}

func (p *plan) command(at time.Time, verb models.Verb, actor models.Actor, facts models.Facts, said any) (models.Command, bool) {
	if at.After(p.today) {
		return models.Command{}, false // it still lies ahead: the case is open
	}
	p.clicks++
	var body json.RawMessage
	if said != nil {
		body, _ = json.Marshal(said)
	}
	return models.Command{
		ID: fmt.Sprintf("%s-%d", p.id, p.clicks), Subject: p.id, Verb: verb, Actor: actor, Acted: at, Facts: facts, Body: body, Digest: "demo",
	}, true
}

// official draws somebody who holds the role and has no hand in the steps that are kept apart.
func (p *plan) official(unit, role string, not []string) (models.Actor, bool) {
	holders := slices.DeleteFunc(p.InForce.Holders(unit, role, p.today), func(a string) bool { return slices.Contains(not, a) })
	if len(holders) == 0 {
		return models.Actor{}, false
	}
	return models.Actor{Account: holders[p.chance.IntN(len(holders))], Role: role, Unit: unit, Path: p.InForce.Path(unit)}, true
}
