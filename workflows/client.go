package workflows

import (
	"context"
	"errors"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"mingcha/activities"
	"mingcha/models"
)

// Client carries commands to subjects: one method per thing that can be asked of the engine.
type Client struct {
	Temporal client.Client
	Append   func(context.Context, activities.AppendInput) (activities.AppendOutput, error)
	LineOf   func(ctx context.Context, subject, command string) (*models.Line, error)
	Begun    func(kind models.Kind, subject string, first activities.AppendOutput) (*activities.LoadOutput, error)

	bulk gently // starts of which there may be thousands: wakes, looks and renewals
}

// Submit files a case.
func (c *Client) Submit(ctx context.Context, cmd models.Command) (*activities.Answer, error) {
	return c.Begin(ctx, models.CaseKind, cmd)
}

// Begin gives a subject its first line; then its workflow begins with what was written. A click that is sent again finds
// its line and makes sure that the workflow runs, from the record as after a restore.
func (c *Client) Begin(ctx context.Context, kind models.Kind, cmd models.Command) (*activities.Answer, error) {
	out, err := c.Append(ctx, activities.AppendInput{State: models.Begin(kind, cmd.Subject, nil), Command: &cmd})
	if err != nil {
		return nil, unpack(err)
	}
	if out.Refused != nil {
		return nil, out.Refused
	}
	answer := out.Answer
	if out.Again {
		if answer, err = c.answered(ctx, cmd); err != nil {
			return nil, err
		}
		if answer == nil {
			return nil, models.Errorf(models.Conflict, "already_filed", "%s %s was filed before", kind, cmd.Subject)
		}
	}
	run := Run(kind, cmd.Subject)
	if run.Begun, err = c.Begun(kind, cmd.Subject, out); err != nil {
		return nil, err
	}
	return answer, c.begin(ctx, run)
}

// Wake makes sure that a subject's workflow runs; one that runs already is left alone. It leaves commands their place.
func (c *Client) Wake(ctx context.Context, kind models.Kind, id string) error {
	return c.bulk.do(ctx, func() error { return c.begin(ctx, Run(kind, id)) })
}

func (c *Client) begin(ctx context.Context, run SubjectInput) error {
	_, err := c.Temporal.ExecuteWorkflow(ctx, c.start(run.Kind, run.ID), NameOf(run.Kind), run)
	return away(err)
}

// Look asks a running subject to look at the calendar, the rules and its thresholds again. It leaves commands their
// place.
func (c *Client) Look(ctx context.Context, kind models.Kind, id string) error {
	return c.bulk.do(ctx, func() error { return c.look(ctx, kind, id) })
}

func (c *Client) look(ctx context.Context, kind models.Kind, id string) error {
	_, err := c.Temporal.SignalWithStartWorkflow(ctx, WorkflowID(kind, id), WakeSignal, nil, c.start(kind, id), NameOf(kind), Run(kind, id))
	return away(err)
}

// Sweep moves, in the background, the subjects that a changed calendar or other rules touch. Asked twice for one change
// while it is under way, it runs once.
func (c *Client) Sweep(ctx context.Context, in activities.SweepInput) error {
	_, err := c.Temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: SweepWorkflow + "/" + in.Ground + "/" + in.Change, TaskQueue: TaskQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, SweepWorkflow, in)
	return away(err)
}

func (c *Client) start(kind models.Kind, id string) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{
		ID: WorkflowID(kind, id), TaskQueue: TaskQueue, EnableEagerStart: true, WorkflowTaskTimeout: 5 * time.Second,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}
}

// Do lets a subject carry out a command and answers when it is on record. The same command sent again gets the same
// answer, from the record if need be.
func (c *Client) Do(ctx context.Context, kind models.Kind, cmd models.Command) (*activities.Answer, error) {
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		answer, err := c.update(ctx, kind, cmd)
		if err == nil {
			return whole(answer, cmd)
		}
		if refused := (&models.Error{}); errors.As(err, &refused) && refused.Reason != reasonMoving {
			return c.orRecorded(ctx, kind, cmd, err)
		}
		if !passing(err) {
			return c.orRecorded(ctx, kind, cmd, away(err))
		}
		select {
		case <-ctx.Done():
			return c.orRecorded(ctx, kind, cmd, away(err))
		case <-time.After(pause):
		}
	}
}

// update sends the command to the running workflow; a subject that rests, or that Temporal does not know, is started
// from its record by the same call. Each try is an update of its own: Temporal would answer a repeated one with the
// failure of the first, while the record answers with what has really happened.
func (c *Client) update(ctx context.Context, kind models.Kind, cmd models.Command) (*activities.Answer, error) {
	options := client.UpdateWorkflowOptions{
		WorkflowID: WorkflowID(kind, cmd.Subject), UpdateName: CommandUpdate, Args: []any{cmd},
		WaitForStage: client.WorkflowUpdateStageCompleted,
	}
	handle, err := c.Temporal.UpdateWorkflow(ctx, options)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		start := c.start(kind, cmd.Subject)
		start.EnableEagerStart = false // Temporal does not combine it with an update
		handle, err = c.Temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
			StartWorkflowOperation: c.Temporal.NewWithStartWorkflowOperation(start, NameOf(kind), Run(kind, cmd.Subject)),
			UpdateOptions:          options,
		})
	}
	if err != nil {
		return nil, unpack(err)
	}
	var answer activities.Answer
	if err := handle.Get(ctx, &answer); err != nil {
		return nil, unpack(err)
	}
	return &answer, nil
}

// answered answers a command from the record, or nil if it has no line.
func (c *Client) answered(ctx context.Context, cmd models.Command) (*activities.Answer, error) {
	line, err := c.LineOf(ctx, cmd.Subject, cmd.ID)
	if err != nil || line == nil {
		return nil, err
	}
	return whole(&activities.Answer{Subject: line.Subject, Line: line.N, Acted: line.Acted, Request: line.Request}, cmd)
}

// whole refuses an answer that belongs to another request with the same key.
func whole(answer *activities.Answer, cmd models.Command) (*activities.Answer, error) {
	if answer.Request != cmd.Digest {
		return nil, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	return answer, nil
}

// orRecorded prefers what the record says: a command may be on record although its answer was lost. Its workflow may not
// know of the line, so it is asked to look. The caller's time may be over: the record is asked nevertheless, briefly.
func (c *Client) orRecorded(ctx context.Context, kind models.Kind, cmd models.Command, cause error) (*activities.Answer, error) {
	brief, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer cancel()
	answer, err := c.answered(brief, cmd)
	if err != nil || answer == nil {
		return nil, cause
	}
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), oneLook)
		defer cancel()
		_ = c.look(ctx, kind, cmd.Subject) // a Temporal that is away is brought up to the record when it is back
	}()
	return answer, nil
}

// lastWord is how long the record may take to say whether it has a command.
const lastWord = 500 * time.Millisecond

// oneLook is how long a subject may take to be asked.
const oneLook = 10 * time.Second

// passing reports whether the same command may succeed in a moment: the subject moves to a new run, ends just now, or
// too many updates are under way.
func passing(err error) bool {
	var refused *models.Error
	var gone *serviceerror.NotFound
	var busy *serviceerror.ResourceExhausted
	var notReady *serviceerror.WorkflowNotReady
	return errors.As(err, &refused) || errors.As(err, &gone) || errors.As(err, &busy) || errors.As(err, &notReady)
}

// away tells a caller that the engine does not answer, whatever Temporal's own words for it are.
func away(err error) error {
	var known *models.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return errors.Join(models.Errorf(models.EngineAway, "engine_unavailable", "the workflow engine does not answer; send the same command again"), err)
}
