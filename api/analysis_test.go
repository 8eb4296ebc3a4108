package api

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// behindFigure lists the cases behind a figure, page by page.
func (o *office) behindFigure(as, about string) (ids []string) {
	o.t.Helper()
	for next := ""; ; {
		var page CasePage
		o.get(as, "/analysis/cases?limit=1&cursor="+next+"&"+about).is(200).into(&page)
		for _, row := range page.Rows {
			ids = append(ids, row.Id)
		}
		if next = page.Next; next == "" {
			return ids
		}
	}
}

func TestAnalysisPages(t *testing.T) {
	o := openOffice(t)
	done := o.decided()
	o.do(deliverer, done, models.Deliver, CaseCommand{Step: "deliver", Way: "electronic"}).is(200)
	o.do(deliverer, done, models.Close, CaseCommand{}).is(200)
	open := o.late()
	const about = "path=/44/4419/&item=" + foodItem

	var found Analysis
	o.get(supervisor, "/analysis?"+about+"&from=2026-09-01&to=2027-06-30").is(200).into(&found)
	during := fmt.Sprintf("%s&from=%s&to=%s", about, found.From, found.To)
	t.Run("it tells what became of what was submitted and how what was decided stood", func(t *testing.T) {
		counts := found.Figures.Counts
		require.Equal(t, []int{2, 2, 1, 1, 1}, []int{counts["submitted"], counts["then_accepted"], counts["then_decided"], counts["then_delivered"], counts["then_open"]})
		require.Equal(t, []int{1, 1, 1, 1, 0, 1}, []int{counts["decided"], counts["promised"], counts["on_time"], counts["early"], counts["late"], counts["granted"]})
		require.Equal(t, 1, counts["measured"])
		require.Equal(t, []string{done}, o.behindFigure(supervisor, during+"&finding=on_time"))
		require.Equal(t, []string{open}, o.behindFigure(supervisor, during+"&finding=then_open"))
	})
	t.Run("behind every figure lie exactly as many cases as it counts, in sum, by unit, by weekday and by class", func(t *testing.T) {
		for finding, n := range found.Figures.Counts {
			require.Len(t, o.behindFigure(supervisor, during+"&finding="+finding), n, finding)
		}
		for class, n := range found.Figures.Classes {
			require.Len(t, o.behindFigure(supervisor, fmt.Sprintf("%s&finding=days&class=%d", during, class)), n)
		}
		for _, u := range found.Units {
			for i, day := range u.Weekdays {
				cell := fmt.Sprintf("%s&unit=%s&weekday=%d&finding=", during, u.Unit.Id, i+1)
				require.Len(t, o.behindFigure(supervisor, cell+"submitted"), day.Submitted)
				require.Len(t, o.behindFigure(supervisor, cell+"decided"), day.Decided)
			}
		}
		sum := 0
		for _, point := range found.Trend {
			sum += point.Figures.Counts["submitted"]
			span := fmt.Sprintf("%s&from=%s&to=%s&finding=submitted", about, point.From, point.To)
			require.Len(t, o.behindFigure(supervisor, span), point.Figures.Counts["submitted"])
		}
		require.Equal(t, 2, sum)
	})
	t.Run("each step tells its cases and its time, in the order of the procedure", func(t *testing.T) {
		var keys []string
		for _, step := range found.Steps {
			keys = append(keys, step.Step)
			require.Len(t, o.behindFigure(supervisor, during+"&finding=step&step="+step.Step), step.Cases, step.Step)
			require.Len(t, o.behindFigure(supervisor, during+"&finding=step_late&step="+step.Step), step.Late, step.Step)
		}
		require.Equal(t, []string{"accept", "review", "onsite", "audit", "decide", "deliver"}, keys)
		require.Equal(t, 2, found.Steps[0].Cases, "both were accepted")
		o.get(supervisor, "/analysis/cases?finding=step").problem(422, "faulty_fields")
	})
	t.Run("the table says the same in cells, and a report is printed in both languages", func(t *testing.T) {
		for _, language := range []string{"", "&language=en"} {
			out := o.get(supervisor, "/analysis/table?"+during+language).is(200)
			lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(out.body), byteOrderMark))).ReadAll()
			require.NoError(t, err)
			require.Len(t, lines, 1+len(found.Units))
			require.Equal(t, "2", lines[1][1])
			require.Contains(t, lines[1], "100.0%")
			o.get(supervisor, "/analysis/report?"+during+language).is(200)
		}
	})
	t.Run("nobody counts what lies outside, and a head of department only the own unit", func(t *testing.T) {
		o.get(clerk, "/analysis?"+during).problem(403, "not_yours")
		o.get(clerk, "/analysis/cases?finding=decided&"+during).problem(403, "not_yours")
		o.get(supervisor, "/analysis?path=/44/4401/").problem(403, "not_yours")
		var own Analysis
		o.get(head, "/analysis?from=2026-09-01&to=2027-06-30").is(200).into(&own)
		require.Len(t, own.Units, 1)
		require.Equal(t, bureau, own.Units[0].Unit.Id)
		require.Equal(t, own.Figures.Counts["submitted"], len(o.behindFigure(head, "from=2026-09-01&to=2027-06-30&finding=submitted")))
	})
}

