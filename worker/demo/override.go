package demo

import (
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
)

// scene is what supervisors do about a case that is left lying: at which step, act by act, and whether it goes on then.
type scene struct {
	at   func(*plan) int // -1: not with this item
	acts []act
	goes bool
}

// act gives one command of a scene, looking at how the case stands. False: it lies ahead, or nobody could give it.
type act func(*plan, *models.Case) (models.Command, bool)

// scenes has every kind of intervention, answered and not, confirmed, discarded and waiting for the second supervisor.
var scenes = []scene{
	{at: opinion, acts: []act{demand}},
	{at: opinion, acts: []act{press, answerPress}, goes: true},
	{at: opinion, acts: []act{reassign}, goes: true},
	{at: below, acts: []act{takeOver}},
	{at: opinion, acts: []act{stopClock}},
	{at: opinion, acts: []act{stopClock, resumeClock}, goes: true},
	{at: decision, acts: []act{forceReturn}, goes: true},
	{at: opinion, acts: []act{forceAdvance}},
	{at: opinion, acts: []act{forceAdvance, confirm}, goes: true},
	{at: opinion, acts: []act{terminate}},
	{at: opinion, acts: []act{terminate, confirm}},
	{at: opinion, acts: []act{demand, answerPress}, goes: true},
	{at: opinion, acts: []act{terminate, discard}, goes: true},
	{at: opinion, acts: []act{terminate, confirm, reopen}, goes: true},
	{at: extensible, acts: []act{extend}, goes: true},
	{at: opinion, acts: []act{press}},
	{at: opinion, acts: []act{forceAdvance, discard}},
}

// everyScene is how many cases lie between two with a scene, so that a small city too has most of them.
const everyScene = 20

// stage gives every so many-th case the next scene that fits its item, and reports whether it did.
func (p *plan) stage(i int) bool {
	if s, rare := rarities[i%everyRarity]; rare && s.item == p.bundle.Procedure.Item {
		p.stuck, p.acts, p.goes, p.fate, p.pace = s.at(p), s.acts, s.goes, granted, s.pace
		return true
	}
	if i%everyScene != 0 {
		return false
	}
	for k := range scenes {
		s := scenes[(i/everyScene+k)%len(scenes)]
		if at := s.at(p); at >= 0 {
			p.stuck, p.acts, p.goes, p.fate, p.pace = at, s.acts, s.goes, granted, 0.3
			return true
		}
	}
	return false
}

// pressed lets supervisors see to a case that is left lying. When they are done with it, it goes on or stays.
func (p *plan) pressed(c *models.Case) (models.Command, bool) {
	if len(p.acts) == 0 {
		if p.goes {
			p.stuck, p.goes = -1, false
			return p.next(models.State{Case: c})
		}
		return models.Command{}, false
	}
	cmd, ok := p.acts[0](p, c)
	if ok {
		p.acts = p.acts[1:]
	}
	return cmd, ok
}

// opinion is the first step that asks for an opinion.
func opinion(p *plan) int {
	return slices.IndexFunc(p.bundle.Procedure.Steps, func(s models.Step) bool {
		return s.Kind == models.OpinionStep && !s.Shared()
	})
}

// decision is a step that decides and has an opinion before it.
func decision(p *plan) int {
	return slices.IndexFunc(p.bundle.Procedure.Steps, func(s models.Step) bool {
		return s.Kind == models.DecideStep && p.earlier(p.bundle.Procedure.StepIndex(s.Key)) != ""
	})
}

// below is the first opinion, if a department above could take it over.
func below(p *plan) int {
	i := opinion(p)
	if i < 0 {
		return i
	}
	if _, found := p.above(p.bundle.Procedure.Steps[i]); !found {
		return -1
	}
	return i
}

// extensible is the first opinion of an item whose clock the head may extend.
func extensible(p *plan) int {
	if p.bundle.Procedure.Extension == nil {
		return -1
	}
	return opinion(p)
}

// above is somebody of a department above the case's unit who could do the step.
func (p *plan) above(step models.Step) (models.Actor, bool) {
	for _, unit := range p.InForce.Snapshot().Units.Above(p.unit) {
		if actor, found := p.official(unit, step.Role, nil); found {
			return actor, true
		}
	}
	return models.Actor{}, false
}

// lawful is the ground on which most interventions rest (行政许可法 42).
const lawful = "K04"

// supervise gives a command of a supervisor of the organ over the case, so many working days after the last act.
func (p *plan) supervise(c *models.Case, days int, verb models.Verb, facts models.Facts, why string, not ...string) (models.Command, bool) {
	organ := p.InForce.Organ(p.unit, 0)
	actor, ok := p.official(organ, "supervisor", not)
	if !ok {
		actor, ok = p.official(organ, "supervision_leader", not)
	}
	if !ok {
		return models.Command{}, false
	}
	said := text{Reason: why}
	if facts.Reasoned = true; facts.Remedy {
		said.Remedy = remedy
	}
	return p.command(p.work(c.Acted, 420*days), verb, actor, facts, said)
}

