package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func account(id string) models.AccountRow {
	return models.AccountRow{ID: id, Login: "login-" + id, Name: "李某", Password: "$argon2id$", TOTP: "SECRET", Made: monday, Changed: monday}
}

func TestAccounts(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		t.Run("a login belongs to one person, in its exact spelling", func(t *testing.T) {
			require.NoError(t, s.CreateAccount(ctx, account("a")))
			twin := account("b")
			twin.Login = "login-a"
			require.Equal(t, models.Conflict, models.CodeOf(s.CreateAccount(ctx, twin)))
			_, err := s.AccountByLogin(ctx, "LOGIN-A")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			got, err := s.AccountByLogin(ctx, "login-a")
			require.NoError(t, err)
			require.Equal(t, account("a"), got)
		})
		t.Run("nobody is found by an empty external identity", func(t *testing.T) {
			_, err := s.AccountByExternal(ctx, "")
			require.Equal(t, models.NotFound, models.CodeOf(err))
		})
		t.Run("saving changes everything of one account, and only of one that exists", func(t *testing.T) {
			row := account("a")
			row.Disabled, row.Name, row.TOTP, row.External = true, "王某", "", "https://issuer|42"
			require.NoError(t, s.SaveAccount(ctx, row))
			got, err := s.AccountByExternal(ctx, "https://issuer|42")
			require.NoError(t, err)
			require.Equal(t, row, got)
			require.Equal(t, models.NotFound, models.CodeOf(s.SaveAccount(ctx, account("nobody"))))
		})
	})
}

func TestLoginsAreCounted(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		require.NoError(t, s.CreateAccount(ctx, account("a")))
		t.Run("wrong passwords are all counted, however many come at once, and lock at the limit", func(t *testing.T) {
			rule := models.LoginRule{Tries: 20, Lock: time.Hour}
			var wait sync.WaitGroup
			for range 19 {
				wait.Go(func() { errorFree(t, s.NoteLogin(ctx, "a", false, monday, rule)) })
			}
			wait.Wait()
			got, err := s.Account(ctx, "a")
			require.NoError(t, err)
			require.Equal(t, 19, got.Failed)
			require.Nil(t, got.LockedUntil)
			require.NoError(t, s.NoteLogin(ctx, "a", false, monday, rule))
			got, err = s.Account(ctx, "a")
			require.NoError(t, err)
			require.Equal(t, monday.Add(time.Hour), *got.LockedUntil)
			require.NoError(t, s.NoteLogin(ctx, "a", true, monday, rule))
			got, err = s.Account(ctx, "a")
			require.NoError(t, err)
			require.Zero(t, got.Failed)
			require.Nil(t, got.LockedUntil)
		})
		t.Run("the list goes through all of them, and real ones are told from demo ones", func(t *testing.T) {
			for i := range 9 {
				row := account(fmt.Sprint("demo-", i))
				row.Demo = true
				require.NoError(t, s.CreateAccount(ctx, row))
			}
			page, seen := models.Page{Limit: 4}, 0
			for {
				rows, next, err := s.Accounts(ctx, page)
				require.NoError(t, err)
				seen += len(rows)
				if page.Cursor = next; next == "" {
					break
				}
			}
			require.Equal(t, 10, seen)
			genuine, demo, err := s.CountAccounts(ctx)
			require.NoError(t, err)
			require.Equal(t, []int{1, 9}, []int{genuine, demo})
			byID, err := s.AccountsByID(ctx, []string{"demo-3", "nobody"})
			require.NoError(t, err)
			require.Len(t, byID, 1)
		})
	})
}

func TestAppointments(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		row := models.AppointmentRow{ID: "1", Person: "a", Role: "handler", Unit: "bureau", Division: "441900003000", From: monday, MadeBy: "root", Made: monday}
		t.Run("a change moves the revision with it", func(t *testing.T) {
			first, err := s.ChangeAppointments(ctx, 0, row)
			require.NoError(t, err)
			require.Equal(t, int64(1), first)
			row.To = monday.Add(time.Hour)
			second, err := s.ChangeAppointments(ctx, first, row, models.AppointmentRow{ID: "2", Person: "b", From: monday, Made: monday})
			require.NoError(t, err)
			rows, revision, err := s.Appointments(ctx)
			require.NoError(t, err)
			require.Equal(t, second, revision)
			require.Len(t, rows, 2)
			require.Equal(t, row, rows[0])
			require.True(t, rows[1].To.IsZero(), "until further notice")
		})
		t.Run("a change judged by an old revision is refused whole", func(t *testing.T) {
			late := row
			late.Role = "approver"
			_, err := s.ChangeAppointments(ctx, 1, late)
			require.Equal(t, models.Conflict, models.CodeOf(err))
			rows, revision, err := s.Appointments(ctx)
			require.NoError(t, err)
			require.Equal(t, "handler", rows[0].Role)
			require.Equal(t, int64(2), revision)
		})
		t.Run("changes at once are each counted", func(t *testing.T) {
			var wait sync.WaitGroup
			for i := range 10 {
				wait.Go(func() {
					_, err := s.ChangeAppointments(ctx, store.AnyRevision, models.AppointmentRow{ID: fmt.Sprint("x", i), From: monday, Made: monday})
					errorFree(t, err)
				})
			}
			wait.Wait()
			revision, err := s.Revision(ctx, store.Appointments)
			require.NoError(t, err)
			require.Equal(t, int64(12), revision)
		})
	})
}

