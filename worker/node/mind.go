package node

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingcha/activities"
	"mingcha/models"
)

// mostMinded is how many incidents one round of the patrol minds.
const mostMinded = 500

// mind looks after open incidents: what is over is settled, and what its holder has let lie passes on. One that cannot be
// looked after keeps nobody else from it.
func (n *Node) mind(ctx context.Context) error {
	for cursor := ""; ; {
		page, err := n.store.IncidentPage(ctx, models.IncidentFilter{Scope: everywhere, Page: models.Page{Cursor: cursor, Limit: 200}})
		if err != nil {
			return err
		}
		for _, row := range page.Incidents {
			if err := n.settleOver(ctx, row); err != nil {
				slog.Warn("an incident cannot be looked after", "incident", row.ID, "error", err)
			}
		}
		if cursor = page.Next; cursor == "" {
			return errors.Join(n.passOn(ctx), n.forgetMessages(ctx))
		}
	}
}

// forgetMessages removes what became of messages that left the house, when it has been kept as long as the settings say.
func (n *Node) forgetMessages(ctx context.Context) error {
	days := n.settings.Outgoing
	if days == 0 {
		return nil
	}
	_, err := n.store.ForgetDeliveries(ctx, n.act.Now().AddDate(0, 0, -days))
	return err
}

// settleOver settles an incident that is over. That of a step is settled by its case, which is asked to look.
func (n *Node) settleOver(ctx context.Context, row models.IncidentRow) error {
	over, err := false, error(nil)
	switch row.Kind {
	case activities.EmptyParticipant:
		filled, err := n.act.Filled(ctx, row.Subject)
		if err != nil || !filled {
			return err
		}
		return n.client.Look(ctx, models.CaseKind, row.Subject)
	case activities.EmptyRung:
		number, _ := strconv.Atoi(row.ID[strings.LastIndex(row.ID, "/")+1:])
		over, err = n.act.Reached(ctx, row.Subject, number)
	case activities.AbsentHolder:
		over, err = n.overAgain(ctx, row)
	default:
		over, err = n.gone(ctx, row)
	}
	if err != nil || !over {
		return err
	}
	return n.store.SettleIncident(ctx, row.ID, n.act.Now())
}

// gone reports whether what was wrong with a subject is of no consequence any more: it has ended, or a change that had
// not reached it has.
func (n *Node) gone(ctx context.Context, row models.IncidentRow) (bool, error) {
	if row.Subject == "" {
		return false, nil
	}
	s, open, err := n.store.OpenSubject(ctx, row.Subject)
	if err != nil || !open {
		return err == nil, err
	}
	if row.Kind != activities.Unmoved {
		return false, nil
	}
	next, err := n.recompute(ctx, s.Kind, s.ID)
	return err == nil && next.At.Equal(s.For), nil // one that is damaged stays
}

// passOn gives what was left lying to the next who is answerable, and tells them.
func (n *Node) passOn(ctx context.Context) error {
	now := n.act.Now()
	lying, err := n.store.LyingIncidents(ctx, now, mostMinded)
	if err != nil {
		return err
	}
	for _, row := range lying {
		accounts, rung := n.inForce.Answerable(row.Kind, row.Unit, row.Rung+1, now)
		to := row
		activities.Give(&to, accounts, rung, now, n.inForce.Calendar(row.Path))
		if err := n.store.PassIncident(ctx, row, to, n.incidentNotices(to, accounts, now)); err != nil {
			return err
		}
	}
	return nil
}

// raise makes an incident known that belongs to no turn of a subject, gives it to who is answerable, and tells them.
func (n *Node) raise(ctx context.Context, row models.IncidentRow) error {
	now := n.act.Now()
	accounts, rung := n.inForce.Answerable(row.Kind, row.Unit, 0, now)
	activities.Give(&row, accounts, rung, now, n.inForce.Calendar(row.Path))
	n.house(&row)
	if err := n.store.RaiseIncident(ctx, row); err != nil {
		return err
	}
	return n.store.AddNotices(ctx, n.incidentNotices(row, accounts, now))
}

// house lays an incident that lies in no unit where its holder sits, else with the first system administrator's post: it
// must be seen somewhere.
func (n *Node) house(row *models.IncidentRow) {
	if row.Path != "" {
		return
	}
	for _, p := range n.inForce.Snapshot().Posts {
		if p.Role != "system_admin" {
			continue
		}
		if row.Holder == "" || slices.Contains(n.inForce.Holders(p.Unit, p.Role, row.Raised), row.Holder) {
			row.Unit, row.Path = p.Unit, n.inForce.Path(p.Unit)
			return
		}
	}
}

// incidentNotices tells each of those who are answerable of an incident, once.
func (n *Node) incidentNotices(row models.IncidentRow, accounts []string, now time.Time) []models.Notice {
	var out []models.Notice
	for _, account := range accounts {
		out = append(out, models.Notice{
			ID:      models.CommandID(account, row.ID, models.RaiseIncident, strconv.Itoa(row.Rung)),
			Account: account, Kind: "incident", Subject: row.Subject, Made: now, Demo: n.settings.Demo,
		})
	}
	return out
}
