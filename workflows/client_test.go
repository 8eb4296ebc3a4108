package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/mocks"

	"mingcha/models"
	"mingcha/workflows"
)

// TestLostAnswer sends a command to a Temporal that does not answer.
func TestLostAnswer(t *testing.T) {
	urge := models.Command{ID: "click", Subject: "c1", Verb: models.Urge, Digest: "d"}
	send := func(t *testing.T, onRecord *models.Line) (line int, looked chan string, err error) {
		t.Helper()
		temporal := &mocks.Client{}
		looked = make(chan string, 1)
		temporal.On("UpdateWorkflow", mock.Anything, mock.Anything).Return(nil, serviceerror.NewUnavailable("gone"))
		temporal.On("SignalWithStartWorkflow", mock.Anything, mock.Anything, workflows.WakeSignal, mock.Anything, mock.Anything, mock.Anything, mock.Anything).
			Run(func(args mock.Arguments) { looked <- args.String(1) }).Return(nil, nil)
		c := &workflows.Client{
			Temporal: temporal, LineOf: func(context.Context, string, string) (*models.Line, error) { return onRecord, nil },
		}
		answer, err := c.Do(t.Context(), models.CaseKind, urge)
		if answer != nil {
			line = answer.Line
		}
		return line, looked, err
	}

	t.Run("one that is not on record is put off, and nobody is asked to look", func(t *testing.T) {
		_, looked, err := send(t, nil)
		require.Equal(t, models.EngineAway, models.CodeOf(err))
		require.Empty(t, looked)
	})

	t.Run("one that is on record is acknowledged with its line, and its subject looks at the record", func(t *testing.T) {
		line, looked, err := send(t, &models.Line{Subject: "c1", N: 7, Command: "click", Request: "d"})
		require.NoError(t, err)
		require.Equal(t, 7, line)
		select {
		case id := <-looked:
			require.Equal(t, "case/c1", id)
		case <-time.After(5 * time.Second):
			require.Fail(t, "its workflow sleeps on for what lay ahead before")
		}
	})
}
