package api

import (
	"errors"
	"net/http"
	"strings"

	"mingcha/models"
	"mingcha/models/process"
)

// worded is a refusal whose faults lie partly in an item's form: the item has the words for them.
type worded struct {
	refusal *models.Error
	bundle  *process.Bundle
}

func (w *worded) Error() string { return w.refusal.Error() }

func (w *worded) Unwrap() error { return w.refusal }

func wordedFaults(b *process.Bundle, faults []models.Fault) error {
	return &worded{
		refusal: &models.Error{Code: models.Invalid, Reason: "faulty_fields", Text: "the application is not right", Faults: faults},
		bundle:  b,
	}
}

// reword puts the item's own sentences to the faults below /form.
func reword(p *Problem, err error, language Language) {
	var w *worded
	if !errors.As(err, &w) {
		return
	}
	word := "zh"
	if language == En {
		word = "en"
	}
	for i, f := range p.Faults {
		if field, below := strings.CutPrefix(f.Field, "/form"); below {
			p.Faults[i].Sentence = w.bundle.Sentence(models.Fault{Field: field, Rule: f.Rule, Detail: f.Detail}, word)
		}
	}
}

// asTooLarge finds "over the limit" in what a reader says.
func asTooLarge(err error) (error, bool) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return models.Errorf(models.TooLarge, "body_too_large", "the file is over %d bytes", large.Limit), true
	}
	return nil, false
}
