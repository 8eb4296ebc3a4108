package activities

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// pen writes the lines of one turn: each is judged by the gate, completed, sealed and folded, and all are committed
// together or not at all.
type pen struct {
	*Activities
	ctx      context.Context
	state    models.State
	set      *supervision.RuleSet
	calendar *clock.Calendar
	from     int // number of the first line of this turn
	now      time.Time
	acted    time.Time // the instant this turn has reached
	reached  time.Time // of an import: the latest such instant
	lines    []models.Line
	bodies   []models.Body
	command  int // place of the command's line in lines
	code     string
	cards    []models.CardRow
	notices  []models.Notice
	copies   []models.CopyRow
	troubles []models.IncidentRow
	also     []models.Batch
	begun    []string
	next     models.Next
	law      int64  // the publication by which this turn judges
	judged   bool   // something in this turn rests on the calendar or the rules: its revision is asked once more
	brake    string // why signals are withheld in this turn; "" they are not
	held     bool   // the brake has something to hold
	calm     bool   // no line waited as this turn began
}

func (a *Activities) pen(ctx context.Context, in AppendInput) (*pen, error) {
	state := in.State.Clone()
	in.State = state
	if err := a.bind(in); err != nil {
		return nil, err
	}
	p := &pen{Activities: a, ctx: ctx, state: state, now: a.Now().Truncate(time.Microsecond)}
	p.law = a.Law.Revision()
	p.set, p.calendar = a.inForce(in.State, p.now)
	if reason, held := a.Brake.Held(); held {
		p.brake = reason
	}
	p.from = p.subject().Ref().N + 1
	p.calm = state.Case == nil || len(p.waits(state.Case)) == 0
	p.acted = p.now
	if in.Command != nil {
		p.acted = clamp(in.Command.Acted, p.subject().Ref().Acted, p.now)
	}
	return p, nil
}

// clamp keeps the instant of an act between the last act of a person and now (design.md, three times). Now wins: acts
// that a machine with a wrong clock dated ahead must not draw later ones after them.
func clamp(acted, last, now time.Time) time.Time {
	if acted.Before(last) {
		acted = last
	}
	if acted.After(now) {
		acted = now
	}
	return acted.Truncate(time.Microsecond)
}

// bind gives a case the procedure it is pinned to; a new one takes it from the submit.
func (a *Activities) bind(in AppendInput) error {
	if l := in.State.Lead; l != nil && l.N == 0 && in.Command != nil {
		l.Path = in.Command.Actor.Path // its clock rests on that division's calendar
	}
	if c := in.State.Complaint; c != nil && c.N == 0 && in.Command != nil && in.Command.Facts.Complaint != nil {
		c.Path = in.Command.Facts.Complaint.Path
	}
	c := in.State.Case
	if c == nil || c.Procedure() != nil {
		return nil
	}
	bundle := c.Filed.Bundle
	if bundle == "" && in.Command != nil && in.Command.Facts.Filed != nil {
		bundle = in.Command.Facts.Filed.Bundle
	}
	procedure, err := a.Procedures.Procedure(bundle)
	if err != nil {
		return err
	}
	c.Bind(procedure)
	return nil
}

// inForce returns the rules that hold for the subject at an instant, and the calendar that holds for it now.
func (a *Activities) inForce(s models.State, at time.Time) (*supervision.RuleSet, *clock.Calendar) {
	item, path := s.Subject().Under()
	return a.Law.Rules(item, at), a.Law.Calendar(path)
}

func (p *pen) subject() models.Subject { return p.state.Subject() }

