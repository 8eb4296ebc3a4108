package score

import (
	"slices"
	"strconv"

	"mingcha/models"
)

// Basis is what an evaluation rests on, frozen as it was measured: with the entries that were made it gives the same
// scores for ever, whatever becomes of scheme, cases and cards.
type Basis struct {
	Version string  `json:"version"` // of the scheme
	Hash    string  `json:"hash"`    // of its text
	Scheme  string  `json:"scheme"`  // its text
	Period  Period  `json:"period"`
	Groups  []Group `json:"groups"`
}

// Group is what is ranked among itself: the units, the windows, the persons.
type Group struct {
	Kind    ObjectKind         `json:"kind"`
	Objects []Object           `json:"objects,omitempty"` // of a month
	Figures map[string]Figures `json:"figures,omitempty"` // of a month, by object
	Seats   []Seat             `json:"seats,omitempty"`   // of windows and persons: who counted for whom
	Months  []Evaluation       `json:"months,omitempty"`  // of a half-year or year: as published
}

// Group returns the group of a kind; nil if nothing of it was measured.
func (b *Basis) Group(kind ObjectKind) *Group {
	i := slices.IndexFunc(b.Groups, func(g Group) bool { return g.Kind == kind })
	if i < 0 {
		return nil
	}
	return &b.Groups[i]
}

// Evaluate gives the results of every group by the scheme of the basis.
func (b *Basis) Evaluate(s *Scheme, entered []models.EnteredScore) ([]Evaluation, error) {
	var out []Evaluation
	for _, g := range b.Groups {
		e, err := b.group(s, g, b.entries(g, entered))
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func (b *Basis) group(s *Scheme, g Group, entries []Entry) (Evaluation, error) {
	if len(b.Period.Months()) > 1 {
		return s.Mean(b.Period, g.Months, entries)
	}
	return s.Evaluate(b.Period, g.Objects, g.Figures, entries)
}

// entries are those of a group, all dated into the period.
func (b *Basis) entries(g Group, entered []models.EnteredScore) []Entry {
	var out []Entry
	for _, s := range entered {
		if ObjectKind(s.Entry.Object.Kind) == g.Kind {
			out = append(out, Entry{
				ID: strconv.Itoa(s.Line), Object: s.Entry.Object.ID, Indicator: s.Entry.Indicator, At: b.Period.To - 1,
				Value: s.Entry.Value, Reason: s.Entry.Reason, Document: s.Document,
			})
		}
	}
	return out
}

// WindowSuffix ends the name of the window of a unit: all who sit at its counters.
const WindowSuffix = "~window"

// Objects lists who is part of the basis.
func (b *Basis) Objects() []Object {
	var out []Object
	for _, g := range b.Groups {
		out = append(out, g.Objects...)
		for _, m := range g.Months {
			for _, r := range m.Results {
				if !slices.ContainsFunc(out, func(o Object) bool { return o.Kind == r.Object.Kind && o.ID == r.Object.ID }) {
					out = append(out, r.Object)
				}
			}
		}
	}
	return out
}

// Measures reports whether an object is part of the basis: entries and appeals are about nobody else.
func (b *Basis) Measures(o models.ScoreObject) bool {
	return slices.ContainsFunc(b.Objects(), func(other Object) bool { return string(other.Kind) == o.Kind && other.ID == o.ID })
}
