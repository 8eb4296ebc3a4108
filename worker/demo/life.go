package demo

import (
	"fmt"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

type text struct {
	Reason string `json:"reason,omitempty"`
	Note   string `json:"note,omitempty"`
	Remedy string `json:"remedy,omitempty"`
}

const remedy = "如不服本决定，可在六十日内申请行政复议，或者在六个月内提起行政诉讼。"

// next gives the case's next step, looking at how it stands.
func (p *plan) next(s models.State) (models.Command, bool) {
	c := s.Case
	if c.N == 0 {
		return p.submit()
	}
	p.unit, p.path = c.Filed.Unit, c.Filed.Path
	switch c.Status {
	case models.Submitted:
		if c.Carried() {
			return p.atStep(c, models.Forward, p.pace, models.Facts{}, nil)
		}
		return p.atStep(c, models.Receive, 0.2, models.Facts{}, nil)
	case models.Received:
		return p.window(c)
	case models.Supplement:
		return p.supply(c)
	case models.Accepted:
		return p.handle(c)
	case models.Granted, models.Denied:
		if cmd, moves := p.pay(c); moves {
			return cmd, true
		}
		if p.owed(c) {
			return p.pressed(c)
		}
		return p.atStep(c, models.Deliver, p.pace, models.Facts{}, nil)
	case models.Delivered:
		if cmd, rates := p.rate(c); rates {
			return cmd, true
		}
		return p.close(c)
	case models.Closed:
		return p.thank(c)
	case models.Terminated:
		return p.pressed(c)
	default:
		return models.Command{}, false
	}
}

func (p *plan) submit() (models.Command, bool) {
	f := &models.Filed{
		Number: p.number, Item: p.bundle.Procedure.Item, Bundle: p.bundle.Hash, Unit: p.unit, Division: p.division(), Path: p.path,
		Units: p.units, Channel: "2", Applicant: p.Blind("demo applicant " + p.id), Demo: true,
	}
	actor := models.Actor{Account: models.ApplicantAccount}
	if p.chance.IntN(10) < 4 {
		if clerk, ok := p.official(p.unit, "window_clerk", nil); ok {
			f.Channel, actor = models.WindowChannel, clerk
		}
	}
	if clerk, carries := p.carried(f); carries {
		actor = clerk
	}
	p.said = p.application()
	cmd, files := p.command(p.filed, models.Submit, actor, models.Facts{Filed: f}, p.said)
	cmd.Code = p.Store.CodeRef(p.number, QueryCode)
	return cmd, files
}

func (p *plan) division() string {
	u, _ := p.InForce.Snapshot().Units.Find(p.unit)
	return u.Division
}

// application is an invented applicant's; the numbers are well formed and belong to nobody (born in 1900).
func (p *plan) application() any {
	n := p.chance.IntN(900) + 100
	name := fmt.Sprintf("%c某%d", surnames[n%len(surnames)], n)
	form := map[string]any{}
	for _, f := range p.bundle.Fields {
		form[f.Key] = p.value(f.Type, f.Options, name, n)
	}
	return map[string]any{
		"applicant": map[string]any{
			"kind": "person", "name": name, "identity_kind": "citizen", "identity": citizen(n), "phone": fmt.Sprintf("1380000%04d", n),
		},
		"form": form,
	}
}

func (p *plan) value(kind string, options []string, name string, n int) any {
	switch kind {
	case "number":
		return 10 + n
	case "boolean":
		return true
	case "date":
		return p.filed.In(clock.Zone).AddDate(0, 1, 0).Format(time.DateOnly)
	case "select":
		return options[n%len(options)]
	case "multiselect":
		return options[:1+n%len(options)]
	case "id_number":
		return citizen(n)
	case "phone":
		return fmt.Sprintf("1380000%04d", n)
	case "division_code":
		return "441900003000"
	default:
		return fmt.Sprintf("示例（%s）", name)
	}
}

// citizen is a number with the right check digit (GB 11643) for a birthday in 1900 in a place that was never issued.
func citizen(n int) string {
	head := fmt.Sprintf("44190019000101%03d", n)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(head[i]-'0') * w
	}
	return head + string("10X98765432"[sum%11])
}

// window accepts, declines or asks once for what is missing.
func (p *plan) window(c *models.Case) (models.Command, bool) {
	if cmd, acts, waits := p.gather(c); acts || waits {
		return cmd, acts
	}
	checked := p.checked("")
	switch {
	case p.fate == declined:
		return p.atStep(c, models.Decline, p.pace, models.Facts{Reasoned: true, Remedy: true}, text{Reason: "申请事项不属于本机关职权范围，请向有权机关提出。", Remedy: remedy})
	case (p.fate == supplemented || p.fate == lapsed) && c.Notified == 0:
		return p.atStep(c, models.NotifySupplement, p.pace, models.Facts{Reasoned: true, Materials: p.asksFor(c), Document: p.number + "-补"}, text{Reason: "材料清单所列缺项，请一次补齐。"})
	default:
		return p.atStep(c, models.Accept, p.pace, models.Facts{Materials: checked, Document: p.number + "-受"}, nil)
	}
}

