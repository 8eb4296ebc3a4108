package node

import (
	"context"
	"errors"
	"math"
	"runtime/debug"

	"go.temporal.io/sdk/client"

	"mingcha/activities"
	"mingcha/api"
	"mingcha/models/store"
	"mingcha/worker/inforce"
	"mingcha/workflows"
)

// Measured is a whole node as Serve runs it, but for the listener: what a bench asks, and what it sets it against.
type Measured struct {
	Face     *api.Server
	Store    *store.Store
	Law      *inforce.InForce
	Act      *activities.Activities
	Client   *workflows.Client
	Temporal client.Client
	Analyst  *activities.Analyst
	Close    func() error
}

// Measure opens a node whose doors let one address do the work of a whole city.
func Measure(ctx context.Context, s Settings) (*Measured, error) {
	logTo(s.Log)
	debug.SetGCPercent(gcPercent)
	n, err := open(ctx, s, inProcess)
	if err != nil {
		return nil, err
	}
	if err := n.startWorker(); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	face, err := n.openFace(ctx)
	if err != nil {
		return nil, errors.Join(err, n.Close())
	}
	many := api.Rate{Burst: math.MaxInt32, PerMinute: math.MaxInt32}
	face.Limits.PerSource, face.Limits.PerAccount, face.Limits.SignIns, face.Limits.Submissions = many, many, many, many
	beside, stop := context.WithCancel(ctx)
	n.closing(func() error { stop(); return nil })
	go func() { _ = face.Run(beside) }()
	go func() { _ = n.sealEvery(beside) }()
	return &Measured{
		Face: face, Store: n.store, Law: n.inForce, Act: n.act, Client: n.client, Temporal: n.temporal, Analyst: n.analyst(), Close: n.Close,
	}, nil
}
