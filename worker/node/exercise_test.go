package node

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/directory"
)

//go:embed testdata/exercise.yaml
var exerciseItem string

// exercise is a node with an official on every post and an item that has everything a procedure can have.
type exercise struct {
	*Node
	item *process.Bundle
}

// exercising furnishes a node. The item's limits are counted in this unit.
func exercising(ctx context.Context, n *Node, unit string) (*exercise, error) {
	rows, err := staffed(time.Now().Add(-time.Hour))
	if err != nil {
		return nil, err
	}
	if _, err := n.store.ChangeAppointments(ctx, -1, rows...); err != nil {
		return nil, err
	}
	text := strings.ReplaceAll(exerciseItem, "working_day", unit)
	item, err := n.inForce.Compile(text)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(item)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC()
	err = n.store.PublishBundle(ctx, models.BundleRow{
		Item: item.Procedure.Item, From: now, Hash: item.Hash, Source: text, Content: content, PublishedBy: "test", Published: now,
	})
	if err != nil {
		return nil, err
	}
	return &exercise{n, item}, n.inForce.Refresh(ctx)
}

// staffed appoints one person to every post of the shipped directory, named after it.
func staffed(since time.Time) ([]models.AppointmentRow, error) {
	places, err := directory.Shipped()
	if err != nil {
		return nil, err
	}
	var rows []models.AppointmentRow
	for _, p := range places.Posts {
		a := places.Appoint(p, strings.ReplaceAll(p.ID, "/", "."), since)
		rows = append(rows, models.AppointmentRow{ID: a.ID, Person: a.Person, Role: a.Role, Unit: a.Unit, Division: a.Division, From: a.From})
	}
	return rows, nil
}

// deed is one act on a case, without a case.
type deed struct {
	verb   models.Verb
	role   string
	number int    // which of the people in the role
	unit   string // where that is; "" the bureau
	facts  models.Facts
}

// citizen is the role of whoever applied.
const citizen = "citizen"

// by is the person of the bureau who does it.
func (x *exercise) by(role string, number int) models.Actor { return x.at(bureau, role, number) }

// at is somebody in a post of a unit.
func (x *exercise) at(unit, role string, number int) models.Actor {
	return models.Actor{Account: fmt.Sprintf("%s.%s-%02d", unit, role, max(1, number)), Role: role, Unit: unit, Path: x.inForce.Path(unit)}
}

func (x *exercise) command(subject, click string, d deed, acted time.Time) models.Command {
	cmd := models.Command{
		ID: click, Subject: subject, Verb: d.verb, Actor: x.at(cmp.Or(d.unit, bureau), d.role, d.number), Acted: acted, Facts: d.facts, Digest: "d",
	}
	if d.role == citizen {
		cmd.Actor = models.Actor{Account: models.ApplicantAccount, Person: "ref-" + subject}
	}
	application := `{"applicant":{"name":"某店"},"form":{"applicant_name":"某店"}}`
	switch d.verb {
	case models.Submit:
		cmd.Body = json.RawMessage(application)
	case models.Forward:
		filed := x.filing(subject, models.WindowChannel).facts.Filed
		filed.Number, filed.Unit, filed.Path, filed.Origin = filed.Number+"-2", d.facts.ToUnit, x.inForce.Path(d.facts.ToUnit), subject
		cmd.Facts.Onward = &models.Onward{Case: onward(subject), Filed: filed}
		cmd.Body = json.RawMessage(`{"onward":` + application + `}`)
	}
	return cmd
}

// onward is the case with which the organ goes on to which another one was forwarded.
func onward(subject string) string { return subject + "-onward" }

// filing is an application that comes by a channel.
func (x *exercise) filing(subject, channel string) deed {
	return deed{verb: models.Submit, role: "window_clerk", facts: models.Facts{Filed: &models.Filed{
		Number: "N" + subject, Item: x.item.Procedure.Item, Bundle: x.item.Hash, Unit: bureau, Division: "441900000000",
		Path: x.inForce.Path(bureau), Channel: channel, Applicant: "ref-" + subject,
	}}}
}

// do carries out one deed through the engine.
func (x *exercise) do(ctx context.Context, subject, click string, d deed) error {
	cmd := x.command(subject, click, d, time.Now())
	if d.verb == models.Submit {
		_, err := x.client.Submit(ctx, cmd)
		return err
	}
	kind := models.CaseKind
	if d.verb == models.OpenCard || d.verb == models.AnswerCard {
		kind = models.CardKind
	}
	_, err := x.client.Do(ctx, kind, cmd)
	return err
}

// late files a case so long ago that its decision is overdue. It returns the cards that began.
func (x *exercise) late(ctx context.Context, subject string, ago time.Duration) (models.State, []string, error) {
	filed := time.Now().Add(-ago)
	steps := []models.Command{
		x.command(subject, "filed", x.filing(subject, models.WindowChannel), filed),
		x.command(subject, "accepted", accepting, filed.Add(time.Second)),
	}
	at := 0
	return x.act.Import(ctx, models.CaseKind, subject, func(models.State) (models.Command, bool) {
		if at == len(steps) {
			return models.Command{}, false
		}
		at++
		return steps[at-1], true
	})
}

// elsewhere is the organ to which cases are forwarded.
const elsewhere = "dg-yjj"

// there is what the colleague in the same post of that organ does.
func there(d deed) deed {
	d.unit = elsewhere
	return d
}

// The deeds of a case on its ordinary way.
var (
	accepting  = deed{verb: models.Accept, role: "window_clerk", facts: models.Facts{Step: "accept", Materials: received}}
	reviewing  = deed{verb: models.Approve, role: "handler", facts: models.Facts{Step: "review"}}
	checking   = deed{verb: models.Approve, role: "handler", number: 2, facts: models.Facts{Step: "check"}}
	deciding   = deed{verb: models.Approve, role: "approver", facts: models.Facts{Step: "decide"}}
	delivering = deed{verb: models.Deliver, role: "delivery_clerk", facts: models.Facts{Step: "deliver"}}
	closing    = deed{verb: models.Close, role: "delivery_clerk"}
	forwarding = deed{verb: models.Forward, role: "handler", facts: models.Facts{Step: "review", ToUnit: elsewhere, Reasoned: true}}
	received   = []models.Checked{{No: 1, State: "received"}}
)
