package api

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S28, S99
func TestAccountabilityIsACaseOfItsOwn(t *testing.T) {
	o := openOffice(t)
	o.late()
	counted := func(as, by string) CardCounter {
		var page CardCounters
		o.get(as, "/cards/counters?unit="+bureau+"&by="+by).is(200).into(&page)
		require.NotEmpty(t, page.Rows)
		return page.Rows[0]
	}
	open := func(as, key string, body Accusation) reply {
		return o.send(ask{as: as, method: "POST", path: "/accountability", key: key, body: body})
	}
	against := Accusation{Unit: bureau, Reason: "滚动一年内红牌达到问责标准"}

	t.Run("only the head of the organ opens it, and not against whom the year's signals do not lead there", func(t *testing.T) {
		require.True(t, counted(leader, "unit").CanOpen)
		require.False(t, counted(supervisor, "unit").CanOpen)
		open(supervisor, "accuse-a-key", against).is(403)
		open(handler, "accuse-b-key", against).is(403)
		open(leader, "accuse-c-key", Accusation{Unit: "dg-jyj", Reason: "没有依据的问责"}).problem(409, "counters_do_not_lead")
		open(leader, "accuse-d-key", Accusation{Unit: "nowhere", Reason: "没有这个单位"}).problem(422, "faulty_fields")
	})

	t.Run("it lies at the office of accountability with the counters in its form, once", func(t *testing.T) {
		var first, again Proceeding
		open(leader, "accuse-e-key", against).is(201).into(&first)
		open(leader, "accuse-e-key", against).is(201).into(&again)
		require.Equal(t, first, again, "the same click")
		require.Equal(t, first.Number, counted(leader, "unit").Proceeding.Number)
		require.False(t, counted(leader, "unit").CanOpen)
		open(leader, "accuse-f-key", against).problem(409, "proceeding_open")

		var file Case
		o.get(supervisor, "/cases/"+first.Id).is(200).into(&file)
		require.Equal(t, []string{"dg-wz", accountabilityItem}, []string{file.Row.Unit.Id, file.Row.Item.Key})
		o.get(handler, "/cases/"+first.Id).is(404)
	})

	t.Run("a person is accused apart from the unit, and takes no part in it", func(t *testing.T) {
		accused := counted(leader, "person").Person
		require.Equal(t, handler, accused.Account)
		open(leader, "accuse-g-key", Accusation{Unit: bureau, Person: handler, Reason: "本人经办的红牌"}).is(201)
		require.NotEmpty(t, counted(leader, "person").Proceeding.Number)
	})

	t.Run("the office takes it up although no papers belong to it, investigates, and hears the unit by somebody else", func(t *testing.T) {
		id := counted(leader, "unit").Proceeding.Id
		o.do("dg-wz.window_clerk-01", id, models.Accept, CaseCommand{Step: "accept"}).is(200)
		o.do("dg-wz.handler-01", id, models.Approve, CaseCommand{Step: "investigate", Note: "属实"}).is(200)
		o.do("dg-wz.handler-01", id, models.Approve, CaseCommand{Step: "hear", Note: "已听取"}).is(403)
		o.do("dg-wz.co_handler-01", id, models.Approve, CaseCommand{Step: "hear", Note: "已听取"}).is(200)
	})

	t.Run("nobody applies for it, and the hall does not show it", func(t *testing.T) {
		o.get("", "/public/items/"+accountabilityItem).problem(404, "no_such_item")
		application := Application{Item: accountabilityItem, Unit: "dg-wz", Form: map[string]any{}, Applicant: Applicant{
			Kind: "person", Name: "测某", Identity: "11010519491231002X", Phone: "13800001234",
		}}
		o.send(ask{method: "POST", path: "/public/applications", key: "apply-h-key", body: application}).problem(422, "faulty_fields")
		o.send(ask{as: clerk, method: "POST", path: "/cases", key: "apply-i-key", body: application}).problem(422, "faulty_fields")
	})
}