// checked lists the required materials; the first is in the given state.
func (p *plan) checked(first string) []models.Checked {
	var out []models.Checked
	for i, no := range p.bundle.Procedure.Required {
		state := "received"
		if i == 0 && first != "" {
			state = first
		}
		out = append(out, models.Checked{No: no, State: state})
	}
	return out
}

func (p *plan) supply(c *models.Case) (models.Command, bool) {
	if p.fate == lapsed {
		return models.Command{}, false
	}
	at := p.work(c.Acted, 420*(1+p.chance.IntN(6)))
	return p.command(at, models.Supply, models.Actor{Account: models.ApplicantAccount}, models.Facts{Materials: p.supplied(c)}, nil)
}

// handle works on the first open step of the decision.
func (p *plan) handle(c *models.Case) (models.Command, bool) {
	if run := c.RunningSpecial(); run != nil && !run.Override {
		actor, ok := p.official(p.unit, "handler", nil)
		if !ok {
			return models.Command{}, false
		}
		return p.command(p.work(c.Acted, minutes(run.Planned)*(60+p.chance.IntN(60))/100), models.FinishSpecial, actor, models.Facts{}, text{Note: "特别程序已完成。"})
	}
	open := c.OpenSteps()
	if len(open) == 0 || open[0] == p.stuck {
		return p.pressed(c)
	}
	step := p.bundle.Procedure.Steps[open[0]]
	switch {
	case p.fate == withdrawn && open[0] > 1:
		return p.command(p.work(c.Acted, 200), models.Withdraw, models.Actor{Account: models.ApplicantAccount}, models.Facts{}, nil)
	case p.fate == tested && !p.tested && len(p.bundle.Procedure.Special) > 0 && step.Kind == models.OpinionStep:
		return p.special(c)
	case step.Kind == models.DecideStep && p.fate == returned && c.Steps[open[0]].Round == 1:
		if back := p.earlier(open[0]); back != "" {
			return p.atStep(c, models.Return, p.pace, models.Facts{Target: back, Resume: p.chance.IntN(2) == 0, Reasoned: true}, text{Reason: "核查记录不完整，请补充后再报。"})
		}
	case step.Kind == models.DecideStep && p.fate == denied:
		return p.atStep(c, models.Refuse, p.pace, models.Facts{Reasoned: true, Remedy: true}, text{Reason: "经审查，不符合法定条件。", Remedy: remedy})
	}
	return p.atStep(c, models.Approve, p.pace, models.Facts{}, text{Note: "经审查，符合条件，拟同意。"})
}

func (p *plan) special(c *models.Case) (models.Command, bool) {
	actor, ok := p.official(p.unit, "handler", nil)
	if !ok {
		return models.Command{}, false
	}
	p.tested = true
	kind := p.bundle.Procedure.Special[0]
	planned := kind.Planned
	if planned.N == 0 {
		planned = clock.Limit{N: 10, Unit: clock.UnitWorkday}
	}
	return p.command(p.work(c.Acted, 60), models.StartSpecial, actor, models.Facts{Ground: kind.Kind, Planned: planned, Document: p.number + "-特"}, text{Reason: "依法需要" + kind.Name + "。"})
}

// earlier is the key of an opinion step before the given one.
func (p *plan) earlier(step int) string {
	for i, s := range p.bundle.Procedure.Steps {
		if s.Kind == models.OpinionStep && p.bundle.Procedure.Before(i, step) {
			return s.Key
		}
	}
	return ""
}

// atStep lets the right person act at the first open step, after their share of its limit.
func (p *plan) atStep(c *models.Case, verb models.Verb, share float64, facts models.Facts, said any) (models.Command, bool) {
	open := c.OpenSteps()
	if len(open) == 0 {
		return models.Command{}, false
	}
	state, step := c.Steps[open[0]], p.bundle.Procedure.Steps[open[0]]
	if open[0] == p.stuck {
		return models.Command{}, false
	}
	var not []string
	for _, other := range step.SeparateFrom {
		not = append(not, c.Steps[other].Hands...)
	}
	actor, ok := p.official(state.Unit, step.Role, not)
	if !ok {
		return models.Command{}, false
	}
	if state.Holder != "" {
		actor.Account = state.Holder
	}
	from := state.Opened
	if c.Acted.After(from) {
		from = c.Acted
	}
	facts.Step = step.Key
	return p.command(p.work(from, int(share*float64(minutes(step.Limit)))), verb, actor, facts, said)
}

func (p *plan) close(c *models.Case) (models.Command, bool) {
	actor, ok := p.official(p.unit, "delivery_clerk", nil)
	if !ok {
		return models.Command{}, false
	}
	return p.command(p.work(c.Acted, 30), models.Close, actor, models.Facts{}, nil)
}
