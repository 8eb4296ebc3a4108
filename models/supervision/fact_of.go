package supervision

import (
	"fmt"
	"slices"

	"mingcha/models"
)

// factOf is one thing that a condition over acts of some kind may read.
type factOf[A any] struct {
	Fact
	of func(A) any
}

// facts lists what conditions may read.
func facts[A any](all []factOf[A]) []Fact {
	out := make([]Fact, len(all))
	for i, f := range all {
		out[i] = f.Fact
	}
	return out
}

// findOn asks every rule of a kind about an act, of which it reads these facts.
func findOn[A any](set *RuleSet, kind func(*Rule) bool, l models.Line, act A, all []factOf[A]) ([]Finding, error) {
	var out []Finding
	for i := range set.Rules {
		r := &set.Rules[i]
		if !slices.Contains(r.On, l.Verb) || !kind(r) {
			continue
		}
		for _, c := range r.conditions {
			read := map[string]any{}
			for _, f := range all {
				if slices.Contains(c.Names(), f.Name) {
					read[f.Name] = f.of(act)
				}
			}
			holds, err := c.Holds(read)
			if err != nil {
				return nil, fmt.Errorf("rule %s: %w", r.Code, err)
			}
			if holds {
				out = append(out, Finding{Rule: r.Code, Class: r.Class, Level: c.level, Judged: models.Judged{
					Line: l.N, Verb: l.Verb, Saw: texts(read),
				}})
				break
			}
		}
	}
	return out, nil
}
