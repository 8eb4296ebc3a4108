package api

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
)

func (o *office) caseNotices(as, id string) []CaseNotice {
	o.t.Helper()
	var page Case
	o.get(as, "/cases/"+id).is(200).into(&page)
	return page.Notices
}

// lastNotice is the newest notice of a case, which must be of this kind.
func (o *office) lastNotice(id string, kind NoticeKind) CaseNotice {
	o.t.Helper()
	all := o.caseNotices(head, id)
	require.NotEmpty(o.t, all)
	last := all[len(all)-1]
	require.Equal(o.t, kind, last.Kind)
	require.NotEmpty(o.t, last.Document)
	return last
}

// reads is what stands on a notice, by its line.
func (o *office) reads(id string, line int, r reading) string {
	o.t.Helper()
	f, err := o.server.publicFile(o.t.Context(), id)
	require.NoError(o.t, err)
	for _, n := range f.notices() {
		if n.line.N != line {
			continue
		}
		sheet, err := o.server.noticeSheet(o.t.Context(), f, n, r)
		require.NoError(o.t, err)
		require.Len(o.t, sheet.Signed, 2, "unit and date")
		require.NotContains(o.t, sheet.Signed, "")
		require.NotEmpty(o.t, sheet.Seal)
		require.Contains(o.t, sheet.Code.URL, o.server.codeOf(f, n))
		text := []string{sheet.Title, sheet.Number, sheet.To}
		for _, b := range sheet.Blocks {
			text = append(text, b.Text)
		}
		all := strings.Join(text, "\n")
		require.NotContains(o.t, all, "{")
		o.keep(sheet, string(n.form.Kind)+"-"+string(r.language))
		return all
	}
	require.Failf(o.t, "no notice", "line %d", line)
	return ""
}

// keep writes a document to a folder for a person to look at, if one is named.
func (o *office) keep(sheet paper.Sheet, name string) {
	o.t.Helper()
	folder := os.Getenv("MINGCHA_NOTICES")
	if folder == "" {
		return
	}
	pdf, _, err := o.server.printed(sheet)
	require.NoError(o.t, err)
	text, err := io.ReadAll(pdf)
	require.NoError(o.t, err)
	require.NoError(o.t, os.WriteFile(filepath.Join(folder, name+".pdf"), text, 0o600))
}

var chinese, english = reading{ZhCN, true}, reading{En, true}

func TestDocumentsAreVerified(t *testing.T) {
	o := openOffice(t)
	id, submitted := o.applied()
	seen, _ := o.track(submitted)
	code := seen.Case.Documents[0].Code

	t.Run("a forged code and one of a notice that does not exist look the same", func(t *testing.T) {
		genuine := o.get("", "/public/documents/"+code).is(200)
		require.NotContains(t, string(genuine.body), aPerson)
		last := code[len(code)-1:]
		other := map[bool]string{true: "B", false: "A"}[last == "A"]
		for _, forged := range []string{
			code[:len(code)-1] + other, strings.Replace(code, "_1a_", "_1b_", 1), strings.Replace(code, "_1a_", "_2a_", 1),
			id + "_1aAAAAAAAAAAAAAAAA", id + "_99999999a_AAAAAAAA", "AAAAAAAAAAAAAAAAAAAA",
			o.server.documentCode(id, 1, "l"), o.server.documentCode(id, 7, "a"),
		} {
			o.get("", "/public/documents/"+forged).problem(404, "no_such_document")
			o.get("", "/public/documents/"+forged+"/pdf").problem(404, "no_such_document")
		}
	})
	t.Run("the QR code leads to the page of the hall that verifies", func(t *testing.T) {
		pages, err := os.ReadFile("../ui/src/hall/pages.ts")
		require.NoError(t, err)
		require.Contains(t, string(pages), `[/^\/verify(?:\/([^/]+))?$/, VerifyPage]`)
		require.Equal(t, "https://hall.example/verify/"+code, o.server.qr(code, ZhCN).URL)
	})
	t.Run("K03 fires: declining prints the reason and the remedy; it must not hold when a reopened case has taken it back, and the receipt still does", func(t *testing.T) {
		o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
		o.do(clerk, id, models.Decline, CaseCommand{Step: "accept", Reason: "不属于本机关职权", Remedy: "可在六十日内申请行政复议"}).is(200)
		require.True(t, strings.HasPrefix(string(o.get(clerk, "/cases/"+id+"/notices/decline").is(200).body), "%PDF"))
		text := o.reads(id, o.lastNotice(id, NoticeKindDecline).Line, chinese)
		require.Contains(t, text, "理由：不属于本机关职权\n可在六十日内申请行政复议")
		seen, _ := o.track(submitted)
		o.do(head, id, models.Reopen, CaseCommand{Reason: "经复核应予受理"}).is(200)
		valid := map[NoticeKind]bool{}
		for _, d := range seen.Case.Documents {
			var issued IssuedDocument
			o.get("", "/public/documents/"+d.Code).is(200).into(&issued)
			valid[issued.Kind] = issued.Valid
		}
		require.Equal(t, map[NoticeKind]bool{NoticeKindReceipt: true, NoticeKindDecline: false}, valid)
	})
}

