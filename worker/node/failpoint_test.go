package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"mingcha/models"
	"mingcha/models/store"
)

// Subjects of the crash that are no plain command on a case.
const (
	lostTimer    = "lost-timer"    // a threshold that falls due
	lostSilently = "lost-silently" // an acceptance after which nobody sends anything
	lateCase     = "lost-late"     // overdue: its cards are opened and answered
	heldCase     = "lost-held"     // overdue while the brake held
)

func lost(verb models.Verb) string      { return "lost-" + string(verb) }
func lostTwice(verb models.Verb) string { return "lost-twice-" + string(verb) }

func init() { roles["commit and die"] = commitAndDie }

// commitAndDie brings one case to every act there is, lets each act reach our database and Temporal none of them, and ends
// the process.
func commitAndDie(ctx context.Context) error {
	n, err := open(ctx, Settings{Data: os.Getenv("MINGCHA_DATA")}, inProcess)
	if err != nil {
		return err
	}
	n.capacity.MaxConcurrentLocalActivityExecutionSize = 200 // all of them stand still at once
	n.capacity.MaxConcurrentWorkflowTaskExecutionSize = 200
	if err := n.startWorker(); err != nil {
		return err
	}
	x, err := exercising(ctx, n, "working_day")
	if err != nil {
		return err
	}
	acts, err := x.prepare(ctx)
	if err != nil {
		return err
	}
	if err := x.orderHandOver(ctx); err != nil {
		return err
	}
	point := &failpoint{Store: n.store, committed: make(chan string, 100)}
	n.act.Record = point
	if err := n.client.Wake(ctx, models.CaseKind, lostTimer); err != nil {
		return err
	}
	if err := n.client.HandOver(ctx, lostOrder); err != nil {
		return err
	}
	for subject, d := range acts {
		go func() {
			fmt.Fprintln(os.Stderr, subject, "was answered:", x.do(ctx, subject, "lost", d))
			os.Exit(3)
		}()
	}
	begun := time.Now()
	for range len(acts) + 2 { // the threshold, and the first piece of the hand-over
		select {
		case <-point.committed:
		case <-time.After(20 * time.Second):
			return errors.New("not every act was committed")
		}
	}
	fmt.Fprintf(os.Stderr, "%d acts in %s\n", len(acts)+2, time.Since(begun))
	os.Exit(9)
	return nil
}

// prepare brings every subject to the moment before its act.
func (x *exercise) prepare(ctx context.Context) (map[string]deed, error) {
	acts := map[string]deed{lost(models.Submit): x.filing(lost(models.Submit), models.WindowChannel), lostSilently: accepting}
	for _, s := range scenes() {
		subjects := []string{lost(s.act.verb)}
		if s.contrary.verb != "" {
			subjects = append(subjects, lostTwice(s.act.verb))
		}
		for _, id := range subjects {
			acts[id] = s.act
			if err := x.set(ctx, id, s); err != nil {
				return nil, fmt.Errorf("before %s: %w", s.act.verb, err)
			}
		}
	}
	if err := x.do(ctx, lostSilently, "filed", x.filing(lostSilently, models.WindowChannel)); err != nil {
		return nil, err
	}
	if err := x.prepareCards(ctx, acts); err != nil {
		return nil, err
	}
	minutes, err := exercising(ctx, x.Node, "drill_minute")
	if err != nil {
		return nil, err
	}
	// The review has three minutes, and its warning comes after two.
	_, _, err = minutes.late(ctx, lostTimer, 2*time.Minute-time.Second)
	return acts, err
}

// set brings a new case to the moment before the act.
func (x *exercise) set(ctx context.Context, id string, s scene) error {
	channel := models.WindowChannel
	if s.online {
		channel = "2"
	}
	for i, d := range append([]deed{x.filing(id, channel)}, s.before...) {
		if err := x.do(ctx, id, fmt.Sprint(i), d); err != nil {
			return fmt.Errorf("%s: %w", d.verb, err)
		}
	}
	return nil
}

// prepareCards makes two cards to be opened and answered, and two that the brake held back.
func (x *exercise) prepareCards(ctx context.Context, acts map[string]deed) error {
	_, cards, err := x.late(ctx, lateCase, 80*24*time.Hour)
	if err != nil {
		return err
	}
	answer := models.Facts{Reasoned: true, Ground: "workload"}
	if len(cards) < 2 {
		return fmt.Errorf("the late case has %d cards", len(cards))
	}
	acts[cards[0]] = deed{verb: models.OpenCard, role: "department_head"}
	acts[cards[1]] = deed{verb: models.AnswerCard, role: "department_head", facts: answer}
	brake := x.act.Brake
	x.act.Brake = held{}
	defer func() { x.act.Brake = brake }()
	for _, verb := range []models.Verb{models.ReleaseCard, models.DropCard} {
		subject := heldCase + "-" + string(verb)
		state, _, err := x.late(ctx, subject, 80*24*time.Hour)
		if err != nil {
			return err
		}
		for _, m := range state.Case.Marks {
			if m.State == models.Withheld && m.Level == models.Red {
				acts[subject] = deed{verb: verb, role: "supervisor", facts: models.Facts{Reasoned: true, Card: &models.CardFacts{Key: m.Key}}}
			}
		}
	}
	return nil
}

// held is a machine whose time cannot be trusted.
type held struct{}

func (held) Held() (string, bool) { return "time_stepped", true }

// failpoint is a record behind which the process stands still once a turn is committed.
type failpoint struct {
	*store.Store
	committed chan string
}

// Append commits and never returns.
func (f *failpoint) Append(ctx context.Context, b models.Batch) ([]models.Line, error) {
	existing, err := f.Store.Append(ctx, b)
	if err != nil || len(existing) > 0 {
		return existing, err
	}
	f.committed <- b.Subject
	select {}
}
