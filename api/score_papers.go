package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
)

// scoreWords are the words of the printed report and of the table, Chinese and English.
var scoreWords = map[string][2]string{
	"title": {"绩效测评结果通报", "Performance scores"}, "organ": {"测评机关", "measured by"}, "period": {"测评期间", "period"},
	"status": {"状态", "state"}, "scheme": {"测评方案", "scheme"}, "measured": {"数据固定时间", "figures frozen"}, "record": {"记录摘要", "digest of the record"},
	"rank": {"名次", "rank"}, "object": {"测评对象", "object"}, "unit": {"所属单位", "unit"}, "score": {"得分", "score"}, "grade": {"等次", "grade"},
	"sample": {"办结件数", "decided cases"}, "bonus": {"加分", "bonus"}, "taken": {"总分扣分", "taken from the total"}, "was": {"更正前得分", "before correction"},
	"ranking": {"一、得分和名次", "1. Scores and ranks"}, "heads": {"二、各测评项得分", "2. Points of each head"}, "unranked": {"未排名", "not ranked"},
	"least":     {"办结件数少于%d件的只列得分，不参加排名。", "Who decided fewer than %d cases is shown and not ranked."},
	"factor":    {"得分按方案公式由固定数据自动计算，人工填报的指标另注明填报人和依据，均可逐项追溯到办件和牌件。", "Scores are computed from the frozen figures by the formulas of the scheme; what was entered by hand names who entered it and on what it rests. Every point leads to its cases and cards."},
	"measured_": {"已测评", "measured"}, "reviewed_": {"已复核", "reviewed"}, "announced_": {"公示中", "announced"}, "published_": {"已发布", "published"},
	"corrected": {"本结果发布后更正过%d次，更正前得分一并列出。", "Corrected %d time(s) after publication; the earlier scores are listed."},
}

func scoreWord(key string, language Language) string {
	if language == En {
		return scoreWords[key][1]
	}
	return scoreWords[key][0]
}

func (o ScoreObject) in(language Language) string {
	if language == En && o.NameEn != "" {
		return o.NameEn
	}
	return o.Name
}

// ExportScores gives the scores as a table for spreadsheet programs.
func (s *Server) ExportScores(ctx context.Context, req ExportScoresRequestObject) (ExportScoresResponseObject, error) {
	f, err := s.evaluation(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	kind := unitIfNone(req.Params.Kind)
	rows, err := s.scoreRows(ctx, f, kind)
	if err != nil {
		return nil, err
	}
	out, err := f.table(rows, req.Params.Language)
	return ExportScores200TextcsvResponse{
		Body: out, ContentLength: int64(out.Len()),
		Headers: ExportScores200ResponseHeaders{ContentDisposition: "attachment; filename*=UTF-8''" + url.PathEscape(f.tableName(kind, req.Params.Language))},
	}, err
}

func (f *evaluationFile) tableName(kind ScoreKind, language Language) string {
	return fmt.Sprintf("%s-%s-%s.csv", scoreWord("title", language), f.row.Period, kind)
}

// byteOrderMark tells spreadsheet programs that a table is UTF-8.
const byteOrderMark = "\uFEFF"

func (f *evaluationFile) table(rows []ScoreRow, language Language) (*bytes.Buffer, error) {
	out := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(out)
	w.UseCRLF = true
	head := each([]string{"rank", "object", "unit", "score", "grade", "sample", "was"}, func(key string) string { return scoreWord(key, language) })
	for _, h := range f.scheme.Heads {
		head = append(head, inLanguage(h.NameZH, h.NameEN, language))
	}
	lines := [][]string{append(head, scoreWord("bonus", language), scoreWord("taken", language))}
	for _, r := range rows {
		cells := []string{f.rank(r, language), safeCell(r.Object.in(language)), safeCell(r.Object.Unit.in(language)), points(r.Score), f.grade(r.Grade, language), itoa(r.Sample), ""}
		if r.Was != nil {
			cells[len(cells)-1] = points(*r.Was)
		}
		for _, h := range r.Heads {
			cells = append(cells, points(h.Points))
		}
		lines = append(lines, append(cells, points(r.Bonus), points(r.Taken)))
	}
	if err := w.WriteAll(lines); err != nil {
		return out, fmt.Errorf("write the table of %s: %w", f.row.ID, err)
	}
	return out, nil
}

// safeCell keeps a spreadsheet program from taking a name for a formula.
func safeCell(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r") {
		return "'" + text
	}
	return text
}