// What happens to a case on its way is told to the applicant in writing: number, date, unit, reason, remedy, QR code.
func TestNoticesOnTheWay(t *testing.T) {
	o := openOffice(t)
	id, submitted := o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
	accepted := o.lastNotice(id, NoticeKindAcceptance)
	atFirst := o.reads(id, accepted.Line, chinese)

	t.Run("an extension tells the applicant why, who approved it and until when (K04)", func(t *testing.T) {
		o.do(head, id, models.Extend, CaseCommand{Extend: 10, Reason: "现场情况复杂", Document: "东市监延〔2026〕3号"}).is(200)
		n := o.lastNotice(id, NoticeKindExtension)
		require.Equal(t, "东市监延〔2026〕3号", n.Document)
		text := o.reads(id, n.Line, chinese)
		for _, part := range []string{"延长办理期限告知书", "文书编号：东市监延〔2026〕3号", "第四十二条", "延长办理期限10个工作日", "理由：现场情况复杂", "2027年1月", "行政复议"} {
			require.Contains(t, text, part)
		}
		require.Contains(t, o.reads(id, n.Line, english), "Reason for the extension: 现场情况复杂")
	})
	t.Run("the beginning of a special procedure tells the time needed, its end the new day (K08)", func(t *testing.T) {
		o.do(supervisor, id, models.StopClock, CaseCommand{
			Reason: "等待检测", Ground: "testing", Planned: clock.Limit{N: 5, Unit: clock.UnitWorkday}, Document: "检〔2026〕1号",
		}).is(200)
		text := o.reads(id, o.lastNotice(id, NoticeKindSpecial).Line, chinese)
		for _, part := range []string{"检〔2026〕1号", "需要进行检测", "第四十五条", "所需时间为5个工作日", "预计至2026年11月30日止", "停止计算", "说明：等待检测"} {
			require.Contains(t, text, part)
		}
		o.later(24 * time.Hour)
		clear(o.cookie)
		o.do(supervisor, id, models.ResumeClock, CaseCommand{Reason: "检测已完成", Ground: "testing"}).is(200)
		text = o.reads(id, o.lastNotice(id, NoticeKindSpecialEnd).Line, chinese)
		for _, part := range []string{"检测已于2026年11月24日结束", "至2026年12月", "检测已完成"} {
			require.Contains(t, text, part)
		}
		require.Contains(t, o.reads(id, o.lastNotice(id, NoticeKindSpecialEnd).Line, english), "testing ended on 24 November 2026")
	})
	t.Run("a correction tells what was put right, in the words of the form", func(t *testing.T) {
		o.do(head, id, models.Correct, CaseCommand{Reason: "笔误", Corrections: map[string]any{"business_area": 88.5}}).is(200)
		text := o.reads(id, o.lastNotice(id, NoticeKindCorrection).Line, chinese)
		require.Contains(t, text, "经营面积：88.5")
		require.Contains(t, text, "更正理由：笔误")
	})
	t.Run("a notice says for ever what it said when it was issued", func(t *testing.T) {
		require.Equal(t, atFirst, o.reads(id, accepted.Line, chinese))
		require.Contains(t, atFirst, "承诺于2026年12月2日前作出决定")
	})
	t.Run("the applicant finds them all, each genuine, in both languages; a stranger reads no name and no reason", func(t *testing.T) {
		seen, bearer := o.track(submitted)
		kinds := each(seen.Case.Documents, func(d PublicDocument) NoticeKind { return d.Kind })
		require.Equal(t, []NoticeKind{"receipt", "acceptance", "extension", "special", "special_end", "correction"}, kinds)
		for _, d := range seen.Case.Documents {
			var issued IssuedDocument
			o.get("", "/public/documents/"+d.Code).is(200).into(&issued)
			require.True(t, issued.Valid)
			require.Equal(t, d.Title, issued.Title)
			require.NotEqual(t, issued.Title, issued.TitleEn)
			for _, language := range []string{"", "?language=en"} {
				pdf := o.send(ask{method: "GET", path: "/public/documents/" + d.Code + "/pdf" + language, header: bearer}).is(200)
				require.True(t, strings.HasPrefix(string(pdf.body), "%PDF"))
			}
		}
		for _, n := range o.caseNotices(head, id) {
			text := o.reads(id, n.Line, reading{ZhCN, false})
			for _, secret := range []string{aPerson, "现场情况复杂", "等待检测", "88.5", "笔误"} {
				require.NotContains(t, text, secret)
			}
		}
	})
	t.Run("two of one kind are two documents", func(t *testing.T) {
		o.do(supervisor, id, models.StopClock, CaseCommand{
			Reason: "专家评审", Ground: "expert_review", Planned: clock.Limit{N: 3, Unit: clock.UnitWorkday}, Document: "审〔2026〕2号",
		}).is(200)
		second := o.lastNotice(id, NoticeKindSpecial)
		require.Contains(t, o.reads(id, second.Line, chinese), "专家评审")
		for _, n := range o.caseNotices(head, id) {
			o.get(head, "/cases/"+id+"/notices/"+string(n.Kind)+"?line="+itoa(n.Line)).is(200)
		}
		o.get(head, "/cases/"+id+"/notices/special?line="+itoa(accepted.Line)).problem(404, "nothing_to_print")
	})
}

