package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"mingcha/models"
)

// Engine carries commands to subjects. The same command sent again gets the same answer, from the record if need be.
type Engine interface {
	Submit(ctx context.Context, cmd models.Command) (Answer, error)
	Begin(ctx context.Context, kind models.Kind, cmd models.Command) (Answer, error)
	Do(ctx context.Context, kind models.Kind, cmd models.Command) (Answer, error)
	Wake(ctx context.Context, kind models.Kind, subject string) error
}

// Answer is the outcome of a command.
type Answer struct {
	Subject string
	Line    int
	Status  models.CaseStatus
	Acted   time.Time
}

// CommandCase carries out a command on a case: read, ask leave, check the shape, act, answer.
func (s *Server) CommandCase(ctx context.Context, req CommandCaseRequestObject) (CommandCaseResponseObject, error) {
	f, err := s.caseFile(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	outcome, err := s.commandOn(ctx, f, req.Verb, req.Params.IdempotencyKey, req.Body)
	return CommandCase200JSONResponse(outcome), err
}

// commandOn gives one command on a case in the name of who sends this request.
func (s *Server) commandOn(ctx context.Context, f *caseFile, verb models.Verb, key string, body *CaseCommand) (Outcome, error) {
	cmd, err := s.command(me(ctx).id, f.row.ID, verb, key, body)
	if err != nil {
		return Outcome{}, err
	}
	if done, err := f.repeated(cmd); done != nil || err != nil {
		return orZero(done), err
	}
	actor, refusal := s.leave(ctx, f, verb, body.Step)
	if refusal != nil {
		return Outcome{}, s.refused(ctx, cmd, f.row.Path, refusal)
	}
	cmd.Actor = actor
	answer, err := s.carryOut(ctx, f, cmd, *body)
	if err != nil {
		return Outcome{}, s.refused(ctx, cmd, f.row.Path, err)
	}
	return Outcome{
		Line: answer.Line, N: max(answer.Line, f.state.N), Status: string(answer.Status), Pending: cmd.Verb.NeedsSecond(),
	}, nil
}

// carryOut checks the shape of a command, asks the gate once more and lets the engine do it.
func (s *Server) carryOut(ctx context.Context, f *caseFile, cmd models.Command, body CaseCommand) (Answer, error) {
	said, err := s.fill(&cmd, body, s.forms.cases)
	if err != nil {
		return Answer{}, err
	}
	if err := s.lawfulTarget(f, cmd); err != nil {
		return Answer{}, err
	}
	if err := s.forwarded(ctx, f, &cmd, said); err != nil {
		return Answer{}, err
	}
	if err := s.mayKnow(f, cmd); err != nil {
		return Answer{}, err
	}
	if err := s.possible(f, cmd); err != nil {
		return Answer{}, err
	}
	if err := s.attach(ctx, cmd.Subject, said.Materials, said.Files); err != nil {
		return Answer{}, err
	}
	return s.act(ctx, models.CaseKind, cmd)
}

// advises reports whether a command gives a place that carries no vote: any colleague of the unit may be asked.
func (f *caseFile) advises(step int, cmd models.Command) bool {
	asked := cmd.Facts.From != "" && slices.ContainsFunc(f.state.Steps[step].Signs, func(g models.Signer) bool {
		return g.Account == cmd.Facts.From && !g.Said
	})
	return asked || cmd.Verb == models.AddSign
}

// possible asks the gate and the clock whether the case, as it stands, lets a command through.
func (s *Server) possible(f *caseFile, cmd models.Command) error {
	if err := f.state.Gate(cmd); err != nil {
		return err
	}
	return f.state.Timely(cmd, s.Law.Calendar(f.row.Path))
}

// command names the click and stamps the instant of its receipt. Who acts, and by what right, is filled in later.
func (s *Server) command(account, subject string, verb models.Verb, key string, body any) (models.Command, error) {
	digest, err := digestOf(verb, body)
	if err != nil {
		return models.Command{}, err
	}
	return models.Command{
		ID: models.CommandID(account, subject, verb, key), Subject: subject, Verb: verb, Acted: s.Now(), Digest: digest,
		Actor: models.Actor{Account: account},
	}, nil
}

// digestOf is the digest of a request in its canonical form: the decoded body written anew, keys in order.
func digestOf(verb models.Verb, body any) (string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte(verb+"\n"), raw...))
	return hex.EncodeToString(sum[:]), nil
}

// repeated answers a click that was carried out before, from its line.
func (f *caseFile) repeated(cmd models.Command) (*Outcome, error) {
	for _, line := range f.lines {
		if line.Command == cmd.ID {
			return outcomeOf(line, cmd, f.state.N, string(f.state.Status))
		}
	}
	return nil, nil
}

func outcomeOf(line models.Line, cmd models.Command, last int, status string) (*Outcome, error) {
	if line.Request != cmd.Digest {
		return nil, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	return &Outcome{Line: line.N, N: last, Status: status, Repeated: true}, nil
}

// act waits for a place before the subject and lets the engine carry the command out.
func (s *Server) act(ctx context.Context, kind models.Kind, cmd models.Command) (Answer, error) {
	leave, err := s.admission.enter(ctx, cmd.Subject)
	if err != nil {
		return Answer{}, err
	}
	defer leave()
	defer s.Look()
	return s.Engine.Do(ctx, kind, cmd)
}

// lawfulTarget holds a transfer, a reassignment and a take-over to people who could do the step: the receiving account
// holds the step's role in the unit. The supervision organ never takes a file over.
func (s *Server) lawfulTarget(f *caseFile, cmd models.Command) error {
	if cmd.Facts.To == "" || cmd.Verb == models.RemoveSign {
		return nil
	}
	i := f.bundle.Procedure.StepIndex(cmd.Facts.Step)
	if i < 0 || len(f.state.Steps) <= i {
		return nil // the gate names the step
	}
	unit := f.state.Steps[i].Unit
	places := s.Gate.Snapshot()
	if f.advises(i, cmd) && slices.Contains(peopleOf(places, unit, cmd.Acted), cmd.Facts.To) {
		return nil
	}
	if cmd.Verb == models.TakeOver {
		if !slices.Contains(places.Units.Above(unit), cmd.Facts.ToUnit) || !departmental(places, cmd.Facts.ToUnit) {
			return models.Faulty("a file is taken over by the department above", []models.Fault{{Field: "/to_unit", Rule: "not_a_person"}})
		}
		unit = cmd.Facts.ToUnit
	}
	for _, a := range places.Holders(unit, f.bundle.Procedure.Steps[i].Role, cmd.Acted) {
		if a.Person == cmd.Facts.To {
			return nil
		}
	}
	return models.Faulty("this person does not hold the step's role in the unit", []models.Fault{{Field: "/to", Rule: "not_a_person"}})
}
