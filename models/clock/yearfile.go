package clock

import (
	"encoding/json"
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

// ParseYearFile reads a year's calendar. Keys that it does not know are passed over. An error is of FileFaults, and names
// every faulty day. A file with an empty list is valid and leaves its year not loaded.
func ParseYearFile(data []byte) (YearFile, error) {
	var written struct {
		Year   int          `json:"year"`
		Papers []string     `json:"papers"`
		Days   []writtenDay `json:"days"`
	}
	if err := json.Unmarshal(data, &written); err != nil {
		return YearFile{}, fmt.Errorf("read year file: %w", notJSON(err))
	}
	if written.Year < firstYear || written.Year > lastYear {
		return YearFile{}, fmt.Errorf("year file: %w", FileFaults{{Rule: "file_year", Detail: fmt.Sprintf("%d–%d", firstYear, lastYear)}})
	}
	if written.Days == nil {
		return YearFile{}, fmt.Errorf("year file %d: %w", written.Year, FileFaults{{Rule: "file_no_days"}})
	}
	days, faults := checkDays(written.Days, written.Year-1, written.Year+1)
	if len(faults) > 0 {
		return YearFile{}, fmt.Errorf("year file %d: %w", written.Year, faults)
	}
	return YearFile{Year: written.Year, Papers: written.Papers, Days: days}, nil
}

// ParseDays reads a list of days, written as in a year file, for a local calendar. An error is of FileFaults, and names
// every faulty day.
func ParseDays(data []byte) ([]Day, error) {
	var written []writtenDay
	if err := json.Unmarshal(data, &written); err != nil {
		return nil, fmt.Errorf("read local days: %w", notJSON(err))
	}
	days, faults := checkDays(written, firstYear, lastYear)
	if len(faults) > 0 {
		return nil, fmt.Errorf("local days: %w", faults)
	}
	return days, nil
}

// FileFaults is all that is wrong with a calendar's file.
type FileFaults []FileFault

// FileFault is one thing that is wrong with a calendar's file.
type FileFault struct {
	Day    int    // the place of the day in its list, from 1; 0: the file as a whole
	Date   string // as written
	Rule   string // a key of faultWords
	Detail string // what was expected
}

// faultWords say for logs what is wrong with a file or a day; the detail is filled in.
var faultWords = map[string]string{
	"file_not_json": "is not of the form asked for: {}", "file_year": "its year is not within {}", "file_no_days": "has no list of days",
	"day_no_name": "has no name", "day_no_off": "does not say isOffDay", "day_no_date": "has no date",
	"day_bad_date": "is not a date of the form YYYY-MM-DD", "day_outside": "is not within the years {}", "day_twice": "is named twice",
}

// Label shows a day by its place and as written.
func (f FileFault) Label() string {
	if f.Date == "" {
		return fmt.Sprint(f.Day)
	}
	return fmt.Sprintf("%d (%s)", f.Day, f.Date)
}

func (f FileFault) words() string { return strings.Replace(faultWords[f.Rule], "{}", f.Detail, 1) }

// Error says of each faulty day all that is wrong with it.
func (faults FileFaults) Error() string {
	var out strings.Builder
	for i, f := range faults {
		switch {
		case i > 0 && f.Day == faults[i-1].Day:
			out.WriteString(" and ")
		case i > 0:
			out.WriteString("; ")
		}
		if f.Day > 0 && (i == 0 || f.Day != faults[i-1].Day) {
			out.WriteString("day " + f.Label() + " ")
		}
		out.WriteString(f.words())
	}
	return out.String()
}

func notJSON(err error) FileFaults { return FileFaults{{Rule: "file_not_json", Detail: err.Error()}} }

// checkDays returns the days that lie from one year to another, or everything that is wrong with any of them.
func checkDays(written []writtenDay, from, to int) (days []Day, faults FileFaults) {
	days = make([]Day, 0, len(written))
	seen := make(map[Date]bool, len(written))
	for i, w := range written {
		day, rules := w.read()
		faulty := func(rule, detail string) {
			fault := FileFault{Day: i + 1, Rule: rule, Detail: detail}
			if w.Date != nil {
				fault.Date = *w.Date
			}
			faults = append(faults, fault)
		}
		for _, rule := range rules {
			faulty(rule, "")
		}
		if year := day.Date.Year(); !day.Date.IsZero() && (year < from || year > to) {
			faulty("day_outside", fmt.Sprintf("%d–%d", from, to))
		}
		if seen[day.Date] {
			faulty("day_twice", "")
		}
		seen[day.Date] = !day.Date.IsZero()
		days = append(days, day)
	}
	return days, faults
}

// read returns the day as far as it can be believed, and the rules that it breaks.
func (w writtenDay) read() (day Day, rules []string) {
	if w.Name == nil || *w.Name == "" {
		rules = append(rules, "day_no_name")
	} else {
		day.Name = *w.Name
	}
	if w.Off == nil {
		rules = append(rules, "day_no_off")
	} else {
		day.Off = *w.Off
	}
	if w.Date == nil {
		return day, append(rules, "day_no_date")
	}
	date, err := ParseDate(*w.Date)
	if err != nil {
		return day, append(rules, "day_bad_date")
	}
	day.Date = date
	return day, rules
}
