package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// Who receives complaints about the bureau, and who reviews what he answers.
const (
	complaintDesk  = "dg-jw.supervisor-01"
	complaintDesk2 = "dg-jw.supervisor-02"
	upperDesk      = "gd-jw.supervisor-01"
)

func plaint() NewComplaint {
	return NewComplaint{
		Unit: bureau, Topic: "delay", Text: "材料交齐一个月没有答复，多次催问无人回应。", Complainant: Complainant{Name: "赵某某", Phone: aPhone, Address: anAddress},
	}
}

func inJSON(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return text
}

// lodged is a complaint that came from the public.
func (o *office) lodged(c NewComplaint) (id string, l LodgedComplaint) {
	o.t.Helper()
	o.send(ask{method: "POST", path: "/public/complaints", body: c, key: click()}).is(201).into(&l)
	require.Empty(o.t, l.Id, "the public does not learn it")
	page, err := o.store.Complaints(o.t.Context(), models.ComplaintFilter{Scope: []models.PathRange{models.Within("")}, Number: l.Number})
	require.NoError(o.t, err)
	require.Len(o.t, page.Complaints, 1)
	return page.Complaints[0].ID, l
}

func (o *office) onComplaint(as, id string, verb models.Verb, body ComplaintCommand) reply {
	return o.post(as, "/complaints/"+id+"/commands/"+string(verb), body)
}

func (o *office) complaintOf(as, id string) (c Complaint) {
	o.t.Helper()
	o.get(as, "/complaints/"+id).is(200).into(&c)
	return c
}

// trackComplaint opens it as its complainant would.
func (o *office) trackComplaint(l LodgedComplaint) (ComplaintTracking, map[string]string) {
	o.t.Helper()
	var seen ComplaintTracking
	o.send(ask{method: "POST", path: "/public/complaints/tracking", body: TrackingRequest{Number: l.Number, Code: l.QueryCode}}).is(200).into(&seen)
	return seen, map[string]string{"Authorization": "Bearer " + seen.Token}
}

func (o *office) answeredComplaint(c NewComplaint) (string, LodgedComplaint) {
	o.t.Helper()
	id, l := o.lodged(c)
	o.onComplaint(complaintDesk, id, models.AcceptComplaint, ComplaintCommand{}).is(200)
	o.onComplaint(complaintDesk, id, models.HandleSelf, ComplaintCommand{}).is(200)
	o.onComplaint(complaintDesk, id, models.AnswerComplaint, ComplaintCommand{Result: "founded", Text: "经查，反映情况属实，已责令改正。"}).is(200)
	return id, l
}

