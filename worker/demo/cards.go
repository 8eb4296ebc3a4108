package demo

import (
	"context"
	"math/rand/v2"
	"strconv"
	"time"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
)

// cardFate is what becomes of one card of the city.
type cardFate struct {
	*City
	id       string
	lot      int // 0 to 99: below 90 it is opened, below 75 answered, below 65 judged
	hours    time.Duration
	replaced models.Mark // of the card that takes its place; none: an empty one
	today    time.Time
}

// answer leads a card through its life up to today: the unit opens and answers it, appeals, or leaves it lying; the
// supervisor verifies it, sends it back, orders or advises; its ladder climbs. It returns the cards that were issued on it.
func (c *City) answer(ctx context.Context, id string, replaced models.Mark, today time.Time, chance *rand.Rand) (models.State, []string, error) {
	f := cardFate{City: c, id: id, lot: chance.IntN(100), hours: time.Duration(2+chance.IntN(40)) * time.Hour, replaced: replaced, today: today}
	state, cards, err := c.Act.Import(ctx, models.CardKind, id, func(s models.State) (models.Command, bool) {
		cmd, any := f.next(s.Card)
		if f.replaced.ID != "" && !s.Card.Status.Ended() && (!any || !cmd.Acted.Before(f.replaced.Due)) {
			cmd, any = f.yields(), true
		}
		return cmd, any && !cmd.Acted.After(today)
	})
	if err != nil || state.Card.Appeal == nil || state.Card.Appeal.Outcome == "" {
		return state, cards, err
	}
	return state, cards, c.settle(ctx, id)
}

// settle tells the case what an appeal has made of its card, as the card itself would.
func (c *City) settle(ctx context.Context, card string) error {
	out, err := c.Act.Load(ctx, activities.LoadInput{Kind: models.CardKind, Subject: card})
	if err != nil {
		return err
	}
	for _, m := range out.Tell {
		if m.Command.Verb != models.CardSettled {
			continue
		}
		if _, _, err := c.Act.Import(ctx, m.Kind, m.Command.Subject, activities.Steps([]models.Command{m.Command})); err != nil {
			return err
		}
	}
	return nil
}

// replacing returns for each card whose place was taken the mark of the one that took it.
func replacing(marks models.Marks) map[string]models.Mark {
	out := map[string]models.Mark{}
	for _, m := range marks {
		for _, other := range marks {
			if m.By != "" && other.ID == m.By {
				out[m.ID] = other
			}
		}
	}
	return out
}

// yields gives the card's place to a graver one, as the case itself would tell it.
func (f cardFate) yields() models.Command {
	return models.Command{
		ID: "s/" + f.replaced.ID, Subject: f.id, Verb: models.SupersedeCard, Actor: models.System(), Acted: f.replaced.Due,
		Facts: models.Facts{Card: &models.CardFacts{ID: f.replaced.ID, Level: f.replaced.Level}},
	}
}

// next is the next act of a person on the card.
func (f cardFate) next(card *models.Card) (models.Command, bool) {
	unit := func(verb models.Verb, at time.Time) (models.Command, bool) {
		return f.by(verb, card.Unit, at, card.N, "department_head")
	}
	watch := func(verb models.Verb, at time.Time) (models.Command, bool) {
		return f.by(verb, card.Terms.Supervisor, at, card.N, "stationed_supervisor", "supervisor")
	}
	asked := card.Waited()
	switch awaits := card.Awaits(); {
	case awaits == models.AwaitsAppeal && f.lot >= 88:
		return f.by(models.DecideAppeal, card.Terms.Judge, f.workdays(card, card.Acted, 2), card.N, "supervision_leader")
	case card.Status == models.CardOrdered && f.lot == 60, card.Status == models.CardAdvised:
		return models.Command{}, false // the unit has time yet, or lets it pass
	case card.Opened.IsZero() && f.lot < 90:
		return unit(models.OpenCard, card.Issued.Add(f.hours))
	case awaits == models.AwaitsAnswer && f.lot >= 86 && f.lot < 90 && card.Appeal == nil:
		return unit(models.AppealCard, f.workdays(card, card.Opened, 1+f.lot%2))
	case awaits == models.AwaitsAnswer && !card.Opened.IsZero() && f.lot < 75:
		if card.Opened.After(asked) {
			asked = card.Opened
		}
		return unit(models.AnswerCard, f.workdays(card, asked, 1+f.lot%4))
	case awaits == models.AwaitsVerification && f.lot < 65 && f.lot%9 == 0 && card.Failures == 0:
		return watch(models.SendBackCard, f.workdays(card, card.Acted, 1+f.lot%3))
	case awaits == models.AwaitsVerification && f.lot/2 == 30 && card.Failures == 0:
		return watch(models.OrderCard, f.workdays(card, card.Acted, 2))
	case awaits == models.AwaitsVerification && f.lot/2 == 31 && card.Failures < card.Terms.Advise:
		return watch(models.SendBackCard, f.workdays(card, card.Acted, 1))
	case awaits == models.AwaitsVerification && f.lot/2 == 31:
		return watch(models.AdviseCard, f.workdays(card, card.Acted, 2))
	case awaits == models.AwaitsVerification && f.lot < 65:
		return watch(models.VerifyCard, f.workdays(card, card.Acted, 1+f.lot%4))
	default:
		return models.Command{}, false
	}
}

