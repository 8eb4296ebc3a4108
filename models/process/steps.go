package process

import (
	"slices"
	"strconv"

	"mingcha/models"
)

// stepKinds tells what each kind of the catalogue is for.
var stepKinds = map[string]models.StepKind{
	"accept": models.AcceptStep, "check": models.CheckStep, "forward": models.ForwardStep,
	"review": models.OpinionStep, "onsite": models.OpinionStep, "audit": models.OpinionStep,
	"consult": models.OpinionStep, "publicity": models.OpinionStep, "survey": models.OpinionStep,
	"verify": models.OpinionStep,
	"decide": models.DecideStep, "register": models.DecideStep,
	"deliver": models.DeliverStep, "issue": models.DeliverStep,
}

// counted lists the clocks that may run while a step of a kind is open, the usual one first.
var counted = map[models.StepKind][]string{
	models.AcceptStep:  {"acceptance"},
	models.CheckStep:   {"acceptance"},
	models.ForwardStep: {"agency"},
	models.OpinionStep: {"decision", "excluded"},
	models.DecideStep:  {"decision"},
	models.DeliverStep: {"delivery"},
	models.ServiceStep: {"delivery", "decision"},
}

// services are what the system can do in a step of its own.
var services = []string{"issue_licence"}

// flatten numbers the steps in the order of the text and turns the blocks into what each step waits for.
func (c *compilation) flatten() {
	var after []int
	for i := range c.stages {
		after = c.sequence(c.stages[i].flow, &c.stages[i], after)
	}
	for _, s := range c.steps {
		c.procedure.Steps[s.index].SeparateFrom = c.indices(s)
	}
}

// sequence lays steps and blocks one after the other and returns what the next step waits for.
func (c *compilation) sequence(flow []block, in *stage, after []int) []int {
	for _, b := range flow {
		if b.step != nil {
			after = []int{c.add(b.step, in, after)}
			continue
		}
		var ends []int
		for _, branch := range b.branches {
			ends = append(ends, c.sequence(branch, in, after)...)
		}
		after = ends
	}
	return after
}

func (c *compilation) add(s *authored, in *stage, after []int) int {
	s.stage, s.index = in, len(c.steps)
	kind := stepKinds[s.kind]
	if s.service != "" {
		kind = models.ServiceStep
	}
	step := models.Step{
		Key: s.key, Name: s.name, NameEN: s.nameEN, Stage: in.name, Kind: kind, Role: s.role, Unit: s.unit,
		Rule: s.decisionRule(), Limit: limitOf(s.limit), Counts: s.counts, After: slices.Clone(after),
		When: s.when, Service: s.service, Batch: s.batch,
	}
	c.share(&step)
	if s.kind != string(kind) {
		step.Act = s.kind
	}
	if step.Counts == "" && kind != "" {
		step.Counts = counted[kind][0]
		if kind == models.ServiceStep && !slices.ContainsFunc(c.procedure.Steps, isDecision) {
			step.Counts = "decision"
		}
	}
	c.steps = append(c.steps, s)
	c.procedure.Steps = append(c.procedure.Steps, step)
	return s.index
}

func isDecision(s models.Step) bool { return s.Kind == models.DecideStep }

func (s *authored) decisionRule() models.DecisionRule {
	if s.ruleKind == "" {
		return models.DecisionRule{Kind: models.AnyOne}
	}
	s.rule.Kind, s.rule.Refusal = models.RuleKind(s.ruleKind), models.Refusal(s.refusal)
	return s.rule
}