func TestNoticesOfSupervision(t *testing.T) {
	o := openOffice(t)
	id, submitted := o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
	propose := func(verb models.Verb, body CaseCommand) int {
		var out Outcome
		o.do(supervisor, id, verb, body).is(200).into(&out)
		return out.Line
	}

	t.Run("an advance is told once the second supervisor has confirmed it, with its reason and remedy", func(t *testing.T) {
		line := propose(models.ForceAdvance, CaseCommand{Step: "review", Reason: "承办人长期不办", Ground: "S27", Remedy: "可以申请行政复议"})
		require.Equal(t, NoticeKindAcceptance, o.lastNotice(id, NoticeKindAcceptance).Kind, "a proposal tells nobody")
		o.do(supervisor2, id, models.Confirm, CaseCommand{Answers: line}).is(200)
		text := o.reads(id, o.lastNotice(id, NoticeKindAdvance).Line, chinese)
		for _, part := range []string{"因“审查”环节滞留", "中共东莞市纪律检查委员会", "承办人长期不办", "可以申请行政复议", "不代替受理决定和行政决定"} {
			require.Contains(t, text, part)
		}
	})
	t.Run("a termination that the second supervisor discards tells nobody", func(t *testing.T) {
		line := propose(models.Terminate, CaseCommand{Reason: "申请人已死亡", Ground: "S27", Remedy: "可以申请行政复议"})
		o.do(supervisor2, id, models.Discard, CaseCommand{Answers: line, Reason: "证据不足"}).is(200)
		o.lastNotice(id, NoticeKindAdvance)
	})
	t.Run("a termination gives the remedy, voids the acceptance and stands on the applicant's page", func(t *testing.T) {
		line := propose(models.Terminate, CaseCommand{Reason: "申请人主体资格灭失", Ground: "S27", Remedy: "自收到之日起六十日内可以申请行政复议"})
		o.do(supervisor2, id, models.Confirm, CaseCommand{Answers: line}).is(200)
		last := o.lastNotice(id, NoticeKindTermination)
		require.True(t, last.Valid)
		text := o.reads(id, last.Line, chinese)
		for _, part := range []string{"终止办理决定书", "申请人主体资格灭失", "自收到之日起六十日内可以申请行政复议"} {
			require.Contains(t, text, part)
		}
		seen, _ := o.track(submitted)
		require.Equal(t, "terminate", seen.Case.Timeline[len(seen.Case.Timeline)-1].Verb)
		valid := map[NoticeKind]bool{}
		for _, d := range seen.Case.Documents {
			valid[d.Kind] = d.Valid
		}
		require.Equal(t, map[NoticeKind]bool{NoticeKindReceipt: true, NoticeKindAcceptance: false, NoticeKindAdvance: false, NoticeKindTermination: true}, valid)
	})
}

