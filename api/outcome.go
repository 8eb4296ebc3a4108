package api

import (
	"mingcha/models"
	"mingcha/models/process"
)

// outcome is how a decision on this case reads: its item's kind gives the words (准予许可, 予以确认, 不予给付 …). "" if it is
// none.
func (f *caseFile) outcome(status models.CaseStatus, language Language) string {
	kind := process.KindOf(f.bundle.Guide.Kind)
	switch status {
	case models.Granted:
		return either(kind.Granted.ZH, kind.Granted.EN, language)
	case models.Denied:
		return either(kind.Denied.ZH, kind.Denied.EN, language)
	default:
		return ""
	}
}

// printed is a verb or status of this case as it stands on paper.
func (f *caseFile) printed(words sentences, key string) string {
	status := models.CaseStatus(key)
	if models.Verb(key) == models.Refuse {
		status = models.Denied
	}
	if word := f.outcome(status, ZhCN); word != "" {
		return word
	}
	return words.printed(key)
}
