package store

import (
	"gorm.io/gorm"

	"mingcha/models"
)

// carriedRecord says that a town's service centre took a case in for another unit (代办).
type carriedRecord struct {
	Unit    string `gorm:"primaryKey"`
	Subject string `gorm:"primaryKey"`
}

// TableName is where gorm finds what is carried.
func (carriedRecord) TableName() string { return "carried" }

// writeCarried notes with the first line of a case who carries it.
func writeCarried(tx *gorm.DB, b models.Batch) error {
	if b.Case == nil || b.Case.Agent == "" || b.From > 1 {
		return nil
	}
	return put(tx, []carriedRecord{{Unit: b.Case.Agent, Subject: b.Case.ID}})
}
