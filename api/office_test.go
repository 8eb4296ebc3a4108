package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/api/paper"
	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
	"mingcha/policies/directory"
	"mingcha/policies/subsystems"
	"mingcha/worker/inforce"
)

// opening is a working Monday morning with a published calendar.
var opening = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

const password = "correct horse battery"

var passwordHash, _ = argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 8, KeyLength: 16})

// exercised notes every operation of the contract that some test has called.
var exercised sync.Map

func TestMain(m *testing.M) {
	code := m.Run()
	flag.Parse()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" {
		code = neverCalled()
	}
	os.Exit(code)
}

// neverCalled makes sure that the tests hold every operation of the document against its schema.
func neverCalled() int {
	spec, err := contract()
	if err != nil {
		panic(err)
	}
	code := 0
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			if _, called := exercised.Load(op.OperationID); !called {
				fmt.Println("no test calls", method, path)
				code = 1
			}
		}
	}
	return code
}

// office is a server over a real database, the real items, directory and policy, with an official for every post.
type office struct {
	t      testing.TB
	server *Server
	store  *store.Store
	engine *engine
	places *inforce.InForce
	vault  vault
	sms    *sms
	now    atomic.Pointer[time.Time]
	router routers.Router
	log    *bytes.Buffer
	cookie map[string]string
}

// open opens the office; change may alter what the server is given.
func openOffice(t testing.TB, change ...func(*Deps)) *office {
	t.Helper()
	ring := storetest.Keys(t)
	o := &office{t: t, store: storetest.Open(t, storetest.SQLiteDSN(t), ring), vault: vault{}, sms: &sms{}, log: &bytes.Buffer{}, cookie: map[string]string{}}
	o.at(opening)
	ctx := context.Background()
	o.staff(ctx)
	var err error
	o.places, err = inforce.Open(ctx, subsystems.Files, source{o.store})
	require.NoError(t, err)
	o.engine = &engine{store: o.store, act: &activities.Activities{
		Record: o.store, Law: o.places, Procedures: o.places, Offices: o.places, Brake: trusted{}, Now: o.clock, NewID: uuid.NewString,
	}}
	limits := DefaultLimits()
	limits.SignIns, limits.Trackings, limits.Submissions = Rate{1000, 1000}, Rate{1000, 1000}, Rate{1000, 1000}
	limits.Uploads, limits.PerSource, limits.PerAccount = Rate{1000, 1000}, Rate{1e6, 1e6}, Rate{1e6, 1e6}
	limits.Tick = 20 * time.Millisecond
	deps := Deps{
		Engine: o.engine, Record: o.store, Cases: o.store, Cards: o.store, Inbox: o.store, Boards: o.store, Gate: o.places.Gate(),
		Law: o.places, Shelf: o.places, Accounts: o.store, Appointments: o.store, Sessions: o.store.Sessions(AccountOf, o.clock),
		Settings: o.store, Notices: o.store, Incidents: o.store, Absences: away{}, Audit: o.store, Drafts: o.store, Codes: o.store,
		Attachments: o.store, Vault: o.vault, Messages: o.sms, Bundles: o.store, RuleSets: o.store, Calendars: o.store,
		Compile: o.compile, Sweep: &sweep{}, Blinder: ring, Truth: o.truth, Options: options, Registry: prometheus.NewRegistry(),
		Probes: map[string]Probe{"store": o.store.Ping}, Fonts: fonts(t), Log: slog.New(slog.NewJSONHandler(o.log, nil)),
		Now: o.clock, NewID: uuid.NewString, Limits: limits,
		House: House{Name: "东莞市政务服务大厅", Version: "test", Address: "https://hall.example", Demo: true},
	}
	for _, c := range change {
		c(&deps)
	}
	o.server, err = New(deps)
	require.NoError(t, err)
	spec, err := contract()
	require.NoError(t, err)
	o.router, err = gorillamux.NewRouter(spec)
	require.NoError(t, err)
	return o
}

func (o *office) clock() time.Time      { return *o.now.Load() }
func (o *office) at(now time.Time)      { o.now.Store(&now) }
func (o *office) later(d time.Duration) { o.at(o.clock().Add(d)) }

// staff appoints one person to every post of the shipped directory; the account is the post's ID without slashes.
func (o *office) staff(ctx context.Context) {
	places, err := directory.Shipped()
	require.NoError(o.t, err)
	var rows []models.AppointmentRow
	for _, p := range places.Posts {
		a := places.Appoint(p, accountOf(p.ID), opening.AddDate(-1, 0, 0))
		rows = append(rows, models.AppointmentRow{ID: a.ID, Person: a.Person, Role: a.Role, Unit: a.Unit, Division: a.Division, From: a.From})
	}
	for role, unit := range map[string]string{"system_admin": "dg", "security_admin": "dg", "audit_admin": "dg", "auditor": "dg-sjj"} {
		rows = append(rows, models.AppointmentRow{
			ID: "admin-" + role, Person: role, Role: role, Unit: unit, Division: "441900000000", From: opening.AddDate(-1, 0, 0),
		})
	}
	_, err = o.store.ChangeAppointments(ctx, -1, rows...)
	require.NoError(o.t, err)
}