func points(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func inLanguage(zh, en string, language Language) string {
	if language == En {
		return en
	}
	return zh
}

func (f *evaluationFile) rank(r ScoreRow, language Language) string {
	if r.Rank == 0 {
		return scoreWord("unranked", language)
	}
	return itoa(r.Rank)
}

func (f *evaluationFile) grade(code string, language Language) string {
	for _, g := range f.scheme.Grades {
		if g.Code == code {
			return inLanguage(g.NameZH, g.NameEN, language)
		}
	}
	return code
}

// PrintScores prints a report of the units' scores.
func (s *Server) PrintScores(ctx context.Context, req PrintScoresRequestObject) (PrintScoresResponseObject, error) {
	f, err := s.evaluation(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	rows, err := s.scoreRows(ctx, f, ScoreKindUnit)
	if err != nil {
		return nil, err
	}
	pdf, size, err := s.scoreReport(ctx, f, rows, req.Params.Language)
	return PrintScores200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

// scoreReport prints the units' scores.
func (s *Server) scoreReport(ctx context.Context, f *evaluationFile, rows []ScoreRow, language Language) (io.Reader, int64, error) {
	n, err := s.naming(ctx)
	if err != nil {
		return nil, 0, err
	}
	return s.printed(s.scoreSheet(n, f, rows, language))
}

func (s *Server) scoreSheet(n *naming, f *evaluationFile, rows []ScoreRow, language Language) paper.Sheet {
	word := func(key string) string { return scoreWord(key, language) }
	organ := n.unit(f.row.Unit).in(language)
	sheet := paper.Sheet{
		Title: word("title"), Number: f.row.Period, Notice: s.demoNotice(language), Footer: organ,
		Signed: []string{organ, f.signedOn()}, Seal: noticeWord("seal", language),
	}
	sheet.Blocks = []paper.Block{
		paper.Pairs(
			paper.Pair{Name: word("organ"), Value: organ}, paper.Pair{Name: word("period"), Value: f.row.Begins + " – " + n.evaluationRow(f.row).Ends.Format("2006-01-02")},
			paper.Pair{Name: word("status"), Value: word(string(f.row.Status) + "_")},
			paper.Pair{Name: word("scheme"), Value: inLanguage(f.scheme.NameZH, f.scheme.NameEN, language) + " " + f.scheme.Version + "\n" + f.row.Hash},
			paper.Pair{Name: word("measured"), Value: f.row.Measured.In(clock.Zone).Format("2006-01-02 15:04")},
			paper.Pair{Name: word("record"), Value: f.row.Head},
		),
		paper.Text(fmt.Sprintf(word("least"), f.scheme.Sample.Least)), paper.Text(word("factor")),
	}
	if f.row.Corrections > 0 {
		sheet.Blocks = append(sheet.Blocks, paper.Text(fmt.Sprintf(word("corrected"), f.row.Corrections)))
	}
	ranking := paper.Table{Head: each([]string{"rank", "object", "score", "grade", "sample", "was"}, word), Shares: []float64{0.12, 0.4, 0.12, 0.12, 0.12, 0.12}}
	heads := paper.Table{Head: []string{word("object")}, Shares: []float64{0.28}}
	for _, h := range f.scheme.Heads {
		heads.Head = append(heads.Head, fmt.Sprintf("%s %g", inLanguage(h.NameZH, h.NameEN, language), h.Weight))
		heads.Shares = append(heads.Shares, 0.72/float64(len(f.scheme.Heads)))
	}
	for _, r := range rows {
		was := ""
		if r.Was != nil {
			was = points(*r.Was)
		}
		ranking.Rows = append(ranking.Rows, []string{f.rank(r, language), r.Object.in(language), points(r.Score), f.grade(r.Grade, language), itoa(r.Sample), was})
		heads.Rows = append(heads.Rows, append([]string{r.Object.in(language)}, each(r.Heads, func(p HeadPoints) string { return points(p.Points) })...))
	}
	sheet.Blocks = append(sheet.Blocks, paper.Heading(word("ranking")), paper.Rows(ranking), paper.Heading(word("heads")), paper.Rows(heads))
	return sheet
}

// signedOn is the day on which the scores were published, else announced, else measured.
func (f *evaluationFile) signedOn() string {
	at := f.row.Measured
	switch {
	case f.row.Status == models.EvaluationPublished:
		at = *f.row.Published
	case f.row.Announced != nil:
		at = *f.row.Announced
	}
	return at.In(clock.Zone).Format("2006-01-02")
}
