package api

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// Record is the part of the store that holds lines and bodies.
type Record interface {
	Lines(ctx context.Context, subject string, from int) ([]models.Line, error)
	Bodies(ctx context.Context, subject string) (map[int]models.Body, error)
	Newest(ctx context.Context) (time.Time, error) // when the newest line was recorded, zero if there is none
}

// Cases is the part of the store that holds the rows of cases.
type Cases interface {
	Case(ctx context.Context, id string) (models.CaseRow, error)
	CaseByNumber(ctx context.Context, number string) (models.CaseRow, error)
	OpenCasesOf(ctx context.Context, applicantRef, item string) ([]models.CaseRow, error)
	Cases(ctx context.Context, f models.CaseFilter) (models.CasePage, error)
	OpenCasesByBundle(ctx context.Context, hashes []string) (map[string]int, error)
}

// Law answers which calendar and which rules are in force.
type Law interface {
	Calendar(path string) *clock.Calendar
	Rules(item string, at time.Time) *supervision.RuleSet
	Analysis(at time.Time) *supervision.Analysis
}

// Shelf gives the service items in force and every version that a case may be bound to.
type Shelf interface {
	Catalogue() *process.Catalogue
	Bundle(hash string) (*process.Bundle, error)
}

// caseFile (案卷) is one case as it lies on the desk: its row, its lines folded, the bundle it is pinned to.
type caseFile struct {
	row    models.CaseRow
	lines  []models.Line
	state  *models.Case
	bundle *process.Bundle
	agent  directory.Unit // the town's service centre that took it in for the unit, if one did
	part   concern        // of a reader to whom not all of a notice may be told; zero: nobody reads
}

// caseFile reads a case that the person may see. One that lies out of sight is answered like one that is not there.
func (s *Server) caseFile(ctx context.Context, id string) (*caseFile, error) {
	row, err := s.Cases.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	file, err := s.folded(ctx, row, time.Time{})
	if err != nil {
		return nil, err
	}
	if !s.sees(ctx, file) {
		s.denied(ctx, "read_case", id, row.Path, "not_yours")
		return nil, notFound("no_such_case", "there is no such case")
	}
	return file, nil
}

// folded folds the lines of a case that were written until an instant; all of them if it is zero.
func (s *Server) folded(ctx context.Context, row models.CaseRow, until time.Time) (*caseFile, error) {
	lines, err := s.Record.Lines(ctx, row.ID, 1)
	if err != nil {
		return nil, err
	}
	bundle, err := s.Shelf.Bundle(row.Bundle)
	if err != nil {
		return nil, fmt.Errorf("read the bundle of case %s: %w", row.ID, err)
	}
	file := &caseFile{row: row, lines: lines, bundle: bundle, state: models.NewCase(row.ID, &bundle.Procedure)}
	if len(lines) > 0 && lines[0].Facts.Filed != nil {
		file.agent, _ = s.Gate.Snapshot().Units.Find(lines[0].Facts.Filed.Agent)
	}
	for _, line := range lines {
		if !until.IsZero() && line.Acted.After(until) {
			break
		}
		if err := file.state.Fold(line); err != nil {
			return nil, err
		}
	}
	return file, nil
}

// sees reports whether some step of the case, or the case itself, is in the person's sight.
func (s *Server) sees(ctx context.Context, f *caseFile) bool {
	return slices.ContainsFunc(f.readable(access.Case), func(o access.Object) bool { return s.may(ctx, access.Read, o) })
}

// objects are what the policy is asked about: the case as it lies at each open step, or at its unit if none is open.
func (f *caseFile) objects(kind access.Kind) []access.Object {
	var out []access.Object
	for _, i := range f.state.OpenSteps() {
		out = append(out, f.object(kind, i))
	}
	if len(out) == 0 {
		out = append(out, access.Object{Kind: kind, Item: f.row.Item, Unit: f.row.Unit, Path: f.row.Path})
	}
	return out
}

func (f *caseFile) object(kind access.Kind, step int) access.Object {
	state, drawn := f.state.Steps[step], f.bundle.Procedure.Steps[step]
	o := access.Object{Kind: kind, Item: f.row.Item, Unit: f.row.Unit, Path: f.row.Path, Desk: state.Unit, Holder: state.Holder, Role: drawn.Role}
	if drawn.Kind == models.ForwardStep {
		o.Unit, o.Path = f.agent.ID, f.agent.Path // until it is passed on, the town answers for it
	}
	return o
}

// application is the body of a submit: what the applicant wrote.
type application struct {
	Applicant Applicant       `json:"applicant"`
	Form      map[string]any  `json:"form"`
	Materials []givenMaterial `json:"materials,omitempty"`
}

// givenMaterial is one material as it was handed in or looked at: the personal part of models.Checked.
type givenMaterial struct {
	No    int        `json:"no"`
	State string     `json:"state,omitempty"`
	Note  string     `json:"note,omitempty"`
	Files []keptFile `json:"files,omitempty"`
}

// keptFile is one attachment. Its name may be personal, so it is part of a body; its address is a fact.
type keptFile struct {
	Address string `json:"address"`
	Name    string `json:"name"`
	Type    string `json:"type"`
	Size    int64  `json:"size"`

	waits string // under which name the upload waits for its case
}

// spoken is the body of every other command.
type spoken struct {
	Reason      string          `json:"reason,omitempty"`
	Note        string          `json:"note,omitempty"`
	Remedy      string          `json:"remedy,omitempty"`
	Text        string          `json:"text,omitempty"`
	Way         string          `json:"way,omitempty"`
	Receiver    string          `json:"receiver,omitempty"`
	Corrections map[string]any  `json:"corrections,omitempty"`
	Materials   []givenMaterial `json:"materials,omitempty"`
	Files       []keptFile      `json:"files,omitempty"`
	Onward      *application    `json:"onward,omitempty"` // forward: what the other organ gets in hand
}

// contents is what the bodies of a case say, as far as they were not erased.
type contents struct {
	application application
	erased      bool // the application was lawfully erased
	spoken      map[int]spoken
}

// contents reads the bodies of a case.
func (s *Server) contents(ctx context.Context, f *caseFile) (contents, error) {
	bodies, err := s.Record.Bodies(ctx, f.row.ID)
	if err != nil {
		return contents{}, err
	}
	c := contents{spoken: map[int]spoken{}, erased: len(bodies[1].Content) == 0}
	for n, body := range bodies {
		if n == 1 || len(body.Content) == 0 {
			continue
		}
		var said spoken
		if err := json.Unmarshal(body.Content, &said); err != nil {
			return contents{}, models.Errorf(models.Internal, "body_unreadable", "body %d of case %s cannot be read: %v", n, f.row.ID, err)
		}
		c.spoken[n] = said
	}
	if c.erased {
		return c, nil
	}
	if err := json.Unmarshal(bodies[1].Content, &c.application); err != nil {
		return contents{}, models.Errorf(models.Internal, "body_unreadable", "the application of case %s cannot be read: %v", f.row.ID, err)
	}
	for _, line := range f.lines {
		for field, value := range c.spoken[line.N].Corrections {
			if line.Verb == models.Correct && c.application.Form != nil {
				c.application.Form[field] = value
			}
		}
	}
	return c, nil
}