// open is the step at which the case lies.
func (p *plan) open(c *models.Case) (*models.StepState, models.Step) {
	step := p.bundle.Procedure.Steps[p.stuck]
	return c.Step(step.Key), step
}

func demand(p *plan, c *models.Case) (models.Command, bool) {
	return p.supervise(c, 3, models.DemandExplanation, models.Facts{Ground: lawful}, "该件长时间无进展，请说明原因并尽快办理。")
}

func press(p *plan, c *models.Case) (models.Command, bool) {
	return p.supervise(c, 2, models.Urge, models.Facts{Ground: lawful}, "请在时限内办理，并回复办理进度。")
}

func answerPress(p *plan, c *models.Case) (models.Command, bool) {
	s, _ := p.open(c)
	head, ok := p.official(s.Unit, "department_head", nil)
	if !ok {
		return models.Command{}, false
	}
	facts := models.Facts{Answers: c.Demands[len(c.Demands)-1].Line, Reasoned: true}
	return p.command(p.work(c.Acted, 300), models.AnswerUrge, head, facts, text{Reason: "经办人员连续外出核查，现已安排专人，两个工作日内办出。"})
}

func reassign(p *plan, c *models.Case) (models.Command, bool) {
	s, step := p.open(c)
	to, ok := p.official(s.Unit, step.Role, append(slices.Clone(s.Hands), s.Holder))
	if !ok {
		return models.Command{}, false
	}
	return p.supervise(c, 2, models.Reassign, models.Facts{Step: s.Key, To: to.Account, Ground: lawful}, "原承办人任务过重，改由同事办理。")
}

func takeOver(p *plan, c *models.Case) (models.Command, bool) {
	s, step := p.open(c)
	to, ok := p.above(step)
	if !ok {
		return models.Command{}, false
	}
	facts := models.Facts{Step: s.Key, To: to.Account, ToUnit: to.Unit, Ground: lawful}
	return p.supervise(c, 3, models.TakeOver, facts, "本级多次延误，提请上级主管部门办理。")
}

func stopClock(p *plan, c *models.Case) (models.Command, bool) {
	facts := models.Facts{Ground: "testing", Planned: clock.Limit{N: 8, Unit: clock.UnitWorkday}, Document: p.number + "-停"}
	return p.supervise(c, 1, models.StopClock, facts, "依法委托检测，所需时间不计入办理期限。")
}

func resumeClock(p *plan, c *models.Case) (models.Command, bool) {
	return p.supervise(c, 4, models.ResumeClock, models.Facts{Ground: "K08"}, "检测报告已出，恢复计时。")
}

func forceReturn(p *plan, c *models.Case) (models.Command, bool) {
	s, _ := p.open(c)
	facts := models.Facts{Step: s.Key, Target: p.earlier(p.stuck), Ground: "K13"}
	return p.supervise(c, 1, models.ForceReturn, facts, "核查记录不全，依法退回补充后再报。")
}

func forceAdvance(p *plan, c *models.Case) (models.Command, bool) {
	s, _ := p.open(c)
	return p.supervise(c, 3, models.ForceAdvance, models.Facts{Step: s.Key, Remedy: true, Ground: lawful}, "该环节已无待核事项，不应再压件。")
}

func terminate(p *plan, c *models.Case) (models.Command, bool) {
	return p.supervise(c, 3, models.Terminate, models.Facts{Remedy: true, Ground: "K15"}, "申请主体已经注销，申请事项不复存在。")
}

func confirm(p *plan, c *models.Case) (models.Command, bool) { return p.second(c, models.Confirm) }

func discard(p *plan, c *models.Case) (models.Command, bool) { return p.second(c, models.Discard) }

// second lets another supervisor say yes or no.
func (p *plan) second(c *models.Case, verb models.Verb) (models.Command, bool) {
	if len(c.Pending) == 0 {
		return models.Command{}, false
	}
	first := c.Pending[0]
	return p.supervise(c, 1, verb, models.Facts{Answers: first.Line}, "已复核材料。", first.Account)
}

func reopen(p *plan, c *models.Case) (models.Command, bool) {
	return p.supervise(c, 2, models.Reopen, models.Facts{Ground: lawful}, "经核实主体资格仍然有效，重新办理。")
}

func extend(p *plan, c *models.Case) (models.Command, bool) {
	rule := p.bundle.Procedure.Extension
	head, ok := p.official(p.unit, rule.Role, nil)
	if !ok {
		return models.Command{}, false
	}
	facts := models.Facts{Extend: rule.N, Reasoned: true, Ground: "K04", Document: p.number + "-延"}
	return p.command(p.work(c.Acted, 420), models.Extend, head, facts, text{Reason: "案情复杂，经本机关负责人批准延长。"})
}
