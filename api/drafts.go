package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"mingcha/models"
)

// Drafts is the part of the store that holds drafts.
type Drafts interface {
	SaveDraft(ctx context.Context, row models.DraftRow) error
	Draft(ctx context.Context, id, applicant string) (models.DraftRow, error)
	DeleteDraft(ctx context.Context, id, applicant string) error
	PruneDrafts(ctx context.Context, before time.Time) (int, error)
}

// draftLife is how long a draft that nobody touches is kept.
const draftLife = 30 * 24 * time.Hour

// draftKeys are the row's ID and the proof of ownership behind a handle. The handle itself is kept by the applicant alone.
func draftKeys(handle string) (id, applicant string) {
	own, named := sha256.Sum256([]byte("draft owner\x00"+handle)), sha256.Sum256([]byte("draft\x00"+handle))
	return hex.EncodeToString(named[:16]), hex.EncodeToString(own[:])
}

// BeginDraft keeps a new draft under a handle that only this answer tells.
func (s *Server) BeginDraft(ctx context.Context, req BeginDraftRequestObject) (BeginDraftResponseObject, error) {
	if err := s.rates.allow("draft", requestOf(ctx).source, s.Limits.Submissions); err != nil {
		return nil, err
	}
	draft, err := s.keepDraft(ctx, rand.Text()+rand.Text(), *req.Body)
	return BeginDraft201JSONResponse(draft), err
}

func (s *Server) keepDraft(ctx context.Context, handle string, content DraftContent) (Draft, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return Draft{}, err
	}
	id, applicant := draftKeys(handle)
	now := s.Now()
	row := models.DraftRow{ID: id, Applicant: applicant, Item: content.Item, Content: models.Sealed(raw), Updated: now}
	if err := s.Drafts.SaveDraft(ctx, row); err != nil {
		return Draft{}, err
	}
	var waiting []string
	for _, m := range content.Materials {
		waiting = append(waiting, s.named(m)...)
	}
	if err := s.Attachments.NameAttachments(ctx, id, waiting); err != nil {
		return Draft{}, err
	}
	return Draft{Handle: handle, Content: content, Saved: now, Expires: now.Add(draftLife)}, nil
}

// ReadDraft goes on with a draft.
func (s *Server) ReadDraft(ctx context.Context, req ReadDraftRequestObject) (ReadDraftResponseObject, error) {
	draft, err := s.draft(ctx, req.Draft)
	return ReadDraft200JSONResponse(draft), err
}

func (s *Server) draft(ctx context.Context, handle string) (Draft, error) {
	id, applicant := draftKeys(handle)
	row, err := s.Drafts.Draft(ctx, id, applicant)
	if err != nil {
		return Draft{}, err
	}
	draft := Draft{Handle: handle, Saved: row.Updated, Expires: row.Updated.Add(draftLife)}
	return draft, json.Unmarshal([]byte(row.Content), &draft.Content)
}

// KeepDraft writes a draft over. Nothing in it has to be right yet.
func (s *Server) KeepDraft(ctx context.Context, req KeepDraftRequestObject) (KeepDraftResponseObject, error) {
	if _, err := s.draft(ctx, req.Draft); err != nil {
		return nil, err
	}
	draft, err := s.keepDraft(ctx, req.Draft, *req.Body)
	return KeepDraft200JSONResponse(draft), err
}

// DropDraft forgets a draft; one that is not there is forgotten already.
func (s *Server) DropDraft(ctx context.Context, req DropDraftRequestObject) (DropDraftResponseObject, error) {
	id, applicant := draftKeys(req.Draft)
	return DropDraft204Response{}, s.Drafts.DeleteDraft(ctx, id, applicant)
}