// covers S26, S86
func TestLodgingAComplaint(t *testing.T) {
	o := openOffice(t)

	t.Run("a complaint that is not whole is refused with every fault, and nothing is kept", func(t *testing.T) {
		before := o.engine.count()
		anonymous := plaint()
		anonymous.Anonymous = true
		o.post("", "/public/complaints", anonymous).problem(422, "faulty_fields")
		nameless := plaint()
		nameless.Complainant, nameless.Unit = Complainant{}, "nowhere"
		p := o.post("", "/public/complaints", nameless).problem(422, "faulty_fields")
		require.Len(t, p.Faults, 2)
		require.Equal(t, before, o.engine.count())
	})
	t.Run("without a name nothing of its complainant is on record, and the code still leads to it", func(t *testing.T) {
		c := plaint()
		c.Anonymous, c.Complainant = true, Complainant{}
		id, l := o.lodged(c)
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.Empty(t, lines[0].Facts.Complaint.Complainant)
		require.Empty(t, lines[0].Actor.Person)
		require.Equal(t, ComplainantAnonymous, o.complaintOf(complaintDesk, id).Complainant.Shown)
		seen, _ := o.trackComplaint(l)
		require.Equal(t, c.Text, seen.Complaint.Text)
	})
	t.Run("who complains by name stands encrypted in the database and is plain to the desk alone, with a trace", func(t *testing.T) {
		id, _ := o.lodged(plaint())
		lines, err := o.store.Lines(t.Context(), id, 1)
		require.NoError(t, err)
		require.NotContains(t, string(inJSON(t, lines)), "赵某某")
		require.Equal(t, "赵某某", o.complaintOf(complaintDesk, id).Complainant.Name)
		require.NotEmpty(t, o.audited("unmask_complaint"))
		leader := o.complaintOf("dg.leader-01", id).Complainant
		require.Equal(t, []string{string(ComplainantMasked), "赵*"}, []string{string(leader.Shown), leader.Name})
		o.get(clerk, "/complaints/"+id).problem(404, "no_such_complaint")
		o.get(head, "/complaints/"+id).problem(404, "no_such_complaint")
	})
	t.Run("the same click is one complaint", func(t *testing.T) {
		var first, second LodgedComplaint
		a := ask{method: "POST", path: "/public/complaints", body: plaint(), key: click()}
		o.send(a).is(201).into(&first)
		o.send(a).is(201).into(&second)
		require.Equal(t, []string{first.Number, first.QueryCode}, []string{second.Number, second.QueryCode})
	})
	t.Run("a wrong code and an unknown number look the same, and a case's token opens no complaint", func(t *testing.T) {
		_, l := o.lodged(plaint())
		for _, r := range []TrackingRequest{{Number: l.Number, Code: "AAAAAAAAAA"}, {Number: "TS0", Code: l.QueryCode}} {
			o.send(ask{method: "POST", path: "/public/complaints/tracking", body: r}).problem(404, "tracking_failed")
		}
		_, bearer := o.track(second(o.applied()))
		o.send(ask{method: http.MethodGet, path: "/public/complaints/tracking", header: bearer}).problem(401, "tracking_ended")
	})
	t.Run("a window takes one in for who comes, and learns its number; a handler does not", func(t *testing.T) {
		c := plaint()
		taken := TakenComplaint{Unit: c.Unit, Topic: c.Topic, Text: c.Text, Complainant: c.Complainant, Source: "hotline"}
		var l LodgedComplaint
		o.post(clerk, "/complaints", taken).is(201).into(&l)
		require.Equal(t, ComplaintSource("hotline"), o.complaintOf(complaintDesk, l.Id).Row.Source)
		o.post(handler, "/complaints", taken).is(403)
	})
}

// covers S26, S86
func TestWhoIsComplainedOfHasNoHandInIt(t *testing.T) {
	o := openOffice(t)
	caseID := o.accepted()
	row, err := o.store.Case(t.Context(), caseID)
	require.NoError(t, err)
	c := plaint()
	c.Number, c.Role = row.Number, "department_head"
	id, _ := o.lodged(c)
	o.onComplaint(complaintDesk, id, models.AcceptComplaint, ComplaintCommand{}).is(200)
	o.onComplaint(complaintDesk, id, models.AssignComplaint, ComplaintCommand{Unit: bureau, Reason: "请核查"}).is(200)
	require.Equal(t, caseID, o.complaintOf(complaintDesk, id).Row.Case, "who assigned it still sees it")

	named := plaint()
	named.Role = "department_head"
	about, _ := o.lodged(named)
	o.onComplaint(complaintDesk, about, models.AcceptComplaint, ComplaintCommand{}).is(200)
	o.onComplaint(complaintDesk, about, models.AssignComplaint, ComplaintCommand{Unit: bureau, Reason: "请核查"}).is(200)
	o.get(head, "/complaints/"+about).problem(404, "no_such_complaint")
	o.onComplaint(head, about, models.HandleSelf, ComplaintCommand{}).problem(404, "no_such_complaint")
	var page ComplaintPage
	o.get(head, "/complaints").is(200).into(&page)
	require.Equal(t, []string{id}, each(page.Rows, func(r ComplaintRow) string { return r.Id }), "the head sees the other one")
	o.onComplaint(head, id, models.HandleSelf, ComplaintCommand{To: handler}).is(200)
	o.onComplaint(handler, id, models.AnswerComplaint, ComplaintCommand{Result: "unfounded", Text: "经查，办件在承诺时限内。"}).is(200)
}

