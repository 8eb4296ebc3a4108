package activities_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/activities/officetest"
	"mingcha/models"
	"mingcha/models/clock"
)

// monday is a working Monday without a holiday within four weeks: 09:00 in Dongguan.
var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, clock.Zone)

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

// desk is the office with one case, turn by turn as its workflow would take them, at whatever time the test says.
type desk struct {
	t      *testing.T
	office *officetest.Office
	act    *activities.Activities
	now    time.Time
	states map[string]models.State
	out    activities.AppendOutput // of the last turn
}

func openDesk(t *testing.T, channel string) *desk { return openDeskAt(t, channel, monday) }

func openDeskAt(t *testing.T, channel string, now time.Time) *desk {
	d := &desk{t: t, now: now, states: map[string]models.State{}}
	d.office = officetest.New(func() time.Time { return d.now })
	d.act = d.office.Activities()
	d.states["c1"] = models.Begin(models.CaseKind, "c1", nil)
	require.Nil(t, d.turn("c1", new(officetest.Filing("c1", channel, now))).Refused)
	return d
}

func (d *desk) c() *models.Case { return d.states["c1"].Case }

// turn lets a subject take a turn and folds what comes of it, as often as somebody wrote before.
func (d *desk) turn(subject string, cmd *models.Command) activities.AppendOutput {
	d.t.Helper()
	for {
		out, err := d.act.Append(d.t.Context(), activities.AppendInput{State: d.states[subject], Command: cmd})
		require.NoError(d.t, err)
		d.fold(subject, out)
		if !out.Again {
			d.out = out
			return out
		}
	}
}

func (d *desk) fold(subject string, out activities.AppendOutput) {
	d.t.Helper()
	state := d.states[subject]
	if c := state.Case; c != nil && c.Procedure() == nil {
		c.Bind(d.office.Process)
	}
	for _, line := range out.Lines {
		require.NoError(d.t, state.Subject().Fold(line))
	}
	for _, id := range out.Cards {
		d.states[id] = models.Begin(models.CardKind, id, nil)
		lines, err := d.office.Lines(d.t.Context(), id, 1)
		require.NoError(d.t, err)
		for _, line := range lines {
			require.NoError(d.t, d.states[id].Card.Fold(line))
		}
	}
}

// clicks numbers the commands of a test run.
var clicks int

func command(actor models.Actor, acted time.Time, verb models.Verb, facts models.Facts) models.Command {
	clicks++
	return models.Command{
		ID: fmt.Sprintf("click-%d", clicks), Subject: "c1", Verb: verb, Actor: actor, Acted: acted, Facts: facts, Digest: "d",
		Body: json.RawMessage(`{"text":"依据充分"}`),
	}
}

// does lets somebody act now; refuses says why not.
func (d *desk) does(actor models.Actor, verb models.Verb, facts models.Facts) {
	d.t.Helper()
	if refused := d.says(actor, verb, facts); refused != nil {
		require.Fail(d.t, "refused", "%s: %v", verb, refused)
	}
}

func (d *desk) says(actor models.Actor, verb models.Verb, facts models.Facts) *models.Error {
	d.t.Helper()
	return d.turn("c1", new(command(actor, d.now, verb, facts))).Refused
}

// wakes lets the case catch up at an instant.
func (d *desk) wakes(at time.Time) {
	d.t.Helper()
	d.now = at
	d.turn("c1", nil)
}

func (d *desk) verbs() []string { return d.office.Verbs("c1") }

// row is the last row that was written of the case; card the last of a card.
func (d *desk) row() models.CaseRow {
	for i := len(d.office.Batches) - 1; i >= 0; i-- {
		if row := d.office.Batches[i].Case; row != nil {
			return *row
		}
	}
	require.Fail(d.t, "no row")
	return models.CaseRow{}
}

func (d *desk) tasks() []models.TaskRow {
	for i := len(d.office.Batches) - 1; i >= 0; i-- {
		if b := d.office.Batches[i]; b.Case != nil {
			return b.Tasks
		}
	}
	return nil
}

func (d *desk) card(rule string, level models.Level) models.CardRow {
	d.t.Helper()
	var found models.CardRow
	for _, b := range d.office.Batches {
		for _, batch := range append([]models.Batch{b}, b.Also...) {
			for _, row := range batch.Cards {
				if row.Rule == rule && row.Level == level {
					found = row
				}
			}
		}
	}
	require.NotEmpty(d.t, found.ID, "no row of %s %s", rule, level)
	return found
}

func (d *desk) incidents() []models.IncidentRow {
	var out []models.IncidentRow
	for _, b := range d.office.Batches {
		out = append(out, b.Incidents...)
	}
	return out
}

// The people of the office.
var (
	wang, li, zhao, sun, qian = officetest.Wang, officetest.Li, officetest.Zhao, officetest.Sun, officetest.Qian
	zhou, han, feng           = officetest.Zhou, officetest.Han, officetest.Feng
	applicant                 = officetest.Applicant
)

var (
	whole   = []models.Checked{{No: 1, State: "received"}, {No: 2, State: "shared"}}
	lacking = []models.Checked{{No: 1, State: "received"}, {No: 2, State: "missing"}}
)

func step(key string) models.Facts { return models.Facts{Step: key} }

func accepting() models.Facts { return models.Facts{Step: "accept", Materials: whole} }

func grave(key string) models.Facts {
	return models.Facts{Step: key, Reasoned: true, Remedy: true, Ground: "行政许可法72", Document: "D-1", To: "liu"}
}

// accepted is a desk whose case is accepted an hour after it was filed.
func accepted(t *testing.T) *desk {
	d := openDesk(t, models.WindowChannel)
	d.now = monday.Add(hour)
	d.does(wang, models.Accept, accepting())
	return d
}

// midnight is the end of a day of March 2026.
func midnight(date int) time.Time { return time.Date(2026, 3, date+1, 0, 0, 0, 0, clock.Zone) }