func TestTheNineFunctions(t *testing.T) {
	o := openOffice(t)
	o.late()
	o.suspected()
	var list FunctionList
	o.get(supervisor, "/functions").is(200).into(&list)

	t.Run("nine, and every rule in force belongs to one of them", func(t *testing.T) {
		require.Len(t, list.Rows, 9)
		rules := 0
		for _, f := range list.Rows {
			require.NotEmpty(t, f.Rules, f.Key)
			rules += len(f.Rules)
		}
		require.Len(t, o.server.rulesInForce(), rules, "no rule is without a function")
	})
	t.Run("what a function found this month is what its desks list", func(t *testing.T) {
		cards, leads := 0, 0
		for _, f := range list.Rows {
			month := fmt.Sprintf("function=%s&limit=200&", f.Key)
			var issued CardPage
			o.get(supervisor, fmt.Sprintf("/cards?%sissued_from=%s&issued_to=%s", month, list.From, list.To)).is(200).into(&issued)
			require.Len(t, issued.Rows, f.Cards, f.Key)
			var opened LeadPage
			o.get(supervisor, fmt.Sprintf("/leads?%sopened_from=%s&opened_to=%s", month, list.From, list.To)).is(200).into(&opened)
			require.Len(t, opened.Rows, f.Leads, f.Key)
			cards, leads = cards+f.Cards, leads+f.Leads
		}
		require.NotZero(t, cards)
		require.NotZero(t, leads)
	})
	t.Run("the most exact beginning of a code decides", func(t *testing.T) {
		for rule, function := range map[string]FunctionKey{
			"R-T1": "time", "R-T10": "orders", "R-T7": "complaints", "A16": "time", "A16C": "procedure", "S33T": "prior", "A09U": "fees", "M05": "complaints", "Z1": "",
		} {
			require.Equal(t, function, functionOf(rule), rule)
		}
	})
	o.get(clerk, "/functions").problem(403, "not_yours")
}

func TestTheTrendIsByDayWeekOrMonth(t *testing.T) {
	o := openOffice(t)
	for span, points := range map[string]int{"from=2026-03-01&to=2026-03-31": 31, "from=2026-03-02&to=2026-05-03": 9, "from=2026-01-01&to=2026-12-31": 12} {
		var found Analysis
		o.get(supervisor, "/analysis?"+span).is(200).into(&found)
		require.Len(t, found.Trend, points, span)
		for i, p := range found.Trend[1:] {
			require.Equal(t, found.Trend[i].To.Add(24*time.Hour), p.From.Time, "no day is left out")
		}
	}
}
