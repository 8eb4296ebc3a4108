// Package clock measures legal time: the working-day calendar and, on it, the limits set by law or promise, the stops and
// extensions that move them, and the instants at which a warning, a yellow card and a red card arise. It is pure
// arithmetic; it never reads the machine's time. docs/clock.md has the rules in words.
package clock

import (
	"fmt"
	"time"
)

// Zone is the time zone of the law: Asia/Shanghai, UTC+8 all year.
var Zone = time.FixedZone("Asia/Shanghai", zoneOffset)

const (
	zoneOffset = 8 * 60 * 60  // seconds east of UTC
	daySeconds = 24 * 60 * 60 // seconds of one day
	unixDate   = 719163       // the Date 1970-01-01
	dateForm   = "2006-01-02"
)

// Date is a day in Zone, counted in days so that 0001-01-01 is 1; zero is no date. Dates are compared and subtracted as
// numbers. The text form is 2006-01-02, that of no date is empty.
type Date int32

// NewDate returns the date of a year, month and day. Values out of range run over as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/daySeconds + unixDate)
}

// DateOf returns the date of an instant in Zone. The instant 00:00:00 belongs to the day that it opens.
func DateOf(instant time.Time) Date { return momentOf(instant).date() }

// ParseDate reads a real date of the form 2006-01-02.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(dateForm, text)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a date of the form YYYY-MM-DD", text)
	}
	return NewDate(t.Date()), nil
}

// Opens returns the instant 00:00:00 of d.
func (d Date) Opens() time.Time { return d.opens().time() }

// Ends returns the end of d (24:00), which is the instant 00:00:00 of the next day.
func (d Date) Ends() time.Time { return d.ends().time() }

// Civil returns the year, month and day of the month of d.
func (d Date) Civil() (year int, month time.Month, day int) { return d.utc().Date() }

// Year returns the year of d.
func (d Date) Year() int { return d.utc().Year() }

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return time.Weekday(d % 7) } // Date 1 was a Monday

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

// AddMonths returns the same day of the month n months after d, or the last day of that month if it has no such day.
func (d Date) AddMonths(n int) Date {
	year, month, day := d.Civil()
	first := NewDate(year, month+time.Month(n), 1)
	last := NewDate(year, month+time.Month(n)+1, 1) - 1
	return min(first+Date(day)-1, last)
}

// String returns the text form of d.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(dateForm)
}

// MarshalText returns the text form of d.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the text form of a date; the empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	read, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

func (d Date) opens() moment { return moment(d) * daySeconds }

func (d Date) ends() moment { return moment(d+1) * daySeconds }

func (d Date) utc() time.Time { return time.Unix((int64(d)-unixDate)*daySeconds, 0).UTC() }

// monthsUntil returns the greatest n for which d.AddMonths(n) is not after end, which is d or later.
func (d Date) monthsUntil(end Date) int {
	year, month, _ := d.Civil()
	endYear, endMonth, _ := end.Civil()
	n := (endYear-year)*12 + int(endMonth-month)
	if d.AddMonths(n) > end {
		n--
	}
	return n
}
