// Package embedded runs the Temporal server as a library in this process: one machine, one SQLite file, loopback only.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/server/temporal"
)

const (
	// startLimit bounds the start of the services; the migration of a file before it may take its time.
	startLimit = time.Minute
	// stopLimit bounds a stop: the server itself would wait up to five minutes for each service.
	stopLimit = 30 * time.Second
	// readyPause is the time between two questions whether a starting server answers.
	readyPause = 20 * time.Millisecond
)

// phase says what a fatal error of the server means: a failed start, the end of the process, or nothing any more.
type phase int

const (
	starting phase = iota
	running
	stopping
)

var errStopped = errors.New("the embedded Temporal server is stopped")

// Server is the Temporal server of this process.
type Server struct {
	settings Settings
	ground   *ground
	temporal temporal.Server

	mu      sync.Mutex
	phase   phase
	failure error
	failed  chan error

	stop    sync.Once
	stopErr error
}

// Start prepares the file, starts the services and returns when they answer. A Server starts once. After an error the
// process should end: what the services had begun by then cannot be undone.
func Start(ctx context.Context, settings Settings) (*Server, error) {
	settings = settings.withDefaults()
	if err := settings.check(); err != nil {
		return nil, err
	}
	ground, err := prepare(ctx, settings)
	if err != nil {
		return nil, fmt.Errorf("start embedded Temporal server: %w", err)
	}
	return launch(ctx, ground)
}

func launch(ctx context.Context, ground *ground) (*Server, error) {
	s := &Server{settings: ground.settings, ground: ground, failed: make(chan error, 1)}
	if err := s.start(ctx); err != nil {
		return nil, fmt.Errorf("start embedded Temporal server: %w", err)
	}
	return s, nil
}

// start leaves the services' own start to a goroutine, because a fatal error there never returns.
func (s *Server) start(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	started := make(chan error, 1)
	go func() { started <- s.run(ctx) }()
	var err error
	select {
	case err = <-started:
	case err = <-s.failed:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.phase = running
	return s.failure
}

func (s *Server) run(ctx context.Context) error {
	server, err := temporal.NewServer(s.ground.options(&logger{out: s.settings.Logger, server: s})...)
	if err != nil {
		return fmt.Errorf("build services: %w", err)
	}
	s.temporal = server
	if err := server.Start(); err != nil {
		return fmt.Errorf("start services: %w", err)
	}
	if err := s.await(ctx); err != nil {
		return err
	}
	return s.ground.pulse.keepRetention(ctx, s.settings.Retention)
}

// await asks until the services answer.
func (s *Server) await(ctx context.Context) error {
	pause := time.NewTicker(readyPause)
	defer pause.Stop()
	for {
		err := s.ground.pulse.beat(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for services: %w: %w", ctx.Err(), err)
		case <-pause.C:
		}
	}
}

// fail records the first fatal error and tells whoever must act on it.
func (s *Server) fail(err error) {
	s.mu.Lock()
	before := s.phase
	first := s.failure == nil
	if first {
		s.failure = err
	}
	s.mu.Unlock()
	switch {
	case !first || before == stopping:
	case before == starting:
		s.failed <- err
	case before == running:
		s.settings.Fatal(fmt.Errorf("embedded Temporal server: %w", err))
	}
}

func (s *Server) in(p phase) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phase == p
}

// Options returns what a client needs to reach this server; the caller adds its data and failure converters.
func (s *Server) Options() client.Options {
	return client.Options{
		HostPort:        address(s.ground.ports.frontend),
		Namespace:       s.settings.Namespace,
		HeadersProvider: s.ground.secret,
		Logger:          sdklog.NewStructuredLogger(s.settings.Logger),
		ConnectionOptions: client.ConnectionOptions{
			TLS:             s.ground.cert.trust(),
			GrpcCompression: &client.GrpcCompressionNone{},
		},
		WorkerHeartbeatInterval:      -1,
		DisableWorkerEnvironmentInfo: true,
	}
}

// Health reports why the server cannot take commands now, nil when it can.
func (s *Server) Health(ctx context.Context) error {
	s.mu.Lock()
	phase, failure := s.phase, s.failure
	s.mu.Unlock()
	if failure != nil {
		return failure
	}
	if phase == stopping {
		return errStopped
	}
	return s.ground.pulse.beat(ctx)
}

// Stop ends the services, moves the write-ahead log into the file and frees the folder. It waits at most 30 s; a second
// call returns the answer of the first.
func (s *Server) Stop() error {
	s.stop.Do(func() { s.stopErr = s.shutDown() })
	return s.stopErr
}

func (s *Server) shutDown() error {
	s.mu.Lock()
	s.phase = stopping
	s.mu.Unlock()
	stopped := make(chan error, 1)
	go func() { stopped <- s.temporal.Stop() }()
	select {
	case err := <-stopped:
		if err != nil {
			return fmt.Errorf("stop embedded Temporal server: %w", err)
		}
	case <-time.After(stopLimit):
		return fmt.Errorf("stop embedded Temporal server: services still run after %s", stopLimit)
	}
	return s.ground.close()
}
