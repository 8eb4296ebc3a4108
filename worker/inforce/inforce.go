// Package inforce answers what is in force now: procedures, rules, calendars, appointments. All of it is one immutable
// standing that is swapped whole when a revision changes, so that every node works by the same law within half a
// second and nobody waits for a lock.
package inforce

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/models/supervision"
	"mingcha/policies/access"
	"mingcha/policies/directory"
	"mingcha/policies/subsystems"
)

// Published is what administrators have published or appointed beyond what ships with the product.
type Published struct {
	Revision     int64
	Law          int64 // revision of calendars and rules alone
	Appointments []directory.Appointment
	Bundles      []*process.Bundle
	Rules        []*supervision.RuleSet // the one published last at the end
	Schemes      []*score.Scheme        // the one published last at the end
	Years        []clock.YearFile
	Local        map[string][]clock.Day // by division path
}

// Source tells what is published.
type Source interface {
	Revision(ctx context.Context) (int64, error)
	Published(ctx context.Context) (Published, error)
	// Bundle returns a version that was published at any time, for the cases that are bound to it.
	Bundle(ctx context.Context, hash string) (*process.Bundle, error)
	// Keep makes sure that a shipped version stays findable when a later release ships another.
	Keep(ctx context.Context, shipped []*process.Bundle) error
}

// InForce is the standing law and who is appointed.
type InForce struct {
	places    *directory.Directory
	shipped   *process.Catalogue
	shippedRS []*supervision.RuleSet
	shippedSS []*score.Scheme
	analyses  []*supervision.Analysis
	defaults  process.Source // what every item of the field shares
	source    Source
	gate      *access.Gate
	standing  atomic.Pointer[standing]
	former    sync.Map // bundles of earlier versions, by hash
	compiled  sync.Map // schemes, by their text
}

type standing struct {
	revision  int64
	law       int64
	snapshot  *directory.Snapshot
	catalogue *process.Catalogue
	rules     []*supervision.RuleSet // newest first
	schemes   []*score.Scheme        // those published last at the end
	calendars Calendars
}

// Open reads what ships in files and what source has published, and refuses to start if any of it cannot act.
func Open(ctx context.Context, files fs.FS, source Source) (*InForce, error) {
	places, err := directory.Shipped()
	if err != nil {
		return nil, fmt.Errorf("read the directory: %w", err)
	}
	f := &InForce{places: places, source: source}
	if f.shipped, err = process.LoadAll(files, posts{places}); err != nil {
		return nil, fmt.Errorf("compile the service items: %w", err)
	}
	if f.shippedRS, err = ruleSets(files); err != nil {
		return nil, err
	}
	if f.shippedSS, err = schemes(files); err != nil {
		return nil, err
	}
	if f.analyses, err = analyses(files); err != nil {
		return nil, err
	}
	if f.defaults, err = defaults(files); err != nil {
		return nil, err
	}
	if err := source.Keep(ctx, f.shipped.All()); err != nil {
		return nil, fmt.Errorf("keep the shipped service items: %w", err)
	}
	if err := f.Refresh(ctx); err != nil {
		return nil, err
	}
	f.gate, err = access.New(f.standing.Load().snapshot)
	return f, err
}

func defaults(files fs.FS) (process.Source, error) {
	name := subsystems.AdministrativeApproval + "/defaults.yaml"
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return process.Source{}, fmt.Errorf("read what items share: %w", err)
	}
	return process.Parse(name, text)
}

func ruleSets(files fs.FS) ([]*supervision.RuleSet, error) {
	names, err := fs.Glob(files, "*/rules/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list rule sets: %w", err)
	}
	var sets []*supervision.RuleSet
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read rule set %s: %w", name, err)
		}
		set, err := process.ParseRules(name, text)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// Refresh takes up what has been published since. A fault in one row is logged and gives nobody a right; it keeps
