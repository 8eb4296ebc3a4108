package store_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestPublications(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		bundle := func(hash string, from time.Time) models.BundleRow {
			return models.BundleRow{Item: "food", From: from, Hash: hash, Source: "步骤: []", Content: []byte("{}"), PublishedBy: "li", Published: monday}
		}
		inForce := func(at time.Time) string {
			rows, _, err := s.ActiveBundles(ctx, at)
			require.NoError(t, err)
			var hashes []string
			for _, r := range rows {
				hashes = append(hashes, r.Hash)
			}
			return strings.Join(hashes, " ")
		}
		t.Run("a new bundle ends the one before it; both stay readable", func(t *testing.T) {
			require.NoError(t, s.PublishBundle(ctx, bundle("h1", monday)))
			require.NoError(t, s.PublishBundle(ctx, bundle("h2", monday.Add(time.Hour))))
			require.Equal(t, "", inForce(monday.Add(-time.Microsecond)))
			require.Equal(t, "h1", inForce(monday))
			require.Equal(t, "h2", inForce(monday.Add(time.Hour)))
			old, err := s.Bundle(ctx, "h1")
			require.NoError(t, err)
			require.Equal(t, monday.Add(time.Hour), old.To)
			require.Equal(t, []byte("{}"), old.Content)
			_, err = s.Bundle(ctx, "h9")
			require.Equal(t, models.NotFound, models.CodeOf(err))
		})
		t.Run("nothing is published into the past of what stands", func(t *testing.T) {
			for _, from := range []time.Time{monday, monday.Add(time.Hour), monday.Add(30 * time.Minute)} {
				require.Equal(t, models.Conflict, models.CodeOf(s.PublishBundle(ctx, bundle("h3", from))))
			}
			require.Equal(t, "h2", inForce(monday.Add(2*time.Hour)))
		})
		t.Run("an item can be withdrawn and an old content published again", func(t *testing.T) {
			require.NoError(t, s.WithdrawBundle(ctx, "food", monday.Add(3*time.Hour)))
			require.Equal(t, "", inForce(monday.Add(4*time.Hour)))
			require.NoError(t, s.PublishBundle(ctx, bundle("h1", monday.Add(5*time.Hour))))
			require.Equal(t, "h1", inForce(monday.Add(6*time.Hour)))
			rows, err := s.BundlesOf(ctx, "food")
			require.NoError(t, err)
			require.Len(t, rows, 3)
			revision, err := s.Revision(ctx, store.Bundles)
			require.NoError(t, err)
			require.Equal(t, int64(4), revision, "a refused change moves nothing")
		})
		t.Run("a version of a rule set keeps its content", func(t *testing.T) {
			row := models.RuleSetRow{Name: "time", Version: "1", Source: "R-T1", From: monday, MadeBy: "li", Made: monday}
			require.NoError(t, s.PutRuleSet(ctx, row))
			row.To = monday.Add(time.Hour)
			require.NoError(t, s.PutRuleSet(ctx, row))
			other := row
			other.Source = "R-T2"
			require.Equal(t, models.Conflict, models.CodeOf(s.PutRuleSet(ctx, other)))
			rows, revision, err := s.RuleSets(ctx)
			require.NoError(t, err)
			require.Equal(t, []models.RuleSetRow{row}, rows)
			require.Equal(t, int64(2), revision)
		})
		t.Run("a calendar loaded again takes the place of the first, which stays on record", func(t *testing.T) {
			load := func(division string, year int, source string) {
				_, err := s.LoadCalendar(ctx, store.AnyRevision, models.CalendarRow{Division: division, Year: year, Source: source, Loaded: monday})
				require.NoError(t, err)
			}
			load("", 2026, "one")
			load("/44/", 0, "local")
			load("", 2026, "two")
			rows, revision, err := s.Calendars(ctx, false)
			require.NoError(t, err)
			require.Equal(t, int64(3), revision)
			require.Len(t, rows, 2)
			require.Equal(t, "two", rows[0].Source)
			require.Equal(t, "local", rows[1].Source)
			rows, _, err = s.Calendars(ctx, true)
			require.NoError(t, err)
			require.Len(t, rows, 3)
			_, err = s.LoadCalendar(ctx, 1, models.CalendarRow{Loaded: monday})
			require.Equal(t, models.Conflict, models.CodeOf(err))
		})
	})
}

