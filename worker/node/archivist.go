package node

import (
	"context"
	"log/slog"

	"mingcha/activities"
	"mingcha/models"
)

// archivedAtOnce is how many closed cases one round of the patrol looks at.
const archivedAtOnce = 100

// archivist goes round the closed cases, a page in each round of the patrol.
func (n *Node) archivist() func(context.Context) error {
	a := &activities.Archivist{Law: n.inForce, Do: n.client.Do, Gently: n.client.Gently, Now: n.act.Now, Closed: n.closedCases}
	cursor := ""
	return func(ctx context.Context) error {
		var err error
		cursor, _, err = a.Round(ctx, cursor)
		return err
	}
}

// closedCases is a page of the cases that are closed and not archived.
func (n *Node) closedCases(ctx context.Context, cursor string) ([]models.CaseRow, string, error) {
	page, err := n.store.Cases(ctx, models.CaseFilter{
		Scope: everywhere, Statuses: []models.CaseStatus{models.Closed}, Page: models.Page{Limit: archivedAtOnce, Cursor: cursor},
	})
	return page.Cases, page.Next, err
}

// followed lets the archive have its turn in a round of the patrol, once what is in force has reached every open subject.
// What comes of it keeps the patrol from nothing.
func (n *Node) followed(archive func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := n.anew(ctx); err != nil {
			return err
		}
		if err := archive(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("closed cases did not go into the archive", "error", err)
		}
		return nil
	}
}
