package clock

import (
	"math"
	"time"
)

// moment is a second of Shanghai time, counted from the opening of Date 0, so that every day opens at a whole multiple
// of daySeconds.
type moment int64

// never is later than every other moment: an instant that an open stop holds off.
const never moment = math.MaxInt64

// momentOf returns the second in which t lies: the law knows no fractions.
func momentOf(t time.Time) moment { return moment(t.Unix() + zoneOffset + unixDate*daySeconds) }

// time returns m as an instant in Zone; never has none and gives the zero time.
func (m moment) time() time.Time {
	if m == never {
		return time.Time{}
	}
	return time.Unix(int64(m)-zoneOffset-unixDate*daySeconds, 0).In(Zone)
}

// date returns the day that m belongs to.
func (m moment) date() Date { return Date(m / daySeconds) }

// lastDay returns the date of the second before m: the due day, if m is a due instant.
func (m moment) lastDay() Date { return (m - 1).date() }
