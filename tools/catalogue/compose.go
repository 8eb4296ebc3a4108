package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// compose turns one item of the catalogue into its written form.
func compose(it item, more extra) sheet {
	out := sheet{
		Item: it.ID, Name: it.NameZH, NameEN: it.NameEN, Kind: it.Kind,
		Levels: line[[]int]{it.Levels}, Body: it.Body, Served: line[[]int]{it.Served}, CaseKind: it.CaseKind,
		Unit:       line[office]{officeOf(it.Department)},
		LifeEvents: line[[]string]{more.Events}, Topics: line[[]string]{more.Topics},
		Basis: cites(it.Basis), Conditions: it.Conditions, Limits: limitsOf(it, more), Fee: feeOf(it),
		Procedure: stagesOf(it, more),
		Result:    line[result]{result{Name: it.Result.NameZH, NameEN: it.Result.NameEN, Valid: more.Valid}},
		Rules:     line[[]string]{it.Rules},
	}
	if more.Valid != "" {
		out.Result.value.ValidEN = it.Result.Valid
	}
	for _, o := range append(it.Co, more.With...) {
		out.With = append(out.With, line[office]{officeOf(o)})
	}
	for _, m := range it.Materials {
		out.Materials = append(out.Materials, line[material]{material{
			Name: m.NameZH, NameEN: m.NameEN, Required: m.Required, Medium: m.Form, Copies: m.Copies,
			Source: m.Source, From: m.From, Template: templateOf(m.NameZH, m.Source),
		}})
	}
	for _, s := range it.Special {
		out.Special = append(out.Special, line[special]{special{s.Kind, s.NameZH, s.Stops, span(s.Number, s.Unit), s.Law, s.Article}})
	}
	if d := it.Deemed; d.Acceptance || d.Renewal {
		out.Deemed = &line[deemed]{deemed{d.Acceptance, d.Renewal, d.RenewalBasis + d.AcceptanceBasis}}
	}
	for _, f := range it.Fields {
		out.Form = append(out.Form, line[field]{fieldOf(f, more.Fields[fmt.Sprint(f["key"])])})
	}
	for _, note := range []string{it.Notes, more.Note} {
		if note != "" {
			out.Notes = append(out.Notes, note)
		}
	}
	return out
}

func officeOf(o organ) office { return office{o.Kind, o.NameZH, o.NameEN} }

var (
	applications = regexp.MustCompile(`申请书|申请表|登记表|申报表`)
	statements   = regexp.MustCompile(`承诺书|声明|授权书|委托书`)
)

// templateOf names the blank form that an applicant may download for a material.
func templateOf(name, source string) string {
	switch {
	case source != "applicant":
		return ""
	case applications.MatchString(name):
		return "application"
	case statements.MatchString(name):
		return "statement"
	default:
		return ""
	}
}

func cites(in []citation) []line[cited] {
	out := make([]line[cited], len(in))
	for i, c := range in {
		out[i] = line[cited]{cite(c)}
	}
	return out
}

var numerals = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

func cite(c citation) cited {
	out := cited{Law: c.Law, Document: c.Document, Article: c.ArticleZH, Quote: c.Quote, Copy: c.Copy, Verify: c.Verify, Note: c.Note}
	if c.Paragraph > 0 {
		out.Article += "第" + numerals[c.Paragraph] + "款"
	}
	return out
}

// span writes a duration; "" if the catalogue gives no number.
func span(number *float64, unit string) string {
	switch {
	case unit == "on_the_spot":
		return unit
	case number == nil:
		return ""
	default:
		return strconv.FormatFloat(*number, 'f', -1, 64) + " " + unit
	}
}

func limitsOf(it item, more extra) limits {
	s := it.Statutory
	out := limits{Start: s.Start, Statutory: span(s.Number, s.Unit), Promised: span(it.Promised.Number, it.Promised.Unit)}
	if out.Statutory == "" {
		out.Statutory = "none"
	}
	if a := it.Acceptance; a != nil && span(a.Number, a.Unit) != "5 working_day" {
		out.Acceptance = span(a.Number, a.Unit)
	}
	if s.Basis != nil {
		out.Basis = &line[cited]{cite(*s.Basis)}
	}
	if x := s.Extension; x != nil {
		out.Extension = &line[extension]{extension{span(x.Number, x.Unit), "department_head", x.Times, x.Ground, x.Duty}}
	}
	if s.UnitNote != "" {
		out.Notes = append(out.Notes, "法律只写“日”，此处按自然日计；许多办事指南按工作日计，可逐项改")
	}
	if note := more.LimitNote; note != "" {
		out.Notes = append(out.Notes, note)
	} else if s.Note != "" {
		out.Notes = append(out.Notes, s.Note)
	}
	return out
}

func feeOf(it item) fee {
	out := fee{Free: it.Fee.Free, Basis: cites(it.Fee.Basis)}
	for _, c := range it.Fee.Items {
		standard := strings.Replace(c.Standard, "set by the province ", "由省制定", 1)
		out.Items = append(out.Items, line[charge]{charge{c.NameZH, c.NameEN, c.Amount, c.Unit, standard, c.Verify}})
	}
	return out
}
