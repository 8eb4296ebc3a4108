package api

import (
	"context"
	"io"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/policies/access"
)

// notices lists the documents (文书) that a complaint has given rise to, oldest first.
func (f *complaintFile) notices() []bookNotice {
	return complaintBook.issued(f.lines, func(l models.Line) []string {
		events := []string{string(l.Verb)}
		if l.Facts.Outcome != "" {
			events = append(events, string(l.Verb)+"/"+l.Facts.Outcome)
		}
		return events
	})
}

// number is the document's own: the one that an official gave it, else that of the complaint with the line.
func (f *complaintFile) number(n bookNotice) string {
	if n.line.Facts.Document != "" {
		return n.line.Facts.Document
	}
	return fillIn(noticeWord("complaint_number", ZhCN), map[string]string{
		"number": f.row.Number, "mark": n.form.Mark, "line": itoa(n.line.N),
	})
}

// shown is a document as a page lists it.
func (f *complaintFile) shown(n bookNotice) CaseNotice {
	return CaseNotice{
		Kind: n.form.Kind, Line: n.line.N, Document: f.number(n), Title: n.form.Title.ZH, TitleEn: n.form.Title.EN,
		Issued: n.line.Acted, Valid: n.valid,
	}
}

// isPublished reports whether everybody may read the document: the answer that stands, if it is published.
func (f *complaintFile) isPublished(n bookNotice) bool {
	return !f.state.Published.IsZero() && f.state.Last().Line == n.line.N
}

// publicDocuments are the documents of a complaint as its complainant sees them.
func (s *Server) publicDocuments(f *complaintFile) []PublicDocument {
	return each(f.notices(), func(n bookNotice) PublicDocument {
		shown := f.shown(n)
		return PublicDocument{
			Code: s.documentCode(f.row.ID, n.line.N, n.form.Letter), Kind: shown.Kind, Document: shown.Document, Title: shown.Title,
			TitleEn: shown.TitleEn, Issued: shown.Issued, Valid: shown.Valid,
		}
	})
}

