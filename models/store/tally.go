package store

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
	"mingcha/models/clock"
)

// dayKey is one unit's day.
type dayKey struct{ Day, Path, Unit string }

// dayRecord counts what happened on one day in one unit.
type dayRecord struct {
	Day       string `gorm:"primaryKey"`
	Path      string `gorm:"primaryKey"`
	Unit      string `gorm:"primaryKey"`
	Submitted int
	Accepted  int
	Decided   int
	Ended     int
	Warnings  int
	Yellows   int
	Reds      int
}

// TableName is where gorm finds the counts.
func (dayRecord) TableName() string { return "daily_counts" }

// tally is what one append adds to the counts: what its new rows count for, less what their old state counted for.
type tally struct {
	days  map[dayKey]*dayRecord
	cells map[cellKey]map[string]int
}

func newTally() tally { return tally{map[dayKey]*dayRecord{}, map[cellKey]map[string]int{}} }

func (t tally) on(at time.Time, path, unit string) *dayRecord {
	key := dayKey{clock.DateOf(at).String(), path, unit}
	if t.days[key] == nil {
		t.days[key] = &dayRecord{Day: key.Day, Path: path, Unit: unit}
	}
	return t.days[key]
}

func (t tally) addCase(r models.CaseRow, sign int) {
	t.findCase(r, sign)
	if !r.Submitted.IsZero() {
		t.on(r.Submitted, r.Path, r.Unit).Submitted += sign
	}
	if r.Accepted != nil {
		t.on(*r.Accepted, r.Path, r.Unit).Accepted += sign
	}
	if r.Decided != nil {
		t.on(*r.Decided, r.Path, r.Unit).Decided += sign
	}
	if r.Ended != nil {
		t.on(*r.Ended, r.Path, r.Unit).Ended += sign
	}
}

// addCard counts a warning or card on the day of its issue, unless it was withdrawn.
func (t tally) addCard(r models.CardRow, sign int) {
	if r.Issued == nil || r.Withdrawn != nil {
		return
	}
	day := t.on(*r.Issued, r.Path, r.Unit)
	switch r.Level {
	case models.Warning:
		day.Warnings += sign
	case models.Yellow:
		day.Yellows += sign
	case models.Red:
		day.Reds += sign
	}
}

func (d dayRecord) counts() map[string]int {
	return map[string]int{
		"submitted": d.Submitted, "accepted": d.Accepted, "decided": d.Decided, "ended": d.Ended,
		"warnings": d.Warnings, "yellows": d.Yellows, "reds": d.Reds,
	}
}

// write adds the tally to the counts, always in the same order, so that two appends never wait for each other in a
// circle.
func (t tally) write(tx *gorm.DB) error {
	order := func(a, b dayKey) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Unit, b.Unit))
	}
	for _, key := range slices.SortedFunc(maps.Keys(t.days), order) {
		sums := map[string]any{}
		for column, n := range t.days[key].counts() {
			if n != 0 {
				sums[column] = gorm.Expr("daily_counts."+column+" + ?", n)
			}
		}
		if len(sums) == 0 {
			continue
		}
		row := *t.days[key]
		add := clause.OnConflict{
			Columns:   []clause.Column{{Name: "day"}, {Name: "path"}, {Name: "unit"}},
			DoUpdates: clause.Assignments(sums),
		}
		if err := tx.Clauses(add).Create(&row).Error; err != nil {
			return err
		}
	}
	return t.writeCells(tx)
}
