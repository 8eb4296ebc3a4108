package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// doors are the addresses at which this process is reached. One that is not set is nil.
type doors struct{ pages, health net.Listener }

// listen takes the addresses before anything is opened: the commonest fault shows before anything has begun.
func (s Settings) listen(t takes) (doors, error) {
	var d doors
	var err error
	if t.pages {
		if d.pages, err = net.Listen("tcp", s.Listen); err != nil {
			return doors{}, fmt.Errorf("listen on %s: %w", s.Listen, err)
		}
	}
	if s.Metrics != "" {
		if d.health, err = net.Listen("tcp", s.Metrics); err != nil {
			return doors{}, errors.Join(fmt.Errorf("listen on %s for metrics and health: %w", s.Metrics, err), d.close())
		}
	}
	return d, nil
}

// close gives the addresses back. Those that were served are closed already.
func (d doors) close() error {
	var faults []error
	for _, l := range []net.Listener{d.pages, d.health} {
		if l == nil {
			continue
		}
		if err := l.Close(); !errors.Is(err, net.ErrClosed) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// answer serves HTTP at a door until ctx ends and the requests under way are answered. At no door it only waits.
func answer(ctx context.Context, door net.Listener, handler http.Handler) error {
	if door == nil {
		<-ctx.Done()
		return nil
	}
	web := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		<-ctx.Done()
		finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastRequests)
		defer cancel()
		if err := web.Shutdown(finish); err != nil {
			slog.Warn("some requests were broken off", "error", err)
		}
	}()
	if err := web.Serve(door); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve at %s: %w", door.Addr(), err)
	}
	<-finished
	return nil
}
