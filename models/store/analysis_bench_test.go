package store_test

import (
	"testing"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store/storetest"
)

// BenchmarkAnalysis measures what a page of the analysis waits for at a million cases of one year; the target is 300 ms.
func BenchmarkAnalysis(b *testing.B) {
	for _, name := range []string{"SQLite", "MariaDB"} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Databases[name](b)
			began := time.Now()
			fill(b, s, 1_000_000)
			b.Logf("filled in %s", time.Since(began).Round(time.Second))
			today, province := clock.DateOf(filledNow), []models.PathRange{models.Within("/44/")}
			town := []models.PathRange{models.Within("/44/4419/441900012/")}
			adds := func(f models.AnalysisFilter, days int) func(int) error {
				f.First, f.Last = today-clock.Date(days), today
				return func(int) error { _, err := s.Analysis(b.Context(), f); return err }
			}
			year := models.Span{From: filledNow.AddDate(-1, 0, 0), To: filledNow}
			lists := func(f models.CaseFilter, p models.Probe) func(int) error {
				p.Span, f.Scope, f.Probe = year, province, &p
				return func(int) error { _, err := s.Cases(b.Context(), f); return err }
			}
			for _, m := range []struct {
				name string
				do   func(int) error
			}{
				{"a month of the province", adds(models.AnalysisFilter{Scope: province}, 30)},
				{"a year of the province", adds(models.AnalysisFilter{Scope: province}, 365)},
				{"a year of a town", adds(models.AnalysisFilter{Scope: town}, 365)},
				{"a year of an item", adds(models.AnalysisFilter{Scope: province, Item: "item-4"}, 365)},
				{"a year of a unit", adds(models.AnalysisFilter{Scope: province, Unit: "unit-3"}, 365)},
				{"behind the late ones", lists(models.CaseFilter{}, models.Probe{Finding: models.FoundLate})},
				{"behind the late ones of a unit", lists(models.CaseFilter{Unit: "unit-3"}, models.Probe{Finding: models.FoundLate})},
				{"behind a class of days of an item", lists(models.CaseFilter{Item: "item-4"}, models.Probe{Finding: models.FoundDays, Class: 4})},
				{"behind a step of an item", lists(models.CaseFilter{Item: "item-4"}, models.Probe{Finding: models.FoundStep, Step: "review"})},
				{"behind what was submitted", lists(models.CaseFilter{}, models.Probe{Finding: models.FoundSubmitted})},
			} {
				b.Run(m.name, func(b *testing.B) { percentile(b, m.do) })
			}
		})
	}
}
