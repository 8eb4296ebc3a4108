package supervision

import (
	"fmt"
	"slices"

	"mingcha/models"
)

// Class says what a content rule's finding is worth.
type Class string

// The classes (domain.md 2.3): what is certain is issued, what is suspected waits for a person.
const (
	Certain   Class = "certain"
	Suspicion Class = "suspicion"
)

// When is the condition of each level at which a content rule speaks. The gravest that holds speaks alone.
type When struct {
	Warning string `json:"warning,omitempty"`
	Yellow  string `json:"yellow,omitempty"`
	Red     string `json:"red,omitempty"`
	Lead    string `json:"lead,omitempty"` // of a suspicion
}

// IsZero reports whether there is no condition.
func (w When) IsZero() bool { return w == When{} }

// Condition is a compiled condition over facts.
type Condition interface {
	Names() []string // of the facts that it reads
	Holds(facts map[string]any) (bool, error)
}

// Compile makes a condition of a text. It refuses what reads anything but these facts, or could cost too much.
type Compile func(text string, facts []Fact) (Condition, error)

// leveled is one compiled condition of a rule.
type leveled struct {
	level models.Level // NoLevel: a lead
	Condition
}

// Content reports whether the rule judges acts and not clocks.
func (r *Rule) Content() bool { return len(r.On) > 0 || !r.When.IsZero() || r.Class != "" }

// Bind compiles the conditions of a content rule. The error names the condition.
func (r *Rule) Bind(compile Compile) error {
	facts := OnLines()
	if r.OnItems() {
		facts = OnItems()
	}
	if r.OnRules() {
		facts = OnRules()
	}
	if r.OnComplaints() {
		facts = OnComplaints()
	}
	if r.OnCards() {
		facts = OnCards()
	}
	r.conditions = nil
	for _, c := range []struct {
		level models.Level
		text  string
	}{{models.Red, r.When.Red}, {models.Yellow, r.When.Yellow}, {models.Warning, r.When.Warning}, {models.NoLevel, r.When.Lead}} {
		if c.text == "" {
			continue
		}
		condition, err := compile(c.text, facts)
		if err != nil {
			return fmt.Errorf("%s: %w", c.level, err)
		}
		r.conditions = append(r.conditions, leveled{c.level, condition})
	}
	return nil
}

// Finding is what a content rule says of one act.
type Finding struct {
	Rule   string
	Class  Class
	Level  models.Level // NoLevel: a lead
	Judged models.Judged
}

// Key names the finding in its subject: each rule speaks once on one act.
func (f Finding) Key() string {
	word := "lead"
	if f.Level != models.NoLevel {
		word = f.Level.String()
	}
	return f.Rule + "/" + word + "/" + f.Clock()
}

// Clock is what stands in the place of a clock's name: the act.
func (f Finding) Clock() string { return fmt.Sprintf("%s#%d", models.ActMark, f.Judged.Line) }

// Watches reports whether any content rule speaks on acts of this kind.
func (set *RuleSet) Watches(verb models.Verb) bool {
	return slices.ContainsFunc(set.Rules, func(r Rule) bool { return slices.Contains(r.On, verb) })
}

// Find asks every content rule that watches the item about an act, in the order of the set. A condition that cannot be
// answered is an error: it names the rule.
func (set *RuleSet) Find(a Act) ([]Finding, error) {
	var out []Finding
	for i := range set.Rules {
		r := &set.Rules[i]
		if !slices.Contains(r.On, a.Line.Verb) || r.OnCards() || !r.watches(a.Offer) {
			continue
		}
		for _, c := range r.conditions {
			facts := a.read(c.Names())
			holds, err := c.Holds(facts)
			if err != nil {
				return nil, fmt.Errorf("rule %s: %w", r.Code, err)
			}
			if holds {
				out = append(out, Finding{Rule: r.Code, Class: r.Class, Level: c.level, Judged: models.Judged{
					Line: a.Line.N, Verb: a.Line.Verb, Step: a.Line.Facts.Step, Saw: texts(facts),
				}})
				break
			}
		}
	}
	return out, nil
}

// watches reports whether the item has subscribed to the rule, by its code or by its family.
func (r *Rule) watches(o Offer) bool {
	return slices.Contains(o.Rules, r.Code) || r.Family != "" && slices.Contains(o.Rules, r.Family)
}

// Points lists the content rules that watch a kind of step: the risk points of a procedure (S17).
func (set *RuleSet) Points(o Offer, kind models.StepKind) []Rule {
	var out []Rule
	for _, r := range set.Rules {
		if slices.Contains(r.Point, kind) && r.watches(o) {
			out = append(out, r)
		}
	}
	return out
}

// Rule returns the rule with this code.
func (set *RuleSet) Rule(code string) (Rule, bool) {
	i := slices.IndexFunc(set.Rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		return Rule{}, false
	}
	return set.Rules[i], true
}
