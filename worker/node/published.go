package node

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/store"
	"mingcha/policies/directory"
	"mingcha/worker/inforce"
)

// published reads from the store what administrators have published and appointed.
type published struct{ *store.Store }

var revisions = []string{store.Appointments, store.Bundles, store.RuleSets, store.Calendars}

// Revision moves on whenever anything that is in force changes.
func (p published) Revision(ctx context.Context) (int64, error) {
	var sum int64
	for _, name := range revisions {
		n, err := p.Store.Revision(ctx, name)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// Published reads all of it.
func (p published) Published(ctx context.Context) (inforce.Published, error) {
	var out inforce.Published
	var err error
	if out.Revision, err = p.Revision(ctx); err != nil {
		return out, err
	}
	if out.Law, err = p.LawRevision(ctx); err != nil {
		return out, err
	}
	for _, read := range []func(context.Context, *inforce.Published) error{p.appointments, p.bundles, p.rules, p.calendars} {
		if err := read(ctx, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (p published) appointments(ctx context.Context, out *inforce.Published) error {
	rows, _, err := p.Store.Appointments(ctx)
	for _, r := range rows {
		out.Appointments = append(out.Appointments, directory.Appointment{
			ID: r.ID, Person: r.Person, Role: r.Role, Unit: r.Unit, Division: r.Division, From: r.From, To: r.To,
		})
	}
	return err
}

func (p published) bundles(ctx context.Context, out *inforce.Published) error {
	rows, _, err := p.ActiveBundles(ctx, time.Now())
	if err != nil {
		return err
	}
	for _, r := range rows {
		bundle, err := process.Restore(r.Content)
		if err != nil {
			return fmt.Errorf("bundle %s of item %s: %w", r.Hash, r.Item, err)
		}
		out.Bundles = append(out.Bundles, bundle)
	}
	return nil
}

func (p published) rules(ctx context.Context, out *inforce.Published) error {
	rows, _, err := p.RuleSets(ctx)
	if err != nil {
		return err
	}
	slices.SortStableFunc(rows, func(a, b models.RuleSetRow) int { return a.Made.Compare(b.Made) })
	for _, r := range rows {
		if r.Name == models.SchemeName {
			if err := scheme(r, out); err != nil {
				return err
			}
			continue
		}
		set, err := process.ParseRules(r.Name+" "+r.Version, []byte(r.Source))
		if err != nil {
			return err
		}
		set.From = clock.DateOf(r.From) // who published it may have said another day than the text
		if set.Effective = r.From; r.Made.After(r.From) {
			set.Effective = r.Made // nobody could keep to it before
		}
		set.Ends = r.To
		out.Rules = append(out.Rules, set)
	}
	return nil
}

// scheme takes up a published scheme of performance measuring.
func scheme(r models.RuleSetRow, out *inforce.Published) error {
	s, err := process.ParseScheme(r.Name+" "+r.Version, []byte(r.Source))
	if err != nil {
		return err
	}
	s.From = clock.DateOf(r.From)
	out.Schemes = append(out.Schemes, s)
	return nil
}

func (p published) calendars(ctx context.Context, out *inforce.Published) error {
	rows, _, err := p.Calendars(ctx, false)
	if err != nil {
		return err
	}
	out.Years, out.Local, err = calendarsIn(rows)
	return err
}

// calendarsIn reads loaded calendars: the nation's years, and the days of divisions by path.
func calendarsIn(rows []models.CalendarRow) (years []clock.YearFile, local map[string][]clock.Day, err error) {
	local = map[string][]clock.Day{}
	for _, r := range rows {
		if r.Division == "" {
			year, err := clock.ParseYearFile([]byte(r.Source))
			if err != nil {
				return nil, nil, fmt.Errorf("calendar revision %d: %w", r.Revision, err)
			}
			years = append(years, year)
			continue
		}
		var days []clock.Day
		if err := json.Unmarshal([]byte(r.Source), &days); err != nil {
			return nil, nil, fmt.Errorf("calendar revision %d: %w", r.Revision, err)
		}
		local[r.Division] = append(local[r.Division], days...)
	}
	return years, local, nil
}

// Bundle returns a version that was published at any time.
func (p published) Bundle(ctx context.Context, hash string) (*process.Bundle, error) {
	row, err := p.Store.Bundle(ctx, hash)
	if err != nil {
		return nil, err
	}
	return process.Restore(row.Content)
}

// shippedBy is who publishes what comes with the program.
const shippedBy = "shipped"

// Keep publishes each shipped version once. An item that an administrator has published stays the administrator's.
func (p published) Keep(ctx context.Context, shipped []*process.Bundle) error {
	now := time.Now().UTC()
	active, _, err := p.ActiveBundles(ctx, now)
	if err != nil {
		return err
	}
	have := map[string]models.BundleRow{}
	for _, row := range active {
		have[row.Item] = row
	}
	for _, b := range shipped {
		row, known := have[b.Procedure.Item]
		if known && (row.Hash == b.Hash || row.PublishedBy != shippedBy) {
			continue
		}
		if err := p.keep(ctx, b, now); err != nil {
			return err
		}
	}
	return nil
}

// keep publishes one shipped version, unless another node that starts at the same time has done so.
func (p published) keep(ctx context.Context, b *process.Bundle, now time.Time) error {
	content, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("bundle of item %s: %w", b.Procedure.Item, err)
	}
	err = p.PublishBundle(ctx, models.BundleRow{
		Item: b.Procedure.Item, From: now, Hash: b.Hash, Content: content, PublishedBy: shippedBy, Published: now,
	})
	if models.CodeOf(err) == models.Conflict {
		_, err = p.Store.Bundle(ctx, b.Hash)
	}
	return err
}
