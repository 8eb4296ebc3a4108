package api

import (
	"context"
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
	"mingcha/policies/access"
)

//go:embed functions.json
var functionsJSON []byte

// function is one of the nine functions of supervision (监察职能). A rule belongs to the function that names the longest
// beginning of its code.
type function struct {
	Key    FunctionKey `json:"key"`
	Name   string      `json:"name"`
	NameEN string      `json:"name_en"`
	Rules  []string    `json:"rules"`
}

var functions = func() (list []function) {
	if err := json.Unmarshal(functionsJSON, &list); err != nil {
		panic("functions.json: " + err.Error())
	}
	return list
}()

// functionOf returns the function to which a rule belongs, "" if none names it.
func functionOf(rule string) FunctionKey {
	var found FunctionKey
	longest := 0
	for _, f := range functions {
		for _, prefix := range f.Rules {
			if strings.HasPrefix(rule, prefix) && len(prefix) > longest {
				found, longest = f.Key, len(prefix)
			}
		}
	}
	return found
}

// ListFunctions tells of each function which rules are in force and what they found this month.
func (s *Server) ListFunctions(ctx context.Context, req ListFunctionsRequestObject) (ListFunctionsResponseObject, error) {
	if _, _, err := s.boardOf(ctx, req.Params.Path); err != nil {
		return nil, err
	}
	today := clock.DateOf(s.Now())
	year, month, _ := today.Civil()
	first := clock.NewDate(year, month, 1)
	during := models.Span{From: first.Opens(), To: (today + 1).Opens()}
	found := map[models.Kind]map[FunctionKey]int{}
	for kind, of := range map[models.Kind]access.Kind{models.CardKind: access.Card, models.LeadKind: access.Lead} {
		counts, err := s.Analyses.RuleCounts(ctx, kind, s.sight(ctx, access.Read, of, req.Params.Path).ranges, during)
		if err != nil {
			return nil, err
		}
		found[kind] = map[FunctionKey]int{}
		for rule, n := range counts {
			found[kind][functionOf(rule)] += n
		}
	}
	rules := s.rulesInForce()
	return ListFunctions200JSONResponse{From: dateOf(first), To: dateOf(today), Rows: each(functions, func(f function) SupervisionFunction {
		return SupervisionFunction{
			Key: f.Key, Name: f.Name, NameEn: f.NameEN, Cards: found[models.CardKind][f.Key], Leads: found[models.LeadKind][f.Key],
			Rules: slices.DeleteFunc(slices.Clone(rules), func(r FunctionRule) bool { return functionOf(r.Code) != f.Key }),
		}
	})}, nil
}

// rulesInForce are all rules that speak today, over cases, cards, items and many cases, by their codes.
func (s *Server) rulesInForce() []FunctionRule {
	now, names := s.Now(), map[string]FunctionRule{}
	sets := []*supervision.RuleSet{s.Law.Rules("", now)}
	for _, set := range sets {
		for _, r := range set.Rules {
			names[r.Code] = FunctionRule{Code: r.Code, Name: r.Name, NameEn: r.NameEN}
		}
	}
	if many := s.Law.Analysis(now); many != nil {
		for _, r := range many.Rules {
			if _, known := names[r.Code]; !known {
				names[r.Code] = FunctionRule{Code: r.Code, Name: r.Name, NameEn: r.NameEN}
			}
		}
	}
	return slices.SortedFunc(maps.Values(names), func(a, b FunctionRule) int { return strings.Compare(a.Code, b.Code) })
}

// rulesOf are the codes of a function's rules: of those in force, and of those that found something during a time. Nil: no
// function is asked for.
func (s *Server) rulesOf(ctx context.Context, f FunctionKey, kind models.Kind, scope []models.PathRange, during models.Span) ([]string, error) {
	if f == "" {
		return nil, nil
	}
	codes := each(s.rulesInForce(), func(r FunctionRule) string { return r.Code })
	counts, err := s.Analyses.RuleCounts(ctx, kind, scope, during)
	if err != nil {
		return nil, err
	}
	codes = slices.Compact(slices.Sorted(slices.Values(slices.AppendSeq(codes, maps.Keys(counts)))))
	return slices.DeleteFunc(codes, func(code string) bool { return functionOf(code) != f }), nil
}
