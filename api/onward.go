package api

import (
	"context"
	"encoding/json"
	"slices"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/directory"
)

// organsFor are the organs to which a case may be reported: above its unit in its line, the departments before
// governments; then every other one that takes the item in.
func (s *Server) organsFor(n *naming, f *caseFile) []UnitName {
	own, _ := n.places.Units.Find(f.row.Unit)
	var line, others []UnitName
	for _, above := range n.places.Units.Above(own.ID) {
		u, _ := n.places.Units.Find(above)
		switch {
		case !departmental(n.places, above) || u.Tier >= own.Tier:
		case u.Kind == own.Kind:
			line = append(line, n.unit(above))
		default:
			others = append(others, n.unit(above))
		}
	}
	out := append(line, others...)
	for _, u := range s.offering(f.bundle) {
		if u.ID != own.ID && !slices.ContainsFunc(out, func(o UnitName) bool { return o.Id == u.ID }) {
			out = append(out, n.unit(u.ID))
		}
	}
	return out
}

// forwarded holds the destination of a case to a department that is there. One that takes the item in here gets a case of
// its own, which follows from the click, under the version of the item that is in force as it reaches that organ; to any
// other one the application leaves this house, and the record says so.
func (s *Server) forwarded(ctx context.Context, f *caseFile, cmd *models.Command, said spoken) error {
	to, known := s.Gate.Snapshot().Units.Find(cmd.Facts.ToUnit)
	if cmd.Verb != models.Forward || cmd.Facts.ToUnit == "" {
		return nil
	}
	if !known || !departmental(s.Gate.Snapshot(), to.ID) {
		return models.Faulty("a case is forwarded to a department", []models.Fault{{Field: "/to_unit", Rule: "unknown"}})
	}
	current, published := s.Shelf.Catalogue().Find(f.row.Item) // no matter under which version the first organ began
	takes := published && slices.ContainsFunc(s.offering(current), func(u directory.Unit) bool { return u.ID == to.ID })
	whole, err := s.contents(ctx, f)
	if err != nil || !takes || whole.erased {
		return err
	}
	id := s.caseOf(cmd.Actor.Account, cmd.ID)
	filed, err := s.filed(ctx, id, submission{channel: f.state.Filed.Channel}, current, to)
	if err != nil {
		return err
	}
	filed.Applicant, filed.Account, filed.Origin = f.state.Filed.Applicant, f.state.Filed.Account, f.row.ID
	brought := inHand(f, whole)
	application := brought.under(f.bundle, current)
	cmd.Facts.Onward = &models.Onward{
		Case: id, Filed: filed, Materials: checked(application.Materials), Files: addresses(brought.Materials, nil),
	}
	cmd.Code = s.Codes.CodeRef(filed.Number, queryCode(s.Blinder, id, 0))
	said.Onward = &application
	cmd.Body, err = json.Marshal(said)
	return err
}

// inHand is the whole application as it lies there now: corrected, with what was supplied.
func inHand(f *caseFile, said contents) application {
	out := application{Applicant: said.application.Applicant, Form: said.application.Form}
	for _, m := range materialsOf(f, said) {
		given := givenMaterial{No: m.No, State: m.State, Note: m.Note}
		for _, file := range m.Files {
			given.Files = append(given.Files, keptFile{Address: file.Address, Name: file.Name, Type: file.Type, Size: int64(file.Size)})
		}
		if given.State != "" {
			out.Materials = append(out.Materials, given)
		}
	}
	return out
}

// under is an application of one version of an item as another version reads it: a material stands where the checklist has
// one of its name, and an answer that the form asks for otherwise is left out. Files of what is not asked for any more stay
// among those of the case.
func (a application) under(was, is *process.Bundle) application {
	if was.Hash == is.Hash {
		return a
	}
	out := application{Applicant: a.Applicant, Form: is.Legible(a.Form)}
	for _, given := range a.Materials {
		name := was.Materials[given.No-1].Name
		if i := slices.IndexFunc(is.Materials, func(m process.Material) bool { return m.Name == name }); i >= 0 {
			given.No = is.Materials[i].No
			out.Materials = append(out.Materials, given)
		}
	}
	return out
}

// linked is another case of the same application: the one it was forwarded from, or the one that another organ goes on with.
// The address is given to who may read it.
func (s *Server) linked(ctx context.Context, n *naming, id string) (CaseLink, error) {
	if id == "" {
		return CaseLink{}, nil
	}
	row, err := s.Cases.Case(ctx, id)
	if err != nil {
		return CaseLink{}, err
	}
	out := CaseLink{Number: row.Number, Unit: n.unit(row.Unit), Status: row.Status}
	if file, err := s.folded(ctx, row, s.Now()); err == nil && s.sees(ctx, file) {
		out.Id = row.ID
	}
	return out, nil
}

// leftTo is the organ to which a case was forwarded that has ended so, "" none.
func (f *caseFile) leftTo() string {
	if f.state.Status != models.Forwarded {
		return ""
	}
	for _, line := range slices.Backward(f.lines) {
		if line.Verb == models.Forward {
			return line.Facts.ToUnit
		}
	}
	return ""
}

// leftFor is the organ for which a case has left, and where it goes on there.
func (s *Server) leftFor(ctx context.Context, n *naming, f *caseFile) (PublicOnward, error) {
	out := PublicOnward{Unit: n.unit(f.leftTo())}
	if f.state.Onward == "" {
		return out, nil
	}
	row, err := s.Cases.Case(ctx, f.state.Onward)
	if err != nil {
		return PublicOnward{}, err
	}
	out.Number = row.Number
	out.Token, err = sign(s.Blinder, "tracking", row.ID, s.Now().Add(trackingLife))
	return out, err
}

// onwardFacts tell to which organ an application was forwarded, and how it can be followed there.
func onwardFacts(facts map[string]string, n *naming, issued issuedNotice, language Language) {
	facts["to_organ"], facts["goes_on"] = n.unit(issued.act.Facts.ToUnit).in(language), noticeWord("left", language)
	if on := issued.act.Facts.Onward; on != nil {
		facts["goes_on"] = fillIn(noticeWord("goes_on", language), map[string]string{"onward": on.Filed.Number})
	}
}
