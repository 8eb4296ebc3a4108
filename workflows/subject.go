package workflows

import (
	"go.temporal.io/sdk/workflow"

	"mingcha/activities"
	"mingcha/models"
)

// act is never dereferenced; it lets ExecuteLocalActivity name methods the compiler knows.
var act *activities.Activities

// subject is one running subject: its state, the lock that lets one turn happen at a time, and what it sleeps for.
type subject struct {
	in       SubjectInput
	state    models.State
	lock     workflow.Mutex
	next     models.Next
	alarm    alarm
	rearm    bool // what it sleeps for has changed
	look     bool // somebody wants it to look again now
	held     int  // how often in a row the brake held something back
	moving   bool // it is about to continue as new and takes no new commands
	turns    int  // begun in this run
	failures int  // of catching up, in a row
	busy     int  // messages heard and not carried out yet, and messages and starts not acknowledged
	messages workflow.ReceiveChannel
}

// Subject carries a case, a card, whatever has a record of its own, from what its record says now until nothing more can
// happen to it. It is registered once for every kind.
func Subject(ctx workflow.Context, in SubjectInput) error {
	s := &subject{in: in, lock: workflow.NewMutex(ctx)}
	if err := s.listen(ctx); err != nil {
		return err
	}
	if err := s.load(ctx); err != nil {
		return err
	}
	if in.Message != nil {
		s.hear(ctx, *in.Message)
	}
	for {
		switch {
		case s.full(ctx):
			return s.move(ctx)
		case s.over():
			if err := s.settle(ctx); err != nil || s.over() {
				return err
			}
		default:
			if err := s.watch(ctx); err != nil {
				return err
			}
		}
	}
}

// settle waits for the commands and messages that are being carried out, and until what this subject sends has
// arrived: Temporal drops what a workflow that has ended still wanted to send. A command may reopen the subject.
func (s *subject) settle(ctx workflow.Context) error {
	return workflow.Await(ctx, func() bool {
		return workflow.AllHandlersFinished(ctx) && s.busy == 0 && s.messages.Len() == 0
	})
}

// listen takes commands, messages and wake-up calls from now on. They wait until the record is loaded.
func (s *subject) listen(ctx workflow.Context) error {
	if err := s.lock.Lock(ctx); err != nil {
		return err
	}
	s.messages = workflow.GetSignalChannel(ctx, MessageSignal)
	workflow.Go(ctx, s.hearMessages)
	workflow.Go(ctx, s.hearWakes)
	return workflow.SetUpdateHandlerWithOptions(ctx, CommandUpdate, s.command, workflow.UpdateHandlerOptions{
		Validator: s.mayCommand,
	})
}

// load takes the subject as its sender has just written it, or reads its record.
func (s *subject) load(ctx workflow.Context) error {
	defer s.lock.Unlock()
	out := s.in.Begun
	s.in.Begun = nil
	if out == nil {
		in := activities.LoadInput{Kind: s.in.Kind, Subject: s.in.ID}
		if err := workflow.ExecuteLocalActivity(forLoading(ctx), act.Load, in).Get(ctx, &out); err != nil {
			return err
		}
	}
	s.state, s.next, s.rearm = out.State, out.Next, true
	if s.state.Case != nil {
		s.state.Case.Bind(out.Procedure.Procedure)
	}
	s.tell(ctx, out.Tell)
	return nil
}

// over reports whether the subject rests and no threshold lies ahead. A command that comes later, a reopening, starts
// its workflow again from the record.
func (s *subject) over() bool {
	return s.state.Subject().Resting() && s.next.At.IsZero() && !s.look && s.held == 0
}

// mayCommand runs before a command enters the history. Whether the command is possible is judged in the turn, beside the
// record: after a crash between our commit and Temporal's this state may lag behind it.
func (s *subject) mayCommand(workflow.Context, models.Command) error {
	if s.moving {
		return pack(models.Errorf(models.Conflict, reasonMoving, "the subject is moving to a new run; send the same command again"))
	}
	return nil
}

// command answers only when its line is on record: whoever sees "done" finds it on the page that loads next.
func (s *subject) command(ctx workflow.Context, cmd models.Command) (*activities.Answer, error) {
	if err := s.lock.Lock(ctx); err != nil {
		return nil, err
	}
	defer s.lock.Unlock()
	answer, err := s.turn(ctx, &cmd)
	return answer, pack(err)
}

func (s *subject) hearMessages(ctx workflow.Context) {
	for {
		var cmd models.Command
		s.messages.Receive(ctx, &cmd)
		s.hear(ctx, cmd)
	}
}

// hear carries out what another subject sends. A message that no longer fits is of no consequence: the sender's
// record has it. While the store is away it is tried again.
func (s *subject) hear(ctx workflow.Context, cmd models.Command) {
	s.busy++
	defer func() { s.busy-- }()
	for tries := 1; ; tries++ {
		_, err := s.command(ctx, cmd)
		if err == nil || !passes(err) {
			return
		}
		workflow.GetLogger(ctx).Warn("message not carried out yet", "verb", cmd.Verb, "error", err)
		if workflow.Sleep(ctx, backoff(tries)) != nil {
			return
		}
	}
}

func (s *subject) hearWakes(ctx workflow.Context) {
	wakes := workflow.GetSignalChannel(ctx, WakeSignal)
	for {
		wakes.Receive(ctx, nil)
		s.look = true
	}
}

// turn lets the append write one turn and folds what came of it. When somebody wrote first (a worker that was killed
// between our commit and Temporal's), the lines that are there are folded and the command is judged again.
func (s *subject) turn(ctx workflow.Context, cmd *models.Command) (*activities.Answer, error) {
	s.turns++
	for {
		var out activities.AppendOutput
		in := activities.AppendInput{State: s.state, Command: cmd} // the append works on a copy
		if err := workflow.ExecuteLocalActivity(s.forTurn(ctx), act.Append, in).Get(ctx, &out); err != nil {
			return nil, err
		}
		if err := models.FoldAll(s.state.Subject(), out.Lines); err != nil {
			return nil, err
		}
		s.send(ctx, out)
		if out.Again {
			continue
		}
		s.arm(out)
		if out.Refused != nil {
			return nil, out.Refused
		}
		return out.Answer, nil
	}
}

// forTurn says how long a turn of this subject may take.
func (s *subject) forTurn(ctx workflow.Context) workflow.Context {
	if s.in.Kind == models.EvaluationKind {
		return forMeasuring(ctx)
	}
	return forRecord(ctx)
}

func (s *subject) arm(out activities.AppendOutput) {
	s.rearm = s.rearm || !s.next.Same(out.Next) || (out.Held && s.held == 0)
	s.next = out.Next
	if out.Held {
		s.held++
	} else {
		s.held = 0
	}
}

// mostTurns of one run. Temporal refuses more than 2,000 updates in a run.
var mostTurns = 1500

func (s *subject) full(ctx workflow.Context) bool {
	return s.turns >= mostTurns || workflow.GetInfo(ctx).GetContinueAsNewSuggested()
}

// move continues as new once every command that was let in has its answer. Later ones are told to come again.
func (s *subject) move(ctx workflow.Context) error {
	s.moving = true
	if err := s.settle(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, NameOf(s.in.Kind), Run(s.in.Kind, s.in.ID))
}
