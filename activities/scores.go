package activities

import (
	"context"
	"encoding/json"
	"fmt"

	"mingcha/models"
	"mingcha/models/score"
)

// Scores measures performance.
type Scores interface {
	// Measure counts a period for a supervision organ, by the scheme that was in force as the period began.
	Measure(ctx context.Context, organ string, p score.Period) (*score.Basis, error)
	// Compiled compiles the text of a scheme.
	Compiled(text string) (*score.Scheme, error)
}

// measured is the body of a line that measures.
type measured struct {
	Reason string             `json:"reason,omitempty"`
	Basis  *score.Basis       `json:"basis"`
	Before map[string]float64 `json:"before,omitempty"` // a correction: the published scores, by kind and object
}

// frozen is what the scores of an evaluation are computed from.
type frozen struct {
	basis  *score.Basis
	scheme *score.Scheme
	before map[string]float64
}

func (p *pen) thaw(text json.RawMessage) (*frozen, error) {
	var body measured
	if err := json.Unmarshal(text, &body); err != nil || body.Basis == nil {
		return nil, models.Errorf(models.Internal, "damaged", "the figures of evaluation %s cannot be read", p.subject().Ref().ID)
	}
	scheme, err := p.Scores.Compiled(body.Basis.Scheme)
	if err != nil {
		return nil, fmt.Errorf("compile the scheme of evaluation %s: %w", p.subject().Ref().ID, err)
	}
	return &frozen{body.Basis, scheme, body.Before}, nil
}

// body is that of a line of the subject, written in this turn or before.
func (p *pen) body(n int) (json.RawMessage, error) {
	if n >= p.from {
		return p.bodies[n-p.from].Content, nil
	}
	return p.Record.Body(p.ctx, p.subject().Ref().ID, n)
}

// frozen reads what the evaluation's scores rest on.
func (p *pen) frozen(e *models.Evaluation) (*frozen, error) {
	text, err := p.body(e.Basis)
	if err != nil {
		return nil, err
	}
	return p.thaw(text)
}

// completeScores adds to a command on an evaluation what its line must hold: the frozen figures, or the time for appeals;
// and refuses what is not part of them.
func (p *pen) completeScores(e *models.Evaluation, cmd *models.Command) error {
	switch cmd.Verb {
	case models.Measure, models.Remeasure:
		return p.measure(e, cmd)
	case models.EnterScore, models.AppealScore, models.AnnounceScores:
	default:
		return nil
	}
	f, err := p.frozen(e)
	if err != nil {
		return err
	}
	switch cmd.Verb {
	case models.AnnounceScores:
		cmd.Facts.Planned, cmd.Facts.Evaluation = f.scheme.Appeal, &models.EvaluationFacts{UnderAppeal: f.scheme.UnderAppeal}
		return nil
	case models.AppealScore:
		cmd.Facts.Planned = f.scheme.Decision
		return measures(f.basis, *cmd.Facts.Evaluation.About)
	default:
		return f.enterable(e, *cmd.Facts.Evaluation.Entry)
	}
}

func measures(basis *score.Basis, object models.ScoreObject) error {
	if basis.Measures(object) {
		return nil
	}
	return models.Faulty("this object was not measured", []models.Fault{{Field: "/object", Rule: "unknown"}})
}

// enterable refuses an entry that could not count, before it is on record.
func (f *frozen) enterable(e *models.Evaluation, entry models.ScoreEntry) error {
	if err := measures(f.basis, entry.Object); err != nil {
		return err
	}
	fields := map[string]string{"unknown_entry": "/indicator", "entered_twice": "/indicator", "unknown_reason": "/ground", "out_of_range": "/value"}
	var standing []models.ScoreEntry
	for _, s := range e.Standing() {
		standing = append(standing, s.Entry)
	}
	if rule := f.scheme.Refuses(f.basis.Period, entry, standing); rule != "" {
		return models.Faulty("the entry cannot count", []models.Fault{{Field: fields[rule], Rule: rule, Detail: entry.Indicator}})
	}
	return nil
}

// measure counts and freezes.
func (p *pen) measure(e *models.Evaluation, cmd *models.Command) error {
	var body measured
	if len(cmd.Body) > 0 {
		if err := json.Unmarshal(cmd.Body, &body); err != nil {
			return models.Errorf(models.Invalid, "unreadable", "the reason cannot be read: %v", err)
		}
	}
	facts := models.EvaluationFacts{Organ: e.Organ, From: e.From, To: e.To}
	if cmd.Facts.Evaluation != nil && e.N == 0 {
		facts = *cmd.Facts.Evaluation
	}
	if e.Status == models.EvaluationPublished {
		before, err := p.published(e)
		if err != nil {
			return err
		}
		body.Before = before
	}
	var err error
	if body.Basis, err = p.Scores.Measure(p.ctx, facts.Organ, score.Period{From: facts.From, To: facts.To}); err != nil {
		return err
	}
	facts.Path, facts.Scheme, facts.Hash = p.Offices.Path(facts.Organ), body.Basis.Version, body.Basis.Hash
	cmd.Facts.Evaluation = &facts
	if cmd.Body, err = json.Marshal(body); err != nil {
		return fmt.Errorf("freeze the figures of %s: %w", cmd.Subject, err)
	}
	f, err := p.thaw(cmd.Body)
	if err != nil {
		return err
	}
	_, err = f.basis.Evaluate(f.scheme, e.Standing()) // entries that the new figures do not take are struck out first
	return err
}

// published lists the scores as they stand before a correction.
func (p *pen) published(e *models.Evaluation) (map[string]float64, error) {
	f, err := p.frozen(e)
	if err != nil {
		return nil, err
	}
	groups, err := f.basis.Evaluate(f.scheme, e.Standing())
	if err != nil {
		return nil, err
	}
	out := map[string]float64{}
	for _, g := range groups {
		for _, r := range g.Results {
			out[string(r.Object.Kind)+"/"+r.Object.ID] = r.Score
		}
	}
	return out, nil
}
