package main

import (
	"slices"
	"strconv"
)

var stageNames = map[string][2]string{
	"accept": {"受理", "Acceptance"}, "decide": {"决定", "Decision"}, "register": {"决定", "Decision"},
	"deliver": {"送达", "Delivery"}, "issue": {"送达", "Delivery"},
}

// stagesOf groups the steps into stages. The licence is made by the system between decision and delivery.
func stagesOf(it item, more extra) []stage {
	var out []stage
	steps := named(it.Steps, len(more.Consult) > 0)
	for i, w := range steps {
		name, known := stageNames[w.Kind]
		if !known {
			name = [2]string{"审查", "Examination"}
		}
		if len(out) == 0 || out[len(out)-1].Stage != name[0] {
			out = append(out, stage{Stage: name[0], NameEN: name[1]})
		}
		last := &out[len(out)-1]
		written := stepsOf(w, steps[:i], more)
		if w.Kind == "consult" && more.Beside != "" {
			beside(last, written, more.Beside)
		} else {
			last.Steps = append(last.Steps, branch(written))
		}
		if name[0] == "决定" {
			last.Steps = append(last.Steps, line[step]{step{Key: "licence", Name: "制证编号", NameEN: "Licence made", Service: "issue_licence"}})
		}
	}
	return out
}

// named gives consultations of nobody in particular to the item's own handlers, who collect the opinions.
func named(steps []work, asked bool) []work {
	out := slices.Clone(steps)
	for i := range out {
		if out[i].Role == "co_handler" && !asked {
			out[i].Role = "handler"
		}
	}
	return out
}

// branch is one step, or a parallel block of several.
func branch(steps []line[step]) any {
	if len(steps) == 1 {
		return steps[0]
	}
	var block parallel
	for _, s := range steps {
		block.Parallel = append(block.Parallel, []line[step]{s})
	}
	return block
}

// beside puts steps next to the step that the stage ends with.
func beside(at *stage, steps []line[step], key string) {
	end := len(at.Steps) - 1
	if last, ok := at.Steps[end].(line[step]); ok && last.value.Key == key {
		at.Steps[end] = branch(append([]line[step]{last}, steps...))
	}
}

// stepsOf writes one step of the catalogue; a consultation becomes one step for each office asked.
func stepsOf(w work, before []work, more extra) []line[step] {
	s := step{
		Key: w.Kind, Name: w.NameZH, NameEN: w.NameEN, Kind: w.Kind, Role: w.Role, Unit: more.Units[w.Kind],
		Limit: strconv.FormatFloat(w.Limit, 'f', -1, 64) + " " + w.Unit, Separate: separate(w, before),
	}
	if w.Kind != "consult" || len(more.Consult) == 0 {
		return []line[step]{{conditional(s, more)}}
	}
	var out []line[step]
	for _, office := range more.Consult {
		one := s
		one.Key, one.Name, one.NameEN = "consult-"+office.Key, office.Name, office.NameEN
		one.Unit, one.Role = office.Unit, office.Role
		out = append(out, line[step]{conditional(one, more)})
	}
	return out
}

func conditional(s step, more extra) step {
	if c, ok := more.When[s.Key]; ok {
		s.When, s.WhenName, s.WhenEN = c.Holds, c.Name, c.NameEN
	}
	return s
}

// separate lists the steps whose hands may not act in w (A07): who reviews has not handled, who decides has neither
// taken in, handled nor reviewed.
func separate(w work, before []work) []string {
	var out []string
	for _, b := range before {
		handled := b.Role == "handler"
		switch w.Role {
		case "reviewer":
			if handled {
				out = append(out, b.Kind)
			}
		case "approver":
			if handled || b.Role == "reviewer" || b.Role == "window_clerk" {
				out = append(out, b.Kind)
			}
		}
	}
	return out
}
