package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func (o *office) checkInboxes(t *testing.T, s *store.Store) {
	now, soon := monday.Add(60*time.Hour), monday.Add(120*time.Hour)
	for _, f := range []models.TaskFilter{
		{},
		{Accounts: []string{""}, Posts: []models.Post{{}}},
		{Accounts: []string{"li"}},
		{Accounts: []string{"sun", "zhao"}, Posts: []models.Post{{Role: "handler", Unit: "unit-1"}}},
		{Posts: []models.Post{{Role: "handler", Unit: "unit-0"}, {Role: "reviewer", Unit: "unit-2"}}},
	} {
		for _, section := range []models.InboxSection{"", models.Mine, models.Pool, models.NearlyIn, models.LateIn} {
			f.Section, f.Now, f.Soon = section, now, soon
			o.checkInbox(t, s, f)
		}
	}
}

func (o *office) checkInbox(t *testing.T, s *store.Store, f models.TaskFilter) {
	var want []models.TaskRow
	var counts models.Inbox
	for _, tasks := range o.tasks {
		for _, task := range tasks {
			person := task.Account
			if person == "" {
				person = task.Holder
			}
			mine := person != "" && slices.Contains(f.Accounts, person)
			pool := person == "" && slices.Contains(f.Posts, models.Post{Role: task.Role, Unit: task.Unit})
			late := task.UrgentAt.Before(f.Now)
			near := !late && task.UrgentAt.Before(f.Soon)
			if !mine && !pool {
				continue
			}
			count(&counts.Mine, mine)
			count(&counts.Pool, pool)
			count(&counts.Near, near)
			count(&counts.Late, late)
			shown := map[models.InboxSection]bool{"": true, models.Mine: mine, models.Pool: pool, models.NearlyIn: near, models.LateIn: late}
			if shown[f.Section] {
				want = append(want, task)
			}
		}
	}
	var got []models.TaskRow
	f.Page.Limit = 4
	for {
		box, err := s.Inbox(t.Context(), f)
		require.NoError(t, err)
		require.Equal(t, []int{counts.Mine, counts.Pool, counts.Near, counts.Late}, []int{box.Mine, box.Pool, box.Near, box.Late})
		got = append(got, box.Tasks...)
		if f.Page.Cursor = box.Next; box.Next == "" {
			break
		}
	}
	require.True(t, slices.IsSortedFunc(got, func(a, b models.TaskRow) int { return a.UrgentAt.Compare(b.UrgentAt) }))
	require.ElementsMatch(t, want, got)
}

func count(n *int, is bool) {
	if is {
		*n++
	}
}

func (o *office) checkPatrol(t *testing.T, s *store.Store) {
	at := monday.Add(400 * time.Hour)
	var wantArmed, wantOpen []string
	for _, c := range o.cases {
		if c.ArmedFor != nil && c.ArmedFor.Before(at) {
			wantArmed = append(wantArmed, c.ID)
		}
		if !c.Status.Ended() {
			wantOpen = append(wantOpen, c.ID)
		}
	}
	for _, c := range o.cards {
		waits := c.Answered == nil || c.Awaits == models.AwaitsVerification
		if c.Level >= models.Yellow && c.Issued != nil && waits && c.Withdrawn == nil {
			wantOpen = append(wantOpen, c.ID)
		}
	}
	armed, err := s.ArmedBefore(t.Context(), at, 1000)
	require.NoError(t, err)
	var got []string
	for _, a := range armed {
		require.Equal(t, "key", a.Key)
		got = append(got, a.ID)
	}
	require.ElementsMatch(t, wantArmed, got)
	got = nil
	for cursor := ""; ; {
		some, next, err := s.OpenSubjects(t.Context(), cursor, 7)
		require.NoError(t, err)
		for _, a := range some {
			got = append(got, a.ID)
		}
		if cursor = next; next == "" {
			break
		}
	}
	require.ElementsMatch(t, wantOpen, got)
}
