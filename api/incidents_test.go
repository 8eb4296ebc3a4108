package api

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestIncidents(t *testing.T) {
	o := openOffice(t)
	raise := func(id, kind, unit, path string) {
		row := models.IncidentRow{ID: id, Kind: kind, Subject: "c-1", Unit: unit, Path: path, Raised: o.clock()}
		require.NoError(t, o.store.RaiseIncident(t.Context(), row))
		o.later(time.Second)
	}
	listed := func(as, query string) []Incident {
		var page IncidentPage
		o.get(as, "/incidents"+query).is(200).into(&page)
		return page.Rows
	}
	raise("empty_participant/c-1/review", "empty_participant", bureau, "/44/4419/")

	t.Run("an incident is seen by whom it concerns", func(t *testing.T) {
		require.Len(t, listed(head, ""), 1)
		require.Empty(t, listed("dg-jyj.department_head-01", ""))
		require.Empty(t, listed(clerk, ""))
	})
	t.Run("a named person settles it, though its name has slashes; the same click is answered again", func(t *testing.T) {
		id := listed(head, "")[0].Id
		settle := func(as, id, key string) reply {
			return o.send(ask{as: as, method: "POST", path: "/incidents/" + id + "/commands/settle", body: Reasoned{Reason: "已补任命"}, key: key})
		}
		settle(clerk, id, click()).problem(404, "no_such_incident")
		settle(head, "none", click()).problem(404, "no_such_incident")
		key := click()
		var done Incident
		for range 2 {
			settle(head, id, key).is(200).into(&done)
			require.Equal(t, head, done.SettledBy.Account)
		}
		settle(head, id, click()).problem(409, "already_settled")
		require.Len(t, o.audited("settle_incident"), 1+1, "one refusal, one deed")
	})
	t.Run("what is settled is listed apart", func(t *testing.T) {
		require.Empty(t, listed(head, "?open=true"))
		require.Len(t, listed(head, "?open=false"), 1)
		raise("empty_participant/c-1/review/2", "empty_participant", bureau, "/44/4419/")
		require.Len(t, listed(head, ""), 1)
	})
	t.Run("narrowed by kind, subject and division; paged", func(t *testing.T) {
		for i := range 5 {
			raise(fmt.Sprintf("late/case/%d", i), "late", "dg-jyj", "/44/4419/")
		}
		require.Len(t, listed(supervisor, "?kind=late"), 5)
		require.Len(t, listed(supervisor, "?subject=c-1"), 6)
		require.Empty(t, listed(supervisor, "?subject=c-2"))
		require.Empty(t, listed(supervisor, "?path=/44/4419/441900110/"))
		var all []string
		for cursor, round := "", 0; round == 0 || cursor != ""; round++ {
			var page IncidentPage
			o.get(supervisor, "/incidents?limit=2&cursor="+cursor).is(200).into(&page)
			for _, i := range page.Rows {
				all = append(all, i.Id)
			}
			cursor = page.Next
		}
		require.Len(t, all, 6)
		o.get(supervisor, "/incidents?cursor=nonsense").problem(422, "faulty_fields")
	})
}

func TestWorklist(t *testing.T) {
	o := openOffice(t)
	id := o.late()
	work := func(as, query string) []Work {
		var list Worklist
		o.get(as, "/worklist"+query).is(200).into(&list)
		return list.Rows
	}
	kinds := func(rows []Work) map[WorkKind]int {
		out := map[WorkKind]int{}
		for _, w := range rows {
			out[w.Kind]++
		}
		return out
	}

	t.Run("cards and demands that nobody has answered, what falls due first at the head", func(t *testing.T) {
		rows := work(supervisor, "")
		require.NotZero(t, kinds(rows)[WorkKindCard])
		require.Equal(t, 1, kinds(rows)[WorkKindDemand], "the urging")
		for i := 1; i < len(rows); i++ {
			require.False(t, rows[i].At.Before(rows[i-1].At))
		}
		demand := work(supervisor, "?kind=demand")
		require.Len(t, demand, 1)
		require.Equal(t, supervisor, demand[0].By.Account)
		require.Equal(t, "urge", demand[0].Verb)
		require.Equal(t, id, demand[0].Subject)
	})
	t.Run("an override waits for a second supervisor, who is somebody else", func(t *testing.T) {
		var done Outcome
		o.do(supervisor, id, models.ForceAdvance, CaseCommand{
			Step: "review", Reason: "久拖不办", Ground: "K15", Remedy: "可申请行政复议",
		}).is(200).into(&done)
		mine, theirs := work(supervisor, "?kind=pending"), work(supervisor2, "?kind=pending")
		require.True(t, mine[0].Mine)
		require.False(t, theirs[0].Mine)
		require.Equal(t, done.Line, theirs[0].Line)
		o.do(supervisor2, id, models.Discard, CaseCommand{Answers: done.Line, Reason: "已自行办理"}).is(200)
		require.Empty(t, work(supervisor2, "?kind=pending"))
	})
	t.Run("an answer takes the demand off the list", func(t *testing.T) {
		o.do(head, id, models.AnswerUrge, CaseCommand{Answers: work(supervisor, "?kind=demand")[0].Line, Reason: "正在办理"}).is(200)
		require.Empty(t, work(supervisor, "?kind=demand"))
	})
	t.Run("an incident stands there with its kind, and the pages join without a gap", func(t *testing.T) {
		row := models.IncidentRow{ID: "lost/case/" + id, Kind: "lost", Subject: id, Unit: bureau, Path: "/44/4419/", Raised: o.clock()}
		require.NoError(t, o.store.RaiseIncident(t.Context(), row))
		require.Equal(t, "lost", work(supervisor, "?kind=incident")[0].IncidentKind)
		whole := work(supervisor, "")
		var joined []Work
		for cursor, round := "", 0; round == 0 || cursor != ""; round++ {
			var list Worklist
			o.get(supervisor, "/worklist?limit=1&cursor="+cursor).is(200).into(&list)
			joined, cursor = append(joined, list.Rows...), list.Next
		}
		require.Equal(t, whole, joined)
	})
	t.Run("nobody else sees it", func(t *testing.T) {
		for _, as := range []string{"dg-jyj.handler-01", systemRole, "gz-jw.supervisor-01"} {
			require.Empty(t, kinds(work(as, ""))[WorkKindDemand], as)
		}
	})
}
