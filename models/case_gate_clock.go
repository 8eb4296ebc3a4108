package models

import (
	"slices"
	"strconv"
)

// clockRuns refuses a decision while the law waits for a hearing, a test or an expert review.
func clockRuns(c *Case, _ Command) error {
	if c.Stands() {
		return Errorf(Conflict, "clock_stands", "the clock stands: finish the special procedure first (K08)")
	}
	return nil
}

func specialKnown(c *Case, cmd Command) error {
	if _, known := c.procedure.SpecialKind(cmd.Facts.Ground); !known {
		return Faulty("the item has no such special procedure", []Fault{{Field: "/ground", Rule: "unknown"}})
	}
	return nil
}

// lawfulStops are the grounds of K08 on which a supervisor may stop the clock (行政许可法 45).
var lawfulStops = []string{"hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"}

func stopGround(_ *Case, cmd Command) error {
	if !slices.Contains(lawfulStops, cmd.Facts.Ground) {
		return Faulty("the clock stops only on a ground of K08", []Fault{{Field: "/ground", Rule: "not_lawful"}})
	}
	return nil
}

func noSpecial(c *Case, _ Command) error {
	if c.RunningSpecial() != nil {
		return Errorf(Conflict, "special_runs", "a special procedure runs already")
	}
	return nil
}

func specialRuns(c *Case, _ Command) error {
	if c.RunningSpecial() == nil {
		return noneToEnd()
	}
	return nil
}

// ownSpecial leaves a stop that a supervisor ordered to supervisors.
func ownSpecial(c *Case, _ Command) error {
	if c.RunningSpecial().Override {
		return noneToEnd()
	}
	return nil
}

func noneToEnd() error {
	return Errorf(Conflict, "no_special", "no special procedure runs that this command could end")
}

// extensible keeps the extension to what the law allows: so often, by so much, by the head it names (K04, K05). That
// it comes before the due instant is the clock's question.
func extensible(c *Case, cmd Command) error {
	rule := c.procedure.Extension
	switch {
	case rule == nil:
		return Errorf(Forbidden, "no_extension", "the law gives this item no extension")
	case c.Extended >= rule.Times:
		return Errorf(Forbidden, "extended_already", "the law allows %d extension(s) (K04)", rule.Times)
	case cmd.Facts.Extend < 1 || cmd.Facts.Extend > rule.N:
		return Faulty("the extension is out of bounds", []Fault{{Field: "/extend", Rule: "range", Detail: "1–" + strconv.Itoa(rule.N)}})
	case cmd.Actor.Role != rule.Role:
		return Errorf(Forbidden, "other_role", "an extension is the decision of the %s (K04)", rule.Role)
	}
	return nil
}
