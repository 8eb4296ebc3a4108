package process

import (
	"regexp"

	"gopkg.in/yaml.v3"
)

// sheet is an authored item while it is read and judged.
type sheet struct {
	Guide
	materials []Material
	fees      Fees
	result    Document
	rules     []string
	fields    []Field
	stages    []stage
	joint     jointly
	secret    bool
}

// read lists the keys of an item.
func (s *sheet) read(r *reader) fields {
	g := &s.Guide
	return fields{
		"item": r.text(&g.Item), "name": r.text(&g.Name), "name_en": r.text(&g.NameEN),
		"kind": r.text(&g.Kind), "levels": r.wholes(&g.Levels), "body": r.whole(&g.Body),
		"served": r.wholes(&g.Served), "case_kind": r.whole(&g.CaseKind),
		"unit": one(r, &g.Unit, readOffice), "with": many(r, &g.With, readOffice),
		"life_events": r.texts(&g.LifeEvents), "internal": r.flag(&g.Internal), "topics": r.texts(&g.Topics),
		"basis": many(r, &g.Basis, readCitation), "conditions": r.texts(&g.Conditions),
		"materials": many(r, &s.materials, readMaterial),
		"limits":    one(r, &g.Limits, readLimits),
		"special":   many(r, &g.Special, readSpecial), "deemed": one(r, &g.Deemed, readDeemed),
		"fee":       one(r, &s.fees, readFees),
		"procedure": many(r, &s.stages, readStage),
		"form":      many(r, &s.fields, readField),
		"result":    one(r, &s.result, readResult),
		"rules":     r.texts(&s.rules), "notes": r.texts(&g.Notes),
		"joint":  one(r, &s.joint, readJoint),
		"secret": r.flag(&s.secret),
	}
}

func readOffice(r *reader, o *Office) fields {
	return fields{"kind": r.text(&o.Kind), "name": r.text(&o.Name), "name_en": r.text(&o.NameEN)}
}

func readCitation(r *reader, c *Citation) fields {
	return fields{
		"law": r.text(&c.Law), "document": r.text(&c.Document), "article": r.text(&c.Article),
		"quote": r.text(&c.Quote), "copy": r.text(&c.Copy), "verify": r.flag(&c.Verify), "note": r.text(&c.Note),
	}
}

func readMaterial(r *reader, m *Material) fields {
	return fields{
		"name": r.text(&m.Name), "name_en": r.text(&m.NameEN), "required": r.flag(&m.Required),
		"medium": r.text(&m.Medium), "copies": r.whole(&m.Copies), "source": r.text(&m.Source),
		"from": r.text(&m.From), "template": r.text(&m.Template), "for": r.texts(&m.For),
	}
}

func readLimits(r *reader, l *Limits) fields {
	return fields{
		"start": r.text(&l.Start), "acceptance": r.span(&l.Acceptance), "statutory": r.spanOrNone(&l.Statutory),
		"basis": some(r, &l.Basis, readCitation), "promised": r.span(&l.Promised),
		"extension": some(r, &l.Extension, readExtension), "delivery": r.span(&l.Delivery),
		"supplement": r.span(&l.Supplement), "prereview": r.span(&l.Prereview), "notes": r.texts(&l.Notes),
		"ask_later": r.flag(&l.AskLater),
	}
}

func readExtension(r *reader, e *Extension) fields {
	return fields{
		"by": r.span(&e.By), "head": r.text(&e.Head), "times": r.whole(&e.Times),
		"ground": r.text(&e.Ground), "duty": r.text(&e.Duty),
	}
}

func readSpecial(r *reader, s *Special) fields {
	return fields{
		"kind": r.text(&s.Kind), "name": r.text(&s.Name), "stops_clock": r.flag(&s.Stops),
		"planned": r.span(&s.Planned), "law": r.text(&s.Law), "article": r.whole(&s.Article),
	}
}

func readDeemed(r *reader, d *Deemed) fields {
	return fields{"acceptance": r.flag(&d.Acceptance), "renewal": r.flag(&d.Renewal), "basis": r.text(&d.Basis)}
}

func readFees(r *reader, f *Fees) fields {
	return fields{
		"free": r.flag(&f.Free), "paid_before": r.text(&f.Before), "items": many(r, &f.Items, readFee), "basis": many(r, &f.Basis, readCitation),
	}
}

func readFee(r *reader, f *Fee) fields {
	return fields{
		"name": r.text(&f.Name), "name_en": r.text(&f.NameEN), "amount": r.number(&f.Amount),
		"code": r.text(&f.Code), "account": r.text(&f.Account), "step": r.text(&f.Step),
		"unit": r.text(&f.Unit), "standard": r.text(&f.Standard), "verify": r.flag(&f.Verify),
	}
}

func readResult(r *reader, d *Document) fields {
	return fields{
		"name": r.text(&d.Name), "name_en": r.text(&d.NameEN), "valid": r.text(&d.Valid), "valid_en": r.text(&d.ValidEN),
	}
}

var spanForm = regexp.MustCompile(`^([0-9]{1,5}(?:\.[0-9]{1,3})?) ([a-z_]+)$`)

// span reads "7 working_day" or "on_the_spot" and refuses what the clock cannot count.
func (r *reader) span(to *Span) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n, to)
		if !ok {
			return
		}
		*to = Span{Unit: value}
		if m := spanForm.FindStringSubmatch(value); m != nil {
			*to = Span{Number: Number(m[1]), Unit: m[2]}
		} else if value != "on_the_spot" {
			r.fault(n, "not_limit", value)
			r.unread[to] = true
			return
		}
		if _, err := to.Limit(); err != nil {
			r.fault(n, "not_limit", value)
			r.unread[to] = true
		}
	}
}

// spanOrNone also reads "none": no law sets a limit.
func (r *reader) spanOrNone(to *Span) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Value == "none" {
			*to, r.places[to] = Span{}, r.place(n)
			return
		}
		r.span(to)(n)
	}
}
