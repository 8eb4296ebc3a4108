// Package rehearsal (预演) tries what would be published: it lets open subjects go on as if it were in force and nobody
// acted, and reads past records once more. The turns are the ones that would be taken, on paper: nothing is written.
package rehearsal

import (
	"context"
	"encoding/json"

	"mingcha/models"
)

// paper is a record that is thrown away. What it has not been given it reads nowhere, the bodies of real lines excepted.
type paper struct {
	lines map[string][]models.Line
	body  func(ctx context.Context, subject string, n int) (json.RawMessage, error)
}

// on begins a paper with the records of some subjects. What is written on it is not written on theirs.
func on(records map[string][]models.Line, body func(context.Context, string, int) (json.RawMessage, error)) *paper {
	p := &paper{lines: map[string][]models.Line{}, body: body}
	for id, lines := range records {
		p.lines[id] = lines[:len(lines):len(lines)]
	}
	return p
}

// Append keeps the lines of a turn, and of the cards and leads that begin with it.
func (p *paper) Append(_ context.Context, b models.Batch) ([]models.Line, error) {
	p.lines[b.Subject] = append(p.lines[b.Subject], b.Lines...)
	for _, also := range b.Also {
		p.lines[also.Subject] = append(p.lines[also.Subject], also.Lines...)
	}
	return nil, nil
}

// Lines returns a subject's lines from a number on.
func (p *paper) Lines(_ context.Context, subject string, from int) ([]models.Line, error) {
	lines := p.lines[subject]
	if from > len(lines) {
		return nil, nil
	}
	return lines[from-1:], nil
}

// LineOf returns the line of a command, or nil.
func (p *paper) LineOf(_ context.Context, subject, command string) (*models.Line, error) {
	for _, l := range p.lines[subject] {
		if l.Command == command {
			return &l, nil
		}
	}
	return nil, nil
}

// Body returns the body of a real line.
func (p *paper) Body(ctx context.Context, subject string, n int) (json.RawMessage, error) {
	return p.body(ctx, subject, n)
}