func TestSessions(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, now := t.Context(), monday
		node := func() *store.Sessions {
			return s.Sessions(func(data []byte) string { return string(data) }, func() time.Time { return now })
		}
		here, there := node(), node()
		alive := func(token string) bool {
			_, found, err := there.FindCtx(ctx, token)
			require.NoError(t, err)
			return found
		}
		require.NoError(t, here.CommitCtx(ctx, "t1", []byte("li"), now.Add(time.Hour)))
		require.NoError(t, here.CommitCtx(ctx, "t2", []byte("li"), now.Add(time.Hour)))
		require.NoError(t, here.CommitCtx(ctx, "t3", []byte("wang"), now.Add(time.Hour)))
		t.Run("another node sees a session at once", func(t *testing.T) {
			data, found, err := there.FindCtx(ctx, "t1")
			require.NoError(t, err)
			require.True(t, found)
			require.Equal(t, "li", string(data))
			require.False(t, alive("nobody's"))
		})
		t.Run("a session that only slides is written once a minute", func(t *testing.T) {
			slide := func(by time.Duration) int {
				return len(s.Statements(t, func() { require.NoError(t, here.CommitCtx(ctx, "t3", []byte("wang"), now.Add(time.Hour+by))) }))
			}
			require.Zero(t, slide(59*time.Second))
			require.Positive(t, slide(61*time.Second))
			require.Zero(t, slide(90*time.Second))
			require.Positive(t, len(s.Statements(t, func() { require.NoError(t, here.CommitCtx(ctx, "t3", []byte("zhao"), now.Add(time.Hour))) })))
		})
		t.Run("a revocation ends all sessions of the account on every node, and a request under way does not revive one", func(t *testing.T) {
			require.NoError(t, there.DeleteByAccount(ctx, "li"))
			require.False(t, alive("t1"))
			require.False(t, alive("t2"))
			require.True(t, alive("t3"))
			require.NoError(t, here.CommitCtx(ctx, "t1", []byte("li again"), now.Add(2*time.Hour)))
			require.False(t, alive("t1"))
			require.Error(t, there.DeleteByAccount(ctx, ""))
		})
		t.Run("logging out ends one session; time ends the rest", func(t *testing.T) {
			require.NoError(t, here.Delete("t3"))
			require.False(t, alive("t3"))
			require.NoError(t, here.Commit("t4", []byte("sun"), now.Add(time.Hour)))
			require.True(t, alive("t4"))
			now = now.Add(time.Hour)
			require.False(t, alive("t4"))
			require.NoError(t, here.Prune(ctx))
			_, found, err := here.Find("t4")
			require.NoError(t, err)
			require.False(t, found)
		})
	})
}

func TestFounding(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		require.NoError(t, s.SetSetting(ctx, "setup", "token", monday))
		founding := func(ids ...string) models.Founding {
			f := models.Founding{Token: "setup"}
			for _, id := range ids {
				f.Accounts = append(f.Accounts, account(id))
				f.Appointments = append(f.Appointments, models.AppointmentRow{ID: "a-" + id, Person: id, Role: "system_admin", Unit: "u", Division: "d", From: monday})
				f.Audit = append(f.Audit, models.AuditLine{At: monday, Action: "create_account", Subject: id, Outcome: models.Allowed, Detail: models.AuditDetail{After: []byte(`{}`)}})
			}
			return f
		}
		stands := func() (accounts, appointments, lines int, token bool) {
			accounts, _, err := s.CountAccounts(ctx)
			require.NoError(t, err)
			rows, _, err := s.Appointments(ctx)
			require.NoError(t, err)
			page, err := s.AuditLines(ctx, models.AuditFilter{Scope: []models.PathRange{models.Within("")}})
			require.NoError(t, err)
			_, token, err = s.Setting(ctx, "setup")
			require.NoError(t, err)
			return accounts, len(rows), len(page.Lines), token
		}
		t.Run("what breaks off in the middle leaves nobody, no trace and the token", func(t *testing.T) {
			twins := founding("a", "b", "b")
			require.Equal(t, models.Conflict, models.CodeOf(s.Found(ctx, twins)))
			late := founding("a", "b", "c")
			late.Appointments[2].ID = late.Appointments[1].ID
			require.Error(t, s.Found(ctx, late))
			accounts, appointments, lines, token := stands()
			require.Zero(t, accounts+appointments+lines)
			require.True(t, token)
		})
		t.Run("of several who come at once one succeeds, wholly", func(t *testing.T) {
			outcomes := make(chan error, 4)
			for i := range cap(outcomes) {
				go func() { outcomes <- s.Found(ctx, founding(fmt.Sprint("x", i), fmt.Sprint("y", i), fmt.Sprint("z", i))) }()
			}
			won := 0
			for range cap(outcomes) {
				if err := <-outcomes; err == nil {
					won++
				} else {
					require.Equal(t, models.NotFound, models.CodeOf(err), err)
				}
			}
			require.Equal(t, 1, won)
			accounts, appointments, lines, token := stands()
			require.Equal(t, []int{3, 3, 3}, []int{accounts, appointments, lines})
			require.False(t, token)
		})
	})
}
