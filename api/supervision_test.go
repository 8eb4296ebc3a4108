package api

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

const (
	supervisor  = "dg-jw.supervisor-01"
	supervisor2 = "dg-jw.supervisor-02"
)

// late leaves a case with the handler for two months; the next act finds what has passed.
func (o *office) late() string {
	o.t.Helper()
	id := o.accepted()
	o.do(handler, id, models.Claim, CaseCommand{Step: "review"}).is(200)
	o.later(60 * 24 * time.Hour)
	o.cookie = map[string]string{}
	o.do(supervisor, id, models.Urge, CaseCommand{Reason: "已超期", Ground: "R-T1"}).is(200)
	return id
}

// covers S27
func TestSupervision(t *testing.T) {
	o := openOffice(t)
	id := o.late()
	var cards CardPage

	t.Run("the board counts what is late, compares units and draws the trend", func(t *testing.T) {
		var board Board
		o.get(supervisor, "/board").is(200).into(&board)
		require.Equal(t, "/44/4419/", board.Division.Path)
		require.Equal(t, 1, board.Figures.Late)
		require.Equal(t, bureau, board.Units[0].Unit.Id)
		require.NotZero(t, board.Figures.Unanswered)
		board = Board{}
		o.get("gd-jw.supervisor-01", "/board?path=/44/&from=2026-11-01&to=2027-01-31").is(200).into(&board)
		require.Equal(t, 1, board.Figures.Open)
		require.Equal(t, 1, board.Figures.Submitted)
		require.Empty(t, board.Division.Parents)
	})
	t.Run("drills down from province to town in the divisions that one may see", func(t *testing.T) {
		var below DivisionFigures
		o.get("gd-jw.supervisor-01", "/board/divisions?path=/44/").is(200).into(&below)
		require.Len(t, below.Rows, 1)
		require.Equal(t, "/44/4419/", below.Rows[0].Division.Path)
		require.Equal(t, DivisionTier("city"), below.Rows[0].Division.Tier)
		o.get(supervisor, "/board?path=/43/").problem(403, "not_yours")
		o.get(supervisor, "/board?path=/44/4401/").problem(403, "not_yours")
		o.get(supervisor, "/board?path=/44/99/").problem(404, "no_such_division")
		o.get(clerk, "/board").problem(403, "not_yours")
	})
	t.Run("cards are listed with their levels, narrowed, and opened by who is told", func(t *testing.T) {
		o.get(supervisor, "/cards?case="+id).is(200).into(&cards)
		levels := map[Level]int{}
		for _, c := range cards.Rows {
			levels[c.Level]++
		}
		require.NotZero(t, levels[LevelRed])
		require.NotZero(t, levels[LevelWarning])
		day := func(at time.Time) string { return at.In(clock.Zone).Format(time.DateOnly) }
		for query, some := range map[string]bool{
			"?level=red": true, "?status=issued": true, "?status=answered": false, "?withheld=true": false, "?unit=" + bureau: true,
			"?path=/44/": true, "?unanswered=true": true, "?item=" + foodItem: true, "?item=other": false,
			"?from=" + day(opening) + "&to=" + day(o.clock()): true, "?to=" + day(opening.AddDate(0, 0, -1)): false,
			"?unanswered=true&from=" + day(o.clock().AddDate(0, 0, 1)): false,
		} {
			var page CardPage
			o.get(supervisor, "/cards"+query).is(200).into(&page)
			require.Equal(t, some, len(page.Rows) > 0, query)
			for _, c := range page.Rows {
				require.Equal(t, id, c.Case, query)
				require.NotEmpty(t, c.Number)
			}
		}
		o.get("dg-jyj.handler-01", "/cards?case="+id).is(200).into(&CardPage{})
	})
	var red CardRow
	for _, c := range cards.Rows {
		if c.Level == LevelRed && strings.HasPrefix(c.Clock, "decision") {
			red = c
		}
	}
	t.Run("a card shows its evidence: rule, clock as counted, the days that did not count", func(t *testing.T) {
		var card Card
		o.get(supervisor, "/cards/"+red.Id).is(200).into(&card)
		require.Equal(t, red.Rule, card.Evidence.Rule)
		require.Equal(t, 7, card.Evidence.Clock.Promised.N)
		next := card.Ladder[len(card.Ladder)-1]
		require.True(t, next.At.IsZero())
		require.True(t, next.Due.After(o.clock()))
		require.NotEmpty(t, next.Tell[0].Unit.Name)
		weekends := 0
		for _, day := range card.Evidence.DaysOff {
			if day.Weekend {
				weekends++
			}
		}
		require.NotZero(t, weekends)
		require.NotEmpty(t, card.Lines)
		require.Contains(t, card.Can, models.OpenCard)
		require.NotContains(t, card.Can, models.AnswerCard)
		o.get("dg-jyj.handler-01", "/cards/"+red.Id).problem(404, "no_such_card")
		o.get(supervisor, "/cards/none").problem(404, "no_such_card")
	})
	t.Run("the unit opens and answers it with cause and text, once", func(t *testing.T) {
		give := func(as, verb string, body CardCommand) reply {
			return o.post(as, "/cards/"+red.Id+"/commands/"+verb, body)
		}
		give(head, "open_card", CardCommand{}).is(200)
		give(supervisor, "answer_card", CardCommand{Cause: "staff", Text: "人手不足"}).is(403)
		give(supervisor, "release_card", CardCommand{Reason: "误扣"}).problem(409, "card_not_withheld")
		give(head, "release_card", CardCommand{Reason: "误扣"}).is(403)
		give(supervisor, "drop_card", CardCommand{Reason: "误扣"}).is(403)
		give("dg-jyj.handler-01", "release_card", CardCommand{Reason: "误扣"}).problem(404, "no_such_card")
		give(head, "answer_card", CardCommand{}).problem(422, "faulty_fields")
		key := click()
		body := CardCommand{Cause: "staff", Text: "人手不足，已调配"}
		again := func() reply {
			return o.send(ask{as: head, method: "POST", path: "/cards/" + red.Id + "/commands/answer_card", body: body, key: key})
		}
		var a, b Outcome
		again().is(200).into(&a)
		again().is(200).into(&b)
		require.Equal(t, a.Line, b.Line)
		give(head, "answer_card", body).problem(409, "not_in_status")
		var card Card
		o.get(supervisor, "/cards/"+red.Id).is(200).into(&card)
		require.Equal(t, models.CardAnswered, card.Row.Status)
		require.Equal(t, "人手不足，已调配", card.Lines[len(card.Lines)-1].Text.Text)
	})
	t.Run("the work list has what waits, and the inbox of notices tells its people", func(t *testing.T) {
		var work Worklist
		o.get(supervisor, "/worklist").is(200).into(&work)
		require.NotEmpty(t, work.Rows)
		var notices NoticePage
		o.get(head, "/notices").is(200).into(&notices)
		require.NotZero(t, notices.Unread)
		o.post(head, "/notices/"+notices.Rows[0].Id+"/read", nil).is(204)
		before := notices.Unread
		o.get(head, "/notices?unread=true").is(200).into(&notices)
		require.Equal(t, before-1, notices.Unread)
	})
	t.Run("why a card was issued, or none, is answered rule by rule for any instant", func(t *testing.T) {
		explain := func(at time.Time) Explanation {
			var e Explanation
			o.get(supervisor, "/cases/"+id+"/explanation?at="+url.QueryEscape(at.Format(time.RFC3339))).is(200).into(&e)
			return e
		}
		verdicts := map[string]bool{}
		for _, r := range explain(opening.Add(time.Hour)).Rules {
			require.False(t, r.Spoke)
			require.NotEmpty(t, r.Sentence)
			require.NotContains(t, r.Sentence, "{")
			verdicts[r.Verdict] = true
		}
		require.True(t, verdicts[notReached] && verdicts[notBegun], verdicts)
		require.Empty(t, explain(opening.Add(-time.Hour)).Rules)
		spoke := false
		for _, r := range explain(o.clock()).Rules {
			spoke = spoke || r.Spoke && r.Level == LevelRed
		}
		require.True(t, spoke)
	})
	t.Run("a supervisor stops, resumes, returns and reassigns with reason and basis on record", func(t *testing.T) {
		o.do(supervisor, id, models.Reassign, CaseCommand{Step: "review", To: "dg-scjgj.handler-02", Reason: "超期未办", Ground: "S27"}).is(200)
		o.do(supervisor, id, models.StopClock, CaseCommand{
			Reason: "依法检测", Ground: "testing", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}, Document: "检〔2026〕2号",
		}).is(200)
		o.do(supervisor, id, models.ResumeClock, CaseCommand{Reason: "检测完成", Ground: "testing"}).is(200)
		o.do(supervisor, id, models.StopClock, CaseCommand{
			Reason: "随意", Ground: "because", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}, Document: "x",
		}).problem(422, "faulty_fields")
		o.do(supervisor, id, models.TakeOver, CaseCommand{
			Step: "review", To: supervisor, ToUnit: "dg-jw", Reason: "提级", Ground: "S27",
		}).problem(422, "faulty_fields")
	})
	t.Run("to end a case takes two supervisors, and the second sees what waits", func(t *testing.T) {
		var done Outcome
		o.do(supervisor, id, models.Terminate, CaseCommand{Reason: "申请人已注销", Ground: "S27", Remedy: "可申请行政复议"}).is(200).into(&done)
		require.True(t, done.Pending)
		o.do(supervisor, id, models.Confirm, CaseCommand{Answers: done.Line}).problem(403, "second_person")
		var page Case
		o.get(supervisor2, "/cases/"+id).is(200).into(&page)
		require.Equal(t, done.Line, page.Pending[0].Line)
		require.Equal(t, "申请人已注销", page.Pending[0].Reason)
		o.do(supervisor2, id, models.Confirm, CaseCommand{Answers: done.Line}).is(200)
		o.get(supervisor2, "/cases/"+id).is(200).into(&page)
		require.Equal(t, models.Terminated, page.Row.Status)
	})
}
