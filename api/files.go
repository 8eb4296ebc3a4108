package api

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"

	"mingcha/models"
	"mingcha/policies/access"
)

// Attachments is the part of the store that knows which file belongs to which case.
type Attachments interface {
	PutAttachment(ctx context.Context, row models.AttachmentRow) error
	AttachmentsOf(ctx context.Context, subject string) ([]models.AttachmentRow, error)
	MoveAttachments(ctx context.Context, draft, subject string) error
	NameAttachments(ctx context.Context, draft string, waiting []string) error
	ForgottenAttachments(ctx context.Context, young, old time.Time, limit int) ([]models.AttachmentRow, error)
	DeleteAttachment(ctx context.Context, subject, id string) (orphan bool, err error)
	AttachmentUsed(ctx context.Context, address string) (bool, error)
}

// Vault keeps the contents of files by their address, the SHA-256 of the content, encrypted at rest.
type Vault interface {
	Keep(ctx context.Context, content []byte) (address string, err error)
	Open(ctx context.Context, address string) (io.ReadCloser, error)
	Drop(ctx context.Context, address string) error
	// Scan says whether a content is clean. An installation without a scanner answers ScanPending.
	Scan(ctx context.Context, content []byte) (models.ScanState, error)
}

// taken are the types of files that are taken in, as their content shows them.
var taken = []string{
	"application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/msword", "application/vnd.ms-excel", "text/plain",
}

// receiptLife is how long an upload may wait that a draft names; any other waits for uploadLife.
const receiptLife = 7 * 24 * time.Hour

// upload is what a receipt says: the file, and under which name it waits.
type upload struct {
	Waits string   `json:"w"`
	File  keptFile `json:"f"`
}

// UploadPublicFile takes one material of an applicant in.
func (s *Server) UploadPublicFile(ctx context.Context, req UploadPublicFileRequestObject) (UploadPublicFileResponseObject, error) {
	if err := s.rates.allow("upload", requestOf(ctx).source, s.Limits.Uploads); err != nil {
		s.flood(ctx, "upload")
		return nil, err
	}
	receipt, err := s.takeFile(ctx, req.Body, models.ApplicantAccount)
	return UploadPublicFile201JSONResponse(receipt), err
}

// UploadFile takes a file in that a command on the case will name.
func (s *Server) UploadFile(ctx context.Context, req UploadFileRequestObject) (UploadFileResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	may := slices.ContainsFunc(f.objects(access.Attachment), func(o access.Object) bool { return s.may(ctx, access.Create, o) })
	if !may {
		s.denied(ctx, "upload", f.row.ID, f.row.Path, "not_allowed")
		return nil, models.Errorf(models.Forbidden, "not_allowed", "no appointment allows adding files to this case")
	}
	receipt, err := s.takeFile(ctx, req.Body, me(ctx).id)
	return UploadFile201JSONResponse(receipt), err
}

// takeFile judges a file by its content, keeps it and answers with a signed receipt.
func (s *Server) takeFile(ctx context.Context, form *multipart.Reader, by string) (FileReceipt, error) {
	name, content, err := s.onePart(form)
	if err != nil {
		return FileReceipt{}, err
	}
	kind := mimetype.Detect(content)
	if !slices.ContainsFunc(taken, kind.Is) {
		return FileReceipt{}, models.Errorf(models.Invalid, "type_forbidden", "files of type %s are not taken", kind)
	}
	state, err := s.Vault.Scan(ctx, content)
	if err != nil {
		return FileReceipt{}, err
	}
	if state == models.ScanInfected {
		s.failed(ctx, models.AuditLine{Action: "upload", Reason: "file_infected"})
		return FileReceipt{}, models.Errorf(models.Invalid, "file_infected", "the file did not pass the scan")
	}
	address, err := s.Vault.Keep(ctx, content)
	if err != nil {
		return FileReceipt{}, err
	}
	plain, _, _ := strings.Cut(kind.String(), ";")
	u := upload{Waits: s.NewID(), File: keptFile{Address: address, Name: name, Type: plain, Size: int64(len(content))}}
	row := models.AttachmentRow{
		ID: s.NewID(), Subject: u.Waits, Address: address, Name: models.Sealed(name), Type: plain, Size: u.File.Size, Scan: state,
		By: by, At: s.Now(), Draft: models.Unnamed,
	}
	if err := s.Attachments.PutAttachment(ctx, row); err != nil {
		return FileReceipt{}, err
	}
	until := s.Now().Add(receiptLife)
	receipt, err := sign(s.Blinder, "receipt", u, until)
	return FileReceipt{Receipt: receipt, Address: address, Name: name, Type: plain, Size: int(u.File.Size), Expires: until}, err
}

