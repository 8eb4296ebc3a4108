package api

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// Copies is the part of the store that knows who was told of which case.
type Copies interface {
	Copies(ctx context.Context, account string, unread bool, p models.Page) (models.CopyPage, error)
	CopiesOf(ctx context.Context, subject string) ([]models.CopyRow, error)
	MarkCopiesRead(ctx context.Context, subject, account string, now time.Time) error
}

// ListCopies lists the cases of which the person was told, the latest first.
func (s *Server) ListCopies(ctx context.Context, req ListCopiesRequestObject) (ListCopiesResponseObject, error) {
	page, err := s.Copies.Copies(ctx, me(ctx).id, req.Params.Unread, pageOf(req.Params.Cursor, req.Params.Limit))
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(page.Copies, func(c models.CopyRow) string { return c.Giver })...)
	return ListCopies200JSONResponse{Next: page.Next, Rows: each(page.Copies, func(c models.CopyRow) CopyRow {
		return CopyRow{Case: c.Subject, Number: c.Number, Item: n.item(c.Item), By: n.person(c.Giver), Made: c.Made, Read: orZero(c.Read)}
	})}, err
}

// copiesOf returns who was told of a case. That the reader was, and has looked, is noted.
func (s *Server) copiesOf(ctx context.Context, f *caseFile) ([]models.CopyRow, error) {
	rows, err := s.Copies.CopiesOf(ctx, f.row.ID)
	if err != nil {
		return nil, err
	}
	reader, now := me(ctx).id, s.Now()
	fresh := func(c models.CopyRow) bool { return c.Account == reader && c.Read == nil }
	if !slices.ContainsFunc(rows, fresh) {
		return rows, nil
	}
	if err := s.Copies.MarkCopiesRead(ctx, f.row.ID, reader, now); err != nil {
		return nil, err
	}
	for i := range rows {
		if fresh(rows[i]) {
			rows[i].Read = &now
		}
	}
	return rows, nil
}

func (n *naming) caseCopy(c models.CopyRow) CaseCopy {
	return CaseCopy{Person: n.person(c.Account), By: n.person(c.Giver), Line: c.Line, Made: c.Made, Read: orZero(c.Read)}
}

// mayKnow holds copies to people who may read the case without them: a copy opens nothing to anybody.
func (s *Server) mayKnow(f *caseFile, cmd models.Command) error {
	for _, account := range cmd.Facts.Copies {
		reads := func(o access.Object) bool {
			return s.Gate.Decide(access.Person{Account: account, At: s.Now()}, access.Read, o).Allowed
		}
		if !slices.ContainsFunc(f.objects(access.Case), reads) {
			return models.Faulty("a copy goes to who may read the case", []models.Fault{{Field: "/copies", Rule: "not_a_person"}})
		}
	}
	return nil
}
