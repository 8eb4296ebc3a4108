package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S26, S86 (C02, C04)
func TestDocumentsOfAComplaint(t *testing.T) {
	o := openOffice(t)
	id, l := o.answeredComplaint(plaint())
	seen, bearer := o.trackComplaint(l)
	kinds := each(seen.Complaint.Documents, func(d PublicDocument) NoticeKind { return d.Kind })
	require.Equal(t, []NoticeKind{NoticeKindComplaintAcceptance, NoticeKindComplaintAnswer}, kinds)
	answer := seen.Complaint.Documents[1]
	read := func(r complaintReading, kind NoticeKind) string {
		f, err := o.server.ownedComplaint(t.Context(), id)
		require.NoError(t, err)
		issued, given := lastIssued(f.notices(), kind, 0)
		require.True(t, given)
		sheet, err := o.server.complaintSheet(t.Context(), f, issued, r)
		require.NoError(t, err)
		require.NotContains(t, sheet.Signed, "")
		text := []string{sheet.Title, sheet.Number, sheet.To}
		for _, b := range sheet.Blocks {
			require.NotContains(t, b.Text, "{")
			text = append(text, b.Text)
		}
		return strings.Join(text, "\n")
	}

	t.Run("whoever holds the paper learns that it is genuine, and nothing of what was written", func(t *testing.T) {
		var told IssuedDocument
		o.get("", "/public/documents/"+answer.Code).is(200).into(&told)
		require.True(t, told.Valid)
		require.Equal(t, l.Number, told.Number)
		require.Empty(t, told.Holder)
		o.get("", "/public/documents/"+answer.Code+"/pdf").is(200)
		text := read(complaintReading{language: ZhCN}, NoticeKindComplaintAnswer)
		require.Contains(t, text, "投诉办理答复书")
		require.NotContains(t, text, "赵某某")
		require.NotContains(t, text, "责令改正")
		o.get("", "/public/documents/"+answer.Code[:len(answer.Code)-2]+"AA").problem(404, "no_such_document")
	})
	t.Run("its complainant reads the whole of it, in both languages", func(t *testing.T) {
		o.send(ask{method: http.MethodGet, path: "/public/documents/" + answer.Code + "/pdf", header: bearer}).is(200)
		f, err := o.server.ownedComplaint(t.Context(), id)
		require.NoError(t, err)
		whole := complaintReading{language: ZhCN, to: "赵某某", words: f.said[f.state.Last().Line]}
		text := read(whole, NoticeKindComplaintAnswer)
		require.Contains(t, text, "经查，反映情况属实，已责令改正。")
		require.Contains(t, text, "调查结论：属实")
		require.Contains(t, text, "赵某某")
		whole.language = En
		require.Contains(t, read(whole, NoticeKindComplaintAnswer), "Finding: founded")
	})
	t.Run("the desk prints it with a trace; who does not see the complaint does not", func(t *testing.T) {
		path := "/complaints/" + id + "/documents/complaint_answer"
		o.get(complaintDesk, path).is(200)
		require.NotEmpty(t, o.audited("print_notice"))
		o.get(clerk, path).problem(404, "no_such_complaint")
		o.get(complaintDesk, "/complaints/"+id+"/documents/complaint_review").problem(404, "nothing_to_print")
	})
	t.Run("a review that changes the answer takes its document back", func(t *testing.T) {
		say := ask{
			method: "POST", path: "/public/complaints/tracking/commands/ask_review", body: ComplainantCommand{Reason: "未说明原因"}, key: click(), header: bearer,
		}
		o.send(say).is(200)
		o.onComplaint(upperDesk, id, models.DecideReview, ComplaintCommand{Outcome: "change", Result: "partly", Text: "部分属实。"}).is(200)
		valid := map[NoticeKind]bool{}
		for _, d := range o.complaintOf(upperDesk, id).Documents {
			valid[d.Kind] = d.Valid
		}
		require.Equal(t, map[NoticeKind]bool{
			NoticeKindComplaintAcceptance: true, NoticeKindComplaintAnswer: false, NoticeKindComplaintReview: true,
		}, valid)
		require.Contains(t, read(complaintReading{language: ZhCN}, NoticeKindComplaintReview), "变更原答复")
	})
	t.Run("a refusal says whose matter it is", func(t *testing.T) {
		other, _ := o.lodged(plaint())
		o.onComplaint(complaintDesk, other, models.DeclineComplaint, ComplaintCommand{Reason: "不属行政效能问题", Competent: "人民调解委员会"}).is(200)
		o.get(complaintDesk, "/complaints/"+other+"/documents/complaint_refusal?language=en").is(200)
	})
}

// covers S86
func TestAnswersThatCouldBeSentToNobodyArePublished(t *testing.T) {
	o := openOffice(t)
	c := plaint()
	c.Anonymous, c.Complainant = true, Complainant{}
	id, l := o.lodged(c)
	for _, step := range []struct {
		verb models.Verb
		body ComplaintCommand
	}{
		{models.AcceptComplaint, ComplaintCommand{}}, {models.HandleSelf, ComplaintCommand{}},
		{models.RecordInquiry, ComplaintCommand{Text: "调阅了窗口监控。"}},
		{models.AnswerComplaint, ComplaintCommand{Result: "founded", Text: "经查属实，当事人电话 13900001111 已道歉。"}},
	} {
		o.onComplaint(complaintDesk, id, step.verb, step.body).is(200)
	}
	answers := func() (page PublishedAnswerPage) {
		o.get("", "/public/complaints?unit="+bureau).is(200).into(&page)
		return page
	}
	require.Empty(t, answers().Rows, "only what the unit marks")
	o.onComplaint(complaintDesk, id, models.PublishAnswer, ComplaintCommand{}).is(200)
	require.NotZero(t, o.complaintOf(complaintDesk, id).Published)

	t.Run("everybody reads the answer, without what was complained of and without numbers that could be somebody's", func(t *testing.T) {
		rows := answers().Rows
		require.Len(t, rows, 1)
		require.Equal(t, l.Number, rows[0].Number)
		require.Contains(t, rows[0].Text, "经查属实")
		require.NotContains(t, rows[0].Text, "13900001111")
		require.NotContains(t, string(inJSON(t, rows)), "一个月没有答复")
		require.NotContains(t, string(inJSON(t, rows)), "调阅了窗口监控")
		o.get("", "/public/documents/"+rows[0].Code+"/pdf").is(200)
	})
	t.Run("it is taken down with a reason", func(t *testing.T) {
		o.onComplaint(complaintDesk, id, models.RetractAnswer, ComplaintCommand{}).is(422)
		o.onComplaint(complaintDesk, id, models.RetractAnswer, ComplaintCommand{Reason: "含个人信息，重新编辑"}).is(200)
		require.Empty(t, answers().Rows)
	})
	t.Run("one that was sent by name is not published", func(t *testing.T) {
		named, _ := o.answeredComplaint(plaint())
		o.onComplaint(complaintDesk, named, models.PublishAnswer, ComplaintCommand{}).problem(409, "answered_by_name")
	})
}
