package node

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
)

// office is a whole node in a scratch folder, with an official for every post of the market regulation bureau.
type office struct {
	*Node
	t    *testing.T
	item *process.Bundle
}

func openOffice(t *testing.T) *office {
	t.Helper()
	ctx := t.Context()
	n, err := open(ctx, Settings{Data: t.TempDir(), Listen: "127.0.0.1:0"}, inProcess)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	var rows []models.AppointmentRow
	for _, p := range n.inForce.Snapshot().Posts {
		a := n.inForce.Snapshot().Appoint(p, "at-"+p.ID, time.Now().Add(-time.Hour))
		rows = append(rows, models.AppointmentRow{ID: a.ID, Person: a.Person, Role: a.Role, Unit: a.Unit, Division: a.Division, From: a.From})
	}
	_, err = n.store.ChangeAppointments(ctx, 0, rows...)
	require.NoError(t, err)
	require.NoError(t, n.inForce.Refresh(ctx))
	require.NoError(t, n.startWorker())
	item, known := n.inForce.Catalogue().Find("food-business-catering")
	require.True(t, known)
	return &office{Node: n, t: t, item: item}
}

const bureau = "dg-scjgj"

func (o *office) official(role string) models.Actor {
	return models.Actor{Account: "at-" + bureau + "/" + role + "-01", Role: role, Unit: bureau, Path: o.inForce.Path(bureau)}
}

func (o *office) file(ctx context.Context, id string) error {
	_, err := o.client.Submit(ctx, models.Command{
		ID: "submit", Subject: id, Verb: models.Submit, Actor: o.official("window_clerk"), Acted: time.Now(), Digest: "d",
		Facts: models.Facts{Filed: &models.Filed{
			Number: "N" + id, Item: "food-business-catering", Bundle: o.item.Hash, Unit: bureau, Division: "441900000000",
			Path: o.inForce.Path(bureau), Channel: models.WindowChannel, Applicant: "ref-" + id,
		}},
		Body: json.RawMessage(`{"applicant":{"name":"某店"},"form":{}}`),
	})
	return err
}

func (o *office) do(ctx context.Context, id, click string, role string, verb models.Verb, facts models.Facts) error {
	_, err := o.client.Do(ctx, models.CaseKind, models.Command{
		ID: click, Subject: id, Verb: verb, Actor: o.official(role), Acted: time.Now(), Facts: facts, Digest: "d",
	})
	return err
}

// walk carries a case through every step of its own procedure.
func (o *office) walk(ctx context.Context, id string) error {
	var all []models.Checked
	for _, no := range o.item.Procedure.Required {
		all = append(all, models.Checked{No: no, State: "received"})
	}
	for _, s := range o.item.Procedure.Steps {
		verb, facts := models.Approve, models.Facts{Step: s.Key}
		switch s.Kind {
		case models.AcceptStep:
			verb, facts.Materials = models.Accept, all
		case models.DeliverStep:
			verb = models.Deliver
		case models.ServiceStep:
			continue
		}
		if err := o.do(ctx, id, s.Key, s.Role, verb, facts); err != nil {
			return fmt.Errorf("step %s: %w", s.Key, err)
		}
	}
	return o.do(ctx, id, "close", "delivery_clerk", models.Close, models.Facts{})
}

func TestRealEngine(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	ctx := t.Context()

	// covers S20, S24
	t.Run("carries a real item from the window to its close, and the rows say so", func(t *testing.T) {
		require.NoError(t, o.file(ctx, "c1"))
		require.NoError(t, o.walk(ctx, "c1"))
		row, err := o.store.Case(ctx, "c1")
		require.NoError(t, err)
		require.Equal(t, models.Closed, row.Status)
		require.Equal(t, models.Granted, row.Outcome)
		require.Equal(t, models.Sealed("某店"), row.ApplicantName)
		tasks, err := o.store.Tasks(ctx, "c1")
		require.NoError(t, err)
		require.Empty(t, tasks)
	})

	t.Run("answers a click that is sent again from the record, also after the case has closed", func(t *testing.T) {
		before, err := o.store.Lines(ctx, "c1", 1)
		require.NoError(t, err)
		require.Equal(t, models.Close, before[len(before)-1].Verb)
		require.NoError(t, o.do(ctx, "c1", "close", "delivery_clerk", models.Close, models.Facts{}))
		after, err := o.store.Lines(ctx, "c1", 1)
		require.NoError(t, err)
		require.Equal(t, before, after)
	})

	t.Run("refuses another act on a closed case and reopens it from its record", func(t *testing.T) {
		err := o.do(ctx, "c1", "late", "handler", models.Approve, models.Facts{Step: "review"})
		require.Equal(t, models.Conflict, models.CodeOf(err))
		require.NoError(t, o.do(ctx, "c1", "again", "department_head", models.Reopen, models.Facts{Reasoned: true, Target: o.item.Procedure.Steps[1].Key}))
		row, err := o.store.Case(ctx, "c1")
		require.NoError(t, err)
		require.Equal(t, models.Accepted, row.Status)
	})

	t.Run("answers fifty who act on one case within a second, each exactly once", func(t *testing.T) {
		require.NoError(t, o.file(ctx, "c2"))
		begun := time.Now()
		var group sync.WaitGroup
		faults := make(chan error, 50)
		for i := range 50 {
			group.Go(func() {
				faults <- o.do(ctx, "c2", fmt.Sprintf("urge-%d", i), "handler", models.Urge, models.Facts{})
			})
		}
		group.Wait()
		close(faults)
		for err := range faults {
			require.NoError(t, err)
		}
		t.Logf("fifty answered in %s", time.Since(begun))
		lines, err := o.store.Lines(ctx, "c2", 1)
		require.NoError(t, err)
		require.Len(t, lines, 51)
	})

	t.Run("lets only one of two contrary decisions win", func(t *testing.T) {
		require.NoError(t, o.file(ctx, "c3"))
		var group sync.WaitGroup
		faults := make([]error, 2)
		all := []models.Checked{{No: 1, State: "received"}, {No: 2, State: "received"}, {No: 3, State: "received"}, {No: 4, State: "received"}, {No: 5, State: "received"}}
		group.Go(func() {
			faults[0] = o.do(ctx, "c3", "yes", "window_clerk", models.Accept, models.Facts{Step: "accept", Materials: all})
		})
		group.Go(func() {
			faults[1] = o.do(ctx, "c3", "no", "window_clerk", models.Decline, models.Facts{Step: "accept", Reasoned: true, Remedy: true})
		})
		group.Wait()
		require.True(t, (faults[0] == nil) != (faults[1] == nil), "%v and %v", faults[0], faults[1])
	})
}
