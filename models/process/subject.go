package process

import (
	"slices"

	"mingcha/models"
)

// clocked tells, for each rule that watches a clock or an office, whether a procedure has it. R-T1 to R-T3 and R-T5
// watch what every item has.
var clocked = map[string]func(*compilation) bool{
	"R-T1": always, "R-T2": always, "R-T3": always, "R-T5": always,
	"R-T4":  func(c *compilation) bool { return len(c.Special) > 0 },
	"R-T6":  func(c *compilation) bool { return len(c.ofKind(models.DeliverStep)) > 0 },
	"R-T6S": func(c *compilation) bool { return len(c.timedStages()) > 0 },
	"A16": func(c *compilation) bool {
		return slices.ContainsFunc(c.steps, func(s *authored) bool { return s.unit != "" })
	},
}

func always(*compilation) bool { return true }

// judgeRules refuses a supervision rule that would watch nothing.
func (c *compilation) judgeRules() {
	for i, rule := range c.rules {
		if slices.Contains(c.rules[:i], rule) {
			c.blame("duplicate_rule", rule, &c.rules)
		}
		has, known := clocked[rule]
		switch {
		case !known && len(rule) > 2 && rule[:3] == "R-T":
			c.blame("unknown_clock_rule", rule, &c.rules)
		case known && !has(c):
			c.blame("rule_without_subject", rule, &c.rules)
		}
	}
}
