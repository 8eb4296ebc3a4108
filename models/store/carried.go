package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// carriedRecord says that a unit goes on reading a case that lies elsewhere: the town's service centre that took it in for
// another unit (代办), and every co-department that was heard in a joint approval.
type carriedRecord struct {
	Unit    string `gorm:"primaryKey"`
	Subject string `gorm:"primaryKey"`
}

// TableName is where gorm finds what is carried.
func (carriedRecord) TableName() string { return "carried" }

// writeCarried notes who goes on reading a case: who carries it, with the first line; each co-department, once it was heard.
func writeCarried(tx *gorm.DB, b models.Batch) error {
	units := b.Case.Heard
	if b.Case.Agent != "" && b.From == 1 {
		units = append(units, b.Case.Agent)
	}
	if len(units) == 0 {
		return nil
	}
	rows := make([]carriedRecord, len(units))
	for i, unit := range units {
		rows[i] = carriedRecord{Unit: unit, Subject: b.Case.ID}
	}
	return put(tx.Clauses(clause.OnConflict{DoNothing: true}), rows)
}
