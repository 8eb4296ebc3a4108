package api

import (
	"bytes"
	"context"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"mingcha/api/paper"
	"mingcha/models"
)

// documentCode is the code in a document's QR code. It follows from the line and the kind, is kept nowhere and cannot be
// forged.
func (s *Server) documentCode(caseID string, line int, letter string) string {
	place := itoa(line) + letter
	return caseID + "_" + place + "_" + encoding.EncodeToString(keyedHash(s.Blinder, "document", caseID+"/"+place)[:12])
}

func (s *Server) codeOf(f *caseFile, n issuedNotice) string {
	return s.documentCode(f.row.ID, n.line.N, n.form.Letter)
}

// publicDocument is a notice as its applicant sees it.
func (s *Server) publicDocument(f *caseFile, n issuedNotice) PublicDocument {
	shown := n.shown(f)
	return PublicDocument{
		Code: s.codeOf(f, n), Kind: shown.Kind, Document: shown.Document, Title: shown.Title, TitleEn: shown.TitleEn,
		Issued: shown.Issued, Valid: shown.Valid,
	}
}

var errDocument = notFound("no_such_document", "there is no such document")

// placed is where a code says that its document stands: the case, the line, the letter of the kind.
var placed = regexp.MustCompile(`^([0-9A-Za-z-]+)_([0-9]{1,6})([A-Za-z])_`)

// place is where a document stands: in the record of a case, a card or a complaint, at a line, as one of its kinds.
type place struct {
	subject string
	line    int
	letter  string
}

// placeOf finds where the document of a code stands. A forged code and one of a notice that does not exist look the same.
func (s *Server) placeOf(ctx context.Context, code string) (place, error) {
	if err := s.rates.allow("document", requestOf(ctx).source, Rate{Burst: 60, PerMinute: 60}); err != nil {
		s.flood(ctx, "document")
		return place{}, err
	}
	parts := placed.FindStringSubmatch(code)
	if parts == nil {
		return place{}, s.forged(ctx)
	}
	line, err := strconv.Atoi(parts[2])
	if err != nil || !sameText(code, s.documentCode(parts[1], line, parts[3])) {
		return place{}, s.forged(ctx)
	}
	return place{subject: parts[1], line: line, letter: parts[3]}, nil
}

// document finds the notice of a case at a place.
func (s *Server) document(ctx context.Context, p place) (*caseFile, issuedNotice, error) {
	f, err := s.publicFile(ctx, p.subject)
	if err != nil {
		return nil, issuedNotice{}, err
	}
	for _, n := range f.notices() {
		if n.line.N == p.line && n.form.Letter == p.letter {
			return f, n, nil
		}
	}
	return nil, issuedNotice{}, errDocument
}

func (s *Server) forged(ctx context.Context) error {
	s.failed(ctx, models.AuditLine{Action: "verify_document", Reason: "no_such_document"})
	return errDocument
}

// VerifyDocument tells anybody who holds a document whether it is genuine, without naming its holder in full.
func (s *Server) VerifyDocument(ctx context.Context, req VerifyDocumentRequestObject) (VerifyDocumentResponseObject, error) {
	p, err := s.placeOf(ctx, req.Code)
	if err != nil {
		return nil, err
	}
	prove := s.verified
	switch {
	case cardBook.has(p.letter):
		prove = s.verifiedCard
	case complaintBook.has(p.letter):
		prove = s.verifiedComplaint
	}
	answer, err := prove(ctx, p)
	answer.Code = req.Code
	return VerifyDocument200JSONResponse(answer), err
}

// verified tells of a notice of a case whether it is genuine.
func (s *Server) verified(ctx context.Context, p place) (IssuedDocument, error) {
	f, notice, err := s.document(ctx, p)
	if err != nil {
		return IssuedDocument{}, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return IssuedDocument{}, err
	}
	shown := notice.shown(f)
	answer := IssuedDocument{
		Kind: shown.Kind, Number: f.row.Number, Document: shown.Document, Title: shown.Title, TitleEn: shown.TitleEn,
		Item: n.item(f.row.Item), Unit: n.unit(n.signer(f, notice)), Holder: maskName(string(f.row.ApplicantName)),
		Issued: shown.Issued, Valid: shown.Valid,
	}
	if notice.form.Kind == NoticeKindDecision {
		answer.Outcome = notice.outcome
	}
	return answer, nil
}