// covers S26, S86
func TestAComplaintThroughAllInstances(t *testing.T) {
	o := openOffice(t)
	id, l := o.answeredComplaint(plaint())

	t.Run("the complainant reads the answer without the names of officials, rates it and asks for a review", func(t *testing.T) {
		seen, bearer := o.trackComplaint(l)
		require.Equal(t, "经查，反映情况属实，已责令改正。", seen.Complaint.Answers[0].Text)
		require.NotContains(t, string(inJSON(t, seen)), complaintDesk)
		require.Equal(t, []models.Verb{models.RateAnswer, models.AskReview}, seen.Complaint.Can)
		say := func(verb models.Verb, body ComplainantCommand) reply {
			return o.send(ask{method: "POST", path: "/public/complaints/tracking/commands/" + string(verb), body: body, key: click(), header: bearer})
		}
		say(models.AskReview, ComplainantCommand{}).is(422)
		say(models.AskReReview, ComplainantCommand{Reason: "不服"}).problem(409, "other_instance")
		say(models.RateAnswer, ComplainantCommand{Satisfaction: "dissatisfied", Text: "没有说明原因"}).is(200)
		say(models.AskReview, ComplainantCommand{Reason: "未说明延误原因"}).is(200)
		o.send(ask{method: http.MethodGet, path: "/public/complaints/tracking", header: bearer}).is(200).into(&seen)
		require.Equal(t, models.ComplaintReviewing, seen.Complaint.Status)
	})
	t.Run("the organ above decides the review, not who answered", func(t *testing.T) {
		require.Equal(t, "gd-jw", o.complaintOf(upperDesk, id).Row.Unit.Id)
		o.onComplaint(complaintDesk, id, models.DecideReview, ComplaintCommand{Outcome: "uphold", Text: "维持"}).is(403)
		o.onComplaint(upperDesk, id, models.DecideReview, ComplaintCommand{Outcome: "uphold", Text: "原答复事实清楚，予以维持。"}).is(200)
		c := o.complaintOf(upperDesk, id)
		require.Len(t, c.Answers, 2)
		require.Equal(t, "未说明延误原因", c.Answers[1].Reason)
		require.Equal(t, ComplaintResult("founded"), c.Row.Result)
	})
	t.Run("every verb is offered, or greyed with a sentence", func(t *testing.T) {
		for _, offer := range o.complaintOf(upperDesk, id).Offers {
			require.NotEqual(t, offer.Allowed, offer.Sentence != "", offer.Verb)
		}
	})
	t.Run("what is not asked any more is closed after the time for it", func(t *testing.T) {
		o.onComplaint(upperDesk, id, models.CloseComplaint, ComplaintCommand{}).problem(409, "review_possible")
		o.later(40 * 24 * time.Hour)
		o.cookie = map[string]string{}
		_, err := o.engine.Do(t.Context(), models.ComplaintKind, models.Command{
			ID: "look", Subject: id, Verb: models.Recalendar, Actor: models.System(), Acted: o.clock(),
		})
		require.NoError(t, err)
		require.Equal(t, models.ComplaintClosed, o.complaintOf(upperDesk, id).Row.Status)
	})
}

