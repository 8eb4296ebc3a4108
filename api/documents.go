package api

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
)

//go:embed notices.json
var noticesJSON []byte

// noticeForm is the wording of one kind of notice: data, with the facts of the case filled in.
type noticeForm struct {
	Verbs []models.Verb `json:"verbs"` // lines that give rise to it
	Title string        `json:"title"`
	Text  []string      `json:"text"`
}

// noticeForms are the notices by kind.
var noticeForms = func() map[NoticeKind]noticeForm {
	forms := map[NoticeKind]noticeForm{}
	if err := json.Unmarshal(noticesJSON, &forms); err != nil {
		panic(fmt.Errorf("read the notices: %w", err)) // embedded: a fault of the build
	}
	return forms
}()

// noticeKinds in the order of a case's life; a document's code names its kind by its place here.
var noticeKinds = []NoticeKind{
	NoticeKindReceipt, NoticeKindAcceptance, NoticeKindSupplement, NoticeKindDecline, NoticeKindDecision, NoticeKindDelivery,
}

// printable lists the notices that the case has given rise to.
func printable(f *caseFile) []NoticeKind {
	kinds := []NoticeKind{}
	for _, kind := range noticeKinds {
		if f.causeOf(kind) != nil {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// causeOf is the last line that gives rise to a notice; nil without one. A decision is the line that decided the case.
func (f *caseFile) causeOf(kind NoticeKind) *models.Line {
	for i, line := range slices.Backward(f.lines) {
		if !slices.Contains(noticeForms[kind].Verbs, line.Verb) {
			continue
		}
		if kind == NoticeKindDecision && (f.state.Decided.IsZero() || !line.Acted.Equal(f.state.Decided)) {
			continue
		}
		return &f.lines[i]
	}
	return nil
}

// documentCode is the code in a document's QR code. It follows from case and kind, is kept nowhere and cannot be forged.
func (s *Server) documentCode(caseID string, kind NoticeKind) string {
	place := string(rune('a' + slices.Index(noticeKinds, kind)))
	return caseID + "_" + place + encoding.EncodeToString(keyedHash(s.Blinder, "document", caseID+"/"+place)[:12])
}

var errDocument = notFound("no_such_document", "there is no such document")

// document finds what a code stands for. A forged code and one of a notice that does not exist look the same.
func (s *Server) document(ctx context.Context, code string) (*caseFile, NoticeKind, error) {
	if err := s.rates.allow("document", requestOf(ctx).source, Rate{Burst: 60, PerMinute: 60}); err != nil {
		s.flood(ctx, "document")
		return nil, "", err
	}
	caseID, rest, found := strings.Cut(code, "_")
	place := -1
	if found && rest != "" {
		place = int(rest[0]) - 'a'
	}
	if place < 0 || place >= len(noticeKinds) || !sameText(code, s.documentCode(caseID, noticeKinds[place])) {
		s.failed(ctx, models.AuditLine{Action: "verify_document", Reason: "no_such_document"})
		return nil, "", errDocument
	}
	f, err := s.publicFile(ctx, caseID)
	if err != nil {
		return nil, "", err
	}
	if f.causeOf(noticeKinds[place]) == nil {
		return nil, "", errDocument
	}
	return f, noticeKinds[place], nil
}

// VerifyDocument tells anybody who holds a document whether it is genuine, without naming its holder in full.
func (s *Server) VerifyDocument(ctx context.Context, req VerifyDocumentRequestObject) (VerifyDocumentResponseObject, error) {
	f, kind, err := s.document(ctx, req.Code)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	return VerifyDocument200JSONResponse{
		Code: req.Code, Kind: kind, Number: f.row.Number, Title: titleOf(f, kind), Item: n.item(f.row.Item), Unit: n.unit(f.row.Unit),
		Holder: maskName(string(f.row.ApplicantName)), Outcome: f.state.Outcome, Issued: f.causeOf(kind).Acted,
		Valid: f.state.Status != models.Terminated && f.state.Status != models.Voided,
	}, nil
}

// titleOf is the licence's own name for a grant, the notice's for everything else.
func titleOf(f *caseFile, kind NoticeKind) string {
	if kind == NoticeKindDecision && f.state.Outcome == models.Granted && f.bundle.ResultDocument.Name != "" {
		return f.bundle.ResultDocument.Name
	}
	return noticeForms[kind].Title
}

// PrintDocument prints a document for anybody who holds its code; the holder's name is whole only to the applicant.
func (s *Server) PrintDocument(ctx context.Context, req PrintDocumentRequestObject) (PrintDocumentResponseObject, error) {
	f, kind, err := s.document(ctx, req.Code)
	if err != nil {
		return nil, err
	}
	own, _ := unsign[string](s.Blinder, "tracking", requestOf(ctx).bearer, s.Now())
	pdf, size, err := s.notice(ctx, f, kind, own == f.row.ID)
	return PrintDocument200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// PrintNotice prints a notice for the office.
func (s *Server) PrintNotice(ctx context.Context, req PrintNoticeRequestObject) (PrintNoticeResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if f.causeOf(req.Kind) == nil {
		return nil, notFound("nothing_to_print", "the case has given rise to no such notice")
	}
	whole := s.unmasks(ctx, f)
	if whole {
		if err := s.looked(ctx, "print_notice", f.row.ID, f.row.Path, string(req.Kind)); err != nil {
			return nil, err
		}
	}
	pdf, size, err := s.notice(ctx, f, req.Kind, whole)
	return PrintNotice200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// notice sets one notice. Without the right to names, the addressee is masked and no reason is told.
func (s *Server) notice(ctx context.Context, f *caseFile, kind NoticeKind, whole bool) (io.Reader, int64, error) {
	said, err := s.contents(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, 0, err
	}
	cause, to := f.causeOf(kind), said.application.Applicant.Name
	facts := s.noticeFacts(n, f, said, *cause)
	if !whole {
		to = maskName(to)
		facts["reason"], facts["receiver"] = "", ""
	}
	sheet := paper.Sheet{
		Title: titleOf(f, kind), Number: f.row.Number, To: to, Footer: n.unit(f.row.Unit).Name, Notice: s.demoNotice(),
		Signed: []string{n.unit(f.row.Unit).Name, dayText(cause.Acted)}, Code: s.qr(s.documentCode(f.row.ID, kind)),
	}
	if to == "" {
		sheet.To = "（个人信息已依法删除）"
	}
	for _, text := range noticeForms[kind].Text {
		if filled := fillIn(text, facts); filled != "" {
			sheet.Blocks = append(sheet.Blocks, paper.Text(filled))
		}
	}
	return s.printed(sheet)
}

func (s *Server) printed(sheet paper.Sheet) (io.Reader, int64, error) {
	var out bytes.Buffer
	if err := s.press.Print(&out, sheet); err != nil {
		return nil, 0, err
	}
	return &out, int64(out.Len()), nil
}

// qr is the code that leads to the page on which a document is verified.
func (s *Server) qr(code string) paper.Code {
	return paper.Code{
		URL:  strings.TrimSuffix(s.House.Address, "/") + "/documents/" + url.PathEscape(code),
		Text: "扫码核验本文书真伪\n" + code,
	}
}

func (s *Server) demoNotice() string {
	if s.House.Demo {
		return "示例数据，仅供演示，不具有法律效力"
	}
	return ""
}

// fillIn puts the facts into a text; a paragraph of nothing but an empty fact vanishes.
func fillIn(text string, facts map[string]string) string {
	var pairs []string
	empty := false
	for name, value := range facts {
		empty = empty || value == "" && strings.Contains(text, "{"+name+"}")
		pairs = append(pairs, "{"+name+"}", value)
	}
	if empty && strings.Count(text, "{") == 1 {
		return ""
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// ways of delivery as people read them.
var ways = map[string]string{"window": "窗口领取", "post": "邮寄", "electronic": "电子送达", "lockers": "自助取件", "notice": "公告"}

func (s *Server) noticeFacts(n *naming, f *caseFile, said contents, cause models.Line) map[string]string {
	text := said.spoken[cause.N]
	cal := s.Law.Calendar(f.row.Path)
	facts := map[string]string{
		"item": n.item(f.row.Item).Name, "number": f.row.Number, "submitted": dayText(f.state.Submitted),
		"accepted": dayText(f.state.Accepted), "statutory": limitText(f.bundle.Procedure.Statutory),
		"promised": limitText(f.bundle.Procedure.Promised), "delivered": dayText(cause.Acted), "reason": text.Reason,
		"remedy": text.Remedy, "receiver": text.Receiver, "way": ways[text.Way], "outcome": outcomeText(f.state.Outcome),
		"started": "", "due": "", "supply_due": "", "materials": "",
	}
	if t, begun := f.state.Decision.Timeline(); begun {
		facts["started"], facts["due"] = dayText(t.Start), dueText(cal.Judge(t).DuePromised)
	}
	if t, begun := f.state.Supply.Timeline(); begun {
		facts["supply_due"] = dueText(cal.Judge(t).DuePromised)
	}
	var wanted []string
	for _, m := range asked(f, said) {
		wanted = append(wanted, itoa(len(wanted)+1)+"．"+m.Name+orPrefixed("：", m.Note))
	}
	facts["materials"] = strings.Join(wanted, "\n")
	return facts
}

func orPrefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func outcomeText(o models.CaseStatus) string {
	if o == models.Denied {
		return "不予许可"
	}
	return "准予许可"
}

// units of limits as people read them.
var unitTexts = map[clock.Unit]string{
	clock.UnitWorkday: "个工作日", clock.UnitDay: "日", clock.UnitWorkhour: "个工作小时", clock.UnitHour: "小时",
	clock.UnitWorkminute: "分钟（工作时间）", clock.UnitMinute: "分钟", clock.UnitMonth: "个月",
}

func limitText(l clock.Limit) string {
	if l.IsZero() {
		return "无规定"
	}
	return itoa(l.N) + unitTexts[l.Unit]
}

// PrintBlankForm prints the blank form of a material, to fill in by hand.
func (s *Server) PrintBlankForm(_ context.Context, req PrintBlankFormRequestObject) (PrintBlankFormResponseObject, error) {
	b, known := s.Shelf.Catalogue().Find(req.Item)
	if !known || req.No > len(b.Materials) || b.Materials[req.No-1].Template == "" {
		return nil, notFound("nothing_to_print", "there is no such form")
	}
	sheet := paper.Sheet{
		Title: b.Materials[req.No-1].Name, Number: b.Guide.Name, Notice: s.demoNotice(), Footer: b.Guide.Unit.Name,
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
