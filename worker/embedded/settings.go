package embedded

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

const (
	databaseName     = "temporal.db"
	defaultNamespace = "mingcha"

	// defaultRetention is ten years. The record of a subject stays in the application database as long as the law says.
	defaultRetention = 10 * 365 * 24 * time.Hour
	// leastRetention leaves time to look into a closed workflow before its history is removed.
	leastRetention = 90 * 24 * time.Hour
)

// Settings says where the server keeps its file and how this process hears from it.
type Settings struct {
	// Folder holds temporal.db. It is created when missing and belongs to one process at a time.
	Folder string
	// Namespace is created at the first start. Default "mingcha".
	Namespace string
	// Retention is how long the history of a closed workflow is kept: at least 90 days, default ten years.
	Retention time.Duration
	// FrontendPort is the loopback port of the service that clients call. 0 chooses a free one.
	FrontendPort int
	// Logger receives warnings and errors of the server. Default slog.Default().
	Logger *slog.Logger
	// Fatal is told once when the server can no longer work after it has started.
	// By default the process ends with exit code 1, so that its supervisor starts it again.
	Fatal func(error)
}

var namespacePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// withDefaults fills what was left empty.
func (s Settings) withDefaults() Settings {
	if s.Namespace == "" {
		s.Namespace = defaultNamespace
	}
	if s.Retention == 0 {
		s.Retention = defaultRetention
	}
	if s.Logger == nil {
		s.Logger = slog.Default()
	}
	if s.Fatal == nil {
		s.Fatal = func(error) { os.Exit(1) }
	}
	return s
}

// check returns one error that names every faulty field.
func (s Settings) check() error {
	var faults []error
	if s.Folder == "" || strings.ContainsAny(s.Folder, "?#%") {
		faults = append(faults, fmt.Errorf("folder %q: a name without ? # and %%, which SQLite reads as settings", s.Folder))
	}
	if !namespacePattern.MatchString(s.Namespace) {
		faults = append(faults, fmt.Errorf("namespace %q: letters, digits and ._- only, at most 100", s.Namespace))
	}
	if s.Retention < leastRetention {
		faults = append(faults, fmt.Errorf("retention %s is shorter than %s", s.Retention, leastRetention))
	}
	if s.FrontendPort < 0 || s.FrontendPort > 65535 {
		faults = append(faults, fmt.Errorf("frontend port %d is not a TCP port", s.FrontendPort))
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("embedded Temporal settings: %w", err)
	}
	return nil
}

// database returns the absolute path of temporal.db: the server's connection pool tells files apart by their name.
func (s Settings) database() (string, error) {
	folder, err := filepath.Abs(s.Folder)
	if err != nil {
		return "", fmt.Errorf("resolve folder %s: %w", s.Folder, err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("create folder of the embedded Temporal server: %w", err)
	}
	return filepath.Join(folder, databaseName), nil
}
