package api

import (
	"context"
	"io"

	"mingcha/api/paper"
	"mingcha/models"
)

// PrintCardNotice prints a document of a card for the office: that of a line, or the last of its kind.
func (s *Server) PrintCardNotice(ctx context.Context, req PrintCardNoticeRequestObject) (PrintCardNoticeResponseObject, error) {
	row, _, _, err := s.card(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	f, err := s.cardFile(ctx, row)
	if err != nil {
		return nil, err
	}
	issued, given := lastIssued(f.notices(), req.Kind, req.Params.Line)
	if !given {
		return nil, notFound("nothing_to_print", "the card has given rise to no such document")
	}
	if err := s.looked(ctx, "print_notice", row.ID, row.Path, string(req.Kind)); err != nil {
		return nil, err
	}
	pdf, size, err := s.cardDocument(ctx, f, issued, reading{req.Params.Language, true})
	return PrintCardNotice200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// cardDocument prints one document of a card as it was when it was issued.
func (s *Server) cardDocument(ctx context.Context, f *cardFile, issued bookNotice, r reading) (io.Reader, int64, error) {
	sheet, err := s.cardSheetOf(ctx, f, issued, r)
	if err != nil {
		return nil, 0, err
	}
	return s.printed(sheet)
}

func (s *Server) cardSheetOf(ctx context.Context, f *cardFile, issued bookNotice, r reading) (paper.Sheet, error) {
	then, err := f.asOf(issued.line.N)
	if err != nil {
		return paper.Sheet{}, err
	}
	n, err := s.naming(ctx, then.Facts.Holder)
	if err != nil {
		return paper.Sheet{}, err
	}
	facts, organ := s.cardNoticeFacts(n, f, issued, then, r), n.unit(f.organ(issued.line, n.places)).in(r.language)
	return s.filledSheet(issued.form, facts, organ, s.documentCode(f.row.ID, issued.line.N, issued.form.Letter), r.language), nil
}

// verifiedCard tells anybody who holds a card's document whether it is genuine, without naming anybody.
func (s *Server) verifiedCard(ctx context.Context, p place) (IssuedDocument, error) {
	f, issued, err := s.placedCard(ctx, p)
	if err != nil {
		return IssuedDocument{}, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return IssuedDocument{}, err
	}
	shown := f.shown(issued, n.places)
	return IssuedDocument{
		Kind: shown.Kind, Number: f.row.Number, Document: shown.Document, Title: shown.Title, TitleEn: shown.TitleEn,
		Item: n.item(f.row.Item), Unit: n.unit(f.organ(issued.line, n.places)), Issued: shown.Issued, Valid: shown.Valid,
	}, nil
}

// printPlacedCard prints a card's document for anybody who holds its code: without names and reasons.
func (s *Server) printPlacedCard(ctx context.Context, p place, language Language) (PrintDocumentResponseObject, error) {
	f, issued, err := s.placedCard(ctx, p)
	if err != nil {
		return nil, err
	}
	pdf, size, err := s.cardDocument(ctx, f, issued, reading{language, false})
	return PrintDocument200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// placedCard finds the card and its document at a place.
func (s *Server) placedCard(ctx context.Context, p place) (*cardFile, bookNotice, error) {
	row, err := s.Cards.Card(ctx, p.subject)
	if err != nil {
		return nil, bookNotice{}, err
	}
	f, err := s.cardFile(ctx, row)
	if err != nil {
		return nil, bookNotice{}, err
	}
	issued, err := issuedAt(f.notices(), p)
	return f, issued, err
}

// cardNotices lists the documents of a card for its page.
func (s *Server) cardNotices(ctx context.Context, n *naming, row models.CardRow) ([]CaseNotice, error) {
	f, err := s.cardFile(ctx, row)
	if err != nil {
		return nil, err
	}
	return each(f.notices(), func(issued bookNotice) CaseNotice { return f.shown(issued, n.places) }), nil
}
