package api

import (
	"context"
	"encoding/hex"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// HandOvers is the part of the store that keeps orders to pass open work on, and says what lies with whom.
type HandOvers interface {
	OrderHandOver(ctx context.Context, order models.HandOverRow, items []models.HandOverItem) error
	HandOver(ctx context.Context, id string) (models.HandOverRow, []models.HandOverItem, error)
	HandOvers(ctx context.Context, account string, most int) ([]models.HandOverRow, error)
	EndHandOver(ctx context.Context, id string, stopped bool, now time.Time) error
	TasksOf(ctx context.Context, account string, most int) ([]models.TaskRow, error)
}

// Porter carries hand-overs out, piece by piece, across restarts.
type Porter interface {
	HandOver(ctx context.Context, id string) error
}

// mostHandedOver is how many pieces of work one order takes; more are a second order.
const mostHandedOver = 500

// ListHandOverTasks lists what lies with one person and this person may hand over: the explicit list of an order.
func (s *Server) ListHandOverTasks(ctx context.Context, req ListHandOverTasksRequestObject) (ListHandOverTasksResponseObject, error) {
	giver := orOther(req.Params.Account, me(ctx).id)
	tasks, err := s.HandOvers.TasksOf(ctx, giver, mostHandedOver+1)
	if err != nil {
		return nil, err
	}
	more := len(tasks) > mostHandedOver
	tasks = slices.DeleteFunc(tasks[:min(len(tasks), mostHandedOver)], func(t models.TaskRow) bool {
		return !s.overTask(ctx, t, giver).Allowed
	})
	n, err := s.naming(ctx, giver)
	return ListHandOverTasks200JSONResponse{More: more, Rows: each(tasks, n.task)}, err
}

// overTask asks whether the person may hand over a task that lies with somebody: the own, or as head those of the unit.
func (s *Server) overTask(ctx context.Context, t models.TaskRow, giver string) access.Verdict {
	o := access.Object{Kind: access.KindAt(string(t.Kind)), Unit: t.Unit, Path: t.Path, Desk: t.Unit, Holder: giver, Role: t.Role}
	if t.Part != "" {
		o.Role = ""
	}
	return s.Gate.Decide(s.asker(ctx), access.HandOver, o)
}

// OrderHandOver orders that open work passes on. The list is the one that was shown: what has come since stays.
func (s *Server) OrderHandOver(ctx context.Context, req OrderHandOverRequestObject) (OrderHandOverResponseObject, error) {
	digest, err := digestOf(models.HandOver, req.Body)
	if err != nil {
		return nil, err
	}
	id := "h-" + hex.EncodeToString(keyedHash(s.Blinder, "hand over", me(ctx).id+"\x00"+req.Params.IdempotencyKey)[:12])
	order, _, err := s.HandOvers.HandOver(ctx, id)
	switch {
	case models.CodeOf(err) == models.NotFound:
		err = s.newHandOver(ctx, id, digest, *req.Body)
	case err == nil && order.Digest != digest:
		return nil, models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	if err != nil {
		return nil, err
	}
	if err := s.Porter.HandOver(ctx, id); err != nil {
		return nil, err
	}
	out, err := s.handOverPage(ctx, id)
	return OrderHandOver201JSONResponse(out), err
}

func (s *Server) newHandOver(ctx context.Context, id, digest string, body NewHandOver) error {
	order := models.HandOverRow{
		ID: id, Giver: body.Giver, Taker: body.To, Ground: string(body.Ground), MadeBy: me(ctx).id, Person: me(ctx).ref, Made: s.Now(), Digest: digest,
	}
	items, err := s.listed(ctx, id, body)
	if err != nil {
		return err
	}
	if err := s.changed(ctx, "order_hand_over", id, "", nil, order); err != nil {
		return err
	}
	return s.HandOvers.OrderHandOver(ctx, order, items)
}

// listed turns a list into the pieces of an order, each by the appointment that allows it, and names what cannot pass on.
func (s *Server) listed(ctx context.Context, id string, body NewHandOver) ([]models.HandOverItem, error) {
	lying, err := s.HandOvers.TasksOf(ctx, body.Giver, mostHandedOver+1)
	if err != nil {
		return nil, err
	}
	var items []models.HandOverItem
	var faults []models.Fault
	for i, asked := range body.Tasks {
		named := func(t models.TaskRow) bool {
			return t.Subject == asked.Case && t.Step == asked.Step && t.Round == asked.Round
		}
		j := slices.IndexFunc(lying, named)
		switch {
		case j < 0:
			faults = append(faults, models.Fault{Field: "/tasks/" + itoa(i), Rule: "not_there"})
			continue
		case body.To != "" && !s.canTake(lying[j], body.To):
			faults = append(faults, models.Fault{Field: "/tasks/" + itoa(i), Rule: "not_a_person"})
			continue
		}
		t := lying[j]
		lying = slices.Delete(lying, j, j+1) // named once
		verdict := s.overTask(ctx, t, body.Giver)
		if !verdict.Allowed {
			s.denied(ctx, "order_hand_over", t.Subject, t.Path, verdict.Reason.Code)
			return nil, models.Errorf(models.Forbidden, verdict.Reason.Code, "%s", verdict.Reason.EN)
		}
		items = append(items, models.HandOverItem{
			HandOver: id, Subject: t.Subject, Step: t.Step, Round: t.Round, Number: t.Number, Item: t.Item,
			Role: verdict.Appointment.Role, Unit: verdict.Appointment.Unit, Path: verdict.Path, Appointment: verdict.Appointment.ID,
			State: models.ToHandOver,
		})
	}
	return items, models.Faulty("not everything on the list can be handed over", faults)
}

// canTake reports whether somebody holds the role that a task waits for in its unit; who was asked for an opinion needs
// any post there.
func (s *Server) canTake(t models.TaskRow, account string) bool {
	places := s.Gate.Snapshot()
	if t.Part != "" {
		return slices.Contains(peopleOf(places, t.Unit, s.Now()), account)
	}
	for _, a := range places.Holders(t.Unit, t.Role, s.Now()) {
		if a.Person == account {
			return true
		}
	}
	return false
}

// ListHandOvers lists the latest orders about the person's work, or by the person.
func (s *Server) ListHandOvers(ctx context.Context, _ ListHandOversRequestObject) (ListHandOversResponseObject, error) {
	orders, err := s.HandOvers.HandOvers(ctx, me(ctx).id, 20)
	if err != nil {
		return nil, err
	}
	rows := []HandOver{}
	for _, order := range orders {
		out, err := s.handOverPage(ctx, order.ID)
		if err != nil {
			return nil, err
		}
		rows = append(rows, out)
	}
	return ListHandOvers200JSONResponse{Rows: rows}, nil
}

// ReadHandOver tells what has become of each piece.
func (s *Server) ReadHandOver(ctx context.Context, req ReadHandOverRequestObject) (ReadHandOverResponseObject, error) {
	out, err := s.handOverPage(ctx, req.Id)
	return ReadHandOver200JSONResponse(out), err
}

// StopHandOver stops an order: what has not been handed over stays where it is.
func (s *Server) StopHandOver(ctx context.Context, req StopHandOverRequestObject) (StopHandOverResponseObject, error) {
	out, err := s.handOverPage(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	if out.CanStop {
		if err := s.changed(ctx, "stop_hand_over", req.Id, "", nil, nil); err != nil {
			return nil, err
		}
		if err := s.HandOvers.EndHandOver(ctx, req.Id, true, s.Now()); err != nil {
			return nil, err
		}
		out, err = s.handOverPage(ctx, req.Id)
	}
	return StopHandOver200JSONResponse(out), err
}

// handOverPage is one order as the person may see it: who gave it, and whose work it is.
func (s *Server) handOverPage(ctx context.Context, id string) (HandOver, error) {
	order, items, err := s.HandOvers.HandOver(ctx, id)
	if err != nil {
		return HandOver{}, err
	}
	who := me(ctx).id
	if order.MadeBy != who && order.Giver != who && order.Taker != who {
		return HandOver{}, notFound("no_such_hand_over", "there is no such hand-over")
	}
	n, err := s.naming(ctx, order.Giver, order.Taker, order.MadeBy)
	if err != nil {
		return HandOver{}, err
	}
	return HandOver{
		Id: order.ID, Giver: n.person(order.Giver), To: n.person(order.Taker), Ground: HandOverGround(order.Ground), By: n.person(order.MadeBy),
		Made: order.Made, Finished: orZero(order.Finished), Stopped: orZero(order.Stopped),
		CanStop: order.Finished == nil && order.Stopped == nil && order.MadeBy == who,
		Items: each(items, func(i models.HandOverItem) HandOverItem {
			return s.handOverItem(ctx, n, i)
		}),
	}, nil
}

func (s *Server) handOverItem(ctx context.Context, n *naming, i models.HandOverItem) HandOverItem {
	task := n.task(models.TaskRow{Subject: i.Subject, Number: i.Number, Item: i.Item, Step: i.Step})
	out := HandOverItem{
		Case: i.Subject, Number: i.Number, Item: task.Item, Step: i.Step, StepName: task.StepName, StepNameEn: task.StepNameEn,
		State: HandOverItemState(i.State), Line: i.Line, Reason: i.Reason,
	}
	if i.Reason != "" {
		refusal := models.Errorf(models.Code(i.Code), i.Reason, "%s", i.Reason)
		out.Sentence = s.sentences.problem(refusal, requestOf(ctx).spoken()).Detail
	}
	return out
}
