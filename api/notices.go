package api

import (
	"context"
	"time"

	"mingcha/models"
)

// Notices is the part of the store that holds the inboxes of notices.
type Notices interface {
	Notices(ctx context.Context, account string, p models.Page) (models.NoticePage, error)
	Unread(ctx context.Context, account string) (int, error)
	MarkRead(ctx context.Context, account string, ids []string, now time.Time) error
	MarkAllRead(ctx context.Context, account string, until, now time.Time) (int, error)
	AddNotices(ctx context.Context, notices []models.Notice) error
}

// ListNotices lists the person's own notices.
func (s *Server) ListNotices(ctx context.Context, req ListNoticesRequestObject) (ListNoticesResponseObject, error) {
	unread := 0
	rows, next, err := gathered(pageOf(req.Params.Cursor, req.Params.Limit), func(p models.Page) ([]models.Notice, string, error) {
		page, err := s.Notices.Notices(ctx, me(ctx).id, p)
		unread = page.Unread
		return page.Notices, page.Next, err
	}, func(n models.Notice) bool { return !req.Params.Unread || n.Read == nil })
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	shown := []Notice{}
	for _, row := range rows {
		notice, err := s.told(ctx, n, row)
		if err != nil {
			return nil, err
		}
		shown = append(shown, notice)
	}
	return ListNotices200JSONResponse{Rows: shown, Unread: unread, Next: next}, nil
}

// OneTimeCode is the kind of notice by which a window clerk learns the code of an applicant who has lost the query code.
// It holds the code in the place of a card, as long as the code is good.
const OneTimeCode = "one_time_code"

// told is a notice as its person sees it. A one-time code that still opens something is shown with a trace of who saw it.
func (s *Server) told(ctx context.Context, n *naming, v models.Notice) (Notice, error) {
	if v.Kind != OneTimeCode {
		return n.notice(v), nil
	}
	if !s.Now().Before(v.Made.Add(oneTimeLife)) {
		v.Card = ""
		return n.notice(v), nil
	}
	return n.notice(v), s.looked(ctx, "see_one_time_code", v.Subject, "", "")
}

// ReadNotice marks a notice as read. Somebody else's notice stays as it is, and nothing is said about it.
func (s *Server) ReadNotice(ctx context.Context, req ReadNoticeRequestObject) (ReadNoticeResponseObject, error) {
	return ReadNotice204Response{}, s.Notices.MarkRead(ctx, me(ctx).id, []string{req.Id}, s.Now())
}

// ReadAllNotices marks all of the person's notices as read that were made until the newest one that the page showed.
func (s *Server) ReadAllNotices(ctx context.Context, req ReadAllNoticesRequestObject) (ReadAllNoticesResponseObject, error) {
	marked, err := s.Notices.MarkAllRead(ctx, me(ctx).id, req.Body.Until, s.Now())
	if err != nil {
		return nil, err
	}
	unread, err := s.Notices.Unread(ctx, me(ctx).id)
	return ReadAllNotices200JSONResponse{Marked: marked, Unread: unread}, err
}
