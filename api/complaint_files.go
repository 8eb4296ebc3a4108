package api

import (
	"context"
	"net/http"
	"slices"

	"mingcha/models"
	"mingcha/policies/access"
)

// UploadComplaintFile takes a file in that a command on the complaint will name: from whoever may give such a command.
func (s *Server) UploadComplaintFile(ctx context.Context, req UploadComplaintFileRequestObject) (UploadComplaintFileResponseObject, error) {
	f, err := s.complaint(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	may := slices.ContainsFunc(models.ComplaintVerbs(), func(verb models.Verb) bool {
		return slices.Contains(s.forms.complaints[verb].Takes, "files") && s.may(ctx, access.Action(verb), complaintObject(f.row))
	})
	if !may {
		s.denied(ctx, "upload", f.row.ID, f.row.Path, "not_allowed")
		return nil, models.Errorf(models.Forbidden, "not_allowed", "no appointment allows adding files to this complaint")
	}
	receipt, err := s.takeFile(ctx, req.Body, me(ctx).id)
	return UploadComplaintFile201JSONResponse(receipt), err
}

// ReadComplaintFile gives one file to who handles the complaint, and audits it: a proof tells who complains as his name does.
func (s *Server) ReadComplaintFile(ctx context.Context, req ReadComplaintFileRequestObject) (ReadComplaintFileResponseObject, error) {
	f, err := s.complaint(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if !s.opensFiles(ctx, f) {
		s.denied(ctx, "read_file", f.row.ID, f.row.Path, "not_allowed")
		return nil, models.Errorf(models.Forbidden, "not_allowed", "no appointment allows reading the files of this complaint")
	}
	files, err := s.Attachments.AttachmentsOf(ctx, f.row.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(files, func(a models.AttachmentRow) bool { return a.Address == req.File })
	if i < 0 {
		return nil, notFound("no_such_file", "there is no such file")
	}
	if err := s.looked(ctx, "read_file", f.row.ID, f.row.Path, ""); err != nil {
		return nil, err
	}
	content, err := s.Vault.Open(ctx, req.File)
	return complaintFileAnswer{fileAnswer{content: content, row: files[i]}}, err
}

// opensFiles reports whether the person reads the files of a complaint, as he reads its complainant's name.
func (s *Server) opensFiles(ctx context.Context, f *complaintFile) bool {
	return s.may(ctx, access.Unmask, complaintObject(f.row))
}

// complaintFileAnswer is a file of a complaint on its way out.
type complaintFileAnswer struct{ fileAnswer }

// VisitReadComplaintFileResponse writes the file.
func (a complaintFileAnswer) VisitReadComplaintFileResponse(w http.ResponseWriter) error {
	return a.VisitReadFileResponse(w)
}
