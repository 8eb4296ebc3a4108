package node

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"mingcha/models"
	"mingcha/policies/directory"
	"mingcha/worker/demo"
)

// demoCity loads the demo city once, starts the workflows of what is open and says who can log in.
func (n *Node) demoCity(ctx context.Context) error {
	city := &demo.City{
		Store: n.store, InForce: n.inForce, Act: n.act, Blind: n.ring.Blind, Cases: n.settings.Cases,
		Progress: func(done, total int) { fmt.Printf("\rloading the demo city: %d of %d cases", done, total) },
	}
	if err := city.Load(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("demo city: %w", err)
	}
	n.announce()
	drill, err := city.Drill(ctx, n.act.Now())
	if err != nil {
		return fmt.Errorf("demo city: %w", err)
	}
	if err := n.client.Wake(ctx, models.CaseKind, drill); err != nil {
		return fmt.Errorf("demo city: %w", err)
	}
	fmt.Printf("  A drill turns yellow within five minutes: %s/office/cases/%s\n\n", n.settings.Public, drill)
	if _, err := n.rehydrateAll(ctx, nil); err != nil && ctx.Err() == nil {
		return fmt.Errorf("start the demo city's workflows: %w", err)
	}
	return nil
}

// shown are the posts whose accounts are printed, one a role.
var shown = []string{
	"dg-scjgj/window_clerk-01", "dg-scjgj/handler-01", "dg-scjgj/reviewer-01", "dg-scjgj/approver-01", "dg-scjgj/delivery_clerk-01",
	"dg-scjgj/department_head-01",
}

// announce prints the address and who can log in.
func (n *Node) announce() {
	fmt.Printf("\r\n明察 Mingcha, demo city of Dongguan (示例数据)\n\n  citizens   %s/\n  officials  %s/office\n\n  every account's password: %s\n\n", n.settings.Public, n.settings.Public, demo.Password)
	out := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	snapshot := n.inForce.Snapshot()
	listed := map[string]bool{}
	row := func(p directory.Post) {
		role, _ := snapshot.Roles.Find(p.Role)
		unit, _ := snapshot.Units.Find(p.Unit)
		for _, account := range n.inForce.Holders(p.Unit, p.Role, time.Now())[:1] {
			fmt.Fprintf(out, "  %s\t%s\t%s\n", account, role.NameZH, unit.NameZH)
			listed[p.Role] = true
		}
	}
	for _, id := range shown {
		if p, found := snapshot.Post(id); found {
			row(p)
		}
	}
	for _, p := range snapshot.Posts {
		if !listed[p.Role] {
			row(p)
		}
	}
	out.Flush()
	fmt.Println()
}
