package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// Probe asks one part whether it can do its work now.
type Probe func(ctx context.Context) error

// readyz answers 200 when every part is ready, else 503 with the names of those that are not.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	var away []string
	for name, probe := range s.Probes {
		if err := probe(ctx); err != nil {
			away = append(away, name)
		}
	}
	if len(away) > 0 {
		slices.Sort(away)
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "not ready:", away)
		return
	}
	fmt.Fprintln(w, "ready")
}
