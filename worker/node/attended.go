package node

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mingcha/activities"
	"mingcha/models"
)

// seat is a role in a unit.
type seat struct{ unit, role string }

// unattended finds posts whose holders are all away while nobody stands in: what comes to their desks lies there. It is
// an incident of each such absence.
func (n *Node) unattended(ctx context.Context) ([]models.IncidentRow, error) {
	now := n.act.Now()
	away, err := n.store.Away(ctx, now)
	if err != nil {
		return nil, err
	}
	var out []models.IncidentRow
	seen := map[seat]bool{}
	for _, absence := range away {
		for _, post := range n.inForce.Snapshot().Of(absence.Account, now) {
			s := seat{post.Unit, post.Role}
			if seen[s] || n.attended(s, away) {
				continue
			}
			seen[s] = true
			out = append(out, models.IncidentRow{
				ID: strings.Join([]string{activities.AbsentHolder, s.unit, s.role, absence.ID}, "/"), Kind: activities.AbsentHolder,
				Detail: fmt.Sprintf("everybody who is %s in %s is away, and nobody stands in", s.role, s.unit),
				Unit:   s.unit, Path: n.inForce.Path(s.unit), Raised: now,
			})
		}
	}
	return out, nil
}

// attended reports whether a holder of the seat is there, or somebody who stands in for one.
func (n *Node) attended(s seat, away []models.AbsenceRow) bool {
	standIn := map[string]string{} // by who is away
	for _, a := range away {
		standIn[a.Account] = a.StandIn
	}
	there := func(account string) bool {
		_, absent := standIn[account]
		return account != "" && !absent
	}
	holders := n.inForce.Holders(s.unit, s.role, n.act.Now())
	for _, account := range holders {
		if there(account) || there(standIn[account]) {
			return true
		}
	}
	return len(holders) == 0 // a vacant post is another incident
}

// overAgain reports whether the incident of an absence is over: the person is back, or somebody is there.
func (n *Node) overAgain(ctx context.Context, row models.IncidentRow) (bool, error) {
	away, err := n.store.Away(ctx, n.act.Now())
	if err != nil {
		return false, err
	}
	parts := strings.Split(row.ID, "/") // kind, unit, role, absence
	holds := slices.ContainsFunc(away, func(a models.AbsenceRow) bool { return a.ID == parts[3] })
	return !holds || n.attended(seat{row.Unit, parts[2]}, away), nil
}
