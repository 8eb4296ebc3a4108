package node

import (
	"context"
	"fmt"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"mingcha/activities"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/workflows"
)

func (n *Node) analyst() *activities.Analyst {
	return &activities.Analyst{
		Rules: n.inForce.Analysis, Items: n.analysed, Calendar: n.inForce.Calendar, Sightings: n.store.Sightings, Sighted: n.store.Sighted,
		Offices: n.inForce, Gently: n.client.Gently, Respite: 2 * time.Second, Published: n.publications, Now: n.act.Now,
		Known: func(ctx context.Context, id string) (bool, error) {
			_, err := n.store.Lead(ctx, id)
			if models.CodeOf(err) == models.NotFound {
				return false, nil
			}
			return err == nil, err
		},
		Open: func(ctx context.Context, cmd models.Command) error {
			_, err := n.client.Begin(ctx, models.LeadKind, cmd)
			return err
		},
	}
}

// usualAcceptance is the law's time to accept or to say what is missing, in working days (K02).
const usualAcceptance = 5

// analysed lists the items in force.
func (n *Node) analysed() []activities.AnalysedItem {
	var out []activities.AnalysedItem
	for _, b := range n.inForce.Catalogue().All() {
		item := activities.AnalysedItem{Item: b.Procedure.Item, Instant: b.Guide.CaseKind == process.InstantCase, Days: usualAcceptance}
		if l := b.Procedure.Acceptance; l.Unit == clock.UnitWorkday {
			item.Days = l.N
		}
		out = append(out, item)
	}
	return out
}

// startAnalysis makes sure that the cases of the month are looked at night after night.
func (n *Node) startAnalysis(ctx context.Context) error {
	_, err := n.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.AnalysisWorkflow, TaskQueue: workflows.TaskQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.AnalysisWorkflow)
	if err != nil {
		return fmt.Errorf("start the analysis: %w", err)
	}
	return nil
}

// publications looks at every publication of a time.
func (n *Node) publications(ctx context.Context, from, to time.Time) error {
	rows, _, err := n.store.ActiveBundles(ctx, to)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.Published.Before(from) || row.PublishedBy == shippedBy {
			continue
		}
		if err := n.examine(ctx, row); err != nil {
			return err
		}
	}
	sets, _, err := n.store.RuleSets(ctx)
	if err != nil {
		return err
	}
	for _, row := range sets {
		if row.Made.Before(from) || row.Made.After(to) {
			continue
		}
		if err := n.examineRules(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

// examineRules compares a publication of rules with what was in force before it, and opens leads on what is switched off
// or loosened (S05).
func (n *Node) examineRules(ctx context.Context, row models.RuleSetRow) error {
	unit := n.publisher(row.MadeBy, row.Made)
	before := n.inForce.Rules("", row.Made.Add(-time.Microsecond))
	if row.Name == models.SchemeName || unit == "" || before == nil || before.Version == row.Version {
		return nil
	}
	after, err := process.ParseRules(row.Name+" "+row.Version, []byte(row.Source))
	if err != nil {
		return err
	}
	return n.analyst().OpenRules(ctx, before, after, unit)
}

// publisher is the unit in whose name somebody published; "" who holds no post: nobody's work.
func (n *Node) publisher(account string, at time.Time) string {
	for _, a := range n.inForce.Snapshot().Of(account, at) {
		return a.Unit
	}
	return ""
}

// examine compares a publication with the version before it, and opens leads on what is suspicious (S33).
func (n *Node) examine(ctx context.Context, row models.BundleRow) error {
	unit := n.publisher(row.PublishedBy, row.Published)
	if unit == "" {
		return nil
	}
	now, err := process.Restore(row.Content)
	if err != nil {
		return err
	}
	before, err := n.before(ctx, row)
	if err != nil {
		return err
	}
	change := now.Changed(before, func(kind, role string) bool { return n.inForce.Manned(kind, role, row.Published) })
	return n.analyst().OpenPublication(ctx, n.inForce.Rules(row.Item, row.Published), row.Item, row.Hash, unit, change)
}

// before is the version of an item that a publication replaced, nil if there was none.
func (n *Node) before(ctx context.Context, row models.BundleRow) (*process.Bundle, error) {
	versions, err := n.store.BundlesOf(ctx, row.Item) // the newest first
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		if v.From.Before(row.From) && v.Hash != row.Hash {
			return n.inForce.Bundle(v.Hash)
		}
	}
	return nil, nil
}

// watch looks at publications as they are made.
type watch struct{ *Node }

// Published opens the leads of a publication.
func (w watch) Published(ctx context.Context, row models.BundleRow) error { return w.examine(ctx, row) }

// RulesPublished opens the leads of a publication of rules.
func (w watch) RulesPublished(ctx context.Context, row models.RuleSetRow) error {
	return w.examineRules(ctx, row)
}
