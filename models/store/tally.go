package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
	"mingcha/models/clock"
)

// dayCells counts what happened on one day in one unit.
const dayCells = "daily_counts"

// dayColumns are what is counted there; none has a default.
var dayColumns = []string{"submitted", "accepted", "decided", "ended", "warnings", "yellows", "reds"}

// tally is what one append adds to the counts, by row and column: what its new rows count for, less what their old state
// counted for.
type tally map[cellKey]map[string]int

func (t tally) add(key cellKey, column string, n int) {
	if t[key] == nil {
		t[key] = map[string]int{}
	}
	t[key][column] += n
}

func (t tally) on(at time.Time, path, unit, column string, n int) {
	t.add(cellKey{table: dayCells, day: clock.DateOf(at).String(), path: path, unit: unit}, column, n)
}

func (t tally) addCase(r models.CaseRow, sign int) {
	t.findCase(r, sign)
	if !r.Submitted.IsZero() {
		t.on(r.Submitted, r.Path, r.Unit, "submitted", sign)
	}
	for column, at := range map[string]*time.Time{"accepted": r.Accepted, "decided": r.Decided, "ended": r.Ended} {
		if at != nil {
			t.on(*at, r.Path, r.Unit, column, sign)
		}
	}
}

// addCard counts a warning or card on the day of its issue, unless it was withdrawn.
func (t tally) addCard(r models.CardRow, sign int) {
	if r.Issued == nil || r.Withdrawn != nil {
		return
	}
	columns := map[models.Level]string{models.Warning: "warnings", models.Yellow: "yellows", models.Red: "reds"}
	if column, counts := columns[r.Level]; counts {
		t.on(*r.Issued, r.Path, r.Unit, column, sign)
	}
}

// write adds the tally to the counts, one statement a table, always in the same order, so that two appends never wait for
// each other in a circle.
func (t tally) write(tx *gorm.DB) error {
	for _, sums := range t {
		maps.DeleteFunc(sums, func(_ string, n int) bool { return n == 0 })
	}
	maps.DeleteFunc(t, func(_ cellKey, sums map[string]int) bool { return len(sums) == 0 })
	keys := slices.SortedFunc(maps.Keys(t), cellKey.compare)
	for len(keys) > 0 {
		end := slices.IndexFunc(keys, func(k cellKey) bool { return k.table != keys[0].table })
		if end < 0 {
			end = len(keys)
		}
		if err := t.writeTable(tx, keys[:end]); err != nil {
			return err
		}
		keys = keys[end:]
	}
	return nil
}

// writeTable adds to some rows of one table. What is not there yet begins with what is added.
func (t tally) writeTable(tx *gorm.DB, keys []cellKey) error {
	added := map[string]bool{}
	for _, key := range keys {
		for column := range t[key] {
			added[column] = true
		}
	}
	columns := slices.Sorted(maps.Keys(added))
	if keys[0].table == dayCells {
		columns = dayColumns
	}
	var args []any
	for _, key := range keys {
		args = append(args, key.values()...)
		for _, column := range columns {
			args = append(args, t[key][column])
		}
	}
	table, key := keys[0].table, keys[0].primary()
	var text strings.Builder
	spellInsert(&text, table, append(slices.Clone(key), columns...), len(keys))
	change{key, columns, true}.spell(&text, tx.Name(), table)
	_, err := send(tx, text.String(), args...)
	return err
}

func (k cellKey) compare(o cellKey) int {
	return cmp.Or(strings.Compare(k.table, o.table), strings.Compare(k.item, o.item), strings.Compare(k.day, o.day),
		strings.Compare(k.path, o.path), strings.Compare(k.unit, o.unit), strings.Compare(k.step, o.step), cmp.Compare(k.weekday, o.weekday))
}
