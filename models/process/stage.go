package process

import (
	"gopkg.in/yaml.v3"

	"mingcha/models"
)

// stage (阶段) is a named run of steps and blocks, as authored.
type stage struct {
	name, nameEN string
	limit        Span
	flow         []block
}

// block is one step, or branches that run at once and join.
type block struct {
	step     *authored
	branches [][]block
}

// authored is one step as written.
type authored struct {
	key, name, nameEN string
	kind              string // accept, review, onsite … decide, deliver
	service           string
	role, unit        string
	limit             Span
	counts            string
	rule              models.DecisionRule
	ruleKind, refusal string
	when              string
	whenName, whenEN  string
	separate          []string
	batch             bool
	stage             *stage
	index             int
}

func readStage(r *reader, s *stage) fields {
	return fields{
		"stage": r.text(&s.name), "name_en": r.text(&s.nameEN), "limit": r.span(&s.limit),
		"steps": func(n *yaml.Node) { s.flow = r.flow(n) },
	}
}

// flow reads steps and blocks in order.
func (r *reader) flow(n *yaml.Node) []block {
	var out []block
	for _, element := range r.elements(n, n) {
		out = append(out, r.block(element))
	}
	return out
}

func (r *reader) block(n *yaml.Node) block {
	b := block{}
	if n.Kind == yaml.MappingNode && len(n.Content) > 0 && n.Content[0].Value == "parallel" {
		r.mapping(n, fields{"parallel": func(list *yaml.Node) {
			for _, branch := range r.elements(list, list) {
				b.branches = append(b.branches, r.flow(branch))
			}
			if len(b.branches) < 2 {
				r.fault(n, "few_branches", "")
			}
			for i, branch := range b.branches {
				if len(branch) == 0 {
					r.fault(list.Content[i], "empty_branch", "")
				}
			}
		}})
		return b
	}
	b.step = &authored{}
	one(r, b.step, readStep)(n)
	return b
}

func readStep(r *reader, s *authored) fields {
	return fields{
		"key": r.text(&s.key), "name": r.text(&s.name), "name_en": r.text(&s.nameEN), "kind": r.text(&s.kind),
		"service": r.text(&s.service), "role": r.text(&s.role), "unit": r.text(&s.unit),
		"limit": r.span(&s.limit), "counts": r.text(&s.counts), "rule": one(r, &s.rule, s.readRule),
		"when": r.text(&s.when), "when_name": r.text(&s.whenName), "when_name_en": r.text(&s.whenEN),
		"separate_from": r.texts(&s.separate), "batch": r.flag(&s.batch),
	}
}

func (s *authored) readRule(r *reader, d *models.DecisionRule) fields {
	d.Count = 1
	return fields{
		"kind": r.text(&s.ruleKind), "percent": r.whole(&d.Percent), "weights": r.wholes(&d.Weights),
		"count": r.whole(&d.Count), "veto": r.text(&d.Veto), "refusal": r.text(&s.refusal),
	}
}
