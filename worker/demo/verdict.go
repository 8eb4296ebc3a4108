package demo

import (
	"context"
	"fmt"
	"time"

	"mingcha/models"
)

// verdict is what a supervisor makes of a card that waits.
type verdict struct {
	ground string // of a withdrawal; "": an appeal lowers it to a warning
	reason string
	in     models.CaseStatus // only of a card on a case that stands so; "" on any
}

// verdicts show each city, however small, a card that an appeal lowered, a withdrawal that the record bears, and one that
// nothing bears: the tier above finds its lead (R-S7).
var verdicts = []verdict{
	{},
	{ground: "concealment", in: models.Terminated, reason: "申请人隐瞒主体注销情况，超期责任不在办理单位。"},
	{ground: "system_error", reason: "单位反映系统数据有误，予以撤牌。"},
}

// judge plays every verdict on a yellow card of the city that waits.
func (c *City) judge(ctx context.Context, today time.Time) error {
	for _, v := range verdicts {
		card, err := c.waiting(ctx, v.in)
		if err != nil {
			return err
		}
		if card == "" {
			continue
		}
		f := cardFate{City: c, id: card, today: today}
		if _, _, err := c.Act.Import(ctx, models.CardKind, card, func(s models.State) (models.Command, bool) { return v.next(f, s.Card) }); err != nil {
			return fmt.Errorf("card %s: %w", card, err)
		}
		if err := c.settle(ctx, card); err != nil {
			return err
		}
	}
	return nil
}

// next is the next act that leads a card to the verdict, all of it in the last hours before today.
func (v verdict) next(f cardFate, card *models.Card) (models.Command, bool) {
	switch {
	case card.Status.Ended():
		return models.Command{}, false
	case v.ground != "":
		cmd, found := f.by(models.WithdrawCard, card.Terms.Judge, f.today.Add(-time.Hour), card.N, "supervisor")
		cmd.Facts.Ground, cmd.Facts.Reasoned, cmd.Facts.Document = v.ground, true, fmt.Sprintf("东监撤〔%d〕%d号", f.today.Year(), 1+len(v.ground))
		cmd.Facts.Card, cmd.Body = &models.CardFacts{ID: card.ID}, []byte(`{"reason":"`+v.reason+`"}`)
		return cmd, found
	case card.Opened.IsZero():
		return f.by(models.OpenCard, card.Unit, f.today.Add(-3*time.Hour), card.N, "department_head")
	case card.Appeal == nil:
		return f.by(models.AppealCard, card.Unit, f.today.Add(-2*time.Hour), card.N, "department_head")
	default:
		return f.by(models.DecideAppeal, card.Terms.Judge, f.today.Add(-time.Hour), card.N, "supervision_leader")
	}
}

// waiting finds a yellow card on a case: one that nobody has opened, or, on cases that stand so, any that waits; "" if
// there is none.
func (c *City) waiting(ctx context.Context, in models.CaseStatus) (string, error) {
	everywhere := []models.PathRange{models.Within("")}
	cases, status := []string{""}, models.CardIssued
	if in != "" {
		status = ""
		page, err := c.Store.Cases(ctx, models.CaseFilter{Scope: everywhere, Statuses: []models.CaseStatus{in}})
		if err != nil {
			return "", err
		}
		cases = nil
		for _, row := range page.Cases {
			cases = append(cases, row.ID)
		}
	}
	for _, id := range cases {
		page, err := c.Store.Cards(ctx, models.CardFilter{Scope: everywhere, Level: models.Yellow, Status: status, Case: id})
		if err != nil {
			return "", err
		}
		for _, row := range page.Cards {
			if !row.Status.Ended() && row.SubjectKind == models.CaseKind && row.State == models.Issued && !row.Appealed {
				return row.ID, nil
			}
		}
	}
	return "", nil
}
