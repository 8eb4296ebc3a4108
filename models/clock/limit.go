package clock

import (
	"errors"
	"fmt"
	"math"
)

// Unit is what a limit counts.
type Unit string

const (
	UnitWorkday    Unit = "workday"    // working days after the start day
	UnitDay        Unit = "day"        // all days after the start day
	UnitWorkhour   Unit = "workhour"   // 3600 seconds inside working hours
	UnitHour       Unit = "hour"       // 3600 seconds
	UnitWorkminute Unit = "workminute" // 60 seconds inside working hours; 420 are a working day
	UnitMinute     Unit = "minute"     // 60 seconds, for drills only
	UnitMonth      Unit = "month"      // months after the start day, stopped days added
)

// workdayMinutes is a working day of seven hours in UnitWorkminute.
const workdayMinutes = workingDay / 60

// mostUnits is the greatest number of units of one limit.
const mostUnits = 10000

// gauge says how a unit is counted: on which scale, and how much of it makes one.
type gauge struct {
	scale scale
	size  int64
}

var gauges = map[Unit]gauge{
	UnitWorkday:    {everyWorkday, 1},
	UnitDay:        {everyDay, 1},
	UnitMonth:      {everyDay, 1}, // course.amount turns months into days
	UnitWorkhour:   {everyWorksecond, 3600},
	UnitWorkminute: {everyWorksecond, 60},
	UnitHour:       {everySecond, 3600},
	UnitMinute:     {everySecond, 60},
}

// Limit is a number of units that an act may take. The zero Limit is none.
type Limit struct {
	N    int  `json:"n"`
	Unit Unit `json:"unit"`
	Roll bool `json:"roll,omitempty"` // a day or month limit that ends on a day off is due after the next working day
}

// IsZero reports whether l is no limit.
func (l Limit) IsZero() bool { return l == Limit{} }

// Validate reports everything that keeps l from being counted.
func (l Limit) Validate() error {
	var faults []error
	if l.N < 1 || l.N > mostUnits {
		faults = append(faults, fmt.Errorf("n %d is not within 1 to %d", l.N, mostUnits))
	}
	if _, known := gauges[l.Unit]; !known {
		faults = append(faults, fmt.Errorf("unit %q is not known", l.Unit))
	}
	return errors.Join(faults...)
}

// rolls reports whether the due instant of l waits for a working day.
func (l Limit) rolls() bool { return l.Roll && (l.Unit == UnitDay || l.Unit == UnitMonth) }

// catalogueUnits names our unit for each unit of the catalogue that is taken as it stands.
var catalogueUnits = map[string]Unit{
	"working_day":  UnitWorkday,
	"calendar_day": UnitDay,
	"month":        UnitMonth,
	"hour":         UnitHour,
	"minute":       UnitWorkminute, // instant items are handled at the counter, within its hours
	"drill_minute": UnitMinute,     // plain minutes, for drills only
}

// ParseLimit reads a limit of the service catalogue. on_the_spot is one working day, whatever the number; a fraction of
// a working day is given in working minutes, 420 a day. A unit that the catalogue uses otherwise, such as year, is an
// error, and so is a number that gives no whole units.
func ParseLimit(number float64, unit string) (Limit, error) {
	if unit == "on_the_spot" {
		return Limit{N: 1, Unit: UnitWorkday}, nil
	}
	ours, known := catalogueUnits[unit]
	if !known {
		return Limit{}, fmt.Errorf("catalogue limit %v %s: the unit is not known", number, unit)
	}
	if ours == UnitWorkday && number != math.Trunc(number) {
		ours, number = UnitWorkminute, number*workdayMinutes
	}
	n := math.Round(number)
	if !(math.Abs(number-n) < 1e-6) { // also refuses what is not a number
		return Limit{}, fmt.Errorf("catalogue limit %v %s: gives no whole units", number, unit)
	}
	if n < 1 || n > mostUnits {
		return Limit{}, fmt.Errorf("catalogue limit %v %s: is not within 1 to %d units", number, unit, mostUnits)
	}
	return Limit{N: int(n), Unit: ours}, nil
}
