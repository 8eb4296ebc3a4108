package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/url"
	"strconv"

	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
)

// analysisWords are the words of the printed analysis and of its table, Chinese and English.
var analysisWords = map[string][2]string{
	"title": {"行政审批效能分析", "Analysis of approval"}, "division": {"行政区划", "division"}, "unit": {"单位", "unit"}, "item": {"事项", "item"}, "all": {"全部", "all"},
	"time": {"统计期间", "period"}, "computed": {"统计时间", "counted at"},
	"figures": {"一、办结情况", "1. Decisions"}, "funnel": {"二、办理去向（期间提交的办件）", "2. Ways of the cases submitted in the period"},
	"units": {"三、单位比较", "3. Units compared"}, "steps": {"四、环节用时", "4. Time in the steps"},
	"submitted": {"提交", "submitted"}, "then_accepted": {"受理", "accepted"}, "then_decided": {"作出决定", "decided"}, "then_delivered": {"送达", "delivered"},
	"then_open": {"在办", "open"}, "then_declined": {"不予受理", "declined"}, "then_returned": {"退件", "returned"}, "then_withdrawn": {"撤回", "withdrawn"},
	"then_lapsed": {"补正逾期", "lapsed"}, "then_terminated": {"终止", "terminated"}, "then_voided": {"作废", "voided"}, "then_forwarded": {"转报", "forwarded"},
	"decided": {"决定件数", "decided"}, "promised": {"有承诺时限", "with a promised limit"}, "on_time": {"按时", "on time"}, "early": {"提前一日以上", "early by a day or more"}, "late": {"超时", "late"},
	"granted": {"准予", "granted"}, "denied": {"不予", "denied"}, "measured": {"已计用时", "measured"},
	"on_time_rate": {"按时率", "on-time rate"}, "early_rate": {"提前率", "early rate"}, "mean": {"平均用时（工作日）", "mean, working days"},
	"half": {"半数办件用时不超过", "half within"}, "most": {"九成办件用时不超过", "nine tenths within"}, "workdays": {"%d个工作日", "%d working day(s)"}, "beyond": {"%d个工作日以上", "%d working days or more"},
	"step": {"环节", "step"}, "cases": {"件数", "cases"}, "step_mean": {"平均用时（工作日）", "mean, working days"},
	"law":   {"用时自受理次日起按工作日计算至决定当日，依法停止计算的期间不计；环节用时按办公时间计算。按时以承诺时限为准，提前指早于承诺时限一日以上。", "Working days run from the day after acceptance to the day of the decision, without the time in which the clock stood by law; steps are counted in office hours. On time is by the promised limit; early is a day or more before it."},
	"least": {"决定件数少于%d件的单位只列数，不作比较。", "Units that decided fewer than %d cases are listed, not compared."},
}

func analysisWord(key string, language Language) string {
	return inLanguage(analysisWords[key][0], analysisWords[key][1], language)
}

// share is a part of a whole in percent; a dash where there is no whole.
func share(part, whole int) string {
	if whole == 0 {
		return "—"
	}
	return strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 1, 64) + "%"
}

// mean is an average with one digit; a dash where there is nothing.
func mean(sum, n int) string {
	if n == 0 {
		return "—"
	}
	return strconv.FormatFloat(float64(sum)/float64(n), 'f', 1, 64)
}

// within tells the class in which a percentile lies by its upper end.
func within(class int, language Language) string {
	bounds := models.DayBounds()
	switch {
	case class < 0:
		return "—"
	case class+1 < len(bounds):
		return fmt.Sprintf(analysisWord("workdays", language), bounds[class+1]-1)
	default:
		return fmt.Sprintf(analysisWord("beyond", language), bounds[class])
	}
}

// ExportAnalysis gives the units compared as a table for spreadsheet programs.
func (s *Server) ExportAnalysis(ctx context.Context, req ExportAnalysisRequestObject) (ExportAnalysisResponseObject, error) {
	q := req.Params
	found, n, err := s.studied(ctx, analysed{q.Path, q.Unit, q.Item, q.From, q.To})
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(out)
	w.UseCRLF = true
	word := func(key string) string { return analysisWord(key, q.Language) }
	counts := append(append([]models.Finding{}, funnel...), decisions...)
	head := append([]string{word("unit")}, each(counts, func(f models.Finding) string { return word(string(f)) })...)
	lines := [][]string{append(head, word("on_time_rate"), word("early_rate"), word("mean"), word("half"), word("most"))}
	for _, u := range s.analysis(n, found).Units {
		cells := append([]string{safeCell(u.Unit.in(q.Language))}, each(counts, func(f models.Finding) string { return itoa(u.Figures.Counts[string(f)]) })...)
		lines = append(lines, append(cells, rateCells(u.Figures, q.Language)...))
	}
	if err := w.WriteAll(lines); err != nil {
		return nil, fmt.Errorf("write the table of an analysis: %w", err)
	}
	name := fmt.Sprintf("%s-%s-%s.csv", word("title"), found.filter.First, found.filter.Last)
	return ExportAnalysis200TextcsvResponse{
		Body: out, ContentLength: int64(out.Len()),
		Headers: ExportAnalysis200ResponseHeaders{ContentDisposition: "attachment; filename*=UTF-8''" + url.PathEscape(name)},
	}, nil
}

func (s *Server) studied(ctx context.Context, q analysed) (study, *naming, error) {
	found, err := s.study(ctx, q)
	if err != nil {
		return found, nil, err
	}
	n, err := s.naming(ctx)
	return found, n, err
}

