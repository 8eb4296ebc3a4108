package process

import (
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// Changed compares a version of an item with the one before it, nil for the first, from the applicant's side: what takes
// longer, what is asked for besides (S33). manned says whether anybody is appointed to a role in some unit that would do it.
func (b *Bundle) Changed(before *Bundle, manned func(unitKind, role string) bool) supervision.Change {
	out := supervision.Change{First: before == nil, NotApart: b.notApart(), OutsideWindow: b.outsideWindow()}
	for i, s := range b.Guide.Steps {
		if s.Role != "" && !manned(s.Unit.Kind, s.Role) {
			out.Unmanned = append(out.Unmanned, b.Procedure.Steps[i].Key)
		}
	}
	if before == nil {
		return out
	}
	out.PromisedLonger = longer(b.Procedure.Promised, before.Procedure.Promised)
	out.StatutoryLonger = longer(b.Procedure.Statutory, before.Procedure.Statutory)
	for _, s := range b.Procedure.Steps {
		if i := before.Procedure.StepIndex(s.Key); i >= 0 && longer(s.Limit, before.Procedure.Steps[i].Limit) {
			out.StepsLonger = append(out.StepsLonger, s.Key)
		}
	}
	for _, m := range b.Materials {
		asked := func(old Material) bool { return old.Name == m.Name && old.Required }
		if m.Required && !slices.ContainsFunc(before.Materials, asked) {
			out.Materials = append(out.Materials, m.Name)
		}
	}
	for _, c := range b.Guide.Conditions {
		if !slices.Contains(before.Guide.Conditions, c) {
			out.Conditions = append(out.Conditions, c)
		}
	}
	return out
}

// WindowRole takes applications in at the counters of a service centre.
const WindowRole = "window_clerk"

// outsideWindow reports whether applications are taken in by somebody other than a window.
func (b *Bundle) outsideWindow() bool {
	return slices.ContainsFunc(b.Procedure.Steps, func(s models.Step) bool { return s.Kind == models.AcceptStep && s.Role != WindowRole })
}

// longer reports whether a limit gives more time than the one before; having none before is no less.
func longer(now, before clock.Limit) bool {
	return !now.IsZero() && !before.IsZero() && over(now, before)
}

// notApart lists the steps that decide and that somebody may do who has accepted the application or examined it.
func (b *Bundle) notApart() []string {
	p := &b.Procedure
	var out []string
	for i, decides := range p.Steps {
		if decides.Kind != models.DecideStep {
			continue
		}
		for j, s := range p.Steps {
			if (s.Kind == models.AcceptStep || s.Kind == models.OpinionStep) && !p.Apart(i, j) {
				out = append(out, decides.Key)
				break
			}
		}
	}
	return out
}

// Offer is what content rules may know of the item beyond its procedure. Whether it is in force now the catalogue knows.
func (b *Bundle) Offer() supervision.Offer {
	o := supervision.Offer{Rules: b.Rules, Materials: len(b.Materials), Standards: b.Fees.priced()}
	for _, m := range b.Materials {
		if m.Source == "government_shared" {
			o.Shared = append(o.Shared, m.No)
		}
	}
	return o
}
