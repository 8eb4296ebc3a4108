package api

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
)

const leader = "dg-jw.supervision_leader-01"

func (o *office) card(as, id string) Card {
	o.t.Helper()
	var page Card
	o.get(as, "/cards/"+id).is(200).into(&page)
	return page
}

func (o *office) onCard(as, id string, verb models.Verb, body CardCommand) reply {
	o.t.Helper()
	return o.post(as, "/cards/"+id+"/commands/"+string(verb), body)
}

// signal is a signal of the level on the case, issued on its decision clock.
func (o *office) signal(id string, level Level) CardRow {
	o.t.Helper()
	var page CardPage
	o.get(supervisor, "/cards?case="+id+"&level="+string(level)).is(200).into(&page)
	i := slices.IndexFunc(page.Rows, func(c CardRow) bool { return strings.HasPrefix(c.Clock, "decision") })
	require.GreaterOrEqual(o.t, i, 0, level)
	return page.Rows[i]
}

// paperOf is what stands on the newest document of a card, which must be of this kind, in a language.
func (o *office) paperOf(id string, kind NoticeKind, r reading) string {
	o.t.Helper()
	row, err := o.server.Cards.Card(o.t.Context(), id)
	require.NoError(o.t, err)
	f, err := o.server.cardFile(o.t.Context(), row)
	require.NoError(o.t, err)
	all := f.notices()
	require.NotEmpty(o.t, all)
	last := all[len(all)-1]
	require.Equal(o.t, kind, last.form.Kind)
	sheet, err := o.server.cardSheetOf(o.t.Context(), f, last, r)
	require.NoError(o.t, err)
	require.NotContains(o.t, sheet.Signed, "")
	require.NotEmpty(o.t, sheet.Seal)
	text := []string{sheet.Title, sheet.Number, sheet.To}
	for _, b := range sheet.Blocks {
		text = append(text, b.Text)
	}
	whole := strings.Join(text, "\n")
	require.NotContains(o.t, whole, "{")
	o.keepCard(id, last, r)
	return whole
}

// keepCard writes the document to a folder for a person to look at, if one is named.
func (o *office) keepCard(id string, n bookNotice, r reading) {
	folder := os.Getenv("MINGCHA_NOTICES")
	if folder == "" {
		return
	}
	pdf := o.get(supervisor, "/cards/"+id+"/documents/"+string(n.form.Kind)+"?line="+itoa(n.line.N)+"&language="+string(r.language)).is(200)
	require.NoError(o.t, os.WriteFile(filepath.Join(folder, string(n.form.Kind)+"-"+string(r.language)+".pdf"), pdf.body, 0o600))
}

