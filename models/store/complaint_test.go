package store_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func complaintRow(id, unit, path string, lodged time.Time) models.ComplaintRow {
	return models.ComplaintRow{
		ID: id, Number: "TS-" + id, Source: models.FromOnline, Topic: "delay", Named: true, About: "bureau", CaseID: "c1", Unit: unit, Path: path,
		Responsible: unit, Matter: "m", Status: models.ComplaintLodged, Instance: 1, Lodged: lodged, Due: ptr(lodged.Add(72 * time.Hour)),
		ArmedFor: ptr(lodged.Add(48 * time.Hour)), N: 1, Head: "h",
	}
}

// covers S26, S86
func TestComplaintRows(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		authors := map[string]*author{}
		write := func(row models.ComplaintRow, verb models.Verb, body, code string) {
			if authors[row.ID] == nil {
				authors[row.ID] = &author{t: t, kind: models.ComplaintKind, subject: row.ID}
			}
			b := authors[row.ID].next(fmt.Sprint(verb, row.N), verb, row.Lodged, body)
			b.Complaints, b.Code = []models.ComplaintRow{row}, code
			authors[row.ID].write(s, b)
		}
		for i := range 5 {
			row := complaintRow(fmt.Sprint("k", i), "organ", city, monday.Add(time.Duration(i)*time.Hour))
			switch i {
			case 3:
				row.Unit, row.Path, row.Responsible = "town-bureau", town, "bureau"
			case 4:
				row.Accused = ",wang,a_b,"
			}
			write(row, models.LodgeComplaint, "", s.CodeRef(row.Number, "CODE"))
		}
		list := func(f models.ComplaintFilter) (ids []string) {
			n, err := s.CountComplaints(ctx, f)
			require.NoError(t, err)
			for {
				page, err := s.Complaints(ctx, f)
				require.NoError(t, err)
				for _, c := range page.Complaints {
					ids = append(ids, c.ID)
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					require.Len(t, ids, n, "what is counted is what is listed")
					return ids
				}
			}
		}
		within := []models.PathRange{models.Within(city)}

		t.Run("a list shows its scope and nothing without one, page by page", func(t *testing.T) {
			require.Equal(t, []string{"k4", "k3", "k2", "k1", "k0"}, list(models.ComplaintFilter{Scope: within, Page: models.Page{Limit: 2}}))
			require.Equal(t, []string{"k0", "k1", "k2", "k3", "k4"}, list(models.ComplaintFilter{Scope: within, Open: true, Page: models.Page{Limit: 2}}))
			require.Equal(t, []string{"k3"}, list(models.ComplaintFilter{Scope: []models.PathRange{models.Within(town)}}))
			require.Empty(t, list(models.ComplaintFilter{}))
		})
		t.Run("who assigned one sees it wherever it lies, once", func(t *testing.T) {
			require.Equal(t, []string{"k3"}, list(models.ComplaintFilter{Responsible: []string{"bureau"}}))
			require.Len(t, list(models.ComplaintFilter{Scope: within, Responsible: []string{"bureau"}}), 5)
		})
		t.Run("who is complained of does not see it, and nobody whose name is like his is kept out (M05)", func(t *testing.T) {
			require.NotContains(t, list(models.ComplaintFilter{Scope: within, Hidden: "wang"}), "k4")
			require.NotContains(t, list(models.ComplaintFilter{Scope: within, Hidden: "a_b"}), "k4")
			for _, other := range []string{"wan", "ang", "axb", "%"} {
				require.Contains(t, list(models.ComplaintFilter{Scope: within, Hidden: other}), "k4", other)
			}
		})
		t.Run("it is narrowed by what a desk asks for", func(t *testing.T) {
			for _, f := range []models.ComplaintFilter{
				{Source: "hotline"}, {Unit: "nowhere"}, {About: "organ"}, {Case: "c2"}, {Holder: "li"}, {OwesCall: true},
				{Statuses: []models.ComplaintStatus{models.ComplaintHandling}}, {Before: monday},
			} {
				f.Scope = within
				require.Empty(t, list(f))
			}
			require.Equal(t, []string{"k2"}, list(models.ComplaintFilter{Scope: within, Number: "TS-k2"}))
		})
		t.Run("its query code opens it, another one does not", func(t *testing.T) {
			rule := models.LoginRule{Tries: 10, Lock: time.Minute}
			id, err := s.SubjectByCode(ctx, "TS-k1", "CODE", monday, rule)
			require.NoError(t, err)
			require.Equal(t, "k1", id)
			_, err = s.SubjectByCode(ctx, "TS-k1", "OTHER", monday, rule)
			require.Equal(t, models.NotFound, models.CodeOf(err))
		})
		t.Run("earlier complaints of the same matter and earlier answers of the unit are found, the latest first (M03, M04)", func(t *testing.T) {
			earlier, err := s.EarlierComplaints(ctx, "m", monday.Add(3*time.Hour))
			require.NoError(t, err)
			require.Equal(t, []string{"k4", "k3"}, []string{earlier[0].ID, earlier[1].ID})
			row := complaintRow("k1", "organ", city, monday.Add(time.Hour))
			row.Status, row.N, row.AnsweredBy, row.AnswerLine, row.Answered = models.ComplaintAnswered, 2, "organ", 2, ptr(monday.Add(9*time.Hour))
			write(row, models.AnswerComplaint, "经查属实", "")
			said, err := s.EarlierAnswers(ctx, "organ", "k2", monday)
			require.NoError(t, err)
			require.Equal(t, []json.RawMessage{json.RawMessage(`{"text":"经查属实"}`)}, said)
			said, err = s.EarlierAnswers(ctx, "organ", "k1", monday)
			require.NoError(t, err)
			require.Empty(t, said, "not its own")
		})
		t.Run("one that has ended is open no more; the patrol finds the others", func(t *testing.T) {
			row := complaintRow("k0", "organ", city, monday)
			row.Status, row.Ended, row.Due, row.ArmedFor, row.N = models.ComplaintClosed, ptr(monday.Add(2*time.Hour)), nil, nil, 2
			write(row, models.CloseComplaint, "", "")
			require.NotContains(t, list(models.ComplaintFilter{Scope: within, Open: true}), "k0")
			got, err := s.Complaint(ctx, "k0")
			require.NoError(t, err)
			require.Equal(t, row, got)
			late, err := s.ArmedBefore(ctx, monday.Add(51*time.Hour), 10)
			require.NoError(t, err)
			require.Len(t, late, 2, "k1 and k2")
			require.Equal(t, models.ComplaintKind, late[0].Kind)
		})
		_, err := s.Complaint(ctx, "k9")
		require.Equal(t, models.NotFound, models.CodeOf(err))
	})
}