// covers S86
func TestComplaintQueues(t *testing.T) {
	o := openOffice(t)
	id, _ := o.lodged(plaint())
	handled, _ := o.lodged(plaint())
	o.onComplaint(complaintDesk, handled, models.AcceptComplaint, ComplaintCommand{}).is(200)
	o.onComplaint(complaintDesk, handled, models.TransferComplaint, ComplaintCommand{Unit: bureau, Reason: "属该局职责"}).is(200)

	list := func(as, query string) (ids []string) {
		var page ComplaintPage
		o.get(as, "/complaints"+query).is(200).into(&page)
		return each(page.Rows, func(r ComplaintRow) string { return r.Id })
	}
	count := func(as string) (q ComplaintQueues) {
		o.get(as, "/complaints/queues").is(200).into(&q)
		return q
	}
	require.Equal(t, []string{id}, list(complaintDesk, "?queue=acceptance"))
	require.Empty(t, list(complaintDesk, "?queue=handling"))
	require.Equal(t, []string{handled}, list(head, "?queue=handling"))
	require.Equal(t, ComplaintQueues{Acceptance: 1}, count(complaintDesk))
	require.Equal(t, ComplaintQueues{Handling: 1}, count(head))
	for query, n := range map[string]int{
		"?status=lodged": 1, "?source=hotline": 0, "?about=" + bureau: 2, "?unit=" + bureau: 1, "?case=none": 0, "?mine=true": 0, "?path=/43/": 0, "?open=true": 2,
	} {
		require.Len(t, list(complaintDesk, query), n, query)
	}
	require.Empty(t, list(clerk, ""))

	t.Run("a wrong unit gives it back, and it waits for who sent it", func(t *testing.T) {
		require.NotZero(t, o.complaintOf(head, handled).ReturnUntil)
		o.onComplaint(head, handled, models.ReturnComplaint, ComplaintCommand{Reason: "不属我局职责"}).is(200)
		require.Equal(t, []string{handled}, list(complaintDesk, "?queue=handling"))
	})
	t.Run("what is late in the units that are supervised is watched (S86)", func(t *testing.T) {
		o.onComplaint(complaintDesk, handled, models.TransferComplaint, ComplaintCommand{Unit: bureau, Reason: "已核实属该局"}).is(200)
		o.later(60 * 24 * time.Hour)
		o.cookie = map[string]string{}
		require.Equal(t, []string{handled}, list(complaintDesk, "?queue=watched"))
		require.Equal(t, []string{id}, list(complaintDesk, "?queue=overdue"))
		require.Equal(t, []string{handled}, list(head, "?queue=overdue"))
	})
	t.Run("units and people that cannot take it up are refused", func(t *testing.T) {
		o.onComplaint(complaintDesk, id, models.TransferComplaint, ComplaintCommand{Unit: "nowhere", Reason: "转办"}).is(422)
		o.onComplaint(complaintDesk, id, models.HandDown, ComplaintCommand{Unit: bureau, Reason: "下转"}).is(422)
		o.onComplaint(complaintDesk, id, models.AcceptComplaint, ComplaintCommand{Result: "founded"}).is(422)
	})
}

// withProof is a complaint without a name that came with a file of its own.
func (o *office) withProof(content string) (id, address string) {
	o.t.Helper()
	c := plaint()
	c.Anonymous, c.Complainant = true, Complainant{}
	var receipt FileReceipt
	o.send(ask{method: "POST", path: "/public/files", body: aPDF(content)}).is(201).into(&receipt)
	c.Files = []Receipt{receipt.Receipt}
	id, _ = o.lodged(c)
	return id, receipt.Address
}