// take carries out the command of this turn, or says why not. What the turn has written before stands.
func (p *pen) take(cmd models.Command) (*models.Error, error) {
	cmd.Acted = p.acted
	if timed, is := p.subject().(interface {
		Timely(models.Command, *clock.Calendar) error
	}); is {
		if err := timed.Timely(cmd, p.calendar); err != nil {
			return refusal(err)
		}
	}
	before, found, complaint := len(p.lines), p.watchContent(cmd.Verb), p.watchComplaint(cmd.Verb)
	told := p.concerned(cmd)
	if err := p.write(cmd); err != nil {
		return refusal(err)
	}
	if p.command = before; cmd.Facts.Onward == nil { // else the code is that of the case that begins
		p.code = cmp.Or(cmd.Code, p.code)
	}
	p.announce(cmd, told)
	if err := p.serve(); err != nil {
		return nil, err
	}
	if err := p.afterthoughts(p.lines[before]); err != nil {
		return nil, err
	}
	if err := p.rectify(p.lines[before]); err != nil {
		return nil, err
	}
	if err := p.goOn(cmd, p.lines[before]); err != nil {
		return nil, err
	}
	if err := p.judgeComplaint(complaint, p.lines[before]); err != nil {
		return nil, err
	}
	if err := p.judgeCard(p.lines[before]); err != nil {
		return nil, err
	}
	return nil, p.judgeContent(found, p.lines[before])
}

// write judges, completes, seals and folds one line.
func (p *pen) write(cmd models.Command) error {
	if err := p.subject().Gate(cmd); err != nil {
		return err
	}
	if err := p.complete(&cmd); err != nil {
		return err
	}
	ref := p.subject().Ref()
	line := models.Line{
		Subject: ref.ID, N: ref.N + 1, Command: cmd.ID, Verb: cmd.Verb, Actor: cmd.Actor, Acted: cmd.Acted,
		Recorded: p.now, Facts: cmd.Facts, Request: cmd.Digest, Alg: models.SHA256, Previous: ref.Head,
	}
	body, err := salted(cmd.Body)
	if err != nil {
		return err
	}
	if body.Content != nil {
		line.Body = models.DigestOf(sha256.New, body.Salt, body.Content)
	}
	if err := line.Seal(sha256.New); err != nil {
		return err
	}
	if err := p.subject().Fold(line); err != nil {
		return fmt.Errorf("write %s on %s: %w", cmd.Verb, ref.ID, err)
	}
	p.lines = append(p.lines, line)
	p.bodies = append(p.bodies, body)
	return nil
}

// salted gives a body the salt that keeps its digest from being guessed.
func salted(content json.RawMessage) (models.Body, error) {
	if len(content) == 0 {
		return models.Body{}, nil
	}
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return models.Body{}, fmt.Errorf("salt a body: %w", err)
	}
	return models.Body{Salt: salt, Content: content}, nil
}

// commit writes the turn. Lines that were there already come back instead, also when there is nothing to write: a
// command must not be refused, nor a threshold awaited, by a state that the record has left behind.
func (p *pen) commit() ([]models.Line, error) {
	ahead := p.set.Ahead(p.subject(), p.calendar)
	p.next = nearest(ahead)
	ref := p.subject().Ref()
	if len(p.lines) == 0 {
		return p.Record.Lines(p.ctx, ref.ID, p.from)
	}
	batch := models.Batch{
		Kind: ref.Kind, Subject: ref.ID, From: p.from, Lines: p.lines, Bodies: p.bodies, Cards: p.cards,
		Notices: p.notices, Copies: p.copies, Incidents: p.troubles, Also: p.also, Code: p.code,
	}
	if p.judged {
		batch.Law = &p.law
	}
	if err := p.rows(&batch); err != nil {
		return nil, err
	}
	return p.Record.Append(p.ctx, batch)
}

// rows puts into a batch what lists and boards show of the subject.
func (p *pen) rows(b *models.Batch) (err error) {
	switch s := p.subject().(type) {
	case *models.Case:
		row := p.caseRow(s)
		b.Case, b.Tasks, b.Waits, b.Calm = &row, p.tasks(s), p.waits(s), p.calm
		b.Fees, b.Ratings, b.Steps = p.feeRows(s), p.ratings(s), p.stepRows(s)
	case *models.Card:
		b.Cards = append(b.Cards, p.cardRow(s))
	case *models.Lead:
		b.Leads = []models.LeadRow{p.leadRow(s)}
	case *models.Complaint:
		b.Complaints = []models.ComplaintRow{p.complaintRow(s)}
	case *models.Evaluation:
		b.Scores, err = p.scoreSheet(s)
		b.Notices = p.notices // the sheet tells whom it concerns
	}
	return err
}