// nothing else from taking effect.
func (f *InForce) Refresh(ctx context.Context) error {
	p, err := f.source.Published(ctx)
	if err != nil {
		return fmt.Errorf("read what is published: %w", err)
	}
	s, faults := f.stand(p)
	for _, fault := range faults {
		slog.Error("an appointment is not in force", "fault", fault)
	}
	f.standing.Store(s)
	if f.gate != nil {
		f.gate.Swap(s.snapshot)
	}
	return nil
}

// stand is what holds by what ships and what is published.
func (f *InForce) stand(p Published) (*standing, []directory.Fault) {
	snapshot, faults := f.places.Snapshot(p.Revision, p.Appointments)
	return &standing{
		revision: p.Revision, law: p.Law, snapshot: snapshot, catalogue: f.shipped.With(p.Bundles...),
		schemes: slices.Concat(f.shippedSS, p.Schemes), rules: inOrder(slices.Concat(f.shippedRS, p.Rules)), calendars: f.Lay(p.Years, p.Local),
	}, faults
}

// Imagine returns what would be in force if something else were published too: a copy that decides about nobody's rights.
func (f *InForce) Imagine(ctx context.Context, change func(*Published)) (*InForce, error) {
	p, err := f.source.Published(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what is published: %w", err)
	}
	if p.Local == nil {
		p.Local = map[string][]clock.Day{}
	}
	change(&p)
	imagined := &InForce{
		places: f.places, shipped: f.shipped, shippedRS: f.shippedRS, shippedSS: f.shippedSS, analyses: f.analyses,
		defaults: f.defaults, source: f.source,
	}
	s, _ := imagined.stand(p)
	imagined.standing.Store(s)
	return imagined, nil
}

// Follow looks for new revisions until ctx ends. A revocation is in force on this node within the period.
func (f *InForce) Follow(ctx context.Context, period time.Duration) {
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		revision, err := f.source.Revision(ctx)
		if err == nil && revision != f.standing.Load().revision {
			err = f.Refresh(ctx)
		}
		if err != nil && ctx.Err() == nil {
			slog.Warn("cannot see whether something new was published", "error", err)
		}
	}
}

// Gate decides who may do what, by the appointments in force.
func (f *InForce) Gate() *access.Gate { return f.gate }

// Snapshot is the directory with the appointments in force.
func (f *InForce) Snapshot() *directory.Snapshot { return f.standing.Load().snapshot }

// Catalogue holds the service items in force and every version a case may be bound to.
func (f *InForce) Catalogue() *process.Catalogue { return f.standing.Load().catalogue }

// Bundle returns the version that a case is bound to, however old.
func (f *InForce) Bundle(hash string) (*process.Bundle, error) {
	if b, known := f.Catalogue().ByHash(hash); known {
		return b, nil
	}
	if b, known := f.former.Load(hash); known {
		return b.(*process.Bundle), nil
	}
	b, err := f.source.Bundle(context.Background(), hash)
	if err != nil {
		return nil, err
	}
	f.former.Store(hash, b)
	return b, nil
}

// Procedure returns what a bundle binds a case to.
func (f *InForce) Procedure(bundle string) (*models.Procedure, error) {
	b, err := f.Bundle(bundle)
	if err != nil {
		return nil, err
	}
	return &b.Procedure, nil
}

// Conditions evaluates the conditions of a bundle's steps over a form.
func (f *InForce) Conditions(bundle string, form json.RawMessage) ([]models.Condition, error) {
	b, err := f.Bundle(bundle)
	if err != nil {
		return nil, err
	}
	holds, err := b.Evaluate(form)
	if err != nil {
		return nil, err
	}
	var out []models.Condition
	for i, step := range b.Procedure.Steps {
		if held, has := holds[i]; has {
			out = append(out, models.Condition{Step: step.Key, Holds: held})
		}
	}
	return out, nil
}

// Compile judges an item that somebody has written, against the directory and the shipped defaults.
func (f *InForce) Compile(source string) (*process.Bundle, error) {
	parsed, err := process.Parse("item.yaml", []byte(source))
	if err != nil {
		return nil, err
	}
	return process.Compile(parsed, posts{f.places}, f.defaults)
}