// covers S27 S28
func TestDocumentsOfACard(t *testing.T) {
	o := openOffice(t)
	id := o.late()
	warning, red := o.signal(id, LevelWarning), o.signal(id, LevelRed)

	t.Run("a warning is told in writing, with its clock, though it has no record of its own", func(t *testing.T) {
		text := o.paperOf(warning.Id, NoticeKindWarningNotice, chinese)
		for _, part := range []string{"预警通知书", "4419监预〔2027〕", "触发规则R-T1（办件总时限", "承诺时限7个工作日", "东莞市市场监督管理局："} {
			require.Contains(t, text, part)
		}
		require.Contains(t, o.paperOf(warning.Id, NoticeKindWarningNotice, english), "Electronic supervision warns your unit")
	})
	t.Run("a red card names the rule, the time to answer and the way to appeal", func(t *testing.T) {
		text := o.paperOf(red.Id, NoticeKindRedCard, chinese)
		for _, part := range []string{"红牌通知书", "监红〔", "严重违反规则R-T1", "自发牌之日起5个工作日内", "提出申诉"} {
			require.Contains(t, text, part)
		}
		require.Contains(t, o.paperOf(red.Id, NoticeKindRedCard, english), "a red card is issued")
		require.Equal(t, "%PDF", string(o.get(supervisor, "/cards/"+red.Id+"/documents/red_card").is(200).body[:4]))
	})
	t.Run("who may not see the card prints nothing of it; a kind that never came about is not there", func(t *testing.T) {
		o.get("dg-jyj.handler-01", "/cards/"+red.Id+"/documents/red_card").problem(404, "no_such_card")
		o.get(supervisor, "/cards/"+red.Id+"/documents/supervision_order").problem(404, "nothing_to_print")
		o.get(supervisor, "/cards/"+red.Id+"/documents/receipt").problem(404, "nothing_to_print")
	})
	t.Run("an order and the advice after it carry their own numbers, reasons and limits", func(t *testing.T) {
		answer := CardCommand{Cause: "short_of_staff", Text: "人手不足，已调配"}
		o.onCard(head, red.Id, models.AnswerCard, answer).is(200)
		o.onCard(supervisor, red.Id, models.OrderCard, CardCommand{
			Reason: "没有附整改证明", Document: "东监督〔2027〕1号", Planned: clock.Limit{N: 3, Unit: clock.UnitWorkday},
		}).is(200)
		text := o.paperOf(red.Id, NoticeKindSupervisionOrder, chinese)
		for _, part := range []string{"督办单\n东监督〔2027〕1号", "督办理由：没有附整改证明", "3个工作日内", "监红〔"} {
			require.Contains(t, text, part)
		}
		o.onCard(head, red.Id, models.AnswerCard, answer).is(200)
		o.onCard(supervisor, red.Id, models.SendBackCard, CardCommand{Reason: "仍未整改"}).is(200)
		o.onCard(head, red.Id, models.AnswerCard, answer).is(200)
		o.onCard(supervisor, red.Id, models.AdviseCard, CardCommand{
			Reason: "建议增加审查人员并每周报告", Document: "东监建〔2027〕1号", Planned: clock.Limit{N: 10, Unit: clock.UnitWorkday},
		}).is(200)
		require.Contains(t, o.paperOf(red.Id, NoticeKindSupervisionAdvice, chinese), "建议增加审查人员并每周报告")
		require.Contains(t, o.paperOf(red.Id, NoticeKindSupervisionAdvice, english), "you are advised")
	})
	t.Run("a decision to withdraw tells its ground and takes back what was issued", func(t *testing.T) {
		o.onCard(leader, red.Id, models.WithdrawCard, CardCommand{
			Ground: "force_majeure", Reason: "台风停电三日", Document: "气象证明2027-1",
		}).is(200)
		text := o.paperOf(red.Id, NoticeKindCardWithdrawal, chinese)
		for _, part := range []string{"撤牌决定书", "撤销依据：不可抗力", "理由：台风停电三日"} {
			require.Contains(t, text, part)
		}
		page := o.card(supervisor, red.Id)
		valid := map[NoticeKind]bool{}
		for _, d := range page.Documents {
			valid[d.Kind] = d.Valid
		}
		require.Equal(t, map[NoticeKind]bool{
			"red_card": false, "supervision_order": false, "supervision_advice": false, "card_withdrawal": true,
		}, valid)
	})
	t.Run("whoever holds the paper learns that it is genuine, and reads neither names nor reasons", func(t *testing.T) {
		page := o.card(supervisor, red.Id)
		for _, d := range page.Documents {
			letter := cardBook.Forms[slices.IndexFunc(cardBook.Forms, func(f noticeForm) bool { return f.Kind == d.Kind })].Letter
			code := o.server.documentCode(red.Id, d.Line, letter)
			var issued IssuedDocument
			o.get("", "/public/documents/"+code).is(200).into(&issued)
			require.Equal(t, d.Document, issued.Document)
			require.Equal(t, d.Valid, issued.Valid)
			require.Empty(t, issued.Holder)
			o.get("", "/public/documents/"+code+"/pdf?language=en").is(200)
			o.get("", "/public/documents/"+o.server.documentCode(red.Id, 999, letter)).problem(404, "no_such_document")
		}
		outside := o.paperOf(red.Id, NoticeKindCardWithdrawal, reading{ZhCN, false})
		require.NotContains(t, outside, "台风停电三日")
		require.Contains(t, outside, "不可抗力")
	})
}