// workdays is the afternoon of the n-th working day after an instant's day.
func (f cardFate) workdays(card *models.Card, from time.Time, n int) time.Time {
	t := clock.Timeline{Start: from, Promised: clock.Limit{N: n, Unit: clock.UnitWorkday}}
	return f.InForce.Calendar(card.Path).Judge(t).DuePromised.Add(-8 * time.Hour)
}

// saidOfCards is what people of the city write.
var saidOfCards = map[models.Verb]struct{ body, ground string }{
	models.AnswerCard:   {`{"text":"已核实，系人手不足导致延误，已调配人员并当日办结。"}`, "short_of_staff"},
	models.AppealCard:   {`{"text":"该期间依法组织检测，应予扣除，附检测通知。"}`, "facts_wrong"},
	models.SendBackCard: {`{"reason":"未说明整改措施，请补充后重报。"}`, ""},
	models.VerifyCard:   {`{"reason":"经核实，已整改到位。"}`, ""},
	models.OrderCard:    {`{"reason":"整改没有期限，限期办结并附送达回证。"}`, ""},
	models.AdviseCard:   {`{"reason":"建议增加审查人员，每周报告在办件的时限。"}`, ""},
	models.DecideAppeal: {`{"reason":"检测期间部分属实，降低级别。"}`, ""},
}

// written adds to an order and to advice the number and the limit, to a decision what it comes to.
func (f cardFate) written(cmd *models.Command) {
	number := strconv.Itoa(cmd.Acted.Year()) + "〕" + strconv.Itoa(1+f.lot) + "号"
	switch cmd.Verb {
	case models.OrderCard:
		cmd.Facts.Document, cmd.Facts.Planned = "东监督〔"+number, clock.Limit{N: 3, Unit: clock.UnitWorkday}
	case models.AdviseCard:
		cmd.Facts.Document, cmd.Facts.Planned = "东监建〔"+number, clock.Limit{N: 10, Unit: clock.UnitWorkday}
	case models.DecideAppeal:
		cmd.Facts.Outcome = models.Downgrade
	}
}

// by is an act of whoever holds one of the roles in a unit.
func (f cardFate) by(verb models.Verb, unit string, at time.Time, n int, roles ...string) (models.Command, bool) {
	for _, role := range roles {
		if holders := f.InForce.Holders(unit, role, f.today); len(holders) > 0 {
			said := saidOfCards[verb]
			cmd := models.Command{
				Subject: f.id, Digest: "demo", Verb: verb, ID: f.id + "-" + string(verb) + "-" + strconv.Itoa(n), Acted: at,
				Actor: models.Actor{Account: holders[0], Role: role, Unit: unit, Path: f.InForce.Path(unit)},
				Facts: models.Facts{Reasoned: said.body != "", Ground: said.ground, Corrected: verb == models.AnswerCard},
			}
			if said.body != "" {
				cmd.Body = []byte(said.body)
			}
			f.written(&cmd)
			return cmd, true
		}
	}
	return models.Command{}, false
}