func accountOf(post string) string { return strings.ReplaceAll(post, "/", ".") }

// hire gives an account a password, so that its person can sign in.
func (o *office) hire(account string) {
	err := o.store.CreateAccount(context.Background(), models.AccountRow{
		ID: account, Login: account, Name: models.Sealed("官员" + account), Password: passwordHash, Made: opening, Changed: opening,
	})
	require.NoError(o.t, err)
}

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
	return e.turn(ctx, models.Begin(models.CaseKind, cmd.Subject, nil), cmd)
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
	return io.NopCloser(bytes.NewReader(v[address])), nil
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

type away struct{}

func (away) Absences(_ context.Context, unit string, at time.Time) ([]Away, error) {
	if unit != "" && unit != bureau {
		return nil, nil
	}
	return []Away{{Account: clerk, From: at.Add(-time.Hour), To: at.Add(time.Hour), StandIn: handler}}, nil
}

type sweep struct{ begun []clock.Date }

func (s *sweep) Touched(context.Context, string, []clock.Date) (int, error) { return 7, nil }

func (s *sweep) Begin(_ context.Context, _ string, days []clock.Date) error {
	s.begun = days
	return nil
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

// The people of the market regulation bureau, and who watches it.
const (
	bureau     = "dg-scjgj"
	clerk      = "dg-scjgj.window_clerk-01"
	handler    = "dg-scjgj.handler-01"
	reviewer   = "dg-scjgj.reviewer-01"
	approver   = "dg-scjgj.approver-01"
	deliverer  = "dg-scjgj.delivery_clerk-01"
	head       = "dg-scjgj.department_head-01"
	foodItem   = "food-business-catering"
	aCitizen   = "11010519491231002X"
	aCreditNo  = "91440101MA5CJQ4N59"
	anAddress  = "东莞市南城街道鸿福路一百号"
	aPhone     = "13800001234"
	aPerson    = "李某某"
	systemRole = "system_admin"
)

// reply is an answer of the server.
type reply struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
}

func (r reply) into(v any) reply {
	r.t.Helper()
	require.NoError(r.t, json.Unmarshal(r.body, v), string(r.body))
	return r
}

func (r reply) is(status int) reply {
	r.t.Helper()
	require.Equal(r.t, status, r.status, string(r.body))
	return r
}

// problem is the answer as a problem with this reason.
func (r reply) problem(status int, reason string) Problem {
	r.t.Helper()
	require.Equal(r.t, status, r.status, string(r.body))
	require.Equal(r.t, "application/problem+json", r.header.Get("Content-Type"))
	var p Problem
	r.into(&p)
	require.Equal(r.t, reason, p.Reason)
	return p
}

// ask is one request to the server.
type ask struct {
	as      string // account; "" the public
	method  string
	path    string // below /api/v1
	body    any
	key     string
	header  map[string]string
	invalid bool // the request breaks the contract on purpose
}

func (o *office) send(a ask) reply {
	o.t.Helper()
	r := o.request(a)
	w := httptest.NewRecorder()
	o.server.ServeHTTP(w, r)
	got := reply{t: o.t, status: w.Code, header: w.Header(), body: w.Body.Bytes()}
	o.hold(a, r, got)
	return got
}

func (o *office) request(a ask) *http.Request {
	var body io.Reader
	kind := "application/json"
	switch b := a.body.(type) {
	case nil:
	case string:
		body = strings.NewReader(b)
	case upload1:
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		part, err := w.CreateFormFile("file", b.name)
		require.NoError(o.t, err)
		_, err = part.Write(b.content)
		require.NoError(o.t, err)
		require.NoError(o.t, w.Close())
		body, kind = &form, w.FormDataContentType()
	default:
		raw, err := json.Marshal(b)
		require.NoError(o.t, err)
		body = bytes.NewReader(raw)
	}
	r := httptest.NewRequest(a.method, "http://127.0.0.1"+base+a.path, body)
	if body != nil {
		r.Header.Set("Content-Type", kind)
	}
	if a.key != "" {
		r.Header.Set("Idempotency-Key", a.key)
	}
	for name, value := range a.header {
		r.Header.Set(name, value)
	}
	if a.as != "" {
		r.AddCookie(&http.Cookie{Name: cookieName, Value: o.signIn(a.as)})
	}
	return r
}

type upload1 struct {
	name    string
	content []byte
}

// signIn returns the session of an account, hiring it first if it has none.
func (o *office) signIn(account string) string {
	o.t.Helper()
	if token := o.cookie[account]; token != "" {
		return token
	}
	if _, err := o.store.Account(context.Background(), account); err != nil {
		o.hire(account)
	}
	got := o.send(ask{method: "POST", path: "/sessions", body: SignIn{Login: account, Password: password}}).is(200)
	o.cookie[account] = cookieOf(got)
	return o.cookie[account]
}