func TestDraftsAndFiles(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		mine := models.DraftRow{ID: "d1", Applicant: "browser-1", Item: "food", Content: `{"name":"某某"}`, Updated: monday}
		t.Run("a draft is its applicant's alone", func(t *testing.T) {
			require.NoError(t, s.SaveDraft(ctx, mine))
			mine.Content = `{"name":"某某某"}`
			require.NoError(t, s.SaveDraft(ctx, mine))
			theirs := mine
			theirs.Applicant = "browser-2"
			require.Equal(t, models.NotFound, models.CodeOf(s.SaveDraft(ctx, theirs)))
			_, err := s.Draft(ctx, "d1", "browser-2")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			require.NoError(t, s.DeleteDraft(ctx, "d1", "browser-2"))
			drafts, err := s.Drafts(ctx, "browser-1")
			require.NoError(t, err)
			require.Equal(t, []models.DraftRow{mine}, drafts)
		})
		t.Run("drafts that nobody touches are forgotten", func(t *testing.T) {
			n, err := s.PruneDrafts(ctx, monday)
			require.NoError(t, err)
			require.Zero(t, n)
			n, err = s.PruneDrafts(ctx, monday.Add(time.Microsecond))
			require.NoError(t, err)
			require.Equal(t, 1, n)
		})
		t.Run("a file is reached only by its own subject and goes with the draft that is submitted", func(t *testing.T) {
			file := models.AttachmentRow{ID: "f1", Subject: "d1", Address: "sha", Name: "身份证.pdf", Type: "application/pdf", Size: 9, Scan: models.ScanPending, At: monday}
			twin := file
			twin.ID, twin.Subject = "f2", "d2"
			require.NoError(t, s.PutAttachment(ctx, file))
			require.NoError(t, s.PutAttachment(ctx, twin))
			_, err := s.Attachment(ctx, "d2", "f1")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			require.NoError(t, s.MoveAttachments(ctx, "d1", "case-1"))
			require.NoError(t, s.NoteScan(ctx, "sha", models.ScanClean))
			file.Subject, file.Scan = "case-1", models.ScanClean
			files, err := s.AttachmentsOf(ctx, "case-1")
			require.NoError(t, err)
			require.Equal(t, []models.AttachmentRow{file}, files)
			orphan, err := s.DeleteAttachment(ctx, "d2", "f2")
			require.NoError(t, err)
			require.False(t, orphan, "the case still uses the content")
			_, err = s.DeleteAttachment(ctx, "d2", "f1")
			require.Equal(t, models.NotFound, models.CodeOf(err))
			orphan, err = s.DeleteAttachment(ctx, "case-1", "f1")
			require.NoError(t, err)
			require.True(t, orphan)
		})
	})
}

