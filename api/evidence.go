package api

import (
	"context"
	"io"
	"time"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
)

// ReadEvidence prints one case's whole evidence: what it is, its clocks with their ledgers, its cards, every line of
// its record with the hashes that prove it.
func (s *Server) ReadEvidence(ctx context.Context, req ReadEvidenceRequestObject) (ReadEvidenceResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if err := s.looked(ctx, "print_evidence", f.row.ID, f.row.Path, ""); err != nil {
		return nil, err
	}
	c := s.concernOf(ctx, f)
	pdf, size, err := s.evidence(ctx, f, c.whole && c.shown, me(ctx).name)
	return ReadEvidence200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

const evidenceTitle = "办件监察证据材料"

// evidence prints the evidence of a case, with personal data if they may be shown.
func (s *Server) evidence(ctx context.Context, f *caseFile, shown bool, by string) (io.Reader, int64, error) {
	said, err := s.contents(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	cards, err := s.Cards.CardsOf(ctx, f.row.ID)
	if err != nil {
		return nil, 0, err
	}
	n, err := s.naming(ctx, f.people()...)
	if err != nil {
		return nil, 0, err
	}
	sheet := paper.Sheet{
		Title: evidenceTitle, Number: f.row.Number, Notice: s.demoNotice(ZhCN), Footer: "生成于 " + moment(s.Now()),
		Blocks: []paper.Block{paper.Heading("一、办件"), n.caseFacts(f, shown, s.sentences)},
		Signed: []string{"打印人：" + by, dayText(s.Now())},
	}
	sheet.Blocks = append(sheet.Blocks, paper.Heading("二、时限与计时"))
	sheet.Blocks = append(sheet.Blocks, n.clockSheets(f, s.Law.Calendar(f.row.Path), s.Now(), s.sentences)...)
	papers, err := s.paperSheet(ctx, n, cards)
	if err != nil {
		return nil, 0, err
	}
	sheet.Blocks = append(sheet.Blocks, paper.Heading("三、预警与发牌"), cardSheet(cards, s.sentences))
	sheet.Blocks = append(sheet.Blocks, papers...)
	sheet.Blocks = append(sheet.Blocks, paper.Heading("四、全部记录"), n.lineSheet(f, said, shown, s.sentences))
	return s.printed(sheet)
}

// moment is an instant as people read it, in the law's zone.
func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(clock.Zone).Format("2006-01-02 15:04:05")
}

func (n *naming) caseFacts(f *caseFile, shown bool, words sentences) paper.Block {
	applicant := string(f.row.ApplicantName)
	if !shown {
		applicant = maskName(applicant)
	}
	return paper.Pairs(
		paper.Pair{Name: "办件编号", Value: f.row.Number}, paper.Pair{Name: "事项", Value: n.item(f.row.Item).Name},
		paper.Pair{Name: "流程版本", Value: f.row.Bundle}, paper.Pair{Name: "办理机构", Value: n.unit(f.row.Unit).Name},
		paper.Pair{Name: "申请人", Value: applicant}, paper.Pair{Name: "状态", Value: f.printed(words, string(f.state.Status))},
		paper.Pair{Name: "提交", Value: moment(f.state.Submitted)}, paper.Pair{Name: "受理", Value: moment(f.state.Accepted)},
		paper.Pair{Name: "决定", Value: moment(f.state.Decided)}, paper.Pair{Name: "记录末行哈希", Value: f.state.Head},
	)
}

func (n *naming) clockSheets(f *caseFile, cal *clock.Calendar, now time.Time, words sentences) []paper.Block {
	var blocks []paper.Block
	for _, c := range n.clocks(f, cal, now) {
		rows := each(c.Ledger, func(e LedgerEntry) []string {
			return []string{words.printed(e.Move), moment(e.At), e.By.Name, e.Reason, e.Document}
		})
		blocks = append(blocks,
			paper.Text(words.printed(c.Kind)+" "+c.Name+"　承诺 "+limitText(c.Promised)+"　法定 "+limitText(c.Statutory)+"　承诺到期 "+moment(c.PromisedDue)+"　法定到期 "+moment(c.StatutoryDue)),
			paper.Rows(paper.Table{Head: []string{"动作", "时间", "人员", "依据", "文书"}, Shares: []float64{0.14, 0.26, 0.2, 0.2, 0.2}, Rows: rows}))
	}
	return blocks
}

func cardSheet(cards []models.CardRow, words sentences) paper.Block {
	return paper.Rows(paper.Table{
		Head: []string{"级别", "规则", "时限", "到期", "状态"}, Shares: []float64{0.12, 0.2, 0.24, 0.28, 0.16},
		Rows: each(cards, func(c models.CardRow) []string {
			return []string{words.printed(c.Level.String()), c.Rule + " " + c.Version, c.Clock, moment(c.Due), words.printed(string(c.State))}
		}),
	})
}

// paperSheet lists the supervision documents that the cards of a case gave rise to; nothing if there are none.
func (s *Server) paperSheet(ctx context.Context, n *naming, cards []models.CardRow) ([]paper.Block, error) {
	var rows [][]string
	for _, card := range cards {
		papers, err := s.cardNotices(ctx, n, card)
		if err != nil {
			return nil, err
		}
		for _, p := range papers {
			rows = append(rows, []string{p.Title, p.Document, dayText(p.Issued), map[bool]string{true: "有效", false: "已失效"}[p.Valid]})
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return []paper.Block{paper.Text("监察文书："), paper.Rows(paper.Table{
		Head: []string{"文书", "编号", "日期", "效力"}, Shares: []float64{0.2, 0.44, 0.2, 0.16}, Rows: rows,
	})}, nil
}

func (n *naming) lineSheet(f *caseFile, said contents, shown bool, words sentences) paper.Block {
	return paper.Rows(paper.Table{
		Head: []string{"序号", "动作", "时间", "人员", "内容与哈希"}, Shares: []float64{0.08, 0.17, 0.24, 0.16, 0.35},
		Rows: each(f.lines, func(l models.Line) []string {
			line := n.line(f, l, said, concern{whole: true, shown: shown})
			text := line.StepName + "\n" + line.Text.Reason + line.Text.Note + line.Text.Text + "\n" + l.Hash
			return []string{itoa(l.N), f.printed(words, string(l.Verb)), moment(l.Acted), line.By.Name, text}
		}),
	})
}