// PrintDocument prints a document for anybody who holds its code; the holder's name is whole only to the applicant.
func (s *Server) PrintDocument(ctx context.Context, req PrintDocumentRequestObject) (PrintDocumentResponseObject, error) {
	p, err := s.placeOf(ctx, req.Code)
	if err != nil {
		return nil, err
	}
	switch {
	case cardBook.has(p.letter):
		return s.printPlacedCard(ctx, p, req.Params.Language)
	case complaintBook.has(p.letter):
		return s.printPlacedComplaint(ctx, p, req.Params.Language)
	}
	f, notice, err := s.document(ctx, p)
	if err != nil {
		return nil, err
	}
	own, _ := unsign[string](s.Blinder, "tracking", requestOf(ctx).bearer, s.Now())
	pdf, size, err := s.notice(ctx, f, notice, reading{req.Params.Language, own == f.row.ID})
	return PrintDocument200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// PrintNotice prints a notice for the office: that of a line, or the last of its kind.
func (s *Server) PrintNotice(ctx context.Context, req PrintNoticeRequestObject) (PrintNoticeResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	var notice *issuedNotice
	for _, n := range f.notices() {
		if n.form.Kind == req.Kind && (req.Params.Line == 0 || req.Params.Line == n.line.N) {
			notice = &n
		}
	}
	if notice == nil {
		return nil, notFound("nothing_to_print", "the case has given rise to no such notice")
	}
	f.part = s.concernOf(ctx, f)
	whole := f.part.whole && f.part.shown
	if f.part.shown {
		if err := s.looked(ctx, "print_notice", f.row.ID, f.row.Path, string(req.Kind)); err != nil {
			return nil, err
		}
	}
	pdf, size, err := s.notice(ctx, f, *notice, reading{req.Params.Language, whole})
	return PrintNotice200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// reading is how a document is read: in which language, and whether by somebody who may see the personal part.
type reading struct {
	language Language
	whole    bool
}

// notice prints one notice as it was when it was issued.
func (s *Server) notice(ctx context.Context, f *caseFile, issued issuedNotice, r reading) (io.Reader, int64, error) {
	sheet, err := s.noticeSheet(ctx, f, issued, r)
	if err != nil {
		return nil, 0, err
	}
	return s.printed(sheet)
}

// noticeSheet sets one notice. Without the right to names, the addressee is masked and nothing that somebody wrote but
// the remedy is told.
func (s *Server) noticeSheet(ctx context.Context, f *caseFile, issued issuedNotice, r reading) (paper.Sheet, error) {
	then, err := f.asOf(issued.line.N)
	if err != nil {
		return paper.Sheet{}, err
	}
	said, err := s.contents(ctx, then)
	if err != nil {
		return paper.Sheet{}, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return paper.Sheet{}, err
	}
	facts, unit := s.noticeFacts(n, then, said, issued, r), n.unit(n.signer(f, issued)).in(r.language)
	sheet := s.filledSheet(issued.form, facts, unit, s.codeOf(f, issued), r.language)
	sheet.Title, sheet.Number = issued.title(f, r.language), fillIn(noticeWord("numbers", r.language), facts)
	return sheet, nil
}

// filledSheet sets a notice: its texts filled with the facts, its signature and the code by which it is verified.
func (s *Server) filledSheet(form *noticeForm, facts map[string]string, signer, code string, language Language) paper.Sheet {
	sheet := paper.Sheet{
		Title: form.Title.in(language), Number: facts["document"], To: facts["to"],
		Notice: s.demoNotice(language) + noticeWord("translation", language), Footer: signer,
		Signed: []string{signer, facts["date"]}, Seal: noticeWord("seal", language), Code: s.qr(code, language),
	}
	for _, text := range form.Text.in(language) {
		if filled := fillIn(text, facts); filled != "" {
			sheet.Blocks = append(sheet.Blocks, paper.Text(filled))
		}
	}
	return sheet
}

func (s *Server) printed(sheet paper.Sheet) (io.Reader, int64, error) {
	var out bytes.Buffer
	if err := s.press.Print(&out, sheet); err != nil {
		return nil, 0, err
	}
	return &out, int64(out.Len()), nil
}

// qr is the code that leads to the page on which a document is verified.
func (s *Server) qr(code string, language Language) paper.Code {
	return paper.Code{
		URL:  strings.TrimSuffix(s.House.Address, "/") + "/verify/" + url.PathEscape(code),
		Text: noticeWord("scan", language) + "\n" + code,
	}
}

func (s *Server) demoNotice(language Language) string {
	if s.House.Demo {
		return noticeWord("demo", language)
	}
	return ""
}

// PrintBlankForm prints the blank form of a material, to fill in by hand.
func (s *Server) PrintBlankForm(_ context.Context, req PrintBlankFormRequestObject) (PrintBlankFormResponseObject, error) {
	b, known := s.Shelf.Catalogue().Find(req.Item)
	if !known || req.No > len(b.Materials) || b.Materials[req.No-1].Template == "" {
		return nil, notFound("nothing_to_print", "there is no such form")
	}
	sheet := paper.Sheet{
		Title: b.Materials[req.No-1].Name, Number: b.Guide.Name, Notice: s.demoNotice(ZhCN), Footer: b.Guide.Unit.Name,
		Signed: []string{"申请人（签章）：", "　　　年　　月　　日"},
	}
	var pairs []paper.Pair
	for _, f := range b.Fields {
		pairs = append(pairs, paper.Pair{Name: f.Label, Value: strings.Join(each(f.Options, func(o string) string { return "□ " + o }), "　")})
	}
	if b.Materials[req.No-1].Template == "statement" {
		sheet.Blocks = append(sheet.Blocks, paper.Text("本人（单位）郑重承诺：所提交的申请材料真实、合法、有效，与原件一致；如有虚假，愿承担相应的法律责任。"))
	} else {
		sheet.Blocks = append(sheet.Blocks, paper.Pairs(pairs...))
	}
	pdf, size, err := s.printed(sheet)
	return PrintBlankForm200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}
