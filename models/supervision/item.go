package supervision

import (
	"slices"

	"mingcha/models"
)

// PublishBundle is the act that rules over items judge: a version of an item is put into force (S33).
const PublishBundle models.Verb = "publish_bundle"

// Change is what a new version of an item changes against the one before, from the applicant's side.
type Change struct {
	First           bool     // there is none before
	PromisedLonger  bool     // 承诺时限
	StatutoryLonger bool     // 法定时限
	StepsLonger     []string // keys of steps whose limit grew
	Materials       []string // names of required materials that are new, or are required now
	Conditions      []string // that are new
	Unmanned        []string // keys of steps for which nobody is appointed in any unit that would do them
	OutsideWindow   bool     // somebody other than the window of the service centre takes it in (应进必进, S96)
	NotApart        []string // keys of deciding steps that are not kept apart from acceptance and opinions (A07)
}

// OnItems lists what conditions over a publication may read.
func OnItems() []Fact { return slices.Clone(itemFacts) }

var itemFacts = []Fact{
	{Name: "item.first", Type: Flag},
	{Name: "item.promised_longer", Type: Flag},
	{Name: "item.statutory_longer", Type: Flag},
	{Name: "item.steps_longer", Type: Int},
	{Name: "item.materials_added", Type: Int},
	{Name: "item.conditions_added", Type: Int},
	{Name: "item.steps_unmanned", Type: Int},
	{Name: "item.decisions_not_apart", Type: Int},
	{Name: "item.outside_window", Type: Flag},
}

func (c Change) facts() map[string]any {
	return map[string]any{
		"item.first": c.First, "item.promised_longer": c.PromisedLonger, "item.statutory_longer": c.StatutoryLonger,
		"item.steps_longer": len(c.StepsLonger), "item.materials_added": len(c.Materials), "item.conditions_added": len(c.Conditions),
		"item.steps_unmanned": len(c.Unmanned), "item.decisions_not_apart": len(c.NotApart),
		"item.outside_window": c.OutsideWindow,
	}
}

// Names are what a change names, for evidence.
func (c Change) Names() map[string][]string {
	return map[string][]string{
		"item.steps_longer": c.StepsLonger, "item.materials_added": c.Materials, "item.conditions_added": c.Conditions,
		"item.steps_unmanned": c.Unmanned, "item.decisions_not_apart": c.NotApart,
	}
}

// OnItems reports whether the rule judges publications of items.
func (r *Rule) OnItems() bool { return slices.Contains(r.On, PublishBundle) }

// FindItem asks every rule over items about a publication.
func (set *RuleSet) FindItem(c Change) ([]Finding, error) { return set.found(PublishBundle, c.facts()) }

// found asks every rule over publications of a kind.
func (set *RuleSet) found(verb models.Verb, facts map[string]any) ([]Finding, error) {
	var out []Finding
	for i := range set.Rules {
		r := &set.Rules[i]
		if !slices.Contains(r.On, verb) {
			continue
		}
		for _, condition := range r.conditions {
			read := map[string]any{}
			for name, value := range facts {
				if slices.Contains(condition.Names(), name) {
					read[name] = value
				}
			}
			holds, err := condition.Holds(read)
			if err != nil {
				return nil, err
			}
			if holds {
				out = append(out, Finding{Rule: r.Code, Class: r.Class, Judged: models.Judged{Verb: verb, Saw: texts(read)}})
				break
			}
		}
	}
	return out, nil
}