func TestIntake(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var rows []models.IntakeRow
		for i := range 30 {
			rows = append(rows, models.IntakeRow{
				Source: "housing", Batch: "b1", Row: fmt.Sprint(i), Subject: fmt.Sprint("case-", i%3), Payload: models.Sealed(fmt.Sprint("步骤", i)),
				Happened: monday.Add(-time.Duration(i) * time.Hour), State: models.IntakeWaiting, Received: monday,
			})
		}
		t.Run("the same rows handed in twice are taken in once", func(t *testing.T) {
			require.NoError(t, s.Receive(ctx, rows))
			again := rows[0]
			again.Payload = "another"
			require.NoError(t, s.Receive(ctx, append([]models.IntakeRow{again}, rows[1:]...)))
			progress, err := s.IntakeProgress(ctx, "housing", "b1")
			require.NoError(t, err)
			require.Equal(t, models.IntakeCount{Waiting: 30}, progress)
		})
		t.Run("a subject's rows come in the order in which they happened", func(t *testing.T) {
			subjects, err := s.WaitingSubjects(ctx, "", 2)
			require.NoError(t, err)
			require.Equal(t, []string{"case-0", "case-1"}, subjects)
			subjects, err = s.WaitingSubjects(ctx, "case-1", 2)
			require.NoError(t, err)
			require.Equal(t, []string{"case-2"}, subjects)
			waiting, err := s.WaitingOf(ctx, "case-0")
			require.NoError(t, err)
			require.Len(t, waiting, 10)
			require.Equal(t, "27", waiting[0].Row)
			require.Equal(t, rows[0], waiting[9])
		})
		t.Run("a settled row waits no more and is settled once", func(t *testing.T) {
			require.NoError(t, s.SettleIntake(ctx, rows[0], models.IntakeDone, "", monday))
			require.NoError(t, s.SettleIntake(ctx, rows[0], models.IntakeRefused, "late", monday))
			require.NoError(t, s.SettleIntake(ctx, rows[1], models.IntakeRefused, "unknown_item", monday))
			progress, err := s.IntakeProgress(ctx, "housing", "b1")
			require.NoError(t, err)
			require.Equal(t, models.IntakeCount{Waiting: 28, Done: 1, Refused: 1}, progress)
			refused, err := s.RefusedIntake(ctx, "housing", "b1")
			require.NoError(t, err)
			require.Equal(t, "unknown_item", refused[0].Detail)
		})
	})
}

func TestQueryCodes(t *testing.T) {
	rule := models.LoginRule{Tries: 5, Lock: time.Hour}
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		require.NoError(t, s.SetQueryCode(ctx, "case-1", "4419-1", "right"))
		try := func(number, code string, at time.Time) (string, error) {
			return s.SubjectByCode(ctx, number, code, at, rule)
		}
		t.Run("number and code together open one case; looking writes nothing", func(t *testing.T) {
			var subject string
			var err error
			statements := s.Statements(t, func() { subject, err = try("4419-1", "right", monday) })
			require.NoError(t, err)
			require.Equal(t, "case-1", subject)
			require.Len(t, statements, 1)
		})
		t.Run("a wrong code and an unknown number look the same", func(t *testing.T) {
			_, wrong := try("4419-1", "wrong", monday)
			_, unknown := try("4419-2", "right", monday)
			require.Equal(t, wrong, unknown)
			require.Equal(t, models.NotFound, models.CodeOf(wrong))
		})
		t.Run("guessing locks the number for everybody, also many at once", func(t *testing.T) {
			_, err := try("4419-1", "right", monday) // clears the count
			require.NoError(t, err)
			var wait sync.WaitGroup
			var mu sync.Mutex
			codes := map[models.Code]int{}
			for i := range 20 {
				wait.Go(func() {
					_, err := try("4419-1", fmt.Sprint("guess-", i), monday)
					mu.Lock()
					defer mu.Unlock()
					codes[models.CodeOf(err)]++
				})
			}
			wait.Wait()
			require.Equal(t, map[models.Code]int{models.NotFound: 5, models.Forbidden: 15}, codes)
			_, err = try("4419-1", "right", monday.Add(59*time.Minute))
			require.Equal(t, models.Forbidden, models.CodeOf(err))
			subject, err := try("4419-1", "right", monday.Add(time.Hour))
			require.NoError(t, err)
			require.Equal(t, "case-1", subject)
		})
		t.Run("a new code takes the place of a lost one", func(t *testing.T) {
			require.NoError(t, s.SetQueryCode(ctx, "case-1", "4419-1", "new"))
			_, err := try("4419-1", "right", monday)
			require.Equal(t, models.NotFound, models.CodeOf(err))
			_, err = try("4419-1", "new", monday)
			require.NoError(t, err)
		})
	})
}

