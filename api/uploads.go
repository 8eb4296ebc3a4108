package api

import (
	"context"
	"io"
	"time"

	"mingcha/models"
)

// uploadLife is how long an upload waits for an application, a command or a draft to name it.
const uploadLife = 24 * time.Hour

// mostForgotten bounds how many uploads one round removes.
const mostForgotten = 500

// tidy removes what nobody came back for: drafts that are too old, then uploads that nothing names.
func (s *Server) tidy(ctx context.Context) error {
	now := s.Now()
	if _, err := s.Drafts.PruneDrafts(ctx, now.Add(-draftLife)); err != nil {
		return err
	}
	rows, err := s.Attachments.ForgottenAttachments(ctx, now.Add(-uploadLife), now.Add(-receiptLife), mostForgotten)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.forget(ctx, row); err != nil && models.CodeOf(err) != models.NotFound { // another node was faster
			return err
		}
	}
	return nil
}

// forget removes one upload, and its content if nothing else has it. Somebody may bring the same content in that moment:
// then it is put back.
func (s *Server) forget(ctx context.Context, row models.AttachmentRow) error {
	orphan, err := s.Attachments.DeleteAttachment(ctx, row.Subject, row.ID)
	if err != nil || !orphan {
		return err
	}
	file, err := s.Vault.Open(ctx, row.Address)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // it was read
	content, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	if err := s.Vault.Drop(ctx, row.Address); err != nil {
		return err
	}
	if used, err := s.Attachments.AttachmentUsed(ctx, row.Address); err != nil || !used {
		return err
	}
	_, err = s.Vault.Keep(ctx, content)
	return err
}

// named lists the uploads whose receipts stand somewhere in a draft.
func (s *Server) named(content any) []string {
	var out []string
	switch v := content.(type) {
	case string:
		if u, ok := unsign[upload](s.Blinder, "receipt", v, s.Now()); ok {
			out = append(out, u.Waits)
		}
	case []any:
		for _, part := range v {
			out = append(out, s.named(part)...)
		}
	case map[string]any:
		for _, part := range v {
			out = append(out, s.named(part)...)
		}
	}
	return out
}
