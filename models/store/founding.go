package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"mingcha/models"
)

// Found gives a house its first accounts and appointments, with their audit lines, and takes the one-time token that
// allowed it: all of it or nothing, and of several who come at once one succeeds. NotFound: the token was taken before.
func (s *Store) Found(ctx context.Context, f models.Founding) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		taken := tx.Where("name = ?", f.Token).Delete(&setting{})
		if taken.Error == nil && taken.RowsAffected == 0 {
			return models.Errorf(models.NotFound, "no_such_setup", "the house was set up before")
		}
		if taken.Error != nil {
			return taken.Error
		}
		for _, row := range f.Accounts {
			if err := createAccount(tx, row); err != nil {
				return err
			}
		}
		if _, err := bump(tx, Appointments, AnyRevision); err != nil {
			return err
		}
		if err := put(tx, f.Appointments); err != nil {
			return err
		}
		for _, line := range f.Audit {
			if err := s.writeAudit(tx, line, true); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("set up the house: %w", err)
	}
	return nil
}
