// Package demo fills an empty house with a city at work: an invented official on every post and a few thousand cases
// of the past sixty days, and a fifth of them of the two months before, in every state, written through the intake relative to today and marked as demonstration.
package demo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/process"
	"mingcha/worker/inforce"
)

// City is what the loader works with.
type City struct {
	Store    Store
	InForce  *inforce.InForce
	Act      *activities.Activities
	Blind    func(string) string
	Cases    int                   // how many
	Now      func() time.Time      // the day to which the city is relative
	Progress func(done, total int) // called now and then
}

// Store is the part of the store that the loader needs beyond the append.
type Store interface {
	CountAccounts(ctx context.Context) (genuine, demo int, err error)
	CreateAccount(ctx context.Context, row models.AccountRow) error
	ChangeAppointments(ctx context.Context, expected int64, rows ...models.AppointmentRow) (int64, error)
	PublishBundle(ctx context.Context, row models.BundleRow) error
	ArmedBefore(ctx context.Context, at time.Time, limit int) ([]models.Armed, error)
	AnswerSurvey(ctx context.Context, row models.SurveyRow) error
	Scores(ctx context.Context, evaluation, kind string) ([]models.ScoreRow, error)
	Cases(ctx context.Context, f models.CaseFilter) (models.CasePage, error)
	Cards(ctx context.Context, f models.CardFilter) (models.CardPage, error)
	CodeRef(number, code string) string
	Setting(ctx context.Context, name string) (string, bool, error)
	SetSetting(ctx context.Context, name, value string, now time.Time) error
}

// The settings in which the loader remembers how far it came.
const (
	begunSetting = "demo_begun"
	doneSetting  = "demo_done"
)

// past is how far back the city's cases reach.
const past = 60 * 24 * time.Hour

// Staff appoints the city's officials once. In a house with real accounts it refuses.
func (c *City) Staff(ctx context.Context) error {
	if _, done, err := c.Store.Setting(ctx, doneSetting); err != nil || done {
		return err
	}
	genuine, _, err := c.Store.CountAccounts(ctx)
	if err != nil {
		return err
	}
	if genuine > 0 {
		return errors.New("the demo city is not loaded into a house with real accounts")
	}
	today, err := c.begun(ctx)
	if err != nil {
		return err
	}
	if err := c.staff(ctx, today); err != nil {
		return fmt.Errorf("appoint the demo city's officials: %w", err)
	}
	return c.InForce.Refresh(ctx)
}

// Load fills the staffed house once. Broken off, it goes on where it stopped.
func (c *City) Load(ctx context.Context) error {
	if _, done, err := c.Store.Setting(ctx, doneSetting); err != nil || done {
		return err
	}
	today, err := c.begun(ctx)
	if err != nil {
		return err
	}
	if err := c.file(ctx, today); err != nil {
		return fmt.Errorf("file the demo city's cases: %w", err)
	}
	if err := c.judge(ctx, today); err != nil {
		return fmt.Errorf("judge some of the demo city's cards: %w", err)
	}
	if err := c.scores(ctx, today); err != nil {
		return fmt.Errorf("measure the demo city's performance: %w", err)
	}
	if err := c.complaints(ctx, today); err != nil {
		return fmt.Errorf("lodge the demo city's complaints: %w", err)
	}
	if err := c.surveys(ctx, today); err != nil {
		return fmt.Errorf("answer the demo city's surveys: %w", err)
	}
	if err := c.catchUp(ctx); err != nil {
		return fmt.Errorf("let what was due meanwhile speak: %w", err)
	}
	return c.Store.SetSetting(ctx, doneSetting, today.Format(time.RFC3339), today)
}

// catchUp brings to the present what nobody played: cards on complaints, leads. What the brake holds back stays so.
func (c *City) catchUp(ctx context.Context) error {
	for seen := map[string]bool{}; ; {
		late, err := c.Store.ArmedBefore(ctx, c.Now(), len(seen)+atOnce)
		if err != nil {
			return err
		}
		more := false
		for _, s := range late {
			if seen[s.ID] {
				continue
			}
			seen[s.ID], more = true, true
			if _, _, err := c.Act.Import(ctx, s.Kind, s.ID, activities.Steps(nil)); err != nil {
				return fmt.Errorf("%s %s: %w", s.Kind, s.ID, err)
			}
		}
		if !more {
			return nil
		}
	}
}

// begun fixes the day to which the city is relative, so that a second try writes the same city.
func (c *City) begun(ctx context.Context) (time.Time, error) {
	value, found, err := c.Store.Setting(ctx, begunSetting)
	if err != nil {
		return time.Time{}, err
	}
	if found {
		return time.Parse(time.RFC3339, value)
	}
	now := c.Now().Truncate(time.Second)
	return now, c.Store.SetSetting(ctx, begunSetting, now.Format(time.RFC3339), now)
}

// atOnce is how many cases are written at the same time: one is judged while another is committed.
const atOnce = 4

// file writes the cases. Each draws its life from numbers of its own, so their order does not matter.
func (c *City) file(ctx context.Context, today time.Time) error {
	items := slices.DeleteFunc(c.InForce.Catalogue().All(), func(b *process.Bundle) bool { return b.Guide.Internal })
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i := range c.Cases {
		if within.Err() != nil {
			break
		}
		group.Go(func() error { return c.live(within, i, items, today) })
		if c.Progress != nil && i%100 == 0 {
			c.Progress(i, c.Cases)
		}
	}
	return errors.Join(group.Wait(), ctx.Err())
}

// live writes the life of one case and, if it is forwarded, of the one with which another organ goes on.
func (c *City) live(ctx context.Context, i int, items []*process.Bundle, today time.Time) error {
	chance := rand.New(rand.NewPCG(uint64(i), 4419))
	p := c.plan(i, c.item(i, items[chance.IntN(len(items))]), today, chance)
	for p != nil {
		state, err := c.play(ctx, p)
		if err != nil {
			return err
		}
		p = p.elsewhere(state)
	}
	return nil
}

// play writes the life of one case and of its cards.
func (c *City) play(ctx context.Context, p *plan) (*models.Case, error) {
	state, cards, err := c.Act.Import(ctx, models.CaseKind, p.id, p.next)
	if err != nil {
		return nil, fmt.Errorf("case %s of %s: %w", p.id, p.bundle.Procedure.Item, err)
	}
	if err := c.rectify(ctx, p, state.Case); err != nil {
		return nil, err
	}
	replaced := replacing(state.Subject().Signals())
	for len(cards) > 0 {
		card, more, err := c.answer(ctx, cards[0], replaced[cards[0]], p.today, p.chance)
		if err != nil {
			return nil, fmt.Errorf("card %s: %w", cards[0], err)
		}
		maps.Copy(replaced, replacing(card.Subject().Signals()))
		cards = append(cards[1:], more...)
	}
	return state.Case, nil
}