// onePart reads the one file of a form.
func (s *Server) onePart(form *multipart.Reader) (name string, content []byte, err error) {
	part, err := form.NextPart()
	if err != nil || part.FormName() != "file" {
		return "", nil, unreadable(err, "/file")
	}
	content, err = io.ReadAll(http.MaxBytesReader(nil, part, s.Limits.File))
	if err != nil {
		return "", nil, unreadable(err, "/file")
	}
	if len(content) == 0 {
		return "", nil, models.Errorf(models.Invalid, "empty_file", "the file is empty")
	}
	return fileName(part.FileName()), content, nil
}

// unreadable keeps "too large" and blames the rest on the form.
func unreadable(err error, field string) error {
	if large, ok := asTooLarge(err); ok {
		return large
	}
	return models.Faulty("the form holds one file named file", []models.Fault{{Field: field, Rule: "required"}})
}

// fileName is a name that can stand in a header and on a page: no folders, no control characters, at most 100 signs.
func fileName(given string) string {
	name := []rune(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`"<>|:*?`+"\u202e", r) {
			return -1
		}
		return r
	}, filepath.Base(strings.ReplaceAll(given, `\`, "/"))))
	if len(name) > 100 {
		name = append(name[:90], name[len(name)-10:]...)
	}
	return string(name)
}

// receipts reads the receipts of uploads and blames each that was not signed here, or is too old.
func (s *Server) receipts(place string, receipts []Receipt) ([]keptFile, []models.Fault) {
	var files []keptFile
	var faults []models.Fault
	for i, receipt := range receipts {
		u, ok := unsign[upload](s.Blinder, "receipt", receipt, s.Now())
		if !ok {
			faults = append(faults, models.Fault{Field: place + "/" + itoa(i), Rule: "bad_receipt"})
			continue
		}
		u.File.waits = u.Waits
		files = append(files, u.File)
	}
	return files, faults
}

// attach gives uploads to the case that they were named for. Doing it again changes nothing.
func (s *Server) attach(ctx context.Context, subject string, given []givenMaterial, files []keptFile) error {
	for _, m := range given {
		files = append(files, m.Files...)
	}
	for _, f := range files {
		if err := s.Attachments.MoveAttachments(ctx, f.waits, subject); err != nil {
			return err
		}
	}
	return nil
}

// ListFiles lists the attachments of a case; their names only to who may read the form.
func (s *Server) ListFiles(ctx context.Context, req ListFilesRequestObject) (ListFilesResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	rows, err := s.Attachments.AttachmentsOf(ctx, f.row.ID)
	if err != nil {
		return nil, err
	}
	c := s.concernOf(ctx, f)
	if rows, err = s.visible(ctx, f, c, rows); err != nil {
		return nil, err
	}
	return ListFiles200JSONResponse{Rows: each(rows, func(a models.AttachmentRow) File {
		out := File{Address: a.Address, Type: a.Type, Size: int(a.Size)}
		if c.shown {
			out.Name = string(a.Name)
		}
		return out
	})}, nil
}

// ReadFile gives one attachment to who may read the form, and audits it.
func (s *Server) ReadFile(ctx context.Context, req ReadFileRequestObject) (ReadFileResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	c := s.concernOf(ctx, f)
	if !c.shown {
		s.denied(ctx, "read_file", f.row.ID, f.row.Path, "not_allowed")
		return nil, models.Errorf(models.Forbidden, "not_allowed", "no appointment allows reading the files of this case")
	}
	rows, err := s.Attachments.AttachmentsOf(ctx, f.row.ID)
	if err != nil {
		return nil, err
	}
	if rows, err = s.visible(ctx, f, c, rows); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(a models.AttachmentRow) bool { return a.Address == req.File })
	if i < 0 {
		return nil, notFound("no_such_file", "there is no such file")
	}
	if err := s.looked(ctx, "read_file", f.row.ID, f.row.Path, ""); err != nil {
		return nil, err
	}
	content, err := s.Vault.Open(ctx, req.File)
	return fileAnswer{content: content, row: rows[i]}, err
}

// fileAnswer shows pictures and PDF in the page and offers everything else for download. Whatever it holds, it runs
// nothing.
type fileAnswer struct {
	content io.ReadCloser
	row     models.AttachmentRow
}

// VisitReadFileResponse writes the file.
func (a fileAnswer) VisitReadFileResponse(w http.ResponseWriter) error {
	defer a.content.Close()
	shown := "attachment"
	if a.row.Type == "application/pdf" || strings.HasPrefix(a.row.Type, "image/") {
		shown = "inline"
	}
	w.Header().Set("Content-Type", a.row.Type)
	w.Header().Set("Content-Disposition", disposition(shown, string(a.row.Name)))
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox")
	w.WriteHeader(http.StatusOK)
	_, err := io.Copy(w, a.content)
	return err
}

// disposition names a file for the browser in a way that no name can break out of.
func disposition(kind, name string) string {
	return mime.FormatMediaType(kind, map[string]string{"filename": name})
}
