package clock

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The texts of thresholds that carry a number.
var (
	leftText     = regexp.MustCompile(`^left\((\d{1,5})\)$`)
	shareText    = regexp.MustCompile(`^share\((\d{1,3})(?:\.(\d))?%\)$`)
	pastDaysText = regexp.MustCompile(`^past\((\d{1,5}) WD\)$`)
	timesText    = regexp.MustCompile(`^times\((\d{1,3})\)$`)
)

// plain has the thresholds that carry no number.
var plain = map[string]Threshold{"past": Past(), "warning": Warning(), "yellow": Yellow(), "red": Red()}

// ParseThreshold reads the text form of a threshold. Numbers are whole; only a share may have one decimal.
func ParseThreshold(text string) (Threshold, error) {
	th, known := plain[text]
	if !known {
		th, known = parseNumbered(text)
	}
	if !known {
		return Threshold{}, fmt.Errorf("threshold %q is none of left(k), share(p%%), past, past(k WD), times(m), "+
			"warning, yellow, red", text)
	}
	if err := th.validate(); err != nil {
		return Threshold{}, fmt.Errorf("threshold %q: %w", text, err)
	}
	return th, nil
}

func parseNumbered(text string) (Threshold, bool) {
	if m := leftText.FindStringSubmatch(text); m != nil {
		return Left(digits(m[1])), true
	}
	if m := shareText.FindStringSubmatch(text); m != nil {
		return Share(digits(m[1])*10 + digits(m[2])), true
	}
	if m := pastDaysText.FindStringSubmatch(text); m != nil {
		return PastDays(digits(m[1])), true
	}
	if m := timesText.FindStringSubmatch(text); m != nil {
		return Times(digits(m[1])), true
	}
	return Threshold{}, false
}

// digits reads what a pattern has already found to be a few digits; none are 0.
func digits(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

func (th Threshold) validate() error {
	switch {
	case th.Kind == ThresholdLeft && th.K > mostUnits:
		return fmt.Errorf("more than %d units", mostUnits)
	case th.Kind == ThresholdShare && (th.P < 1 || th.P > 1000):
		return fmt.Errorf("a share is more than 0%% and at most 100%%")
	case th.Kind == ThresholdPastDays && (th.K < 1 || th.K > mostUnits):
		return fmt.Errorf("working days past are 1 to %d", mostUnits)
	case th.Kind == ThresholdTimes && th.K < 1:
		return fmt.Errorf("times are 1 or more")
	default:
		return nil
	}
}

// String returns the text form of th.
func (th Threshold) String() string {
	switch th.Kind {
	case ThresholdLeft:
		return fmt.Sprintf("left(%d)", th.K)
	case ThresholdShare:
		whole, tenth := th.P/10, th.P%10
		if tenth == 0 {
			return fmt.Sprintf("share(%d%%)", whole)
		}
		return fmt.Sprintf("share(%d.%d%%)", whole, tenth)
	case ThresholdPastDays:
		return fmt.Sprintf("past(%d WD)", th.K)
	case ThresholdTimes:
		return fmt.Sprintf("times(%d)", th.K)
	default:
		return string(th.Kind)
	}
}

// MarshalText returns the text form of th.
func (th Threshold) MarshalText() ([]byte, error) { return []byte(th.String()), nil }

// UnmarshalText reads the text form of a threshold; the empty text is none.
func (th *Threshold) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*th = Threshold{}
		return nil
	}
	read, err := ParseThreshold(strings.TrimSpace(string(text)))
	if err != nil {
		return err
	}
	*th = read
	return nil
}
