package clock

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The years that a calendar may be written for.
const (
	firstYear = 2000
	lastYear  = 2099
)

// Day is a date that a notice names: a day off, or a make-up day on which people work.
type Day struct {
	Name string `json:"name"` // the holiday that it belongs to, for people
	Date Date   `json:"date"`
	Off  bool   `json:"isOffDay"` // false: a make-up working day
}

// YearFile is the State Council's calendar of one year. It may name days of the neighbouring years.
type YearFile struct {
	Year   int      `json:"year"`
	Papers []string `json:"papers,omitempty"` // addresses of the notices
	Days   []Day    `json:"days"`
}

// writtenDay is a Day as somebody wrote it, before anything is believed.
type writtenDay struct {
	Name *string `json:"name"`
	Date *string `json:"date"`
	Off  *bool   `json:"isOffDay"`
}

// ParseYearFile reads a year's calendar. Keys that it does not know are passed over. The error names every faulty day.
// A file with an empty list is valid and leaves its year not loaded.
func ParseYearFile(data []byte) (YearFile, error) {
	var written struct {
		Year   int          `json:"year"`
		Papers []string     `json:"papers"`
		Days   []writtenDay `json:"days"`
	}
	if err := json.Unmarshal(data, &written); err != nil {
		return YearFile{}, fmt.Errorf("read year file: %w", err)
	}
	if written.Year < firstYear || written.Year > lastYear {
		return YearFile{}, fmt.Errorf("year file: year %d is not within %d to %d", written.Year, firstYear, lastYear)
	}
	if written.Days == nil {
		return YearFile{}, fmt.Errorf("year file %d: has no list of days", written.Year)
	}
	days, err := checkDays(written.Days, written.Year-1, written.Year+1)
	if err != nil {
		return YearFile{}, fmt.Errorf("year file %d: %w", written.Year, err)
	}
	return YearFile{Year: written.Year, Papers: written.Papers, Days: days}, nil
}

// ParseDays reads a list of days, written as in a year file, for a local calendar. The error names every faulty day.
func ParseDays(data []byte) ([]Day, error) {
	var written []writtenDay
	if err := json.Unmarshal(data, &written); err != nil {
		return nil, fmt.Errorf("read local days: %w", err)
	}
	days, err := checkDays(written, firstYear, lastYear)
	if err != nil {
		return nil, fmt.Errorf("local days: %w", err)
	}
	return days, nil
}

// checkDays returns the days that lie from one year to another, or one error that names every faulty one by its place.
func checkDays(written []writtenDay, from, to int) ([]Day, error) {
	days := make([]Day, 0, len(written))
	seen := make(map[Date]bool, len(written))
	var faulty []string
	for i, w := range written {
		day, faults := w.read()
		if year := day.Date.Year(); !day.Date.IsZero() && (year < from || year > to) {
			faults = append(faults, fmt.Sprintf("is not within the years %d to %d", from, to))
		}
		if seen[day.Date] {
			faults = append(faults, "is named twice")
		}
		seen[day.Date] = !day.Date.IsZero()
		if len(faults) > 0 {
			faulty = append(faulty, fmt.Sprintf("day %d%s %s", i+1, w.label(), strings.Join(faults, " and ")))
			continue
		}
		days = append(days, day)
	}
	if len(faulty) > 0 {
		return nil, errors.New(strings.Join(faulty, "; "))
	}
	return days, nil
}

// read returns the day as far as it can be believed, and what is wrong with it.
func (w writtenDay) read() (day Day, faults []string) {
	if w.Name == nil || *w.Name == "" {
		faults = append(faults, "has no name")
	} else {
		day.Name = *w.Name
	}
	if w.Off == nil {
		faults = append(faults, "does not say isOffDay")
	} else {
		day.Off = *w.Off
	}
	if w.Date == nil {
		return day, append(faults, "has no date")
	}
	date, err := ParseDate(*w.Date)
	if err != nil {
		return day, append(faults, "is not a date of the form YYYY-MM-DD")
	}
	day.Date = date
	return day, faults
}

// label shows the date as written, for an error.
func (w writtenDay) label() string {
	if w.Date == nil {
		return ""
	}
	return fmt.Sprintf(" (%s)", *w.Date)
}
