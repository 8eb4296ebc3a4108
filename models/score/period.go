package score

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

// Period is the time that an evaluation measures: a month, or a half-year or year as the mean of its months.
type Period struct {
	From clock.Date `json:"from"`
	To   clock.Date `json:"to"` // the first day after it
}

// Month returns a month.
func Month(year int, month time.Month) Period {
	first := clock.NewDate(year, month, 1)
	return Period{From: first, To: first.AddMonths(1)}
}

// MonthsBefore are the last n months that were over as the month of a day began, the latest first.
func MonthsBefore(day clock.Date, n int) []Period {
	year, month, _ := day.Civil()
	first := clock.NewDate(year, month, 1)
	out := make([]Period, n)
	for ago := range out {
		out[ago] = Period{From: first.AddMonths(-ago - 1), To: first.AddMonths(-ago)}
	}
	return out
}

// HalfYear returns the first or the second half of a year.
func HalfYear(year, half int) Period {
	first := clock.NewDate(year, time.Month(half*6-5), 1)
	return Period{From: first, To: first.AddMonths(6)}
}

// Year returns a year.
func Year(year int) Period {
	return Period{From: clock.NewDate(year, 1, 1), To: clock.NewDate(year+1, 1, 1)}
}

// Months returns the months of the period in order.
func (p Period) Months() []Period {
	var out []Period
	for first := p.From; first < p.To; first = first.AddMonths(1) {
		out = append(out, Period{From: first, To: first.AddMonths(1)})
	}
	return out
}

// Span returns the instants from which and before which it lies.
func (p Period) Span() models.Span { return models.Span{From: p.From.Opens(), To: p.To.Opens()} }

// Rolling returns the year that ends with the period.
func (p Period) Rolling() Period { return Period{From: p.To.AddMonths(-12), To: p.To} }

// Over returns the time over which a number counts.
func (p Period) Over(over Over) Period {
	if over == OverYear {
		return p.Rolling()
	}
	return p
}

// Has reports whether a day lies in the period.
func (p Period) Has(d clock.Date) bool { return d >= p.From && d < p.To }

// WholeYear reports whether the period is one calendar year.
func (p Period) WholeYear() bool { return p == Year(p.From.Year()) }

// String is the name of the period: 2026-03, 2026-H1, 2026, or its days.
func (p Period) String() string {
	year, month, _ := p.From.Civil()
	switch p {
	case Month(year, month):
		return fmt.Sprintf("%d-%02d", year, month)
	case HalfYear(year, 1):
		return fmt.Sprintf("%d-H1", year)
	case HalfYear(year, 2):
		return fmt.Sprintf("%d-H2", year)
	case Year(year):
		return fmt.Sprint(year)
	default:
		return fmt.Sprintf("%s…%s", p.From, p.To-1)
	}
}

var periodForm = regexp.MustCompile(`^(\d{4})(?:-(?:(0[1-9]|1[0-2])|H([12])))?$`)

// ParsePeriod reads the name of a month, a half-year or a year.
func ParsePeriod(name string) (Period, error) {
	parts := periodForm.FindStringSubmatch(name)
	if parts == nil {
		return Period{}, fmt.Errorf("%q is not the name of a month, half-year or year", name)
	}
	year, _ := strconv.Atoi(parts[1])
	month, _ := strconv.Atoi(parts[2])
	half, _ := strconv.Atoi(parts[3])
	switch {
	case month > 0:
		return Month(year, time.Month(month)), nil
	case half > 0:
		return HalfYear(year, half), nil
	default:
		return Year(year), nil
	}
}
