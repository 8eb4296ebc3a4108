package activities

import (
	"context"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Archivist (归档) lets those closed cases go into the archive that nobody has put there within the time of the rule set.
type Archivist struct {
	Law    Law
	Closed func(ctx context.Context, cursor string) (rows []models.CaseRow, next string, err error) // a page of closed cases
	Do     func(ctx context.Context, kind models.Kind, cmd models.Command) (*Answer, error)
	// Gently lets one piece of work pass, among all others that leave people at work their place.
	Gently func(ctx context.Context, piece func() error) error
	Now    func() time.Time
}

// Round looks at one page of closed cases and says where the next round begins, "" at the first. What is still owed on a
// case keeps it out; another round asks again.
func (a *Archivist) Round(ctx context.Context, cursor string) (next string, archived int, err error) {
	rows, next, err := a.Closed(ctx, cursor)
	if err != nil {
		return cursor, 0, err
	}
	for _, row := range rows {
		if !a.over(row) {
			continue
		}
		err := a.Gently(ctx, func() error {
			_, err := a.Do(ctx, models.CaseKind, models.Command{
				ID: "archive", Subject: row.ID, Verb: models.Archive, Actor: models.System(), Acted: a.Now(),
			})
			return err
		})
		switch {
		case err == nil:
			archived++
		case models.CodeOf(err) != models.Conflict:
			return cursor, archived, err
		}
	}
	return next, archived, nil
}

// over reports whether the time is over in which somebody puts a closed case into the archive.
func (a *Archivist) over(row models.CaseRow) bool {
	set := a.Law.Rules(row.Item, a.Now())
	if set == nil || set.Archive.IsZero() || row.Ended == nil {
		return false
	}
	due := a.Law.Calendar(row.Path).Judge(clock.Timeline{Start: *row.Ended, Promised: set.Archive, Statutory: set.Archive}).DuePromised
	return !due.IsZero() && !due.After(a.Now())
}