// covers S86
func TestFilesOfAComplaint(t *testing.T) {
	o := openOffice(t)
	id, address := o.withProof("窗口无人的照片")
	file := func(as, id, address string) reply { return o.get(as, "/complaints/"+id+"/files/"+address) }

	t.Run("what was not uploaded here, or is too much, is refused and nothing is kept", func(t *testing.T) {
		before, c := o.engine.count(), plaint()
		c.Files = []Receipt{"forged-receipt-that-is-long-enough.AAAAAAAAAAAAAAAAAAAAAA"}
		p := o.post("", "/public/complaints", c).problem(422, "faulty_fields")
		require.Len(t, p.Faults, 1)
		require.Equal(t, []string{"/files/0", "bad_receipt"}, []string{p.Faults[0].Field, p.Faults[0].Rule})
		c.Files = slices.Repeat(c.Files, 21)
		o.post("", "/public/complaints", c).problem(422, "faulty_fields")
		require.Equal(t, before, o.engine.count())
	})
	t.Run("who handles it opens what somebody without a name sent, with a trace", func(t *testing.T) {
		files := o.complaintOf(complaintDesk, id).Files
		require.Equal(t, []string{address, "材料.pdf"}, []string{files[0].Address, files[0].Name})
		file(complaintDesk, id, address).is(200)
		require.NotEmpty(t, o.audited("read_file"))
		file(complaintDesk, id, strings.Repeat("0", 64)).problem(404, "no_such_file")
	})
	t.Run("who only reads the complaint sees that there is a file, neither its name nor its content", func(t *testing.T) {
		files := o.complaintOf("dg.leader-01", id).Files
		require.Len(t, files, 1)
		require.Empty(t, files[0].Name)
		file("dg.leader-01", id, address).problem(403, "not_allowed")
	})
	t.Run("the unit complained of, a window and the public open nothing, nor does another complaint or case lead to it", func(t *testing.T) {
		file(head, id, address).problem(404, "no_such_complaint")
		file(clerk, id, address).problem(404, "no_such_complaint")
		file("", id, address).is(401)
		other, _ := o.withProof("另一张照片")
		file(complaintDesk, other, address).problem(404, "no_such_file")
		o.get(clerk, "/cases/"+o.accepted()+"/files/"+address).problem(404, "no_such_file")
	})
	t.Run("once it is handed to the unit, the unit opens it and the supervision organ no longer does", func(t *testing.T) {
		o.onComplaint(complaintDesk, id, models.AcceptComplaint, ComplaintCommand{}).is(200)
		o.onComplaint(complaintDesk, id, models.TransferComplaint, ComplaintCommand{Unit: bureau, Reason: "属该局职责"}).is(200)
		file(head, id, address).is(200)
		file(complaintDesk, id, address).problem(403, "not_allowed")
	})
	t.Run("who handles it adds files, who reads it does not", func(t *testing.T) {
		o.send(ask{as: head, method: "POST", path: "/complaints/" + id + "/files", body: aPDF("照片")}).is(201)
		o.send(ask{as: "dg.leader-01", method: "POST", path: "/complaints/" + id + "/files", body: aPDF("照片")}).is(403)
	})
}

// covers S26, S28 (R-T7)
func TestACardOnAComplaintIsReadAndAnswered(t *testing.T) {
	o := openOffice(t)
	id, _ := o.lodged(plaint())
	o.onComplaint(complaintDesk, id, models.AcceptComplaint, ComplaintCommand{}).is(200)
	o.onComplaint(complaintDesk, id, models.TransferComplaint, ComplaintCommand{Unit: bureau, Reason: "属该局职责"}).is(200)
	o.later(40 * 24 * time.Hour)
	o.cookie = map[string]string{}
	_, err := o.engine.Do(t.Context(), models.ComplaintKind, models.Command{
		ID: "look", Subject: id, Verb: models.Recalendar, Actor: models.System(), Acted: o.clock(),
	})
	require.NoError(t, err)
	c := o.complaintOf(head, id)
	require.Equal(t, LevelRed, c.Row.Level)
	require.NotEmpty(t, c.Signals)
	for _, signal := range c.Signals {
		require.Equal(t, CardRowOnComplaint, signal.On)
		require.Equal(t, c.Row.Number, signal.Number)
		if signal.Level == LevelWarning {
			continue
		}
		var card Card
		o.get(head, "/cards/"+signal.Id).is(200).into(&card)
		require.Equal(t, "R-T7", card.Row.Rule)
	}
}