func TestNoticesIncidentsSettings(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, a := t.Context(), newAuthor(t, "case-told")
		b := a.next("one", models.Submit, monday, "")
		for i := range 7 {
			b.Notices = append(b.Notices, models.Notice{ID: fmt.Sprint("n", i), Account: "li", Kind: "warning", Made: monday.Add(time.Duration(i) * time.Minute)})
		}
		b.Notices = append(b.Notices, models.Notice{ID: "theirs", Account: "wang", Made: monday})
		b.Incidents = []models.IncidentRow{
			{ID: "i1", Kind: "empty_participant", Subject: a.subject, Unit: "bureau", Path: town, Raised: monday},
			{ID: "i2", Kind: "blocked", Path: other, Raised: monday},
		}
		a.write(s, b)
		t.Run("an account reads its own notices, the newest first, each once", func(t *testing.T) {
			page, err := s.Notices(ctx, "li", models.Page{Limit: 5})
			require.NoError(t, err)
			require.Equal(t, "n6", page.Notices[0].ID)
			require.Equal(t, 7, page.Unread)
			rest, err := s.Notices(ctx, "li", models.Page{Limit: 5, Cursor: page.Next})
			require.NoError(t, err)
			require.Len(t, rest.Notices, 2)
			require.Empty(t, rest.Next)
			nobody, err := s.Notices(ctx, "", models.Page{})
			require.NoError(t, err)
			require.Empty(t, nobody.Notices)
			_, err = s.Notices(ctx, "li", models.Page{Cursor: "forged"})
			require.Equal(t, models.Invalid, models.CodeOf(err))
		})
		t.Run("a read mark is set once and never on somebody else's notice", func(t *testing.T) {
			require.NoError(t, s.MarkRead(ctx, "li", []string{"n1", "theirs"}, monday))
			require.NoError(t, s.MarkRead(ctx, "li", []string{"n1", "n2"}, monday.Add(time.Hour)))
			unread, err := s.Unread(ctx, "li")
			require.NoError(t, err)
			require.Equal(t, 5, unread)
			unread, err = s.Unread(ctx, "wang")
			require.NoError(t, err)
			require.Equal(t, 1, unread)
			page, err := s.Notices(ctx, "li", models.Page{})
			require.NoError(t, err)
			require.Equal(t, monday, *page.Notices[5].Read)
		})
		t.Run("incidents show where they lie and are settled once", func(t *testing.T) {
			for n, scope := range [][]models.PathRange{0: nil, 1: {models.Within(city)}, 2: {models.Within("/44")}} {
				rows, err := s.Incidents(ctx, scope)
				require.NoError(t, err)
				require.Len(t, rows, n)
			}
			require.NoError(t, s.RaiseIncident(ctx, models.IncidentRow{ID: "i3", Kind: "calendar", Raised: monday}))
			require.NoError(t, s.SettleIncident(ctx, "i1", monday))
			require.Equal(t, models.NotFound, models.CodeOf(s.SettleIncident(ctx, "i1", monday)))
			rows, err := s.IncidentsOf(ctx, a.subject)
			require.NoError(t, err)
			require.Equal(t, monday, *rows[0].Settled)
		})
		t.Run("a one-time link is taken by one of those who try", func(t *testing.T) {
			require.NoError(t, s.SetSetting(ctx, "setup", "link", monday))
			var wait sync.WaitGroup
			var mu sync.Mutex
			winners := 0
			for range 8 {
				wait.Go(func() {
					_, found, err := s.TakeSetting(ctx, "setup")
					errorFree(t, err)
					mu.Lock()
					defer mu.Unlock()
					count(&winners, found)
				})
			}
			wait.Wait()
			require.Equal(t, 1, winners)
		})
	})
}
