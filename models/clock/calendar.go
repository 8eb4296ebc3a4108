package clock

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"
)

// Calendar knows the working days: the year files of the State Council and, over them, the local days of one division.
// It never changes; With and Overridden return another one. It may be shared.
type Calendar struct {
	years    map[int]YearFile
	local    []Day   // in the order given, the later one wins
	named    []Day   // what years and local say together, by date
	shifts   []shift // the named days that differ from Monday to Friday, by date
	revision string
}

// shift is a weekday off or a weekend day worked.
type shift struct {
	date   Date
	works  bool
	before int64 // working days before date, counted from Date 1
}

// newCalendar lays the year files over one another, then the local days over them.
func newCalendar(years map[int]YearFile, local []Day) *Calendar {
	c := &Calendar{years: years, local: local}
	days := map[Date]Day{}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		for _, day := range years[year].Days {
			days[day.Date] = day
		}
	}
	for _, day := range local {
		days[day.Date] = day
	}
	c.named = slices.SortedFunc(maps.Values(days), func(a, b Day) int { return cmp.Compare(a.Date, b.Date) })
	for _, day := range c.named {
		if day.Off == weekday(day.Date) {
			c.shifts = append(c.shifts, shift{date: day.Date, works: !day.Off, before: c.workdaysBefore(day.Date)})
		}
	}
	c.revision = c.digest()
	return c
}

// With returns the calendar that also has the year file, in place of an earlier one of the same year. A file without
// days leaves its year not loaded.
func (c *Calendar) With(file YearFile) *Calendar {
	years := maps.Clone(c.years)
	file.Days = slices.Clone(file.Days)
	years[file.Year] = file
	return newCalendar(years, c.local)
}

// Overridden returns the calendar of a division that names days of its own: a regional festival, an emergency closure.
// They win over the year files, also over files that come later, and over days that were overridden before: a county
// is laid over its province. They do not load a year.
func (c *Calendar) Overridden(local []Day) *Calendar {
	return newCalendar(c.years, slices.Concat(c.local, local))
}

// Loaded reports whether the calendar of a year is known: whether its own file names at least one day.
func (c *Calendar) Loaded(year int) bool { return len(c.years[year].Days) > 0 }

// Wanting returns the year whose calendar has to be known at an instant and is not loaded, or 0: the running year, and
// from 1 November, when the State Council's notice is out, the next one.
func (c *Calendar) Wanting(at time.Time) int {
	year, month, _ := DateOf(at).Civil()
	switch {
	case !c.Loaded(year):
		return year
	case month >= time.November && !c.Loaded(year+1):
		return year + 1
	default:
		return 0
	}
}

// LoadedUntil returns the last day up to which working days are certain, seen from an instant.
func (c *Calendar) LoadedUntil(at time.Time) Date {
	year := DateOf(at).Year()
	for year > firstYear && !c.Loaded(year) {
		year--
	}
	for c.Loaded(year + 1) {
		year++
	}
	return NewDate(year, time.December, 31)
}

// Workday reports whether d is a working day: a make-up day, or a Monday to Friday that is not named off.
func (c *Calendar) Workday(d Date) bool {
	i := c.shiftsBefore(d)
	if i < len(c.shifts) && c.shifts[i].date == d {
		return c.shifts[i].works
	}
	return weekday(d)
}

// Named returns the days that are named off or to be worked, from one date to another, both included.
func (c *Calendar) Named(from, to Date) []Day {
	first := sort.Search(len(c.named), func(i int) bool { return c.named[i].Date >= from })
	end := sort.Search(len(c.named), func(i int) bool { return c.named[i].Date > to })
	if first >= end {
		return nil
	}
	return slices.Clone(c.named[first:end])
}

// Revision identifies what the calendar says: the SHA-256, in hexadecimal, of the loaded years and all named days.
func (c *Calendar) Revision() string { return c.revision }

// Diff returns, in order, the dates that two calendars judge differently: those whose working status changed, and all
// dates of a year that is loaded in one of them only.
func Diff(old, new *Calendar) []Date {
	changed := map[Date]bool{}
	for _, day := range slices.Concat(old.named, new.named) {
		if old.Workday(day.Date) != new.Workday(day.Date) {
			changed[day.Date] = true
		}
	}
	for _, years := range []map[int]YearFile{old.years, new.years} {
		for year := range years {
			if old.Loaded(year) == new.Loaded(year) {
				continue
			}
			for d := NewDate(year, 1, 1); d.Year() == year; d++ {
				changed[d] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(changed))
}

func (c *Calendar) digest() string {
	hash := sha256.New()
	for _, year := range slices.Sorted(maps.Keys(c.years)) {
		if c.Loaded(year) {
			fmt.Fprintln(hash, year)
		}
	}
	for _, day := range c.named {
		fmt.Fprintf(hash, "%s %t %q\n", day.Date, day.Off, day.Name)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// guessed reports whether any day from one date to another, both included, lies in a year that is not loaded.
func (c *Calendar) guessed(from, to Date) bool {
	for year := from.Year(); year <= to.Year(); year++ {
		if !c.Loaded(year) {
			return true
		}
	}
	return false
}
