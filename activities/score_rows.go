package activities

import (
	"encoding/json"
	"fmt"

	"mingcha/models"
	"mingcha/models/score"
	"mingcha/models/supervision"
)

// heads are who answers for a unit that is measured.
var heads = []supervision.Recipient{supervision.UnitHead, supervision.UnitLeader}

// scoresChange are the verbs after which the scores are computed anew.
var scoresChange = map[models.Verb]bool{models.Measure: true, models.Remeasure: true, models.EnterScore: true, models.StrikeEntry: true}

// scoreSheet summarises the evaluation for lists and pages, and tells those whom its new lines concern.
func (p *pen) scoreSheet(e *models.Evaluation) (*models.ScoreSheet, error) {
	f, err := p.frozen(e)
	if err != nil {
		return nil, err
	}
	groups, err := f.basis.Evaluate(f.scheme, e.Standing())
	if err != nil {
		return nil, err
	}
	sheet, units := &models.ScoreSheet{Row: p.evaluationRow(e)}, []string(nil)
	changed := false
	for _, l := range p.lines {
		changed = changed || scoresChange[l.Verb]
	}
	for _, g := range groups {
		for _, r := range g.Results {
			if r.Object.Kind == score.UnitObject {
				sheet.Row.Objects++
				units = append(units, r.Object.ID)
				sheet.Row.Ranked += min(r.Rank, 1)
			}
			if !changed {
				continue
			}
			row, err := p.scoreRow(e, f, r)
			if err != nil {
				return nil, err
			}
			sheet.Scores = append(sheet.Scores, row)
		}
	}
	p.tellScores(e, units)
	return sheet, nil
}

func periodOf(e *models.Evaluation) score.Period { return score.Period{From: e.From, To: e.To} }

func (p *pen) evaluationRow(e *models.Evaluation) models.EvaluationRow {
	row := models.EvaluationRow{
		ID: e.ID, Unit: e.Organ, Path: e.Path, Period: periodOf(e).String(),
		Begins: e.From.String(), Ends: e.To.String(), Status: e.Status, Scheme: e.Scheme, Hash: e.Hash,
		OpenAppeals: e.OpenAppeals(), Corrections: len(e.Corrections), Begun: e.Begun, Measured: e.Measured,
		Announced: some(e.Announced), Published: some(e.Published), ArmedFor: some(p.next.At), ArmedKey: p.next.Key,
		N: e.N, Head: e.Head, Demo: e.Demo,
	}
	for _, c := range e.Clocks() {
		due := some(p.calendar.Judge(c.Timeline).DuePromised)
		switch {
		case c.Kind == models.AnnouncementClock:
			row.WindowEnds = due
		case c.End.IsZero() && due != nil && (row.AppealDue == nil || due.Before(*row.AppealDue)):
			row.AppealDue = due
		}
	}
	return row
}

func (p *pen) scoreRow(e *models.Evaluation, f *frozen, r score.Result) (models.ScoreRow, error) {
	unit := r.Object.Unit
	if r.Object.Kind == score.UnitObject {
		unit = r.Object.ID
	}
	text, err := json.Marshal(r)
	if err != nil {
		return models.ScoreRow{}, fmt.Errorf("write the score of %s: %w", r.Object.ID, err)
	}
	row := models.ScoreRow{
		Evaluation: e.ID, Kind: string(r.Object.Kind), Object: r.Object.ID, Unit: unit, Path: p.Offices.Path(unit),
		Score: r.Score, Standing: r.Rank, Grade: r.Grade, Sample: r.Sample, Content: string(text),
	}
	if was, known := f.before[row.Kind+"/"+row.Object]; known {
		row.Was = &was
	}
	return row, nil
}

// tellScores tells of each new line those whom it concerns: who measures, or the units that are measured.
func (p *pen) tellScores(e *models.Evaluation, units []string) {
	for _, l := range p.lines {
		switch l.Verb {
		case models.Measure, models.AppealScore:
			p.tell(append(p.Offices.Holders(e.Organ, "supervisor", p.acted), p.Offices.Holders(e.Organ, "supervision_leader", p.acted)...), string(l.Verb), "")
		case models.AnnounceScores, models.PublishScores:
			for _, unit := range units {
				p.tell(p.recipients(heads, unit, ""), string(l.Verb), "")
			}
		case models.DecideAppeal:
			for _, a := range e.Appeals {
				if a.Decided == l.N {
					p.tell([]string{a.By}, string(l.Verb), "")
				}
			}
		}
	}
}
