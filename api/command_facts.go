package api

import (
	"encoding/json"
	"unicode/utf8"

	"mingcha/models"
	"mingcha/policies/directory"
)

// fill checks a command's body against the form of its verb and parts it into facts, which are never erased, and the
// body, which may be personal. All faulty fields are named at once.
func (s *Server) fill(cmd *models.Command, body CaseCommand, forms commandForms) (spoken, error) {
	if err := forms.check(cmd.Verb, body); err != nil {
		return spoken{}, err
	}
	return s.filled(cmd, body)
}

// filled parts a body whose fields are those of its verb.
func (s *Server) filled(cmd *models.Command, body CaseCommand) (spoken, error) {
	said := spoken{
		Reason: body.Reason, Note: body.Note, Remedy: body.Remedy, Way: string(body.Way), Receiver: body.Receiver,
		Corrections: body.Corrections,
	}
	var faults []models.Fault
	said.Materials, faults = s.materials("/materials", body.Materials)
	files, more := s.receipts("/files", body.Files)
	said.Files, faults = files, append(faults, more...)
	if err := models.Faulty("some files cannot be taken", faults); err != nil {
		return spoken{}, err
	}
	cmd.Facts = models.Facts{
		Step: body.Step, Round: body.Round, Target: body.Target, Adverse: body.Adverse, Resume: body.Resume, To: body.To,
		From: body.Giver, Order: models.SignKind(body.Order), Copies: body.Copies,
		ToUnit: body.ToUnit, Ground: body.Ground, Reasoned: body.Reason != "", Words: utf8.RuneCountInString(body.Reason),
		Remedy: body.Remedy != "", Document: body.Document,
		Planned: body.Planned, Extend: body.Extend, Answers: body.Answers, Materials: checked(said.Materials),
		Files: addresses(said.Materials, said.Files),
	}
	cmd.Facts.Fee = feeOfCommand(cmd.Verb, body)
	if body.Card != "" {
		cmd.Facts.Card = &models.CardFacts{Key: body.Card}
	}
	if cmd.Verb == models.CorrectInstant {
		cmd.Facts.Correction = &models.Correction{Line: body.Answers, Is: body.Instant.UTC()}
	}
	return said, sayInto(cmd, said)
}

// sayInto puts the personal part into a command, apart from the facts, in which nothing personal may stand; one that says
// nothing has no body.
func sayInto(cmd *models.Command, said any) error {
	if err := lasting(cmd.Facts); err != nil {
		return err
	}
	raw, err := json.Marshal(said)
	if err != nil {
		return err
	}
	if string(raw) != "{}" {
		cmd.Body = raw
	}
	return nil
}

// materials reads what was handed in or looked at for each entry of the checklist.
func (s *Server) materials(place string, given []GivenMaterial) ([]givenMaterial, []models.Fault) {
	var out []givenMaterial
	var faults []models.Fault
	seen := map[int]bool{}
	for i, m := range given {
		at := place + "/" + itoa(i)
		if seen[m.No] {
			faults = append(faults, models.Fault{Field: at + "/no", Rule: "twice"})
		}
		seen[m.No] = true
		files, more := s.receipts(at+"/files", m.Files)
		faults = append(faults, more...)
		state := string(m.State)
		if state == "" {
			state = "received"
		}
		out = append(out, givenMaterial{No: m.No, State: state, Note: m.Note, Files: files})
	}
	return out, faults
}

func checked(given []givenMaterial) []models.Checked {
	var out []models.Checked
	for _, m := range given {
		out = append(out, models.Checked{No: m.No, State: m.State})
	}
	return out
}

func addresses(given []givenMaterial, files []keptFile) []string {
	var out []string
	for _, m := range given {
		files = append(files, m.Files...)
	}
	for _, f := range files {
		out = append(out, f.Address)
	}
	return out
}

// departmental reports whether a unit does the work of government itself, not its supervision.
func departmental(places *directory.Snapshot, id string) bool {
	unit, known := places.Units.Find(id)
	return known && unit.Kind != directory.SupervisionOrgan && unit.Kind != directory.StationedSupervision
}
