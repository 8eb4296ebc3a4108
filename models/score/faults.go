package score

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"

	"mingcha/models"
)

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// whole is what the weights of the heads add up to.
const whole = 100

// judge gathers the faults of a scheme.
type judge struct {
	*Scheme
	faults []models.Fault
}

func (j *judge) blame(at, rule, detail string) {
	j.faults = append(j.faults, models.Fault{Field: at, Rule: rule, Detail: detail})
}

// want blames what does not hold.
func (j *judge) want(holds bool, at, rule, detail string) {
	if !holds {
		j.blame(at, rule, detail)
	}
}

// Bind compiles the formulas and returns every fault that would keep the scheme from measuring, each with its place.
func (s *Scheme) Bind(compile Compile) []models.Fault {
	j := &judge{Scheme: s}
	j.want(s.Version != "", "/version", "missing", "version")
	j.want(!s.From.IsZero(), "/from", "missing", "from")
	j.head()
	j.numbers()
	_, counted := s.Number(s.Sample.Number)
	j.want(counted, "/sample/number", "unknown_number", s.Sample.Number)
	j.want(s.Sample.Least >= 0, "/sample/least", "min", "0")
	j.factors()
	j.counters()
	j.indicators(compile)
	j.grades()
	j.want(s.Appeal.Validate() == nil, "/appeal", "missing", "appeal")
	j.want(s.Decision.IsZero() || s.Decision.Validate() == nil, "/decision", "missing", "decision")
	return j.faults
}

func (j *judge) head() {
	sum, seen := 0.0, map[string]bool{}
	for i, h := range j.Heads {
		at := fmt.Sprintf("/heads/%d", i)
		j.want(nameForm.MatchString(h.Code) && !seen[h.Code], at+"/code", "code_twice", h.Code)
		j.want(h.NameZH != "" && h.NameEN != "", at, "missing", "name_zh, name_en")
		j.want(h.Class != "", at+"/class", "missing", "class")
		j.want(h.Weight > 0, at+"/weight", "not_positive", h.Code)
		seen[h.Code], sum = true, sum+h.Weight
	}
	j.want(math.Abs(sum-whole) < 1e-9, "/heads", "not_hundred", fmt.Sprint(sum))
}

// grades asks that they lead from the best down to nothing.
func (j *judge) grades() {
	seen := map[string]bool{}
	for i, g := range j.Grades {
		at := fmt.Sprintf("/grades/%d", i)
		j.want(nameForm.MatchString(g.Code) && !seen[g.Code], at+"/code", "code_twice", g.Code)
		j.want(g.NameZH != "" && g.NameEN != "", at, "missing", "name_zh, name_en")
		j.want(i == 0 || g.Least < j.Grades[i-1].Least, at+"/least", "grades", g.Code)
		seen[g.Code] = true
	}
	n := len(j.Grades)
	j.want(n > 0 && j.Grades[n-1].Least == 0, "/grades", "grades", "")
}

func (j *judge) counters() {
	j.want(j.Counters.whole(), "/counters", "counters", "")
	for _, judged := range []struct{ at, name string }{
		{"warnings", j.Counters.Warnings}, {"yellows", j.Counters.Yellows}, {"reds", j.Counters.Reds},
	} {
		n, known := j.Number(judged.name)
		j.want(known && n.Over == OverYear, "/counters/"+judged.at, "unknown_number", judged.name)
	}
}

func (j *judge) factors() {
	j.want(j.Factors.Default > 0, "/factors/default", "factor", "")
	for _, kind := range slices.Sorted(maps.Keys(j.Factors.Kinds)) {
		j.want(j.Factors.Kinds[kind] > 0, "/factors/kinds/"+kind, "factor", kind)
	}
}

func (j *judge) numbers() {
	seen := map[string]bool{}
	for name := range j.Constants {
		seen[name] = true
	}
	for i, n := range j.Numbers {
		at := fmt.Sprintf("/numbers/%d", i)
		j.want(nameForm.MatchString(n.Name) && !seen[n.Name], at+"/name", "code_twice", n.Name)
		seen[n.Name] = true
		j.want(n.NameZH != "" && n.NameEN != "", at, "missing", "name_zh, name_en")
		if !slices.Contains(Sources(), n.Of) {
			j.blame(at+"/of", "unknown_count", string(n.Of))
			continue
		}
		for k, term := range n.Where {
			word, _ := term.Word()
			j.want(slices.Contains(words[n.Of], word), fmt.Sprintf("%s/where/%d", at, k), "unknown_word", string(term))
		}
		j.number(at, n)
	}
}

