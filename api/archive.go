package api

import (
	"context"
	"crypto/ed25519"
	"io"
	"net/http"
	"slices"
	"time"

	"mingcha/models"
	proof "mingcha/models/record"
	"mingcha/policies/access"
)

// Archive is what only the house itself can put into an archive package: records byte by byte, and what proves them.
type Archive interface {
	ExportSubjects(ctx context.Context, w io.Writer, subjects ...string) error
	Prove(ctx context.Context, subject string, n int, recorded time.Time) (p proof.Proof, found bool, err error)
	SignArchive(manifest []byte) string
	PublicKey() ed25519.PublicKey
}

// exports reports whether the person may take the package of a case out of the house now.
func (s *Server) exports(ctx context.Context, f *caseFile) bool {
	return f.state.Status.Ended() &&
		slices.ContainsFunc(f.objects(access.Case), func(o access.Object) bool { return s.may(ctx, access.Export, o) })
}

// ArchiveCase gives the archive package of a case that has ended, and notes who took it and why.
func (s *Server) ArchiveCase(ctx context.Context, req ArchiveCaseRequestObject) (ArchiveCaseResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if !f.state.Status.Ended() {
		return nil, models.Errorf(models.Conflict, "not_ended", "the package is made once the case has ended")
	}
	if !s.exports(ctx, f) {
		s.denied(ctx, "export_case", f.row.ID, f.row.Path, "not_allowed")
		return nil, models.Errorf(models.Forbidden, "not_allowed", "no appointment allows taking this case out of the house")
	}
	if err := s.looked(ctx, "export_case", f.row.ID, f.row.Path, req.Params.Why); err != nil {
		return nil, err
	}
	p, err := s.pack(ctx, f, me(ctx).id, me(ctx).name, func(c *complaintFile) bool { return s.takesOut(ctx, c) })
	if err != nil {
		return nil, err
	}
	for _, c := range p.plaints {
		if err := s.looked(ctx, "unmask_complaint", c.row.ID, c.row.Path, req.Params.Why); err != nil {
			return nil, err
		}
	}
	return packAnswer{ctx, p}, nil
}

// takesOut reports whether the person may take a complaint out with the case that it is about: only who reads it in plain,
// and nobody who is complained of (M05).
func (s *Server) takesOut(ctx context.Context, c *complaintFile) bool {
	return s.may(ctx, access.Unmask, complaintObject(c.row)) && !c.state.IsAccused(me(ctx).id)
}

// WriteArchive writes the package of a case, by its ID or number, for whoever runs this machine.
func (s *Server) WriteArchive(ctx context.Context, w io.Writer, subject, by string) error {
	row, err := s.Cases.Case(ctx, subject)
	if models.CodeOf(err) == models.NotFound {
		row, err = s.Cases.CaseByNumber(ctx, subject)
	}
	if err != nil {
		return err
	}
	f, err := s.folded(ctx, row, time.Time{})
	if err != nil {
		return err
	}
	if !f.state.Status.Ended() {
		return models.Errorf(models.Conflict, "not_ended", "the case has not ended: it is %s", f.state.Status)
	}
	p, err := s.pack(ctx, f, by, by, func(*complaintFile) bool { return true })
	if err != nil {
		return err
	}
	return p.write(ctx, w)
}

// packAnswer sends a package as it is made: nothing of it is ever laid down in the clear.
type packAnswer struct {
	ctx  context.Context
	pack *pack
}

// VisitArchiveCaseResponse writes the package. Its manifest comes last, so one that was broken off is no package.
func (a packAnswer) VisitArchiveCaseResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", disposition("attachment", a.pack.f.row.Number+".zip"))
	w.WriteHeader(http.StatusOK)
	return a.pack.write(a.ctx, w)
}
