package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// writeWaits makes the lines that wait those of the batch. One that waited before keeps its row as it is.
func writeWaits(tx *gorm.DB, b models.Batch) error {
	if b.Case == nil {
		return nil
	}
	if b.From > 1 && !b.Calm {
		gone := tx.Where("subject = ?", b.Subject)
		if len(b.Waits) > 0 {
			lines := make([]int, len(b.Waits))
			for i, w := range b.Waits {
				lines[i] = w.Line
			}
			gone = gone.Where("line NOT IN ?", lines)
		}
		if err := gone.Delete(&models.WaitRow{}).Error; err != nil {
			return err
		}
	}
	return put(tx.Clauses(clause.OnConflict{DoNothing: true}), b.Waits)
}
