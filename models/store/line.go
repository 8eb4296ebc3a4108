package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mingcha/models"
)

// lineRecord is a line as the database keeps it.
type lineRecord struct {
	Subject  string `gorm:"primaryKey"`
	N        int    `gorm:"primaryKey;autoIncrement:false"`
	Command  string
	Verb     models.Verb
	Actor    string // JSON
	Acted    time.Time
	Recorded time.Time
	Facts    string // JSON
	Request  string
	Body     string
	Alg      string
	Previous string
	Hash     string
}

// TableName is where gorm finds lines.
func (lineRecord) TableName() string { return "lines" }

// lineKey names one line.
type lineKey struct {
	Subject string
	N       int
}

func recordOf(l models.Line) (lineRecord, error) {
	actor, err := json.Marshal(l.Actor)
	if err != nil {
		return lineRecord{}, fmt.Errorf("line %s/%d: %w", l.Subject, l.N, err)
	}
	facts, err := json.Marshal(l.Facts)
	if err != nil {
		return lineRecord{}, fmt.Errorf("line %s/%d: %w", l.Subject, l.N, err)
	}
	return lineRecord{
		Subject: l.Subject, N: l.N, Command: l.Command, Verb: l.Verb, Actor: string(actor),
		Acted: l.Acted, Recorded: l.Recorded, Facts: string(facts), Request: l.Request,
		Body: l.Body, Alg: l.Alg, Previous: l.Previous, Hash: l.Hash,
	}, nil
}

func (r lineRecord) line() (models.Line, error) {
	l := models.Line{
		Subject: r.Subject, N: r.N, Command: r.Command, Verb: r.Verb, Acted: r.Acted, Recorded: r.Recorded,
		Request: r.Request, Body: r.Body, Alg: r.Alg, Previous: r.Previous, Hash: r.Hash,
	}
	if err := json.Unmarshal([]byte(r.Actor), &l.Actor); err != nil {
		return l, fmt.Errorf("line %s/%d: read the actor: %w", r.Subject, r.N, err)
	}
	if err := json.Unmarshal([]byte(r.Facts), &l.Facts); err != nil {
		return l, fmt.Errorf("line %s/%d: read the facts: %w", r.Subject, r.N, err)
	}
	return l, nil
}

func linesOf(records []lineRecord) ([]models.Line, error) {
	out := make([]models.Line, len(records))
	for i, r := range records {
		var err error
		if out[i], err = r.line(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Lines returns a subject's lines from a number on, in order; none for an unknown subject.
func (s *Store) Lines(ctx context.Context, subject string, from int) ([]models.Line, error) {
	records, err := find[lineRecord](s.from(ctx), "subject = ? AND n >= ? ORDER BY n", subject, from)
	if err != nil {
		return nil, fmt.Errorf("read the lines of %s: %w", subject, err)
	}
	return linesOf(records)
}

// LineOf returns the line that a command wrote, or nil.
func (s *Store) LineOf(ctx context.Context, subject, command string) (*models.Line, error) {
	var records []lineRecord
	err := s.from(ctx).Where("subject = ? AND command = ?", subject, command).Find(&records).Error
	if err != nil {
		return nil, fmt.Errorf("read the line of command %s: %w", command, err)
	}
	if len(records) == 0 {
		return nil, nil
	}
	line, err := records[0].line()
	return &line, err
}

// standing returns what already stands in the way of a batch: the lines from its first number on, and the line of its
// commands wherever it is.
func (s *Store) standing(ctx context.Context, b models.Batch) ([]models.Line, error) {
	commands := make([]string, len(b.Lines))
	for i, l := range b.Lines {
		commands[i] = l.Command
	}
	var records []lineRecord
	err := s.from(ctx).Where("subject = ? AND (n >= ? OR command IN ?)", b.Subject, b.From, commands).
		Order("n").Find(&records).Error
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("line %d does not follow the record of %s", b.From, b.Subject)
	}
	return linesOf(records)
}
