package api

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"mingcha/models"
)

// unwritten keeps in mind when sessions were last used for which that cannot be written, as on a full disk: people go on
// reading. The log says so once.
type unwritten struct {
	log  *slog.Logger
	mu   sync.Mutex
	last map[string]time.Time // by token
	now  bool                 // nothing can be written
}

func (u *unwritten) note(token string, at time.Time, err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if err != nil {
		u.last[token] = at
		if !u.now {
			u.log.Warn("the use of sessions cannot be written; people go on reading", slog.Any("error", err))
		}
		u.now = true
		return
	}
	delete(u.last, token)
	if u.now {
		u.log.Warn("the use of sessions can be written again")
	}
	u.now = false
}

// after is the later one of an instant and of the last use that could not be written.
func (u *unwritten) after(token string, written time.Time) time.Time {
	u.mu.Lock()
	defer u.mu.Unlock()
	if last := u.last[token]; last.After(written) {
		return last
	}
	return written
}

// use notes that a session is used.
func (s *sessions) use(ctx context.Context, now time.Time) {
	token := s.manager.Token(ctx)
	s.manager.Put(ctx, seenKey, now.Unix())
	_, _, err := s.manager.Commit(ctx)
	s.used.note(token, now, err)
}

// lastUsed is when a session was last used, to the minute.
func (s *sessions) lastUsed(ctx context.Context) time.Time {
	return s.used.after(s.manager.Token(ctx), s.instant(ctx, seenKey))
}

// end ends a session whose time is over. It has ended even if that cannot be written.
func (s *sessions) end(ctx context.Context) error {
	err := s.manager.Destroy(ctx)
	if models.CodeOf(err) == models.StoreAway {
		return nil
	}
	return err
}
