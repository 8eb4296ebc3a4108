package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"mingcha/models"
	"mingcha/models/process"
	proof "mingcha/models/record"
	"mingcha/policies/subsystems"
)

// pack is everything that goes into one package. Only attachments are read when they are written.
type pack struct {
	*Server
	f        *caseFile
	by       string
	shows    func(*complaintFile) bool
	lines    []models.Line    // of all subjects
	subjects []string         // the case, the complaints about it, the cards on them and their cards, leads
	plaints  []*complaintFile // the complaints among them
	record   bytes.Buffer
	proofs   bytes.Buffer
	papers   []packPaper
	rules    map[string]string // sources by version
}

// packPaper is one printed document.
type packPaper struct {
	kind, title string
	pdf         io.Reader
}

// pack gathers what a package holds: of the complaints about the case those that whoever takes it may see.
func (s *Server) pack(ctx context.Context, f *caseFile, by, name string, shows func(*complaintFile) bool) (*pack, error) {
	p := &pack{Server: s, f: f, by: by, shows: shows}
	if err := p.gather(ctx, f.row.ID); err != nil {
		return nil, err
	}
	if err := p.gatherComplaints(ctx); err != nil {
		return nil, err
	}
	if err := s.Archive.ExportSubjects(ctx, &p.record, p.subjects...); err != nil {
		return nil, err
	}
	if err := p.prove(ctx); err != nil {
		return nil, err
	}
	if err := p.print(ctx, name); err != nil {
		return nil, err
	}
	var err error
	p.rules, err = s.ruleSources(ctx)
	return p, err
}

// gather lists a subject and all that its lines began. A warning has no record of its own.
func (p *pack) gather(ctx context.Context, subject string) error {
	if slices.Contains(p.subjects, subject) {
		return nil
	}
	lines, err := p.Record.Lines(ctx, subject, 1)
	if err != nil || len(lines) == 0 {
		return err
	}
	p.subjects, p.lines = append(p.subjects, subject), append(p.lines, lines...)
	for _, l := range lines {
		var begun []string
		if card := l.Facts.Card; card != nil && card.ID != "" {
			begun = append(begun, card.ID)
		}
		if lead := l.Facts.Lead; lead != nil && lead.ID != "" {
			begun = append(begun, lead.ID)
		}
		for _, id := range begun {
			if err := p.gather(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// gatherComplaints adds the complaints about the case, with the cards and leads on them.
func (p *pack) gatherComplaints(ctx context.Context) error {
	ask := models.ComplaintFilter{Scope: []models.PathRange{models.Within("")}, Case: p.f.row.ID}
	for {
		page, err := p.Complaints.Complaints(ctx, ask)
		if err != nil {
			return err
		}
		for _, row := range page.Complaints {
			f, err := p.complaintFile(ctx, row)
			if err != nil {
				return err
			}
			if !p.shows(f) {
				continue
			}
			if err := p.gather(ctx, row.ID); err != nil {
				return err
			}
			p.plaints = append(p.plaints, f)
		}
		if ask.Page.Cursor = page.Next; page.Next == "" {
			return nil
		}
	}
}

// prove adds a proof for each subject that a seal covers already.
func (p *pack) prove(ctx context.Context) error {
	out := json.NewEncoder(&p.proofs)
	for _, subject := range p.subjects {
		newest, found, err := p.newestProof(ctx, subject)
		if err == nil && found {
			err = out.Encode(newest)
		}
		if err != nil {
			return fmt.Errorf("prove %s: %w", subject, err)
		}
	}
	return nil
}

// newestProof looks for the seal of a subject's last line, or of the last one before it that is sealed.
func (p *pack) newestProof(ctx context.Context, subject string) (proof.Proof, bool, error) {
	for _, l := range slices.Backward(p.lines) {
		if l.Subject != subject {
			continue
		}
		newest, found, err := p.Archive.Prove(ctx, subject, l.N, l.Recorded)
		if err != nil || found {
			return newest, found, err
		}
	}
	return proof.Proof{}, false, nil
}

// print prints everything that was issued in writing of the case, its complaints and cards, and the evidence, all of it whole.
func (p *pack) print(ctx context.Context, by string) error {
	r := reading{ZhCN, true}
	for _, n := range p.f.notices() {
		pdf, _, err := p.notice(ctx, p.f, n, r)
		if err != nil {
			return err
		}
		p.papers = append(p.papers, packPaper{string(n.form.Kind), n.title(p.f, ZhCN), pdf})
	}
	for _, f := range p.plaints {
		if err := p.printComplaint(ctx, f); err != nil {
			return err
		}
	}
	for _, subject := range p.subjects {
		rows, err := p.Cards.CardsOf(ctx, subject)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := p.printCard(ctx, row, r); err != nil {
				return err
			}
		}
	}
	pdf, _, err := p.evidence(ctx, p.f, true, by)
	p.papers = append(p.papers, packPaper{"evidence", evidenceTitle, pdf})
	return err
}

func (p *pack) printCard(ctx context.Context, row models.CardRow, r reading) error {
	f, err := p.cardFile(ctx, row)
	if err != nil {
		return err
	}
	for _, n := range f.notices() {
		pdf, _, err := p.cardDocument(ctx, f, n, r)
		if err != nil {
			return err
		}
		p.papers = append(p.papers, packPaper{string(n.form.Kind), n.form.Title.in(ZhCN), pdf})
	}
	return nil
}

func (p *pack) printComplaint(ctx context.Context, f *complaintFile) error {
	for _, n := range f.notices() {
		r := complaintReading{ZhCN, f.complainant(true).Name, f.said[n.line.N]}
		pdf, _, err := p.complaintDocument(ctx, f, n, r)
		if err != nil {
			return err
		}
		p.papers = append(p.papers, packPaper{string(n.form.Kind), n.form.Title.in(ZhCN), pdf})
	}
	return nil
}

// ruleSources are the texts of all rules that a signal may name, by version: published, shipped, and those over many cases.
func (s *Server) ruleSources(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	shipped, err := shippedRules()
	if err != nil {
		return nil, err
	}
	for _, r := range shipped {
		out[r.Version] = r.Source
	}
	rows, _, err := s.RuleSets.RuleSets(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.Name != models.SchemeName {
			out[r.Version] = r.Source
		}
	}
	return out, addAnalyses(out)
}

// addAnalyses adds the shipped rules over many cases. They bear the versions of their own.
func addAnalyses(out map[string]string) error {
	names, err := fs.Glob(subsystems.Files, "*/analysis/*.yaml")
	if err != nil {
		return fmt.Errorf("list analyses: %w", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(subsystems.Files, name)
		if err != nil {
			return fmt.Errorf("read analysis %s: %w", name, err)
		}
		a, err := process.ParseAnalysis(name, text)
		if err != nil {
			return err
		}
		if out[a.Version] == "" {
			out[a.Version] = string(text)
		}
	}
	return nil
}