// covers S28
func TestAppealIsDecidedInWriting(t *testing.T) {
	o := openOffice(t)
	red := o.signal(o.late(), LevelRed)
	require.Contains(t, o.paperOf(red.Id, NoticeKindRedCard, chinese), "可以自收到之日起5个工作日内提出申诉，由发牌机关负责人或者上一级机关在10个工作日内作出决定。")
	o.onCard(head, red.Id, models.AppealCard, CardCommand{Ground: "excluded_time", Text: "检测时间依法不计入期限"}).is(200)
	o.onCard(leader, red.Id, models.DecideAppeal, CardCommand{Outcome: "downgrade", Reason: "部分时间属实"}).is(200)
	text := o.paperOf(red.Id, NoticeKindAppealDecision, chinese)
	for _, part := range []string{"申诉决定书", "提出申诉", "降低级别，原红牌改按黄牌处理", "理由：部分时间属实"} {
		require.Contains(t, text, part)
	}
	require.Contains(t, o.paperOf(red.Id, NoticeKindAppealDecision, english), "the red card is lowered to a yellow card")
	for _, d := range o.card(supervisor, red.Id).Documents {
		require.NotEqual(t, NoticeKindCardWithdrawal, d.Kind, "a lowered card is not withdrawn")
	}
}

// covers S28
func TestAnAppealThatIsRightWithdrawsInWriting(t *testing.T) {
	o := openOffice(t)
	red := o.signal(o.late(), LevelRed)
	o.onCard(head, red.Id, models.AppealCard, CardCommand{Ground: "excluded_time", Text: "检测时间依法不计入期限"}).is(200)
	o.onCard(leader, red.Id, models.DecideAppeal, CardCommand{
		Outcome: "withdraw", Ground: "excluded_time", Reason: "检测期间应予扣除", Document: "东监诉〔2027〕3号",
	}).is(200)
	text := o.paperOf(red.Id, NoticeKindCardWithdrawal, chinese)
	for _, part := range []string{"撤牌决定书", "撤销依据：", "理由：检测期间应予扣除"} {
		require.Contains(t, text, part)
	}
	numbers := map[NoticeKind]string{}
	for _, d := range o.card(supervisor, red.Id).Documents {
		numbers[d.Kind] = d.Document
	}
	require.Equal(t, "东监诉〔2027〕3号", numbers[NoticeKindAppealDecision])
	require.Contains(t, numbers[NoticeKindCardWithdrawal], "监撤〔", "it has a number of its own")
}

// covers S28
func TestACardPrintsTheTimesToAppealThatItGrants(t *testing.T) {
	card := models.NewCard("c")
	card.Facts.Level = models.Yellow
	card.Terms = models.Terms{Appeal: clock.Limit{N: 7, Unit: clock.UnitDay}, Decision: clock.Limit{N: 3, Unit: clock.UnitWorkday}}
	require.Equal(t, "对本通知有异议的，可以自收到之日起7日内提出申诉，由发牌人员以外的人员在3个工作日内作出决定。", appealIn(card, ZhCN))
	require.Equal(t, "You may appeal within 7 day(s) of receipt; somebody other than the issuer decides within 3 working day(s).", appealIn(card, english.language))
	card.Terms = models.Terms{}
	require.Empty(t, appealIn(card, ZhCN), "a card of the time before there were terms grants nothing")
}

// A number in the record of a card tells its documents apart; letters of cards and cases never meet.
func TestNumbersOfCards(t *testing.T) {
	for _, form := range cardBook.Forms {
		require.False(t, noticeBook.has(form.Letter), form.Kind)
		require.NotEmpty(t, form.Mark, form.Kind)
	}
	o := openOffice(t)
	numbers := map[string]bool{}
	var page CardPage
	o.get(supervisor, "/cards?case="+o.late()).is(200).into(&page)
	for _, row := range page.Rows {
		for _, d := range o.card(supervisor, row.Id).Documents {
			require.False(t, numbers[d.Document], d.Document)
			numbers[d.Document] = true
		}
	}
	require.Greater(t, len(numbers), 2)
}