// number blames what its source does not have.
func (j *judge) number(at string, n Number) {
	measures := []Measure{Each, UsedDays, PromisedDays, StatutoryDays}
	j.want(slices.Contains(measures, n.Sum) && (n.Sum == Each || n.Of == Decided), at+"/sum", "unknown_sum", string(n.Sum))
	j.want(n.Over == OverPeriod || n.Over == OverYear && n.Of == Cards, at+"/over", "unknown_span", string(n.Over))
	j.want(n.InRow == 0 || n.InRow > 0 && n.Of == Decided && n.Sum == Each, at+"/in_row", "not_in_row", fmt.Sprint(n.InRow))
	j.want(len(n.Rules) == 0 || n.Of.Kind() == models.CardKind, at+"/rules", "no_rules", string(n.Of))
	for k, prefix := range n.Rules {
		j.want(prefix != "", fmt.Sprintf("%s/rules/%d", at, k), "missing", "rule")
	}
}

// names lists what a formula may use.
func (s *Scheme) names() []string {
	var out []string
	for _, n := range s.Numbers {
		out = append(out, n.Name)
	}
	return append(out, slices.Sorted(maps.Keys(s.Constants))...)
}

func (j *judge) indicators(compile Compile) {
	seen, shares := map[string]bool{}, map[string]float64{}
	for k := range j.Indicators {
		i, at := &j.Indicators[k], fmt.Sprintf("/indicators/%d", k)
		j.want(nameForm.MatchString(i.Code) && !seen[i.Code], at+"/code", "code_twice", i.Code)
		seen[i.Code] = true
		j.want(i.NameZH != "" && i.NameEN != "", at, "missing", "name_zh, name_en")
		j.indicator(at, *i)
		j.source(at, i, compile)
		shares[i.Head] += i.Weight
	}
	for k, h := range j.Heads {
		j.want(shares[h.Code] <= h.Weight, fmt.Sprintf("/heads/%d/weight", k), "shares_above_head", h.Code)
	}
}

func (j *judge) indicator(at string, i Indicator) {
	j.want(slices.Contains([]Kind{Share, Deduction, Bonus, Shown}, i.Kind), at+"/kind", "unknown_indicator", string(i.Kind))
	headed := slices.ContainsFunc(j.Heads, func(h Head) bool { return h.Code == i.Head })
	j.want(headed || i.Head == "" && i.Kind != Share, at+"/head", "unknown_head", i.Head)
	j.want(i.Head == "" || i.Kind != Bonus, at+"/head", "bonus_in_head", i.Head)
	j.want((i.Kind == Share) == (i.Weight > 0) && i.Weight >= 0, at+"/weight", "not_positive", string(i.Kind))
	j.want(i.Max > i.Min, at+"/max", "clamp", "")
	j.want(i.Min >= 0 || i.Kind == Shown || i.Kind == Share, at+"/min", "min", "0")
	known := i.Direction == Up || i.Direction == Down
	j.want(known || i.Direction == "" && i.Kind != Share, at+"/direction", "unknown_direction", string(i.Direction))
	_, switched := j.Switches[i.Switch]
	j.want(i.Switch == "" || switched, at+"/switch", "unknown_switch", i.Switch)
}

// source asks that an indicator is measured by a formula, or else by hand.
func (j *judge) source(at string, i *Indicator, compile Compile) {
	j.want((i.Formula == "") == i.Manual, at, "formula_or_manual", i.Code)
	j.want(len(i.Reasons) == 0 || i.Manual, at+"/reasons", "formula_or_manual", i.Code)
	yearly := i.Manual && i.Kind != Share && i.Head == ""
	j.want(i.Over == OverPeriod || i.Over == OverYear && yearly, at+"/over", "unknown_span", string(i.Over))
	seen := map[string]bool{}
	for k, r := range i.Reasons {
		j.want(r.Code != "" && !seen[r.Code], fmt.Sprintf("%s/reasons/%d/code", at, k), "code_twice", r.Code)
		j.want(r.Points > 0, fmt.Sprintf("%s/reasons/%d/points", at, k), "not_positive", r.Code)
		seen[r.Code] = true
	}
	if i.Formula == "" {
		return
	}
	formula, err := compile(i.Formula, j.names())
	if err != nil {
		j.blame(at+"/formula", "formula", err.Error())
		return
	}
	i.formula = formula
}
