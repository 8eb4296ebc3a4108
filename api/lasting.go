package api

import (
	"regexp"
	"strings"
	"unicode"

	"mingcha/models"
)

// personalNumber finds a citizen's number or a mobile phone's.
var personalNumber = regexp.MustCompile(`(^|\D)(1[3-9]\d{9}|[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx])(\D|$)`)

// lasting refuses what would stand in the record for ever although it belongs to a person: facts are never erased. A
// document is named by its number, which has a figure and is neither a citizen's number nor a phone's.
func lasting(facts models.Facts) error {
	var faults []models.Fault
	if d := facts.Document; d != "" && (strings.IndexFunc(d, unicode.IsDigit) < 0 || personalNumber.MatchString(d)) {
		faults = append(faults, models.Fault{Field: "/document", Rule: "pattern"})
	}
	if personalNumber.MatchString(facts.Ground) {
		faults = append(faults, models.Fault{Field: "/ground", Rule: "pattern"})
	}
	return models.Faulty("the number of a document is needed, nothing of a person", faults)
}
