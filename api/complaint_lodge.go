package api

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// complaintBody is the personal part of a complaint as it is lodged.
type complaintBody struct {
	Text        string       `json:"text"`
	Complainant *Complainant `json:"complainant,omitempty"`
	Files       []keptFile   `json:"files,omitempty"`
}

// lodging is a complaint on its way in.
type lodging struct {
	NewComplaint
	source string
	actor  models.Actor
	key    string
}

// Complain lodges a complaint of somebody who need not sign in.
func (s *Server) Complain(ctx context.Context, req ComplainRequestObject) (ComplainResponseObject, error) {
	if err := s.rates.allow("apply", requestOf(ctx).source, s.Limits.Submissions); err != nil {
		s.flood(ctx, "complain")
		return nil, err
	}
	done, err := s.lodge(ctx, lodging{
		NewComplaint: *req.Body, source: models.FromOnline, actor: models.Actor{Account: models.ApplicantAccount}, key: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	done.Id = ""
	return Complain201JSONResponse(done), nil
}

// TakeComplaint lodges what came to a window, by the hotline or as a petition.
func (s *Server) TakeComplaint(ctx context.Context, req TakeComplaintRequestObject) (TakeComplaintResponseObject, error) {
	b := req.Body
	unit, _ := s.Gate.Snapshot().Units.Find(b.Unit)
	verdict := s.Gate.Decide(s.asker(ctx), access.LodgeComplaint, access.Object{Kind: access.Complaint, Unit: unit.ID, Path: unit.Path})
	if !verdict.Allowed {
		s.denied(ctx, "lodge_complaint", "", unit.Path, verdict.Reason.Code)
		return nil, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
	}
	done, err := s.lodge(ctx, lodging{
		NewComplaint: NewComplaint{
			Unit: b.Unit, Number: b.Number, Role: b.Role, Topic: b.Topic, Text: b.Text, Anonymous: b.Anonymous, Complainant: b.Complainant, Files: b.Files,
		},
		source: string(b.Source), actor: me(ctx).actor(verdict), key: req.Params.IdempotencyKey,
	})
	return TakeComplaint201JSONResponse(done), err
}

// lodge judges a complaint and puts it on record. Its ID follows from the click, so that one that is sent again finds it.
func (s *Server) lodge(ctx context.Context, in lodging) (LodgedComplaint, error) {
	id := hex.EncodeToString(keyedHash(s.Blinder, "complaint", in.actor.Account+"\x00"+in.key)[:16])
	cmd, err := s.command(in.actor.Account, id, models.LodgeComplaint, in.key, in.NewComplaint)
	if err != nil {
		return LodgedComplaint{}, err
	}
	lines, err := s.Record.Lines(ctx, id, 1)
	if err != nil {
		return LodgedComplaint{}, err
	}
	if len(lines) > 0 {
		return s.lodgedBefore(ctx, lines[0], cmd)
	}
	files, faults := s.receipts("/files", in.Files)
	faults = append(faults, judgeComplainant(in.NewComplaint)...)
	about, known := s.Gate.Snapshot().Units.Find(in.Unit)
	if !known {
		faults = append(faults, models.Fault{Field: "/unit", Rule: "unknown"})
	}
	if err := models.Faulty("the complaint is not whole", faults); err != nil {
		return LodgedComplaint{}, err
	}
	cmd.Actor = in.actor
	if cmd.Facts.Complaint, err = s.complained(ctx, id, in, about); err != nil {
		return LodgedComplaint{}, err
	}
	cmd.Facts.Files = addresses(nil, files)
	body := complaintBody{Text: in.Text, Files: files}
	if !in.Anonymous {
		body.Complainant = &in.Complainant
	}
	if err := sayInto(&cmd, body); err != nil {
		return LodgedComplaint{}, err
	}
	return s.beginComplaint(ctx, cmd, files)
}

func (s *Server) beginComplaint(ctx context.Context, cmd models.Command, files []keptFile) (LodgedComplaint, error) {
	number, code := cmd.Facts.Complaint.Number, queryCode(s.Blinder, cmd.Subject, 0)
	cmd.Code = s.Codes.CodeRef(number, code)
	leave, err := s.admission.enter(ctx, cmd.Subject)
	if err != nil {
		return LodgedComplaint{}, err
	}
	defer leave()
	if err := s.attach(ctx, cmd.Subject, nil, files); err != nil {
		return LodgedComplaint{}, err
	}
	defer s.Look()
	answer, err := s.Engine.Begin(ctx, models.ComplaintKind, cmd)
	if err != nil {
		return LodgedComplaint{}, err
	}
	return LodgedComplaint{Id: cmd.Subject, Number: number, QueryCode: code, Lodged: answer.Acted}, nil
}

// lodgedBefore answers a click that was carried out before: same number, same code.
func (s *Server) lodgedBefore(ctx context.Context, first models.Line, cmd models.Command) (LodgedComplaint, error) {
	if first.Request != cmd.Digest || first.Facts.Complaint == nil {
		return LodgedComplaint{}, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	if err := s.Engine.Wake(ctx, models.ComplaintKind, first.Subject); err != nil {
		return LodgedComplaint{}, err
	}
	return LodgedComplaint{
		Id: first.Subject, Number: first.Facts.Complaint.Number, QueryCode: queryCode(s.Blinder, first.Subject, 0), Lodged: first.Acted,
	}, nil
}

// judgeComplainant asks for a name and a phone number, or for none of it.
func judgeComplainant(c NewComplaint) []models.Fault {
	none := c.Complainant == Complainant{}
	switch {
	case c.Anonymous && !none:
		return []models.Fault{{Field: "/complainant", Rule: "unexpected"}}
	case !c.Anonymous && none:
		return []models.Fault{{Field: "/complainant", Rule: "required"}}
	default:
		return nil
	}
}

// complained is the structural part of a complaint. It lies with the supervision organ over the unit complained of.
func (s *Server) complained(ctx context.Context, id string, in lodging, about directory.Unit) (*models.ComplaintFacts, error) {
	desk, known := s.Gate.Snapshot().Units.Find(about.Organ)
	if !known || in.source == models.FromReview {
		desk = about
	}
	f := &models.ComplaintFacts{
		Source: in.source, Topic: string(in.Topic), About: about.ID, CaseNumber: strings.TrimSpace(in.Number), Role: in.Role, Named: !in.Anonymous,
		Unit: desk.ID, Path: desk.Path, Demo: s.House.Demo,
	}
	var err error
	if f.Number, err = s.complaintNumber(ctx, id, about); err != nil {
		return nil, err
	}
	if err := s.involve(ctx, f); err != nil {
		return nil, err
	}
	if f.Named {
		f.Complainant = s.personRef(orOther(in.Complainant.Identity, in.Complainant.Phone))
	}
	f.Matter = s.matter(f)
	return f, nil
}

// matter is what the same matter is known again by: the case, else the unit with who complains of it; "" it is not (M04).
func (s *Server) matter(f *models.ComplaintFacts) string {
	switch {
	case f.CaseNumber != "":
		return s.Blinder.Blind("matter\x00" + f.About + "\x00" + f.CaseNumber)
	case f.Named:
		return s.Blinder.Blind("matter\x00" + f.About + "\x00" + f.Complainant)
	default:
		return ""
	}
}

// involve finds the case complained of, who worked on it, and who holds the post complained of. A number that is not one
// of the unit's cases stays a text: nobody learns here which numbers there are.
func (s *Server) involve(ctx context.Context, f *models.ComplaintFacts) error {
	if f.CaseNumber != "" {
		row, err := s.Cases.CaseByNumber(ctx, f.CaseNumber)
		if err != nil && models.CodeOf(err) != models.NotFound {
			return err
		}
		if err == nil && (row.Unit == f.About || row.HolderUnit == f.About) {
			return s.involveCase(ctx, f, row)
		}
	}
	if f.Role != "" {
		for _, a := range s.Gate.Snapshot().Holders(f.About, f.Role, s.Now()) {
			f.Accused = append(f.Accused, a.Person)
		}
	}
	return nil
}

func (s *Server) involveCase(ctx context.Context, f *models.ComplaintFacts, row models.CaseRow) error {
	lines, err := s.Record.Lines(ctx, row.ID, 1)
	if err != nil {
		return err
	}
	f.Case, f.Item = row.ID, row.Item
	for _, l := range lines {
		account := l.Actor.Account
		if l.Actor.Role == "" {
			continue
		}
		if !slices.Contains(f.Officials, account) {
			f.Officials = append(f.Officials, account)
		}
		if l.Actor.Role == f.Role && !slices.Contains(f.Accused, account) {
			f.Accused = append(f.Accused, account)
		}
	}
	return nil
}

// complaintNumber makes the number of a complaint: TS, division, day and eight digits that follow from it.
func (s *Server) complaintNumber(ctx context.Context, id string, unit directory.Unit) (string, error) {
	year, month, day := clock.DateOf(s.Now()).Civil()
	for attempt := 0; ; attempt++ {
		sum := keyedHash(s.Blinder, "number", id+"/"+itoa(attempt))
		digits := (uint64(sum[0])<<32 | uint64(sum[1])<<24 | uint64(sum[2])<<16 | uint64(sum[3])<<8 | uint64(sum[4])) % 1e8
		number := "TS" + unit.Division[:6] + pad(year, 4) + pad(int(month), 2) + pad(day, 2) + pad(int(digits), 8)
		same, err := s.Complaints.CountComplaints(ctx, models.ComplaintFilter{Scope: []models.PathRange{models.Within("")}, Number: number})
		if err != nil || same == 0 {
			return number, err
		}
	}
}