// decidedFile is the file of a proceeding as it would lie after its decision.
func (o *office) decidedFile(id string, outcome models.Verb) *caseFile {
	o.t.Helper()
	f, err := o.server.publicFile(o.t.Context(), id)
	require.NoError(o.t, err)
	for i, act := range []struct {
		verb models.Verb
		step string
	}{{models.Accept, "accept"}, {models.Approve, "investigate"}, {models.Approve, "hear"}, {models.Approve, "audit"}, {outcome, "decide"}} {
		last := f.lines[len(f.lines)-1]
		f.lines = append(f.lines, models.Line{
			Subject: id, N: last.N + 1, Previous: last.Hash, Hash: "h" + itoa(i), Verb: act.verb, Acted: last.Acted.Add(24 * time.Hour),
			Facts: models.Facts{Step: act.step, Reasoned: true, Remedy: true},
		})
	}
	f.state, err = models.NewCase(id, &f.bundle.Procedure), nil
	for _, l := range f.lines {
		require.NoError(o.t, f.state.Fold(l))
	}
	return f
}

// decision is what the accused reads of it.
func (o *office) decision(id string, outcome models.Verb, r reading) string {
	o.t.Helper()
	f := o.decidedFile(id, outcome)
	all := f.notices()
	sheet, err := o.server.noticeSheet(o.t.Context(), f, all[len(all)-1], r)
	require.NoError(o.t, err)
	o.keep(sheet, "accountability-"+string(outcome)+"-"+string(r.language))
	text := []string{sheet.Title, sheet.To}
	for _, b := range sheet.Blocks {
		text = append(text, b.Text)
	}
	require.NotContains(o.t, strings.Join(text, ""), "{")
	return strings.Join(text, "\n")
}

// covers S99
func TestTheAccusedIsToldAsSuch(t *testing.T) {
	o := openOffice(t)
	o.late()
	opened := func(key, person string) Proceeding {
		var p Proceeding
		o.send(ask{as: leader, method: "POST", path: "/accountability", key: key, body: Accusation{Unit: bureau, Person: person, Reason: "红牌达到标准"}}).is(201).into(&p)
		return p
	}
	unit, person := opened("told-unit-key", ""), opened("told-person-key", handler)
	masked := reading{ZhCN, false}

	t.Run("a unit reads the facts, the count, why, and that it is heard: nothing of an application", func(t *testing.T) {
		text := o.reads(unit.Id, 1, chinese)
		for _, part := range []string{"启动问责程序告知书", "东莞市市场监督管理局：", "红牌", "启动理由：红牌达到标准", "陈述、申辩", "你单位"} {
			require.Contains(t, text, part)
		}
		for _, part := range []string{"申请已收到", "查询码", "责任人"} {
			require.NotContains(t, text, part)
		}
		require.Contains(t, o.reads(unit.Id, 1, english), "proceeding of accountability")
	})

	t.Run("a person is named with the unit, and masked for whoever may not see names", func(t *testing.T) {
		text := o.reads(person.Id, 1, chinese)
		require.Contains(t, text, "责任人：")
		outside := o.reads(person.Id, 1, masked)
		require.NotContains(t, outside, "启动理由")
		require.Contains(t, outside, "*")
	})

	t.Run("the decision tells facts, hearing, outcome and remedy, and no right to sue", func(t *testing.T) {
		text := o.decision(unit.Id, models.Approve, chinese)
		for _, part := range []string{"问责决定书", "一、事实", "听取了陈述和申辩", "决定：予以问责", "申请复审", "启动理由"} {
			require.Contains(t, text, part)
		}
		for _, part := range []string{"提出的", "行政诉讼", "受理"} {
			require.NotContains(t, text, part)
		}
		require.Contains(t, o.decision(person.Id, models.Approve, english), "accountability follows")
	})

	t.Run("that nothing follows is a decision too", func(t *testing.T) {
		text := o.decision(unit.Id, models.Refuse, chinese)
		require.Contains(t, text, "不予问责决定书")
		require.Contains(t, text, "决定：不予问责")
	})
}
