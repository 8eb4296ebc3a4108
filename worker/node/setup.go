package node

import (
	"context"
	"crypto/rand"
	"fmt"

	"mingcha/api"
)

// offerSetup prints, on the first start of a house without accounts, the one-time link under which the first three
// administrators are made; of several nodes that start at once each prints the same. There is no default password.
func (n *Node) offerSetup(ctx context.Context) error {
	genuine, demo, err := n.store.CountAccounts(ctx)
	if err != nil || genuine+demo > 0 || n.settings.Demo {
		return err
	}
	token, err := n.store.OfferSetting(ctx, api.SetupSetting, rand.Text(), n.act.Now())
	if err != nil {
		return err
	}
	fmt.Printf("\nThis house has no accounts yet. Make the first administrators, once, at\n\n  %s/office/setup/%s\n\n", n.settings.Public, token)
	return nil
}