func cookieOf(r reply) string {
	for _, c := range (&http.Response{Header: r.header}).Cookies() {
		if c.Name == cookieName {
			return c.Value
		}
	}
	return ""
}

// hold holds an answer against the contract: documented, with the type and the schema that it promises.
func (o *office) hold(a ask, r *http.Request, got reply) {
	o.t.Helper()
	route, params, err := o.router.FindRoute(r)
	if err != nil {
		require.Contains(o.t, []int{404, 405}, got.status, "%s %s", a.method, a.path)
		require.Equal(o.t, "application/problem+json", got.header.Get("Content-Type"), "%s %s", a.method, a.path)
		return
	}
	if got.status < 300 {
		exercised.Store(route.Operation.OperationID, true)
	}
	if route.Operation.OperationID == "StartOidc" || route.Operation.OperationID == "FinishOidc" {
		exercised.Store(route.Operation.OperationID, true)
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 got.status, Header: got.header, Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	if strings.Contains(got.header.Get("Content-Type"), "json") {
		input.SetBodyBytes(got.body)
		require.NoError(o.t, openapi3filter.ValidateResponse(context.Background(), input), "%s %s: %s", a.method, a.path, got.body)
	}
	require.Less(o.t, got.status, 500, "%s %s: %s\n%s", a.method, a.path, got.body, o.log)
}

var clicks atomic.Int64

func click() string { return fmt.Sprintf("click-%08d", clicks.Add(1)) }

func (o *office) get(as, path string) reply {
	o.t.Helper()
	return o.send(ask{as: as, method: "GET", path: path})
}

func (o *office) post(as, path string, body any) reply {
	o.t.Helper()
	return o.send(ask{as: as, method: "POST", path: path, body: body, key: click()})
}

// do gives a command on a case.
func (o *office) do(as, id string, verb models.Verb, body CaseCommand) reply {
	o.t.Helper()
	return o.post(as, "/cases/"+id+"/commands/"+string(verb), body)
}

// meal is a good application for a catering permit. Its materials are not uploaded yet.
func meal() Application {
	return Application{
		Item: foodItem, Unit: bureau, Channel: "computer",
		Applicant: Applicant{Kind: "person", Name: aPerson, IdentityKind: "citizen", Identity: aCitizen, Phone: aPhone, Address: anAddress},
		Form: map[string]any{
			"entity_name": "某某餐饮店", "uscc": aCreditNo, "legal_rep": aPerson, "legal_rep_id": aCitizen, "premises_address": anAddress,
			"division": "441900003000", "business_area": 120.5, "business_type": "餐饮服务经营者", "operation_items": []string{"热食类制售"},
			"phone": aPhone,
		},
	}
}

// aPDF is a small file that is one by its content.
func aPDF(text string) upload1 { return upload1{"材料.pdf", []byte("%PDF-1.4\n" + text + "\n%%EOF")} }

// brought uploads every material that an applicant must bring.
func (o *office) brought() []GivenMaterial {
	o.t.Helper()
	item, _ := o.places.Catalogue().Find(foodItem)
	var out []GivenMaterial
	for _, m := range item.Materials {
		if !m.Required || !m.Brought() {
			continue
		}
		var receipt FileReceipt
		o.send(ask{method: "POST", path: "/public/files", body: aPDF(m.Name)}).is(201).into(&receipt)
		out = append(out, GivenMaterial{No: m.No, Files: []Receipt{receipt.Receipt}})
	}
	return out
}

// applied submits a good application and returns the case.
func (o *office) applied() (id string, s Submitted) {
	o.t.Helper()
	a := meal()
	a.Materials = o.brought()
	o.post("", "/public/applications", a).is(201).into(&s)
	row, err := o.store.CaseByNumber(context.Background(), s.Number)
	require.NoError(o.t, err)
	return row.ID, s
}

// checklist says that everything on it is there.
func (o *office) checklist() []GivenMaterial {
	item, _ := o.places.Catalogue().Find(foodItem)
	return each(item.Materials, func(m process.Material) GivenMaterial { return GivenMaterial{No: m.No, State: "received"} })
}

// accepted brings a new case to its decision clock.
func (o *office) accepted() string {
	o.t.Helper()
	id, _ := o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
	return id
}

// audited returns the audit lines with this action, oldest first.
func (o *office) audited(action string) []models.AuditLine {
	o.t.Helper()
	page, err := o.store.AuditLines(context.Background(), models.AuditFilter{
		Scope: []models.PathRange{models.Within("")}, Action: action, Page: models.Page{Limit: 200},
	})
	require.NoError(o.t, err)
	return page.Lines
}

func record(o *office, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	o.server.ServeHTTP(w, r)
	return w
}

// waitFor lets other goroutines come as far as they must.
func waitFor(t testing.TB, done func() bool) {
	t.Helper()
	for range 10_000 {
		if done() {
			return
		}
		runtime.Gosched()
		time.Sleep(50 * time.Microsecond)
	}
	t.Fatal("it did not happen")
}
