package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// errTaken says that the record has moved on, or knows the command already.
var errTaken = errors.New("the record has moved on")

// headRecord says how far a subject's record has come.
type headRecord struct {
	Subject string `gorm:"primaryKey"`
	Kind    models.Kind
	N       int
	Hash    string
	Changed *time.Time // nil once a seal covers the last line
}

// TableName is where gorm finds heads.
func (headRecord) TableName() string { return "heads" }

// Append writes a batch in one transaction, or nothing. If the record already has a line numbered b.From, or one of a
// command in b, nothing is written and those lines come back: all from b.From on, and the command's. The caller folds
// them and judges again. StoreAway means that the database does not answer; the same batch may be sent again.
func (s *Store) Append(ctx context.Context, b models.Batch) (existing []models.Line, err error) {
	if err := sound(b); err != nil {
		return nil, fmt.Errorf("append to %s: %w", b.Subject, err)
	}
	err = s.transact(ctx, func(tx *gorm.DB) error { return s.writeBatch(tx, b) })
	if errors.Is(err, errTaken) {
		existing, err = s.standing(ctx, b)
	}
	if err != nil {
		return nil, fmt.Errorf("append to %s: %w", b.Subject, err)
	}
	return existing, nil
}

// sound refuses a batch that no correct caller makes: it would damage the record.
func sound(b models.Batch) error {
	if b.Subject == "" || b.From < 1 || len(b.Lines) == 0 || len(b.Bodies) > len(b.Lines) || b.Code != "" && b.Case == nil && len(b.Complaints) == 0 {
		return errors.New("the batch is not whole")
	}
	for i, l := range b.Lines {
		if l.Subject != b.Subject || l.N != b.From+i || l.Hash == "" || l.Command == "" {
			return fmt.Errorf("line %d of the batch is out of order", i+1)
		}
		if i > 0 && l.Previous != b.Lines[i-1].Hash {
			return fmt.Errorf("line %d of the batch does not follow line %d", i+1, i)
		}
	}
	for _, also := range b.Also {
		if err := sound(also); err != nil {
			return err
		}
	}
	return nil
}

// writeBatch moves the head first: that is the condition, and whoever else appends to the subject waits for it. The
// counts come last, because other subjects share them.
func (s *Store) writeBatch(tx *gorm.DB, b models.Batch) error {
	if err := stillInForce(tx, b.Law); err != nil {
		return err
	}
	days := tally{}
	if err := s.writeSubject(tx, b, days); err != nil {
		return err
	}
	for _, also := range b.Also {
		// A subject that is there already was begun by an earlier attempt: it is left as it is.
		if err := s.writeSubject(tx, also, days); err != nil && !errors.Is(err, errTaken) {
			return err
		}
	}
	return days.write(tx)
}

func (s *Store) writeSubject(tx *gorm.DB, b models.Batch, days tally) error {
	steps := []func() error{
		func() error { return moveHead(tx, b) },
		func() error { return writeLines(tx, b.Lines) },
		func() error { return s.writeBodies(tx, b) },
		func() error { return writeCase(tx, b, days) },
		func() error { return s.writeCode(tx, b) },
		func() error { return writeCards(tx, b, days) },
		func() error { return writeLeads(tx, b) },
		func() error { return writeComplaints(tx, b) },
		func() error { return writeFees(tx, b.Fees) },
		func() error { return writeScores(tx, b) },
		func() error { return writeRatings(tx, b) },
		func() error { return writeSteps(tx, b, days) },
		func() error { return writeTasks(tx, b) },
		func() error { return writeWaits(tx, b) },
		func() error { return s.writeNotices(tx, b) },
		func() error { return writeCopies(tx, b) },
		func() error { return s.tellApplicant(tx, b) },
		func() error { return writeIncidents(tx, b.Incidents) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func moveHead(tx *gorm.DB, b models.Batch) error {
	last := b.Lines[len(b.Lines)-1]
	changed := instant(last.Recorded)
	if b.From == 1 {
		return taken(put(tx, []headRecord{{Subject: b.Subject, Kind: b.Kind, N: last.N, Hash: last.Hash, Changed: &changed}}))
	}
	moved, err := send(tx, "UPDATE heads SET n = ?, hash = ?, changed = ? WHERE subject = ? AND n = ? AND hash = ?",
		last.N, last.Hash, changed, b.Subject, b.From-1, b.Lines[0].Previous)
	if err == nil && moved == 0 {
		return errTaken
	}
	return err
}

func writeLines(tx *gorm.DB, lines []models.Line) error {
	records := make([]lineRecord, len(lines))
	for i, l := range lines {
		var err error
		if records[i], err = recordOf(l); err != nil {
			return err
		}
	}
	return taken(put(tx, records))
}

func (s *Store) writeBodies(tx *gorm.DB, b models.Batch) error {
	var records []bodyRecord
	for i, body := range b.Bodies {
		if body.Content == nil && body.Salt == nil {
			continue
		}
		r, err := s.sealBody(b.Lines[i], body)
		if err != nil {
			return err
		}
		records = append(records, r)
	}
	return put(tx, records)
}

func taken(err error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return errTaken
	}
	return err
}
