package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"mingcha/models"
	"mingcha/policies/directory"
	"mingcha/worker/demo"
)

// demoCity staffs the demo city, says who can log in, files the drill and then everything else. The pages are open
// meanwhile. What is open runs afterwards, as in every house that starts.
func (n *Node) demoCity(ctx context.Context) error {
	begun := time.Now()
	city := &demo.City{
		Store: n.store, InForce: n.inForce, Act: n.act, Blind: n.ring.Blind, Cases: n.settings.Cases, Now: n.act.Now,
		Progress: func(done, total int) { fmt.Printf("\r  filing the city's cases: %d of %d ", done, total) },
	}
	err := city.Staff(ctx)
	if err == nil {
		n.announce()
		err = n.drill(ctx, city)
	}
	if err == nil {
		err = city.Load(ctx)
	}
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return fmt.Errorf("demo city: %w", err)
	}
	fmt.Printf("\r  The demo city is complete after %s.\n\n", time.Since(begun).Round(time.Second))
	return nil
}

// drill files a case of minutes and starts its workflow.
func (n *Node) drill(ctx context.Context, city *demo.City) error {
	id, err := city.Drill(ctx, n.act.Now())
	if err != nil {
		return err
	}
	fmt.Printf("  A drill turns yellow within five minutes: %s/office/cases/%s\n\n", n.settings.Public, id)
	return n.client.Wake(ctx, models.CaseKind, id)
}

// oneKind keeps invented people and real ones in different houses: everybody knows the password of the invented ones.
func (n *Node) oneKind(ctx context.Context) error {
	genuine, invented, err := n.store.CountAccounts(ctx)
	switch {
	case err != nil:
		return err
	case n.settings.Demo && genuine > 0:
		return errors.New("the demo city is not loaded into a house with real accounts; name another folder (data)")
	case !n.settings.Demo && invented > 0:
		return errors.New("this house holds the demo city, whose passwords everybody knows: start it with --demo, or name another folder (data)")
	default:
		return nil
	}
}

// shown are the posts whose accounts are printed, one a role.
var shown = []string{
	"dg-scjgj/window_clerk-01", "dg-scjgj/handler-01", "dg-scjgj/reviewer-01", "dg-scjgj/approver-01", "dg-scjgj/delivery_clerk-01",
	"dg-scjgj/department_head-01",
}

// announce prints the address and who can log in.
func (n *Node) announce() {
	fmt.Printf("\n明察 Mingcha, demo city of Dongguan (示例数据)\n\n  citizens   %s/\n  officials  %s/office\n\n  password of every account: %s\n\n", n.settings.Public, n.settings.Public, demo.Password)
	out := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	snapshot := n.inForce.Snapshot()
	listed := map[string]bool{}
	row := func(p directory.Post) {
		role, _ := snapshot.Roles.Find(p.Role)
		unit, _ := snapshot.Units.Find(p.Unit)
		for _, account := range n.inForce.Holders(p.Unit, p.Role, n.act.Now())[:1] {
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
