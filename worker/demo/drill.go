package demo

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"mingcha/models"
	"mingcha/models/process"
)

//go:embed drill.yaml
var drillItem string

// Drill files a case whose clock counts minutes, so that a visitor sees its step turn yellow after about a minute, the
// warning come after three and the yellow card after four. It answers with the case's ID; the caller starts its workflow.
func (c *City) Drill(ctx context.Context, now time.Time) (string, error) {
	bundle, err := c.publishDrill(ctx, now)
	if err != nil {
		return "", fmt.Errorf("publish the drill: %w", err)
	}
	p := &plan{
		City: c, id: "drill-" + now.Format("20060102150405"), number: "DG" + now.Format("20060102150405"), bundle: bundle,
		today: now, filed: now.Add(-6*time.Minute - 10*time.Second), stuck: 1, chance: rand.New(rand.NewPCG(1, 4419)),
	}
	if !p.place() {
		return "", fmt.Errorf("nobody in the city can do the drill")
	}
	script := func(s models.State) (models.Command, bool) {
		switch s.Case.N {
		case 0:
			cmd, ok := p.submit()
			cmd.Facts.Filed.Channel = models.WindowChannel
			return cmd, ok
		case 1:
			clerk, ok := p.official(p.unit, "window_clerk", nil)
			if !ok {
				return models.Command{}, false
			}
			return p.command(now.Add(-6*time.Minute), models.Accept, clerk, models.Facts{Step: "accept", Materials: p.checked("")}, nil)
		default:
			return models.Command{}, false
		}
	}
	_, _, err = c.Act.Import(ctx, models.CaseKind, p.id, script)
	return p.id, err
}

// publishDrill puts the drill's item into force where it is not yet.
func (c *City) publishDrill(ctx context.Context, now time.Time) (*process.Bundle, error) {
	bundle, err := c.InForce.Compile(drillItem)
	if err != nil {
		return nil, err
	}
	if _, known := c.InForce.Catalogue().ByHash(bundle.Hash); known {
		return bundle, nil
	}
	content, err := json.Marshal(bundle)
	if err != nil {
		return nil, err
	}
	err = c.Store.PublishBundle(ctx, models.BundleRow{
		Item: bundle.Procedure.Item, From: now, Hash: bundle.Hash, Source: drillItem, Content: content, PublishedBy: "demo", Published: now,
	})
	if err != nil {
		return nil, err
	}
	return bundle, c.InForce.Refresh(ctx)
}
