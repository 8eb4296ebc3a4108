package models

import (
	"time"

	"mingcha/models/clock"
)

// Finding is one yes or no about a case that the analysis counts. Those that begin with then_ tell what has become of the
// cases submitted on a day; the others tell how cases stood that were decided on a day.
type Finding string

// The findings.
const (
	FoundSubmitted Finding = "submitted"
	ThenAccepted   Finding = "then_accepted"
	ThenDecided    Finding = "then_decided"
	ThenDelivered  Finding = "then_delivered"
	ThenOpen       Finding = "then_open"
	ThenDeclined   Finding = "then_declined"
	ThenReturned   Finding = "then_returned"
	ThenWithdrawn  Finding = "then_withdrawn"
	ThenLapsed     Finding = "then_lapsed"
	ThenTerminated Finding = "then_terminated"
	ThenVoided     Finding = "then_voided"
	ThenForwarded  Finding = "then_forwarded"
	FoundDecided   Finding = "decided"
	FoundPromised  Finding = "promised" // it had a promised limit
	FoundOnTime    Finding = "on_time"  // decided before the promised limit was over
	FoundEarly     Finding = "early"    // of these, a day or more before
	FoundLate      Finding = "late"
	FoundGranted   Finding = "granted"
	FoundDenied    Finding = "denied"
	FoundMeasured  Finding = "measured" // its working days are known
	FoundDays      Finding = "days"     // as many working days as a class of DayBounds says
	FoundStep      Finding = "step"     // a step of it was finished
	FoundStepLate  Finding = "step_late"
	FoundStepClass Finding = "step_class" // in as many working minutes as a class of MinuteBounds says
)

// DayBounds are the classes of the distribution of working days: class i goes from its bound until before the next one,
// the last one has no end.
func DayBounds() []int { return []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 21, 31, 46, 61} }

// MinuteBounds are the classes of the distribution of a step's working minutes, in days of work.
func MinuteBounds() []int {
	const day = clock.WorkdayMinutes
	return []int{0, day / 7, day / 2, day, 2 * day, 3 * day, 5 * day, 10 * day, 20 * day}
}

// ClassOf returns the class of a distribution in which a value lies.
func ClassOf(bounds []int, value int) int {
	i := 0
	for i+1 < len(bounds) && bounds[i+1] <= value {
		i++
	}
	return i
}

// Percentile returns the class of a distribution in which the given share of all values is reached, -1 if there are none.
func Percentile(classes []int, percent int) int {
	total := 0
	for _, n := range classes {
		total += n
	}
	sum := 0
	for i, n := range classes {
		if sum += n; n > 0 && sum*100 >= total*percent {
			return i
		}
	}
	return -1
}

// StepRow is a step that a case has finished, as it stands: a step that is done again is written over.
type StepRow struct {
	Subject string `gorm:"primaryKey"`
	Step    string `gorm:"primaryKey"`
	Item    string
	Path    string // of the case's unit
	Unit    string // of the case
	Closed  time.Time
	Minutes int  // of work, from its opening on, without the time in which the clock of the decision stood
	Late    bool // the step had a limit, and it was over
}

// AnalysisFilter says which cases the analysis is about. Days are days of Asia/Shanghai, the last one included.
type AnalysisFilter struct {
	Scope []PathRange
	Unit  string
	Item  string
	First clock.Date
	Last  clock.Date
}

// Sums are the counts of one group of cases.
type Sums struct {
	Counts  map[Finding]int
	Days    int   // working days of all measured cases together
	Classes []int // measured cases by DayBounds
}

// UnitSums are the sums of one unit on one day of the week.
type UnitSums struct {
	Path    string
	Unit    string
	Weekday time.Weekday
	Sums
}

// StepSums are the sums of one step of an item.
type StepSums struct {
	Step    string
	Cases   int
	Late    int
	Minutes int   // of all cases together
	Classes []int // cases by MinuteBounds
}

// DaySums are the sums of one day: Counts holds submitted, decided, promised, on_time, early and late.
type DaySums struct {
	Day clock.Date
	Sums
}

// Analysis is what cases of a time came to.
type Analysis struct {
	Units []UnitSums // by path, unit and day of the week; there may be several of one
	Days  []DaySums  // of a time longer than half a year whole months, under their first day
	Steps []StepSums // of the item; none if no item is asked for
}

// Probe narrows a list of cases to those behind one figure of an analysis.
type Probe struct {
	Finding Finding
	Span    Span
	Class   int           // of FoundDays and FoundStepClass
	Weekday *time.Weekday // nil: every day
	Step    string        // of FoundStep and its like
}
