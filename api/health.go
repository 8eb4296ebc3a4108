package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Probe asks one part whether it can do its work now.
type Probe func(ctx context.Context) error

// readyz answers 200 when every part is ready, else 503 with the names of those that are not.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	away := s.away(r.Context())
	if len(away) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "not ready:", away)
		return
	}
	fmt.Fprintln(w, "ready")
}

// away names the parts that do not do their work. All are asked at once: a silent one does not keep the others from
// answering in time.
func (s *Server) away(ctx context.Context) []string {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	var names []string
	var mu sync.Mutex
	var group sync.WaitGroup
	for name, probe := range s.Probes {
		group.Go(func() {
			if probe(ctx) == nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			names = append(names, name)
		})
	}
	group.Wait()
	slices.Sort(names)
	return names
}
