package api

import (
	"context"
	"maps"
	"slices"

	"mingcha/models"
	"mingcha/models/supervision"
	"mingcha/policies/access"
)

// ReadLead gives a lead with everything that raised it.
func (s *Server) ReadLead(ctx context.Context, req ReadLeadRequestObject) (ReadLeadResponseObject, error) {
	row, lead, lines, err := s.lead(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	watchers := s.watchers(row.Organ)
	people := append([]string{row.Holder, row.Assignee}, watchers...)
	for _, l := range lines {
		people = append(people, l.Actor.Account, l.Actor.For, l.Facts.To)
	}
	n, err := s.naming(ctx, people...)
	if err != nil {
		return nil, err
	}
	out := ReadLead200JSONResponse{
		Row: s.leadRow(n, row), N: lead.N, Version: lead.Facts.Version, Seen: seen(lead.Facts), Cases: []LeadCase{}, Offers: s.leadOffers(ctx, row, lead),
		People: each(watchers, n.person),
	}
	if out.Lines, err = s.leadLines(ctx, n, row.ID, lines); err != nil {
		return nil, err
	}
	for _, c := range lead.Clocks() {
		out.Clock = n.clock(c, &lead.Watch, lead.Marks, s.Law.Calendar(row.Path), s.Now())
	}
	if j := lead.Facts.Judged; j != nil {
		out.Line, out.Verb, out.Step = j.Line, string(j.Verb), j.Step
	}
	out.Condition = s.condition(row.Rule, models.NoLevel)
	out.Cases, err = s.leadCases(ctx, lead)
	return out, err
}

// lead reads a lead that the person may see.
func (s *Server) lead(ctx context.Context, id string) (models.LeadRow, *models.Lead, []models.Line, error) {
	row, err := s.Leads.Lead(ctx, id)
	if err != nil {
		return row, nil, nil, err
	}
	if !s.may(ctx, access.Read, leadObject(row)) {
		s.denied(ctx, "read_lead", id, row.Path, "not_yours")
		return row, nil, nil, notFound("no_such_lead", "there is no such lead")
	}
	lines, err := s.Record.Lines(ctx, id, 1)
	lead := models.NewLead(id)
	for _, l := range lines {
		if err == nil {
			err = lead.Fold(l)
		}
	}
	return row, lead, lines, err
}

// seen is what the rule read and what was found, in the order of the names.
func seen(f models.LeadFacts) []Seen {
	out := []Seen{}
	all := maps.Clone(f.Found)
	if all == nil {
		all = map[string]string{}
	}
	if f.Judged != nil {
		for fact, value := range f.Judged.Saw {
			if _, named := all[fact]; !named {
				all[fact] = value
			}
		}
	}
	for _, fact := range slices.Sorted(maps.Keys(all)) {
		out = append(out, Seen{Fact: fact, Value: all[fact]})
	}
	return out
}

// condition is what a rule asks at a level, in the words of the rule; NoLevel: of a suspicion.
func (s *Server) condition(code string, level models.Level) string {
	if set := s.Law.Rules("", s.Now()); set != nil {
		if r, known := set.Rule(code); known {
			return whenOf(r, level)
		}
	}
	if set := s.Law.Analysis(s.Now()); set != nil {
		if r, known := set.Rule(code); known {
			return r.When
		}
	}
	return ""
}

func whenOf(r supervision.Rule, level models.Level) string {
	switch level {
	case models.Red:
		return r.When.Red
	case models.Yellow:
		return r.When.Yellow
	case models.Warning:
		return r.When.Warning
	default:
		return r.When.Lead
	}
}

// judgedAct is the act on which a content rule spoke.
func (s *Server) judgedAct(n *naming, f models.CardFacts) JudgedAct {
	if f.Judged == nil {
		return JudgedAct{}
	}
	level := f.Level
	if f.Cause == models.Manual {
		level = models.NoLevel
	}
	return JudgedAct{
		Rule: n.rule(f.Rule), Condition: s.condition(f.Rule, level), Line: f.Judged.Line, Verb: string(f.Judged.Verb), Step: f.Judged.Step,
		Seen: seen(models.LeadFacts{Judged: f.Judged}),
	}
}

// leadLines is the record of a lead with what people wrote on it.
func (s *Server) leadLines(ctx context.Context, n *naming, id string, lines []models.Line) ([]Line, error) {
	said, err := s.answers(ctx, id)
	if err != nil {
		return nil, err
	}
	return each(lines, func(l models.Line) Line {
		line := n.bareLine(l)
		line.Body = LineBodyNone
		if text, there := said[l.N]; there {
			line.Body, line.Text = LineBodyShown, LineText{Reason: text.Reason}
		}
		return line
	}), nil
}

// leadCases names the cases on which a card may be issued: those that the lead is about and that the person may see.
func (s *Server) leadCases(ctx context.Context, lead *models.Lead) ([]LeadCase, error) {
	ids := slices.Clone(lead.Facts.Cases)
	if lead.About.Kind == models.CaseKind {
		ids = append(ids, lead.About.ID)
	}
	out := []LeadCase{}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			continue
		}
		row, err := s.Cases.Case(ctx, id)
		switch {
		case models.CodeOf(err) == models.NotFound:
			continue
		case err != nil:
			return nil, err
		case s.may(ctx, access.Read, access.Object{Kind: access.Case, Unit: row.Unit, Path: row.Path}):
			out = append(out, LeadCase{Id: id, Number: row.Number, Status: row.Status})
		}
	}
	return out, nil
}

// watchers are the people of a supervising body.
func (s *Server) watchers(organ string) []string {
	var out []string
	for _, role := range []string{"stationed_supervisor", "supervisor", "supervision_leader"} {
		for _, a := range s.Gate.Snapshot().Holders(organ, role, s.Now()) {
			if !slices.Contains(out, a.Person) {
				out = append(out, a.Person)
			}
		}
	}
	return out
}

// leadOffers says for every command whether the person may give it now, and why not.
func (s *Server) leadOffers(ctx context.Context, row models.LeadRow, lead *models.Lead) []LeadOffer {
	return each(models.LeadVerbs(), func(verb models.Verb) LeadOffer {
		out := LeadOffer{Verb: verb}
		var refusal *models.Error
		verdict := s.Gate.Decide(s.asker(ctx), access.Action(verb), leadObject(row))
		if !verdict.Allowed {
			refusal = models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
		} else {
			refusal = asRefusal(lead.Gate(models.Command{Verb: verb, Facts: models.Facts{Reasoned: true, To: "-"}}))
		}
		if refusal != nil {
			out.Reason, out.Sentence = refusal.Reason, s.sentences.problem(refusal, requestOf(ctx).spoken()).Detail
			return out
		}
		out.Allowed = true
		return out
	})
}
