package api

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// Inboxes is the part of the store that holds tasks.
type Inboxes interface {
	Inbox(ctx context.Context, f models.TaskFilter) (models.Inbox, error)
}

// soon is how long before its due instant something counts as nearly due.
const soon = 24 * time.Hour

// ReadInbox lists what waits for the person: the own tasks, those of whom he stands in for, the pools of his posts.
func (s *Server) ReadInbox(ctx context.Context, req ReadInboxRequestObject) (ReadInboxResponseObject, error) {
	f := s.desk(ctx, me(ctx).id)
	f.Section, f.Item = models.InboxSection(req.Params.Section), req.Params.Item
	f.Page = pageOf(req.Params.Cursor, req.Params.Limit)
	box, err := s.Inbox.Inbox(ctx, f)
	if err != nil {
		return nil, err
	}
	holders := each(box.Tasks, func(t models.TaskRow) string { return t.Holder })
	holders = append(holders, each(f.Lent, func(l models.LentDesk) string { return l.Account })...)
	n, err := s.naming(ctx, append(holders, f.Accounts...)...)
	if err != nil {
		return nil, err
	}
	rows := []Task{}
	for _, t := range box.Tasks {
		if contains(t.Number, req.Params.Number) {
			rows = append(rows, s.forWhom(n, f, t))
		}
	}
	counters, err := s.counted(ctx, me(ctx).id, box)
	return ReadInbox200JSONResponse{Counters: counters, Rows: rows, Next: box.Next}, err
}

// forWhom says in a task whether it lies with somebody who is away.
func (s *Server) forWhom(n *naming, f models.TaskFilter, t models.TaskRow) Task {
	out := n.task(t)
	own := s.posts(f.Accounts[0], f.Now)
	absents := f.Accounts[1:]
	for _, lent := range f.Lent {
		if slices.Contains(lent.Items, t.Item) {
			absents = append(slices.Clone(absents), lent.Account)
		}
	}
	for _, absent := range absents {
		post := models.Post{Role: t.Role, Unit: t.Unit}
		pool := t.Holder == "" && !slices.Contains(own, post) && slices.Contains(s.posts(absent, f.Now), post)
		if t.Holder == absent || pool {
			out.For = n.person(absent)
		}
	}
	return out
}

// desk is the filter for all that waits for an account: itself, whom it stands in for, the pools of their posts.
func (s *Server) desk(ctx context.Context, account string) models.TaskFilter {
	now := s.Now()
	f := models.TaskFilter{Accounts: []string{account}, Posts: s.posts(account, now), Now: now, Soon: now.Add(soon)}
	for _, away := range s.standsInFor(ctx, account) {
		if away.Items == "" {
			f.Accounts = append(f.Accounts, away.Account)
			f.Posts = append(f.Posts, s.posts(away.Account, now)...)
			continue
		}
		f.Lent = append(f.Lent, models.LentDesk{Account: away.Account, Posts: s.posts(away.Account, now), Items: strings.Fields(away.Items)})
	}
	slices.SortFunc(f.Posts, func(a, b models.Post) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Role, b.Role)) })
	f.Posts = slices.Compact(f.Posts)
	return f
}

// posts are the pools that an account may take tasks from.
func (s *Server) posts(account string, now time.Time) []models.Post {
	var out []models.Post
	for _, scope := range s.Gate.Range(access.Person{Account: account, At: now}, access.Read, access.Task) {
		if scope.Pool && scope.Desk != "" && scope.Role != "" {
			out = append(out, models.Post{Role: scope.Role, Unit: scope.Desk})
		}
	}
	return out
}

// counters are the sizes of the person's inbox and the notices not read.
func (s *Server) counters(ctx context.Context, account string) (Counters, error) {
	f := s.desk(ctx, account)
	f.Page.Limit = 1
	box, err := s.Inbox.Inbox(ctx, f)
	if err != nil {
		return Counters{}, err
	}
	return s.counted(ctx, account, box)
}

func (s *Server) counted(ctx context.Context, account string, box models.Inbox) (Counters, error) {
	unread, err := s.Notices.Unread(ctx, account)
	return Counters{Mine: box.Mine, Pool: box.Pool, Near: box.Near, Late: box.Late, Unread: unread}, err
}
