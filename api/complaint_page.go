package api

import (
	"context"
	"encoding/json"
	"slices"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// complaintFile is a complaint as its record gives it.
type complaintFile struct {
	row   models.ComplaintRow
	state *models.Complaint
	lines []models.Line
	said  map[int]complaintWords
	first complaintBody
}

// complaint reads a complaint that the person may see. Who is complained of does not see it.
func (s *Server) complaint(ctx context.Context, id string) (*complaintFile, error) {
	row, err := s.Complaints.Complaint(ctx, id)
	if err != nil {
		return nil, err
	}
	f, err := s.complaintFile(ctx, row)
	if err != nil {
		return nil, err
	}
	may := s.may(ctx, access.Read, complaintObject(row)) || s.may(ctx, access.Read, s.answeredFor(row))
	if !may || f.state.IsAccused(me(ctx).id) {
		s.denied(ctx, "read_complaint", id, row.Path, "not_yours")
		return nil, notFound("no_such_complaint", "there is no such complaint")
	}
	return f, nil
}

func (s *Server) complaintFile(ctx context.Context, row models.ComplaintRow) (*complaintFile, error) {
	f := &complaintFile{row: row, state: models.NewComplaint(row.ID), said: map[int]complaintWords{}}
	var err error
	if f.lines, err = s.Record.Lines(ctx, row.ID, 1); err != nil {
		return nil, err
	}
	if err := models.FoldAll(f.state, f.lines); err != nil {
		return nil, err
	}
	bodies, err := s.Record.Bodies(ctx, row.ID)
	if err != nil {
		return nil, err
	}
	for n, body := range bodies {
		if len(body.Content) == 0 {
			continue
		}
		var words complaintWords
		if json.Unmarshal(body.Content, &words) == nil {
			f.said[n] = words
		}
	}
	if first, there := bodies[1]; there && len(first.Content) > 0 {
		err = json.Unmarshal(first.Content, &f.first)
	}
	return f, err
}

// ReadComplaint gives a complaint. Who handles it reads the complainant's name in plain; that is audited.
func (s *Server) ReadComplaint(ctx context.Context, req ReadComplaintRequestObject) (ReadComplaintResponseObject, error) {
	f, err := s.complaint(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	people := append(slices.Clone(f.state.Accused), f.row.Holder)
	for _, l := range f.lines {
		people = append(people, l.Actor.Account, l.Actor.For, l.Facts.To)
	}
	mine := s.ownComplaint(ctx, f)
	var handlers []string
	if mine {
		handlers = slices.DeleteFunc(peopleOf(s.Gate.Snapshot(), f.state.Unit, s.Now()), f.state.IsAccused)
	}
	n, err := s.naming(ctx, append(people, handlers...)...)
	if err != nil {
		return nil, err
	}
	out := Complaint{
		Row: s.complaintRow(n, f.row), N: f.state.N, Text: f.first.Text, Role: f.state.Facts.Role, Accused: each(f.state.Accused, n.person),
		Complainant: f.complainant(s.may(ctx, access.Unmask, complaintObject(f.row))), Clocks: s.complaintClocks(n, f.state),
		Hands: f.hands(n), Answers: f.answers(n), Documents: each(f.notices(), f.shown), Published: f.state.Published, Calls: f.calls(n), Rating: f.rating(n), Declined: f.refusal(),
		Leads: append([]string{}, f.state.Leads...), Lines: f.record(n), Offers: s.complaintOffers(ctx, f), Units: []UnitName{},
		Superior: n.unit(s.superior(f.state, models.SubmitUp)), People: each(handlers, n.person),
	}
	if t := f.state.Timer(models.ComplaintReturnClock); t != nil && f.state.Returnable() != nil {
		line, _ := t.Ledger.Timeline()
		out.ReturnUntil = s.Law.Calendar(f.state.Path).Judge(line).DuePromised
	}
	if mine {
		out.Units = each(s.complaintUnits(f.state, models.TransferComplaint), func(u directory.Unit) UnitName { return n.unit(u.ID) })
	}
	if err := s.attached(ctx, n, f, &out); err != nil {
		return nil, err
	}
	if out.Complainant.Shown == ComplainantPlain {
		err = s.looked(ctx, "unmask_complaint", f.row.ID, f.row.Path, "")
	}
	return ReadComplaint200JSONResponse(out), err
}

// attached adds the files of a complaint, with their names to who may open them, and the signals on it.
func (s *Server) attached(ctx context.Context, n *naming, f *complaintFile, out *Complaint) error {
	files, err := s.Attachments.AttachmentsOf(ctx, f.row.ID)
	if err != nil {
		return err
	}
	opens := s.opensFiles(ctx, f)
	out.Files = each(files, func(a models.AttachmentRow) File {
		file := File{Address: a.Address, Type: a.Type, Size: int(a.Size)}
		if opens {
			file.Name = string(a.Name)
		}
		return file
	})
	signals, err := s.Cards.CardsOf(ctx, f.row.ID)
	out.Signals = each(signals, n.cardRow)
	return err
}

// ownComplaint reports whether the complaint waits for the person's unit.
func (s *Server) ownComplaint(ctx context.Context, f *complaintFile) bool {
	return s.may(ctx, access.HandleSelf, complaintObject(f.row))
}

func (f *complaintFile) complainant(plain bool) ShownComplainant {
	c := f.first.Complainant
	switch {
	case !f.state.Facts.Named || c == nil:
		return ShownComplainant{Shown: ComplainantAnonymous}
	case plain:
		return ShownComplainant{Shown: ComplainantPlain, Name: c.Name, Phone: c.Phone, Identity: c.Identity, Address: c.Address}
	default:
		return ShownComplainant{Shown: ComplainantMasked, Name: maskName(c.Name), Phone: maskPhone(c.Phone)}
	}
}

func (s *Server) complaintClocks(n *naming, c *models.Complaint) []Clock {
	return each(c.Clocks(), func(l models.LegalClock) Clock {
		ledger := c.LedgerOf(l.Name)
		if ledger == nil {
			ledger = &clock.Ledger{}
		}
		return n.clock(l, ledger, c.Marks, s.Law.Calendar(c.Path), s.Now())
	})
}

func (f *complaintFile) hands(n *naming) []ComplaintHand {
	return each(f.state.Hands, func(h models.ComplaintHand) ComplaintHand {
		return ComplaintHand{
			Line: h.Line, Verb: string(h.Verb), At: h.At, From: n.unit(h.From), To: n.unit(h.To), By: n.person(h.By), Reason: f.said[h.Line].Reason,
		}
	})
}

func (f *complaintFile) answers(n *naming) []ComplaintAnswer {
	return each(f.state.Answers, func(a models.ComplaintAnswer) ComplaintAnswer {
		out := ComplaintAnswer{
			Line: a.Line, At: a.At, Instance: a.Instance, Unit: n.unit(a.Unit), By: n.person(a.By), Result: ComplaintResult(a.Result),
			Outcome: ComplaintAnswerOutcome(a.Outcome), Text: f.said[a.Line].Text, Document: f.lines[a.Line-1].Facts.Document,
		}
		if a.Asked > 0 {
			out.Asked, out.Reason = f.lines[a.Asked-1].Acted, f.said[a.Asked].Reason
		}
		return out
	})
}

func (f *complaintFile) calls(n *naming) []ComplaintCall {
	out := []ComplaintCall{}
	for _, l := range f.lines {
		if l.Verb == models.CallBack {
			out = append(out, f.call(n, l))
		}
	}
	return out
}

func (f *complaintFile) call(n *naming, l models.Line) ComplaintCall {
	out := ComplaintCall{Line: l.N, At: l.Acted, By: n.person(l.Actor.Account), Text: f.said[l.N].Text}
	if c := l.Facts.Complaint; c != nil {
		out.Satisfaction = Satisfaction(c.Satisfaction)
	}
	return out
}

// rating is what the complainant thinks of the last answer, the zero value before.
func (f *complaintFile) rating(n *naming) ComplaintCall {
	if f.state.Rated == 0 {
		return ComplaintCall{}
	}
	return f.call(n, f.lines[f.state.Rated-1])
}

// refusal says why the complaint was not taken up and whose matter it is, the zero value if it was.
func (f *complaintFile) refusal() ComplaintRefusal {
	for _, l := range f.lines {
		if l.Verb == models.DeclineComplaint || l.Verb == models.RouteComplaint {
			words := f.said[l.N]
			return ComplaintRefusal{At: l.Acted, Routed: l.Verb == models.RouteComplaint, Reason: words.Reason, Competent: words.Competent}
		}
	}
	return ComplaintRefusal{}
}

func (f *complaintFile) record(n *naming) []Line {
	return each(f.lines, func(l models.Line) Line {
		line := n.bareLine(l)
		line.Body = LineBodyNone
		if words, there := f.said[l.N]; there && l.N > 1 {
			line.Body, line.Text = LineBodyShown, LineText{Reason: words.Reason, Note: words.Note, Text: words.Text}
		}
		return line
	})
}
