package store

import (
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// disjoint drops every range that another one covers, so that no row is seen twice, and every range that is not that of
// a division: it shows nothing.
func disjoint(scope []models.PathRange) []models.PathRange {
	var out []models.PathRange
	for i, r := range scope {
		if r.To != models.Within(r.From).To {
			continue
		}
		covered := slices.ContainsFunc(out, func(o models.PathRange) bool { return o.Covers(r) }) ||
			slices.ContainsFunc(scope[i+1:], func(o models.PathRange) bool { return o.Covers(r) && !r.Covers(o) })
		if !covered {
			out = append(out, r)
		}
	}
	return out
}

// inScope is the condition that a row lies in one of the ranges. No range, no row.
func inScope(alias string, scope []models.PathRange) conds {
	if len(scope) == 0 {
		return conds{sql: []string{"1 = 0"}}
	}
	var parts []string
	var args []any
	for _, r := range scope {
		c := inRange(alias, r)
		parts = append(parts, "("+c.String()+")")
		args = append(args, c.args...)
	}
	return conds{sql: []string{"(" + strings.Join(parts, " OR ") + ")"}, args: args}
}

func inRange(alias string, r models.PathRange) conds {
	var c conds
	c.add(alias+"path >= ?", r.Root())
	c.add(alias+"path < ?", r.To)
	if r.Unit != "" {
		c.add(alias+"unit = ?", r.Unit)
	}
	return c
}

// placeRecord says that a case or card is seen in a division: its own, or one above it.
type placeRecord struct {
	Kind  models.Kind `gorm:"primaryKey"`
	Place string      `gorm:"primaryKey"`
	At    time.Time   `gorm:"primaryKey"`
	ID    string      `gorm:"primaryKey"`
}

// TableName is where gorm finds places.
func (placeRecord) TableName() string { return "places" }

// site is where and when a row is seen in lists.
type site struct {
	kind models.Kind
	id   string
	path string
	at   time.Time
}

func (s site) rows() []placeRecord {
	var out []placeRecord
	for _, a := range models.Ancestors(s.path) {
		out = append(out, placeRecord{Kind: s.kind, Place: a, At: instant(s.at), ID: s.id})
	}
	return out
}

// move puts a row into the lists of its divisions, and takes it out of those where it was before, if it was elsewhere.
func (s site) move(tx *gorm.DB, was *site) error {
	if was != nil {
		if was.path == s.path && instant(was.at).Equal(instant(s.at)) {
			return nil
		}
		err := tx.Where("kind = ? AND place IN ? AND at = ? AND id = ?",
			was.kind, models.Ancestors(was.path), instant(was.at), was.id).Delete(&placeRecord{}).Error
		if err != nil {
			return err
		}
	}
	return put(tx, s.rows())
}
