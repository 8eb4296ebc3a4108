package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/store"
	"mingcha/policies/directory"
	"mingcha/policies/subsystems"
	"mingcha/worker/inforce"
)

// engine carries commands out at once, in this process, and remembers them.
type engine struct {
	store *store.Store
	act   *activities.Activities
	mu    sync.Mutex
	calls []models.Command
	woken []string
	fails error
	block chan struct{}
}

func (e *engine) Submit(ctx context.Context, cmd models.Command) (Answer, error) {
	return e.Begin(ctx, models.CaseKind, cmd)
}

func (e *engine) Begin(ctx context.Context, kind models.Kind, cmd models.Command) (Answer, error) {
	return e.turn(ctx, models.Begin(kind, cmd.Subject, nil), cmd)
}

func (e *engine) Do(ctx context.Context, kind models.Kind, cmd models.Command) (Answer, error) {
	lines, err := e.store.Lines(ctx, cmd.Subject, 1)
	if err != nil {
		return Answer{}, err
	}
	state, err := e.act.Folded(kind, cmd.Subject, lines)
	if err != nil {
		return Answer{}, err
	}
	return e.turn(ctx, state, cmd)
}

func (e *engine) turn(ctx context.Context, state models.State, cmd models.Command) (Answer, error) {
	e.mu.Lock()
	e.calls = append(e.calls, cmd)
	fails, block := e.fails, e.block
	e.mu.Unlock()
	if block != nil {
		<-block
	}
	if fails != nil {
		return Answer{}, fails
	}
	out, err := e.act.Append(ctx, activities.AppendInput{State: state, Command: &cmd})
	switch {
	case err != nil:
		return Answer{}, err
	case out.Refused != nil:
		return Answer{}, out.Refused
	case out.Again:
		return Answer{}, models.Errorf(models.Conflict, "moving", "somebody wrote before")
	}
	for _, m := range out.Tell { // what no longer fits is of no consequence
		if _, err := e.Do(ctx, m.Kind, m.Command); models.CodeOf(err) == models.Internal {
			return Answer{}, err
		}
	}
	return Answer{Subject: cmd.Subject, Line: out.Answer.Line, Status: out.Answer.Status, Acted: out.Answer.Acted}, nil
}

func (e *engine) Wake(_ context.Context, _ models.Kind, subject string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.woken = append(e.woken, subject)
	return nil
}

func (e *engine) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.calls)
}

// trusted is a machine whose time is right.
type trusted struct{}

func (trusted) Held() (string, bool) { return "", false }

// source publishes what is in the database.
type source struct{ *store.Store }

func (s source) Revision(ctx context.Context) (int64, error) {
	return s.Store.Revision(ctx, store.Appointments)
}

func (s source) Published(ctx context.Context) (inforce.Published, error) {
	rows, revision, err := s.Appointments(ctx)
	out := inforce.Published{Revision: revision}
	for _, r := range rows {
		out.Appointments = append(out.Appointments, appointmentOf(r))
	}
	if err != nil {
		return out, err
	}
	bundles, _, err := s.ActiveBundles(ctx, time.Now())
	if err != nil {
		return out, err
	}
	for _, r := range bundles {
		if bundle, fault := process.Restore(r.Content); r.PublishedBy == charger && fault == nil {
			out.Bundles = append(out.Bundles, bundle)
		}
	}
	sets, _, err := s.RuleSets(ctx)
	for _, r := range sets {
		if scheme, fault := process.ParseScheme(r.Name, []byte(r.Source)); r.Name == models.SchemeName && fault == nil {
			out.Schemes = append(out.Schemes, scheme)
		}
	}
	return out, err
}

func (s source) Bundle(ctx context.Context, hash string) (*process.Bundle, error) {
	row, err := s.Store.Bundle(ctx, hash)
	if err != nil {
		return nil, err
	}
	return process.Restore(row.Content)
}

func (s source) Keep(context.Context, []*process.Bundle) error { return nil }

// vault keeps files in memory.
type vault map[string][]byte

func (v vault) Keep(_ context.Context, content []byte) (string, error) {
	sum := sha256.Sum256(content)
	v[hex.EncodeToString(sum[:])] = content
	return hex.EncodeToString(sum[:]), nil
}

func (v vault) Open(_ context.Context, address string) (io.ReadCloser, error) {
	if v[address] == nil {
		return nil, models.Errorf(models.NotFound, "no_such_file", "there is no such file")
	}
	return io.NopCloser(bytes.NewReader(v[address])), nil
}

func (v vault) Drop(_ context.Context, address string) error {
	delete(v, address)
	return nil
}

func (v vault) Scan(_ context.Context, content []byte) (models.ScanState, error) {
	if bytes.Contains(content, []byte("EICAR")) {
		return models.ScanInfected, nil
	}
	return models.ScanClean, nil
}

// sms remembers what was sent.
type sms struct{ code, phone string }

func (m *sms) OneTimeCode(_ context.Context, _, _, phone, code string) error {
	m.phone, m.code = phone, code
	return nil
}

// overridden is the law with a calendar for one division.
type overridden struct {
	Law
	path     string
	calendar *clock.Calendar
}

func (l overridden) Calendar(path string) *clock.Calendar {
	if path == l.path {
		return l.calendar
	}
	return l.Law.Calendar(path)
}

type sweep struct {
	begun int
	away  error
}

func (s *sweep) Touched(context.Context, string, []clock.Date) (int, error) { return 7, nil }

func (s *sweep) Begin(context.Context) error {
	s.begun++
	return s.away
}

func (o *office) compile(text string) (*process.Bundle, error) {
	src, err := process.Parse("item.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	defaults, err := subsystems.Files.ReadFile("administrative-approval/defaults.yaml")
	if err != nil {
		return nil, err
	}
	parsed, err := process.Parse("defaults.yaml", defaults)
	if err != nil {
		return nil, err
	}
	return process.Compile(src, anywhere{o.places.Snapshot().Directory}, parsed)
}

// anywhere knows the roles and kinds of the directory.
type anywhere struct{ *directory.Directory }

func (a anywhere) RoleExists(role string) bool { _, ok := a.Roles.Find(role); return ok }

func (a anywhere) UnitKindExists(kind string) bool {
	for _, u := range a.Units.All() {
		if u.Kind == kind {
			return true
		}
	}
	return kind == townGovernment
}

func (o *office) truth(context.Context) (Operations, error) {
	return Operations{
		Time: TimeTrust{Trusted: true, Now: o.clock()}, Calendar: CalendarState{LoadedUntil: dayOf(opening)},
		Engine: PartState{Ok: true}, Store: PartState{Ok: true}, Version: "test",
	}, nil
}

func options() []Setting { return []Setting{{Key: "listen", Value: "127.0.0.1:8080"}} }

var fontData = sync.OnceValues(func() ([]byte, error) {
	return os.ReadFile("../ui/node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf")
})

func fonts(t testing.TB) fstest.MapFS {
	data, err := fontData()
	require.NoError(t, err, "the npm packages of ui are not installed")
	return fstest.MapFS{paper.Font: {Data: data}}
}

// unwatched looks at no publication.
type unwatched struct{}

func (unwatched) Published(context.Context, models.BundleRow) error { return nil }

func (unwatched) RulesPublished(context.Context, models.RuleSetRow) error { return nil }
