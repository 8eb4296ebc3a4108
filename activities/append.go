package activities

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/models/supervision"
)

// AppendInput is one turn of a subject: a command, or only the wish to catch up with time.
type AppendInput struct {
	State   models.State    `json:"state"`
	Command *models.Command `json:"command,omitempty"`
}

// AppendOutput is what the turn came to.
type AppendOutput struct {
	Lines      []models.Line `json:"lines,omitempty"`   // to fold: ours, or those that somebody wrote before us
	Again      bool          `json:"again,omitempty"`   // somebody wrote before us: fold and ask again
	Answer     *Answer       `json:"answer,omitempty"`  // of the command
	Refused    *models.Error `json:"refused,omitempty"` // why the command was not taken
	Next       models.Next   `json:"next"`
	Cards      []string      `json:"cards,omitempty"`      // cards that begin: their workflows are to be started
	Leads      []string      `json:"leads,omitempty"`      // leads that begin, likewise
	Complaints []string      `json:"complaints,omitempty"` // rectifications that begin, likewise
	Cases      []string      `json:"cases,omitempty"`      // cases of organs to which this one was forwarded, likewise
	Held       bool          `json:"held,omitempty"`       // the brake holds something back: look again soon
	Tell       []Message     `json:"tell,omitempty"`       // recorded messages to other subjects
}

// Answer is the outcome of a command: its line, the same however often it is asked.
type Answer struct {
	Subject string            `json:"subject"`
	Line    int               `json:"line"`
	Status  models.CaseStatus `json:"status,omitempty"` // of the case then; "" in an answer that is given again
	Acted   time.Time         `json:"acted"`
	Request string            `json:"request,omitempty"` // digest of the request that was carried out
}

// Message is a command that one subject sends to another.
type Message struct {
	Kind    models.Kind    `json:"kind"`
	Command models.Command `json:"command"`
}

// Append lets a subject take one turn. It first issues every threshold that was due before the command's instant, then
// asks the gate, evaluates conditions, and writes lines, rows, tasks, cards and notices in one transaction, on the
// condition that nobody has written in between. A second run finds its own lines and answers from them. What rests on
// calendars or rules that have been replaced meanwhile is judged again.
func (a *Activities) Append(ctx context.Context, in AppendInput) (AppendOutput, error) {
	for tries := 1; ; tries++ {
		out, err := a.judge(ctx, in)
		if models.ReasonOf(err) != models.StaleLaw || tries == mostJudgements {
			return out, retryable(err)
		}
		if err := a.Law.Refresh(ctx); err != nil {
			return AppendOutput{}, retryable(err)
		}
	}
}

// mostJudgements of one turn: publications do not come faster.
const mostJudgements = 3

func (a *Activities) judge(ctx context.Context, in AppendInput) (AppendOutput, error) {
	if err := a.bind(in); err != nil {
		return AppendOutput{}, err
	}
	p, err := a.pen(ctx, in)
	if err != nil {
		return AppendOutput{}, err
	}
	var out AppendOutput
	if err := p.catchUp(); err != nil {
		return out, err
	}
	if in.Command != nil {
		out.Refused, err = p.take(*in.Command)
		if err != nil {
			return out, err
		}
	}
	if out.Refused != nil {
		if out, done, err := a.answered(ctx, in); done || err != nil {
			return out, err
		}
	}
	existing, err := p.commit()
	if err != nil {
		return AppendOutput{}, err
	}
	if len(existing) > 0 {
		return a.overtaken(ctx, in, existing)
	}
	return p.outcome(in, out), nil
}

// overtaken says what the turn came to whose lines were not written, because the record has others in their place or
// knows the command already.
func (a *Activities) overtaken(ctx context.Context, in AppendInput, existing []models.Line) (AppendOutput, error) {
	known := in.State.Subject().Ref().N
	existing = slices.DeleteFunc(existing, func(l models.Line) bool { return l.N <= known })
	if len(existing) == 0 && in.Command != nil {
		if out, done, err := a.answered(ctx, in); done || err != nil {
			return out, err
		}
	}
	if len(existing) == 0 {
		return AppendOutput{}, models.Errorf(models.Internal, "damaged", "the record knows a line of this turn, its state does not")
	}
	out := AppendOutput{Lines: existing, Again: true}
	out.setGoing(existing)
	return out, nil
}

// answered looks whether the command has its line already: a click that was sent again, or a turn whose answer was
// lost between our commit and Temporal's. It is asked only when the command cannot be carried out (again).
func (a *Activities) answered(ctx context.Context, in AppendInput) (AppendOutput, bool, error) {
	line, err := a.Record.LineOf(ctx, in.Command.Subject, in.Command.ID)
	if err != nil || line == nil {
		return AppendOutput{}, false, err
	}
	if line.Request != in.Command.Digest {
		reused := models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
		return AppendOutput{Refused: reused, Next: a.next(in.State)}, true, nil
	}
	if line.N > in.State.Subject().Ref().N {
		return AppendOutput{}, false, nil // the state has not caught up yet: the conditional append will tell
	}
	return AppendOutput{Answer: answerOf(*line), Next: a.next(in.State)}, true, nil
}

func (p *pen) outcome(in AppendInput, out AppendOutput) AppendOutput {
	out.Lines, out.Held, out.Next = p.lines, p.held, p.next
	out.setGoing(p.lines)
	if in.Command != nil && out.Refused == nil {
		line := p.lines[p.command]
		out.Answer = answerOf(line)
		if c := p.state.Case; c != nil {
			out.Answer.Status = c.Status
		}
	}
	return out
}

// setGoing says which subjects begin with new lines, and what others must be told.
func (out *AppendOutput) setGoing(lines []models.Line) {
	out.Cards, out.Leads, out.Tell = outward(lines)
	out.Complaints, out.Cases = rectified(lines), wentOn(lines)
}

// outward reads from new lines what they set going beyond their subject: the cards and leads that begin, and what other
// subjects must be told. It asks the lines alone, so that whoever finds them on record carries on where a killed worker stopped.
func outward(lines []models.Line) (cards, leads []string, tell []Message) {
	for _, l := range lines {
		if m, follows := cardOfLead(l); follows {
			tell = append(tell, m)
			continue
		}
		if m, follows := leadOfComplaint(l); follows {
			tell = append(tell, m)
		}
		if lead := l.Facts.Lead; lead != nil && lead.ID != l.Subject {
			if lead.Complaint != "" && lead.Complaint != l.Subject {
				continue // begun by the complaint
			}
			leads = append(leads, lead.ID)
			continue
		}
		card := l.Facts.Card
		if m, told := settled(l); told {
			tell = append(tell, m)
		}
		if card == nil || card.Level < models.Yellow || card.ID == l.Subject {
			continue
		}
		if l.Verb == models.IssueCard || l.Verb == models.ReleaseCard {
			cards = append(cards, card.ID)
		}
		tell = append(tell, toCards(l, lines)...)
	}
	return cards, leads, tell
}

func answerOf(l models.Line) *Answer {
	return &Answer{Subject: l.Subject, Line: l.N, Acted: l.Acted, Request: l.Request}
}

// next is what the subject sleeps for: its nearest threshold that has not spoken.
func (a *Activities) next(s models.State) models.Next {
	set, cal := a.inForce(s, a.Now())
	return nearest(set.Ahead(s.Subject(), cal))
}

func nearest(ahead []supervision.Threshold) models.Next {
	if len(ahead) == 0 {
		return models.Next{}
	}
	return models.Next{At: ahead[0].At, Key: ahead[0].Key}
}
