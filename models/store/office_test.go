package store_test

import (
	"strings"
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
	})
}

func TestRuleSetsAndCalendars(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
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

func TestDrafts(t *testing.T) {
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
	})
}

func TestFiles(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
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
