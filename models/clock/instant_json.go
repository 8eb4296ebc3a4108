package clock

import (
	"encoding/json"
	"time"
)

// instantForm is how instants are written: YYYY-MM-DDTHH:MM:SS+08:00, in Zone.
const instantForm = "2006-01-02T15:04:05+08:00"

// textOf returns a JSON string, decoded; found is false if raw is none.
func textOf(raw json.RawMessage) (text string, found bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	return text, json.Unmarshal(raw, &text) == nil
}

// parseInstant reads an instant of exactly the form instantForm, a real date in the years 2000 to 2099. time.Parse is
// too kind for this: it takes one-digit hours and fractions of seconds.
func parseInstant(raw json.RawMessage) (instant time.Time, ok bool) {
	text, found := textOf(raw)
	if !found || !sameShape(text, instantForm) {
		return time.Time{}, false
	}
	date, err := ParseDate(text[:len(dateForm)])
	hour, minute, second := digits(text[11:13]), digits(text[14:16]), digits(text[17:19])
	if err != nil || date.Year() < firstYear || date.Year() > lastYear || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	return (date.opens() + moment(hour*3600+minute*60+second)).time(), text[19:] == instantForm[19:]
}

// sameShape reports whether text has digits where form has them and is like form everywhere else.
func sameShape(text, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i := range len(form) {
		if isDigit(form[i]) != isDigit(text[i]) || !isDigit(form[i]) && text[i] != form[i] {
			return false
		}
	}
	return true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// formatInstant writes an instant.
func formatInstant(instant time.Time) string { return instant.In(Zone).Format(instantForm) }