// The findings in the order in which they are told.
var (
	funnel = []models.Finding{
		models.FoundSubmitted, models.ThenAccepted, models.ThenDecided, models.ThenDelivered, models.ThenOpen, models.ThenDeclined, models.ThenReturned,
		models.ThenWithdrawn, models.ThenLapsed, models.ThenTerminated, models.ThenVoided, models.ThenForwarded,
	}
	decisions = []models.Finding{
		models.FoundDecided, models.FoundGranted, models.FoundDenied, models.FoundPromised, models.FoundOnTime, models.FoundEarly, models.FoundLate, models.FoundMeasured,
	}
)

// rateCells are the on-time rate, the early rate, the mean and the two percentiles.
func rateCells(f AnalysisFigures, language Language) []string {
	promised := f.Counts[string(models.FoundPromised)]
	return []string{
		share(f.Counts[string(models.FoundOnTime)], promised), share(f.Counts[string(models.FoundEarly)], promised),
		mean(f.Days, f.Counts[string(models.FoundMeasured)]), within(f.Half, language), within(f.Most, language),
	}
}

// PrintAnalysis prints a report of the analysis.
func (s *Server) PrintAnalysis(ctx context.Context, req PrintAnalysisRequestObject) (PrintAnalysisResponseObject, error) {
	q := req.Params
	found, n, err := s.studied(ctx, analysed{q.Path, q.Unit, q.Item, q.From, q.To})
	if err != nil {
		return nil, err
	}
	pdf, size, err := s.printed(s.analysisSheet(s.analysis(n, found), q.Language))
	return PrintAnalysis200ApplicationpdfResponse{PdfApplicationpdfResponse{Body: pdf, ContentLength: size}}, err
}

func (s *Server) analysisSheet(a Analysis, language Language) paper.Sheet {
	word := func(key string) string { return analysisWord(key, language) }
	counted := func(findings []models.Finding) paper.Block {
		var pairs []paper.Pair
		for _, f := range findings {
			pairs = append(pairs, paper.Pair{Name: word(string(f)), Value: itoa(a.Figures.Counts[string(f)])})
		}
		return paper.Pairs(pairs...)
	}
	of := func(name string, zh, en string) paper.Pair {
		if zh == "" {
			zh, en = analysisWord("all", ""), analysisWord("all", En)
		}
		return paper.Pair{Name: word(name), Value: inLanguage(zh, en, language)}
	}
	sheet := paper.Sheet{Title: word("title"), Number: a.From.String() + " – " + a.To.String(), Notice: s.demoNotice(language), Footer: a.Division.Name}
	sheet.Blocks = []paper.Block{
		paper.Pairs(
			paper.Pair{Name: word("division"), Value: a.Division.Name}, of("unit", a.Unit.Name, a.Unit.NameEn), of("item", a.Item.Name, a.Item.NameEn),
			paper.Pair{Name: word("time"), Value: a.From.String() + " – " + a.To.String()},
			paper.Pair{Name: word("computed"), Value: a.Computed.In(clock.Zone).Format("2006-01-02 15:04")},
		),
		paper.Text(word("law")), paper.Heading(word("figures")), counted(decisions), ratePairs(a.Figures, language),
		paper.Heading(word("funnel")), counted(funnel), paper.Heading(word("units")), paper.Text(fmt.Sprintf(word("least"), a.Least)), unitTable(a, language),
	}
	if len(a.Steps) > 0 {
		sheet.Blocks = append(sheet.Blocks, paper.Heading(word("steps")), stepTable(a, language))
	}
	return sheet
}

func ratePairs(f AnalysisFigures, language Language) paper.Block {
	var pairs []paper.Pair
	for i, value := range rateCells(f, language) {
		pairs = append(pairs, paper.Pair{Name: analysisWord([]string{"on_time_rate", "early_rate", "mean", "half", "most"}[i], language), Value: value})
	}
	return paper.Pairs(pairs...)
}

func unitTable(a Analysis, language Language) paper.Block {
	table := paper.Table{Shares: []float64{0.34, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11}}
	for _, key := range []string{"unit", "submitted", "decided", "late", "on_time_rate", "early_rate", "mean"} {
		table.Head = append(table.Head, analysisWord(key, language))
	}
	for _, u := range a.Units {
		row := []string{u.Unit.in(language)}
		for _, f := range []models.Finding{models.FoundSubmitted, models.FoundDecided, models.FoundLate} {
			row = append(row, itoa(u.Figures.Counts[string(f)]))
		}
		told := rateCells(u.Figures, language)[:3]
		if u.Figures.Counts[string(models.FoundDecided)] < a.Least {
			told = []string{"—", "—", "—"}
		}
		table.Rows = append(table.Rows, append(row, told...))
	}
	return paper.Rows(table)
}

func stepTable(a Analysis, language Language) paper.Block {
	table := paper.Table{Shares: []float64{0.4, 0.2, 0.2, 0.2}}
	for _, key := range []string{"step", "cases", "late", "step_mean"} {
		table.Head = append(table.Head, analysisWord(key, language))
	}
	for _, step := range a.Steps {
		days := "—"
		if step.Cases > 0 {
			days = strconv.FormatFloat(float64(step.Minutes)/float64(step.Cases)/float64(a.Workday), 'f', 2, 64)
		}
		table.Rows = append(table.Rows, []string{inLanguage(step.Name, step.NameEn, language), itoa(step.Cases), itoa(step.Late), days})
	}
	return paper.Rows(table)
}
