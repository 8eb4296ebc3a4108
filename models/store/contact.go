package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// ContactsOf returns where a person can be reached.
func (s *Store) ContactsOf(ctx context.Context, account string) ([]models.ContactRow, error) {
	var rows []models.ContactRow
	if err := s.from(ctx).Where("account = ?", account).Order("channel").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the contacts of %s: %w", account, err)
	}
	return rows, nil
}

// Contact returns where a person can be reached on one channel. NotFound: nowhere.
func (s *Store) Contact(ctx context.Context, account string, channel models.Channel) (models.ContactRow, error) {
	var row models.ContactRow
	if err := s.from(ctx).Where("account = ? AND channel = ?", account, channel).Take(&row).Error; err != nil {
		return row, fmt.Errorf("read a contact: %w", missing(err, "no_such_contact", "there is no address for this channel"))
	}
	return row, nil
}

// SaveContact writes a contact over.
func (s *Store) SaveContact(ctx context.Context, row models.ContactRow) error {
	row.AddressRef = s.addressRef(string(row.Address))
	if err := put(s.into(ctx).Clauses(clause.OnConflict{UpdateAll: true}), []models.ContactRow{row}); err != nil {
		return fmt.Errorf("save a contact: %w", err)
	}
	return nil
}

// ForgetContact erases a contact. What is queued for it finds no address.
func (s *Store) ForgetContact(ctx context.Context, account string, channel models.Channel) error {
	err := s.into(ctx).Where("account = ? AND channel = ?", account, channel).Delete(&models.ContactRow{}).Error
	if err != nil {
		return fmt.Errorf("forget a contact: %w", err)
	}
	return nil
}

// codeTries is how often a code may be tried.
const codeTries = 5

// ProveContact verifies an address by the code that was sent there, or counts a wrong one. NotFound: the code is wrong,
// late, or was tried too often.
func (s *Store) ProveContact(ctx context.Context, account string, channel models.Channel, codeRef string, now time.Time) error {
	wrong := false
	err := s.transact(ctx, func(tx *gorm.DB) error {
		mine := tx.Model(&models.ContactRow{}).Where("account = ? AND channel = ?", account, channel)
		proved := mine.Session(&gorm.Session{}).Where("code_ref = ? AND code_ref <> '' AND code_until > ? AND code_tries < ?", codeRef, instant(now), codeTries).
			Updates(map[string]any{"verified": instant(now), "code_ref": "", "code_until": nil, "code_tries": 0, "refused": nil})
		if wrong = proved.RowsAffected == 0; proved.Error != nil || !wrong {
			return proved.Error
		}
		return mine.Session(&gorm.Session{}).Update("code_tries", gorm.Expr("code_tries + 1")).Error
	})
	if err != nil {
		return fmt.Errorf("verify a contact: %w", err)
	}
	if wrong {
		return models.Errorf(models.NotFound, "wrong_contact_code", "the code is not right or has expired")
	}
	return nil
}

// RefuseContact notes that the gateway refuses an address for good: nothing goes there until it is verified again.
func (s *Store) RefuseContact(ctx context.Context, account string, channel models.Channel, now time.Time) error {
	err := s.into(ctx).Model(&models.ContactRow{}).Where("account = ? AND channel = ?", account, channel).
		Updates(map[string]any{"refused": instant(now), "verified": nil}).Error
	if err != nil {
		return fmt.Errorf("note that an address is refused: %w", err)
	}
	return nil
}
