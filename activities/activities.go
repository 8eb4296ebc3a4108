// Package activities holds what touches the world for a workflow. Every activity may run more than once for the same
// work; each says in its comment what a second run does.
package activities

import (
	"context"
	"encoding/json"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// Activities carries what the activities need of the world.
type Activities struct {
	Record     Record
	Law        Law
	Procedures Procedures
	Offices    Offices
	Brake      Brake
	Scores     Scores
	Complaints Complaints
	Now        func() time.Time // the machine's time, UTC
	NewID      func() string    // random and unguessable
}

// Record is the part of the store that the append writes and reads.
type Record interface {
	// Append writes the batch or nothing. Lines that were there already come back instead.
	Append(ctx context.Context, batch models.Batch) (existing []models.Line, err error)
	Lines(ctx context.Context, subject string, from int) ([]models.Line, error)
	// LineOf returns the line of a command, or nil.
	LineOf(ctx context.Context, subject, command string) (*models.Line, error)
	Body(ctx context.Context, subject string, n int) (json.RawMessage, error)
}

// Law answers which calendar and which rules are in force; both are live, never pinned.
type Law interface {
	// Revision says as of which publication this node knows the law. It is asked first: what is read after it is as new.
	Revision() int64
	// Refresh takes up what has been published since.
	Refresh(ctx context.Context) error
	Calendar(path string) *clock.Calendar
	Rules(item string, at time.Time) *supervision.RuleSet
	// Version returns a rule set that was in force at any time, or nil.
	Version(version string) *supervision.RuleSet
}

// Procedures answers with what cases are pinned to.
type Procedures interface {
	Procedure(bundle string) (*models.Procedure, error)
	// Offer is what content rules may know of a bundle beyond its procedure.
	Offer(bundle string) (supervision.Offer, error)
	// Conditions evaluates the conditions of a bundle's steps over a form.
	Conditions(bundle string, form json.RawMessage) ([]models.Condition, error)
}

// Offices answers who is appointed where, as of an instant.
type Offices interface {
	Holders(unit, role string, at time.Time) []string
	Path(unit string) string
	Stationed(unit string) string             // the stationed supervision body, "" if none
	Organ(unit string, tiersAbove int) string // the supervision organ of the unit's tier or above, "" beyond the province
	// Answerable returns who is answerable for an incident of this kind in a unit: everybody on the first rung from the
	// given one on where somebody is appointed, and that rung; nobody beyond the last.
	Answerable(kind, unit string, rung int, at time.Time) (accounts []string, found int)
}

// Brake says whether cards must be withheld because the machine's time cannot be trusted.
type Brake interface {
	Held() (reason string, held bool)
}

// Register puts the activities on a worker under their methods' names.
func (a *Activities) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(a.Append, activity.RegisterOptions{Name: "Append"})
	w.RegisterActivityWithOptions(a.Load, activity.RegisterOptions{Name: "Load"})
}

// Register puts the patrol's round on a worker.
func (p *Patroller) Register(w worker.ActivityRegistry) {
	w.RegisterActivityWithOptions(p.Inspect, activity.RegisterOptions{Name: "Inspect"})
}
