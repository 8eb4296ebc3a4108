package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// PutAttachment adds a file to a subject or draft.
func (s *Store) PutAttachment(ctx context.Context, row models.AttachmentRow) error {
	if err := put(s.into(ctx), []models.AttachmentRow{row}); err != nil {
		return fmt.Errorf("add a file: %w", err)
	}
	return nil
}

// Attachment returns one file of one subject: whoever may not see the subject cannot name it.
func (s *Store) Attachment(ctx context.Context, subject, id string) (models.AttachmentRow, error) {
	var row models.AttachmentRow
	err := s.from(ctx).Where("id = ? AND subject = ?", id, subject).Take(&row).Error
	if err != nil {
		return row, fmt.Errorf("read a file: %w", missing(err, "no_such_file", "there is no such file"))
	}
	return row, nil
}

// AttachmentsOf returns the files of a subject or draft, the oldest first.
func (s *Store) AttachmentsOf(ctx context.Context, subject string) ([]models.AttachmentRow, error) {
	var rows []models.AttachmentRow
	if err := s.from(ctx).Where("subject = ?", subject).Order("at, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	return rows, nil
}

// MoveAttachments gives the files of a draft to the subject that it became. Moving them again changes nothing.
func (s *Store) MoveAttachments(ctx context.Context, draft, subject string) error {
	err := s.into(ctx).Model(&models.AttachmentRow{}).Where("subject = ?", draft).
		Updates(map[string]any{"subject": subject, "draft": ""}).Error
	if err != nil {
		return fmt.Errorf("move files: %w", err)
	}
	return nil
}

// DeleteAttachment removes a file from a draft and says whether its content is used nowhere else.
func (s *Store) DeleteAttachment(ctx context.Context, subject, id string) (orphan bool, err error) {
	row, err := s.Attachment(ctx, subject, id)
	if err != nil {
		return false, err
	}
	if err := s.into(ctx).Where("id = ? AND subject = ?", id, subject).Delete(&models.AttachmentRow{}).Error; err != nil {
		return false, fmt.Errorf("remove a file: %w", err)
	}
	used, err := s.AttachmentUsed(ctx, row.Address)
	return !used, err
}

// NameAttachments notes that a draft names some uploads that wait.
func (s *Store) NameAttachments(ctx context.Context, draft string, waiting []string) error {
	if len(waiting) == 0 {
		return nil
	}
	err := s.into(ctx).Model(&models.AttachmentRow{}).Where("subject IN ? AND draft <> ''", waiting).Update("draft", draft).Error
	if err != nil {
		return fmt.Errorf("note the uploads of a draft: %w", err)
	}
	return nil
}

// ForgottenAttachments returns uploads that still wait: those from before young that no draft names any more, and all
// from before old. At most so many.
func (s *Store) ForgottenAttachments(ctx context.Context, young, old time.Time, limit int) ([]models.AttachmentRow, error) {
	var rows []models.AttachmentRow
	err := s.from(ctx).Where("draft <> '' AND at < ?", instant(young)).
		Where("at < ? OR draft = ? OR NOT EXISTS (SELECT 1 FROM draft_rows d WHERE d.id = draft)", instant(old), models.Unnamed).
		Order("at, id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find forgotten uploads: %w", err)
	}
	return rows, nil
}

// AttachmentUsed reports whether any file has this content.
func (s *Store) AttachmentUsed(ctx context.Context, address string) (bool, error) {
	var n int64
	if err := s.into(ctx).Model(&models.AttachmentRow{}).Where("address = ?", address).Count(&n).Error; err != nil {
		return false, fmt.Errorf("count the files with a content: %w", err)
	}
	return n > 0, nil
}

// NoteScan notes what the virus scan said of a content, wherever it is used.
func (s *Store) NoteScan(ctx context.Context, address string, state models.ScanState) error {
	err := s.into(ctx).Model(&models.AttachmentRow{}).Where("address = ?", address).Update("scan", state).Error
	if err != nil {
		return fmt.Errorf("note a scan: %w", err)
	}
	return nil
}

// shareFiles gives a case that another organ goes on with the files of the one it was forwarded from.
func shareFiles(tx *gorm.DB, b models.Batch) error {
	first := b.Lines[0]
	if b.From > 1 || first.Facts.Filed == nil || first.Facts.Filed.Origin == "" {
		return nil
	}
	var files []models.AttachmentRow
	if err := tx.Where("subject = ?", first.Facts.Filed.Origin).Find(&files).Error; err != nil || len(files) == 0 {
		return err
	}
	for i := range files {
		files[i].ID, files[i].Subject = models.CommandID(first.Actor.Account, b.Subject, models.Submit, files[i].ID), b.Subject
	}
	return put(tx, files)
}