func TestNoticesOfAnEnd(t *testing.T) {
	o := openOffice(t)
	t.Run("an application sent back says why", func(t *testing.T) {
		id, _ := o.applied()
		o.do(clerk, id, models.SendBack, CaseCommand{Step: "accept", Reason: "选错事项"}).is(200)
		require.Contains(t, o.reads(id, o.lastNotice(id, NoticeKindReturn).Line, chinese), "理由：选错事项")
	})
	t.Run("a withdrawal is confirmed", func(t *testing.T) {
		id, submitted := o.applied()
		_, bearer := o.track(submitted)
		o.send(ask{method: "POST", path: "/public/tracking/commands/withdraw", body: ApplicantCommand{Reason: "不再经营"}, key: click(), header: bearer}).is(200)
		text := o.reads(id, o.lastNotice(id, NoticeKindWithdrawal).Line, chinese)
		require.Contains(t, text, "撤回申请确认书")
		require.Contains(t, text, "说明：不再经营")
	})
}

func TestNoticeForms(t *testing.T) {
	t.Run("every kind of the contract has its form, every form its words in both languages and its own letter", func(t *testing.T) {
		letters, told := map[string]NoticeKind{}, map[NoticeKind]bool{}
		for _, form := range slices.Concat(noticeBook.Forms, cardBook.Forms, complaintBook.Forms, accountabilityBook.Forms) {
			told[form.Kind] = true
			require.True(t, letters[form.Letter] == "" || letters[form.Letter] == form.Kind, form.Letter)
			letters[form.Letter] = form.Kind
			require.NotEmpty(t, form.On, form.Kind)
			require.NotEmpty(t, form.Title.ZH, form.Kind)
			require.NotEmpty(t, form.Title.EN, form.Kind)
			require.Len(t, form.Text.EN, len(form.Text.ZH), form.Kind)
		}
		spec, err := contract()
		require.NoError(t, err)
		for _, kind := range spec.Components.Schemas["NoticeKind"].Value.Enum {
			require.True(t, told[NoticeKind(kind.(string))], kind)
		}
	})
	t.Run("a paragraph of nothing but an empty fact is left out", func(t *testing.T) {
		facts := map[string]string{"reason": "不属于", "remedy": ""}
		require.Equal(t, "理由：不属于", fillIn("理由：{reason}", facts))
		require.Empty(t, fillIn("{remedy}", facts))
	})
}