func (c *compilation) indices(s *authored) []int {
	var out []int
	for _, key := range s.separate {
		if i := c.procedure.StepIndex(key); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// judgeSteps judges each step by itself.
func (c *compilation) judgeSteps() {
	for i := range c.stages {
		c.want("stage", &c.stages[i].name, &c.stages[i])
	}
	seen := map[string]bool{}
	for i, s := range c.steps {
		c.want("name", &s.name, s)
		if !keyForm.MatchString(s.key) || s.key == models.ToApplicant {
			c.blame("bad_key", s.key, &s.key, s)
		}
		if seen[s.key] {
			c.blame("duplicate_step", s.key, &s.key)
		}
		seen[s.key] = true
		c.judgeWork(s)
		c.judgeSeparation(i)
		if kind := c.procedure.Steps[i].Kind; kind != "" && s.counts != "" && !slices.Contains(counted[kind], s.counts) {
			c.blame("wrong_clock", s.counts, &s.counts)
		}
	}
}

// judgeWork asks who does the step and in what time.
func (c *compilation) judgeWork(s *authored) {
	if s.service != "" {
		c.judgeService(s)
		return
	}
	if _, known := stepKinds[s.kind]; !known {
		c.blame("unknown_step_kind", s.kind, &s.kind, s)
	}
	if s.limit == (Span{}) {
		c.blame("no_limit", s.key, &s.limit, s)
	}
	c.judgeParticipants(s)
	c.judgeRule(s)
	c.judgeRefusal(s)
	if kind := stepKinds[s.kind]; s.batch && kind != models.OpinionStep && kind != models.DecideStep {
		c.blame("batch_step", s.key, &s.batch)
	}
}

func (c *compilation) judgeService(s *authored) {
	if !slices.Contains(services, s.service) {
		c.blame("unknown_service", s.service, &s.service)
	}
	if s.role != "" || s.kind != "" || s.limit != (Span{}) || s.ruleKind != "" {
		c.blame("service_with_people", s.service, s)
	}
}

// judgeParticipants refuses a step that nobody could ever open.
func (c *compilation) judgeParticipants(s *authored) {
	unit := c.Unit.Kind
	if s.unit != "" {
		unit = s.unit
		if !c.directory.UnitKindExists(s.unit) {
			c.blame("unknown_unit", s.unit, &s.unit)
			return
		}
		if c.office(s.unit).Kind != s.unit {
			c.blame("unnamed_unit", s.unit, &s.unit)
		}
	}
	posts, known := c.directory.(Posts)
	switch {
	case s.role == "":
		c.blame("no_participant", s.key, s)
	case !c.directory.RoleExists(s.role):
		c.blame("unknown_role", s.role, &s.role)
	case known && !posts.PostExists(unit, s.role):
		c.blame("no_post", s.role+" in "+unit, &s.role)
	}
}

// judgeSeparation refuses four eyes that look at a step which is not before, or at nothing.
func (c *compilation) judgeSeparation(i int) {
	for _, key := range c.steps[i].separate {
		other := c.procedure.StepIndex(key)
		if other < 0 || !c.procedure.Before(other, i) {
			c.blame("separate_from", key, &c.steps[i].separate)
		}
	}
}

// judgeRule refuses a decision rule that can never be met, or is met by nobody.
func (c *compilation) judgeRule(s *authored) {
	r := s.rule
	switch models.RuleKind(s.ruleKind) {
	case "", models.AnyOne:
		if r.Percent != 0 || len(r.Weights) > 0 || r.Veto != "" || s.refusal != "" {
			c.blame("rule_parts", s.ruleKind, &s.rule)
		}
		return
	case models.All, models.Sequential:
	case models.Weighted:
		c.judgeWeights(s)
		fallthrough
	case models.Ratio:
		if r.Percent < 1 || r.Percent > 100 {
			c.blame("percent", strconv.Itoa(r.Percent), &s.rule.Percent, &s.rule)
		}
	default:
		c.blame("unknown_rule", s.ruleKind, &s.ruleKind)
		return
	}
	if r.Count < 1 {
		c.blame("count", strconv.Itoa(r.Count), &s.rule.Count)
	}
}

// judgeRefusal refuses a word for what a refusal does that nobody knows, and a veto that nobody could ever speak.
func (c *compilation) judgeRefusal(s *authored) {
	switch models.Refusal(s.refusal) {
	case "", models.RefusalCounts, models.RefusalVetoes, models.RefusalWaits:
	default:
		c.blame("unknown_refusal", s.refusal, &s.refusal)
	}
	if s.rule.Veto == "" {
		return
	}
	unit := c.Unit.Kind
	if s.unit != "" {
		unit = s.unit
	}
	posts, known := c.directory.(Posts)
	switch {
	case !c.directory.RoleExists(s.rule.Veto):
		c.blame("unknown_role", s.rule.Veto, &s.rule.Veto)
	case known && !posts.PostExists(unit, s.rule.Veto):
		c.blame("no_post", s.rule.Veto+" in "+unit, &s.rule.Veto)
	}
}

func (c *compilation) judgeWeights(s *authored) {
	for i := range s.rule.Weights {
		if w := s.rule.Weights[i]; w < 1 {
			c.blame("weight", strconv.Itoa(w), &s.rule.Weights[i])
		}
	}
	if len(s.rule.Weights) != s.rule.Count {
		c.blame("weights_count", strconv.Itoa(len(s.rule.Weights))+" for "+strconv.Itoa(s.rule.Count), &s.rule.Weights, &s.rule)
	}
}
