package api

import (
	"context"
	"slices"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// Complaints is the part of the store that holds complaints.
type Complaints interface {
	Complaint(ctx context.Context, id string) (models.ComplaintRow, error)
	Complaints(ctx context.Context, f models.ComplaintFilter) (models.ComplaintPage, error)
	CountComplaints(ctx context.Context, f models.ComplaintFilter) (int, error)
}

// complaintObject is a complaint as the policy sees it: it lies with a unit and on the desk of its handler.
func complaintObject(c models.ComplaintRow) access.Object {
	return access.Object{Kind: access.Complaint, Unit: c.Unit, Path: c.Path, Holder: c.Holder}
}

// answeredFor is the complaint as the unit sees it that answers for it and has assigned it to another one.
func (s *Server) answeredFor(c models.ComplaintRow) access.Object {
	unit, _ := s.Gate.Snapshot().Units.Find(c.Responsible)
	return access.Object{Kind: access.Complaint, Unit: c.Responsible, Path: unit.Path}
}

// complaintQueue is one list of complaints that wait for somebody.
type complaintQueue struct {
	statuses []models.ComplaintStatus
	act      access.Action
	late     bool
	owes     bool
}

var inHandling = []models.ComplaintStatus{models.ComplaintAccepted, models.ComplaintHanded, models.ComplaintHandling}

var waiting = append([]models.ComplaintStatus{models.ComplaintLodged, models.ComplaintReviewing}, inHandling...)

var complaintQueues = map[ComplaintQueue]complaintQueue{
	ComplaintQueueAcceptance: {statuses: waiting[:1], act: access.AcceptComplaint},
	ComplaintQueueHandling:   {statuses: inHandling, act: access.AnswerComplaint},
	ComplaintQueueReview:     {statuses: waiting[1:2], act: access.DecideReview},
	ComplaintQueueCallBack:   {act: access.CallBack, owes: true},
	ComplaintQueueOverdue:    {statuses: waiting, act: access.AnswerComplaint, late: true},
	ComplaintQueueWatched:    {statuses: waiting, act: access.Read, late: true},
}

// complaintSight is what lists of complaints may show to a person.
type complaintSight struct {
	sight
	also []string // units that see what they answer for
	own  sight    // what waits for the person: left out of what is watched
}

func (s *Server) complaintSight(ctx context.Context, q complaintQueue, path string) complaintSight {
	v := complaintSight{sight: s.sight(ctx, q.act, access.Complaint, path)}
	if q.act != access.Read {
		return v
	}
	if q.late {
		v.own = s.sight(ctx, access.AnswerComplaint, access.Complaint, "")
	}
	if path == "" {
		for _, scope := range v.scopes {
			v.also = append(v.also, scope.Units...)
		}
	}
	return v
}

func (s *Server) showsComplaint(v complaintSight, c models.ComplaintRow) bool {
	if v.own.covers(complaintObject(c)) {
		return false
	}
	return v.covers(complaintObject(c)) || len(v.also) > 0 && v.covers(s.answeredFor(c))
}

// filterOf is what a queue asks of the store.
func (s *Server) filterOf(ctx context.Context, q complaintQueue, v complaintSight) models.ComplaintFilter {
	f := models.ComplaintFilter{
		Scope: v.ranges, Responsible: v.also, Hidden: me(ctx).id, Statuses: q.statuses, OwesCall: q.owes, Open: len(q.statuses) > 0 || q.owes,
	}
	if q.late {
		f.Before = s.Now()
	}
	if !slices.ContainsFunc(v.scopes, func(scope access.Scope) bool { return scope.Holder == "" }) {
		f.Holder = me(ctx).id
	}
	return f
}

// ListComplaints lists complaints. Nobody sees one that names him.
func (s *Server) ListComplaints(ctx context.Context, req ListComplaintsRequestObject) (ListComplaintsResponseObject, error) {
	q := req.Params
	queue, asked := complaintQueues[q.Queue]
	if !asked {
		queue = complaintQueue{act: access.Read}
	}
	v := s.complaintSight(ctx, queue, q.Path)
	f := s.filterOf(ctx, queue, v)
	f.Open = f.Open || q.Open
	f.Source, f.Unit, f.About, f.Case, f.Number, f.Page = string(q.Source), q.Unit, q.About, q.Case, q.Number, pageOf(q.Cursor, q.Limit)
	if q.Status != "" {
		f.Statuses = []models.ComplaintStatus{q.Status}
	}
	if q.Mine {
		f.Holder = me(ctx).id
	}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.ComplaintRow, string, error) {
		f.Page = p
		page, err := s.Complaints.Complaints(ctx, f)
		return page.Complaints, page.Next, err
	}, func(c models.ComplaintRow) bool { return s.showsComplaint(v, c) })
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(c models.ComplaintRow) string { return c.Holder })...)
	if err != nil {
		return nil, err
	}
	return ListComplaints200JSONResponse{Rows: each(rows, func(c models.ComplaintRow) ComplaintRow { return s.complaintRow(n, c) }), Next: next}, nil
}

// CountComplaintQueues says how many complaints wait for the person in each queue.
func (s *Server) CountComplaintQueues(ctx context.Context, _ CountComplaintQueuesRequestObject) (CountComplaintQueuesResponseObject, error) {
	counts := map[ComplaintQueue]int{}
	for name, q := range complaintQueues {
		v := s.complaintSight(ctx, q, "")
		n, err := s.Complaints.CountComplaints(ctx, s.filterOf(ctx, q, v))
		if err != nil {
			return nil, err
		}
		counts[name] = n
	}
	return CountComplaintQueues200JSONResponse{
		Acceptance: counts[ComplaintQueueAcceptance], Handling: counts[ComplaintQueueHandling], Review: counts[ComplaintQueueReview],
		CallBack: counts[ComplaintQueueCallBack], Overdue: counts[ComplaintQueueOverdue],
		Watched: max(0, counts[ComplaintQueueWatched]-counts[ComplaintQueueOverdue]),
	}, nil
}

func (s *Server) complaintRow(n *naming, c models.ComplaintRow) ComplaintRow {
	out := ComplaintRow{
		Id: c.ID, Number: c.Number, Source: ComplaintSource(c.Source), Topic: ComplaintTopic(c.Topic), Named: c.Named, About: n.unit(c.About),
		Case: c.CaseID, CaseNumber: c.CaseNumber, Unit: n.unit(c.Unit), Responsible: n.unit(c.Responsible), Handler: n.person(c.Holder),
		Way: ComplaintWay(c.Way), Status: c.Status, Instance: c.Instance, Result: ComplaintResult(c.Result),
		Satisfaction: Satisfaction(c.Satisfaction), Transfers: c.Transfers, Lodged: c.Lodged, Due: orZero(c.Due), Ended: orZero(c.Ended),
		Level: levelOf(c.Level), Demo: c.Demo,
	}
	if c.Item != "" {
		out.Item = n.item(c.Item)
	}
	if c.Due != nil {
		out.Late = c.Status != models.ComplaintAnswered && !s.Now().Before(*c.Due)
		out.Workdays = workdaysBetween(s.Law.Calendar(c.Path), s.Now(), *c.Due)
	}
	return out
}

// complaintDue is when a running clock of a complaint falls due, zero if it does not run.
func (s *Server) complaintDue(c *models.Complaint, l models.LegalClock) time.Time {
	if !l.End.IsZero() {
		return time.Time{}
	}
	return s.Law.Calendar(c.Path).Judge(l.Timeline).DuePromised
}
