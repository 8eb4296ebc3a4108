package api

import (
	"context"
	"net/http"
	"slices"

	"mingcha/models"
	"mingcha/policies/access"
)

// UploadCardFile takes a proof in that a command on the card will name: from whoever may give such a command.
func (s *Server) UploadCardFile(ctx context.Context, req UploadCardFileRequestObject) (UploadCardFileResponseObject, error) {
	row, _, _, err := s.card(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	may := slices.ContainsFunc(models.CardVerbs(), func(verb models.Verb) bool {
		return slices.Contains(s.forms.cards[verb].Takes, "files") && s.may(ctx, access.Action(verb), cardObject(row))
	})
	if !may {
		s.denied(ctx, "upload", row.ID, row.Path, "not_allowed")
		return nil, models.Errorf(models.Forbidden, "not_allowed", "no appointment allows adding files to this card")
	}
	receipt, err := s.takeFile(ctx, req.Body, me(ctx).id)
	return UploadCardFile201JSONResponse(receipt), err
}

// ReadCardFile gives one proof to who may read the card, and audits it.
func (s *Server) ReadCardFile(ctx context.Context, req ReadCardFileRequestObject) (ReadCardFileResponseObject, error) {
	row, _, _, err := s.card(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	files, err := s.Attachments.AttachmentsOf(ctx, row.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(files, func(a models.AttachmentRow) bool { return a.Address == req.File })
	if i < 0 {
		return nil, notFound("no_such_file", "there is no such file")
	}
	if err := s.looked(ctx, "read_file", row.ID, row.Path, ""); err != nil {
		return nil, err
	}
	content, err := s.Vault.Open(ctx, req.File)
	return cardFileAnswer{fileAnswer{content: content, row: files[i]}}, err
}

// cardFileAnswer is a file of a card on its way out.
type cardFileAnswer struct{ fileAnswer }

// VisitReadCardFileResponse writes the file.
func (a cardFileAnswer) VisitReadCardFileResponse(w http.ResponseWriter) error {
	return a.VisitReadFileResponse(w)
}
