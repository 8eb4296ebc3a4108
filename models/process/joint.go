package process

import (
	"slices"
	"strconv"

	"mingcha/models"
	"mingcha/models/clock"
)

// jointly (联合审批) is what an item says about departments that approve together.
type jointly struct {
	declared bool
	close    Span
}

func readJoint(r *reader, j *jointly) fields {
	j.declared = true
	return fields{"close": r.span(&j.close)}
}

// share says which materials concern the co-department of a step, and that its clock is one of a joint approval (A16).
func (c *compilation) share(step *models.Step) {
	watched := c.joint.declared || slices.Contains(c.rules, "A16")
	if step.Unit == "" || !watched || step.Kind != models.OpinionStep && step.Kind != models.CheckStep {
		return
	}
	step.Joint = true
	for i, m := range c.materials {
		if slices.Contains(m.For, step.Unit) {
			step.Materials = append(step.Materials, i+1)
		}
	}
}

// timedStages are the stages with a limit of their own, which have a clock.
func (c *compilation) timedStages() []models.Stage {
	var out []models.Stage
	for _, s := range c.stages {
		if limit := limitOf(s.limit); !limit.IsZero() {
			out = append(out, models.Stage{Name: s.name, NameEN: s.nameEN, Limit: limit})
		}
	}
	return out
}

// The limits of K05 (行政许可法 42(2)): departments together have 45 working days, and 15 more by the head of government.
const (
	oneOrgan      = 20
	jointMost     = 45
	jointMore     = 15
	governingHead = "leader"
)

// judgeJoint refuses a secret item, which stays outside (S36), and what concerns a department that the item does not name.
func (c *compilation) judgeJoint() {
	if c.secret {
		c.blame("secret_item", "", &c.secret)
	}
	for i := range c.materials {
		c.judgeConcern(&c.materials[i].For)
	}
	for i := range c.fields {
		c.judgeConcern(&c.fields[i].For)
	}
	if !c.joint.declared {
		return
	}
	promised, closing := limitOf(c.Limits.Promised), limitOf(c.joint.close)
	if !promised.IsZero() && over(closing, promised) {
		c.blame("close_over_promised", exceeds(workMinutes(closing), workMinutes(promised)), &c.joint.close)
	}
	c.judgeJointLaw()
}

func (c *compilation) judgeConcern(kinds *[]string) {
	for i, kind := range *kinds {
		if c.office(kind).Kind != kind {
			c.blame("unknown_concern", kind, &(*kinds)[i], kinds)
		}
	}
}

// judgeJointLaw holds a joint approval that takes longer than one organ may to K05.
func (c *compilation) judgeJointLaw() {
	statutory := limitOf(c.Limits.Statutory)
	if statutory.Unit != clock.UnitWorkday || statutory.N <= oneOrgan {
		return
	}
	if statutory.N > jointMost {
		c.blame("joint_over_law", strconv.Itoa(statutory.N), &c.Limits.Statutory)
	}
	e := c.Limits.Extension
	if e != nil && (limitOf(e.By).N > jointMore || e.Head != governingHead) {
		c.blame("joint_over_law", strconv.Itoa(limitOf(e.By).N)+" "+e.Head, &e.Head, e)
	}
}

// beforeAcceptance reports whether a step lies before or beside the acceptance by its nature: a town's agency, and what
// co-departments look at while the window does. One that does not belong there is blamed.
func (c *compilation) beforeAcceptance(i, accept int) bool {
	step, s := c.procedure.Steps[i], c.steps[i]
	switch step.Kind {
	case models.ForwardStep:
		if !c.procedure.Before(i, accept) || s.when != "" {
			c.blame("forward_first", s.key, s)
		}
	case models.CheckStep:
		beside := slices.Equal(step.After, c.procedure.Steps[accept].After)
		if !beside || len(step.Materials) == 0 || s.when != "" {
			c.blame("joint_check", s.key, s)
		}
	default:
		return false
	}
	return true
}

// judgeTogether wants at least one co-department in a joint approval.
func (c *compilation) judgeTogether() {
	if c.joint.declared && !slices.ContainsFunc(c.procedure.Steps, func(s models.Step) bool { return s.Joint }) {
		c.blame("joint_alone", "", &c.stages)
	}
}