// PrintComplaintNotice prints a document of a complaint for the office: that of a line, or the last of its kind. Who does
// not handle it reads the complainant's name masked.
func (s *Server) PrintComplaintNotice(ctx context.Context, req PrintComplaintNoticeRequestObject) (PrintComplaintNoticeResponseObject, error) {
	f, err := s.complaint(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	issued, given := lastIssued(f.notices(), req.Kind, req.Params.Line)
	if !given {
		return nil, notFound("nothing_to_print", "the complaint has given rise to no such document")
	}
	if err := s.looked(ctx, "print_notice", f.row.ID, f.row.Path, string(req.Kind)); err != nil {
		return nil, err
	}
	to := f.complainant(s.may(ctx, access.Unmask, complaintObject(f.row))).Name
	pdf, size, err := s.complaintDocument(ctx, f, issued, complaintReading{req.Params.Language, to, f.said[issued.line.N]})
	return PrintComplaintNotice200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// complaintReading is how a complaint's document is read: in which language, addressed to whom ("" nobody), and with which of
// the words that were written.
type complaintReading struct {
	language Language
	to       string
	words    complaintWords
}

// complaintDocument prints one document of a complaint as it was when it was issued.
func (s *Server) complaintDocument(ctx context.Context, f *complaintFile, issued bookNotice, r complaintReading) (io.Reader, int64, error) {
	sheet, err := s.complaintSheet(ctx, f, issued, r)
	if err != nil {
		return nil, 0, err
	}
	return s.printed(sheet)
}

func (s *Server) complaintSheet(ctx context.Context, f *complaintFile, issued bookNotice, r complaintReading) (paper.Sheet, error) {
	n, err := s.naming(ctx)
	if err != nil {
		return paper.Sheet{}, err
	}
	facts, err := s.complaintNoticeFacts(n, f, issued, r)
	if err != nil {
		return paper.Sheet{}, err
	}
	return s.filledSheet(issued.form, facts, facts["unit"], s.documentCode(f.row.ID, issued.line.N, issued.form.Letter), r.language), nil
}

// complaintNoticeFacts are what the texts of a complaint's document are filled with, from the complaint as it stood then.
func (s *Server) complaintNoticeFacts(n *naming, f *complaintFile, issued bookNotice, r complaintReading) (map[string]string, error) {
	then, line, language := models.NewComplaint(f.row.ID), issued.line, r.language
	if err := models.FoldAll(then, f.lines[:line.N]); err != nil {
		return nil, err
	}
	out := map[string]string{
		"to":     orOther(r.to, noticeWord("complainant", language)) + noticeWord("salutation", language),
		"number": f.row.Number, "document": f.number(issued), "about": n.unit(then.Facts.About).in(language), "lodged": dayIn(then.Lodged, language),
		"date": dayIn(line.Acted, language), "unit": n.unit(orOther(line.Actor.Unit, then.Unit)).in(language),
		"handling": limitIn(then.Terms().Handling, language), "window": limitIn(then.Terms().Window, language),
		"due": "", "asked": "", "result": "", "outcome": "",
		"text": r.words.Text, "reason": r.words.Reason, "competent": r.words.Competent,
	}
	if t := then.Timer(models.ComplaintHandlingClock); t != nil {
		timeline, _ := t.Ledger.Timeline()
		out["due"] = lastDayIn(s.Law.Calendar(then.Path).Judge(timeline).DuePromised, language)
	}
	if last := then.Last(); last != nil && last.Line == line.N {
		if last.Result != "" {
			out["result"] = noticeWord("result_"+last.Result, language)
		}
		if last.Outcome != "" {
			out["outcome"] = noticeWord("review_"+last.Outcome, language)
		}
		if last.Asked > 0 {
			out["asked"] = dayIn(f.lines[last.Asked-1].Acted, language)
		}
	}
	return out, nil
}

// placedComplaint finds the complaint and its document at a place.
func (s *Server) placedComplaint(ctx context.Context, p place) (*complaintFile, bookNotice, error) {
	f, err := s.ownedComplaint(ctx, p.subject)
	if err != nil {
		return nil, bookNotice{}, err
	}
	issued, err := issuedAt(f.notices(), p)
	return f, issued, err
}

// verifiedComplaint tells anybody who holds a complaint's document whether it is genuine, without naming anybody.
func (s *Server) verifiedComplaint(ctx context.Context, p place) (IssuedDocument, error) {
	f, issued, err := s.placedComplaint(ctx, p)
	if err != nil {
		return IssuedDocument{}, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return IssuedDocument{}, err
	}
	shown := f.shown(issued)
	return IssuedDocument{
		Kind: shown.Kind, Number: f.row.Number, Document: shown.Document, Title: shown.Title, TitleEn: shown.TitleEn,
		Unit: n.unit(orOther(issued.line.Actor.Unit, f.state.Unit)), Issued: shown.Issued, Valid: shown.Valid,
	}, nil
}

// printPlacedComplaint prints a complaint's document for its complainant; for anybody else who holds its code without what
// was written, unless that is published.
func (s *Server) printPlacedComplaint(ctx context.Context, p place, language Language) (PrintDocumentResponseObject, error) {
	f, issued, err := s.placedComplaint(ctx, p)
	if err != nil {
		return nil, err
	}
	r := complaintReading{language: language}
	own, _ := unsign[string](s.Blinder, "complaint", requestOf(ctx).bearer, s.Now())
	switch {
	case own == f.row.ID:
		r.to, r.words = f.complainant(true).Name, f.said[issued.line.N]
	case f.isPublished(issued):
		r.words.Text = blotted(f.said[issued.line.N].Text)
	}
	pdf, size, err := s.complaintDocument(ctx, f, issued, r)
	return PrintDocument200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}
