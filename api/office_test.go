package api

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"mingcha/activities"
	"mingcha/models"
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
		Scores: inforce.Measurer{InForce: o.places, Counts: o.store, Now: o.clock}, Complaints: o.store,
	}}
	limits := DefaultLimits()
	limits.SignIns, limits.Trackings, limits.Submissions = Rate{1000, 1000}, Rate{1000, 1000}, Rate{1000, 1000}
	limits.Uploads, limits.PerSource, limits.PerAccount = Rate{1000, 1000}, Rate{1e6, 1e6}, Rate{1e6, 1e6}
	limits.Tick = 20 * time.Millisecond
	deps := Deps{
		Engine: o.engine, Record: o.store, Cases: o.store, Cards: o.store, Fees: o.store, Inbox: o.store, Boards: o.store, Analyses: o.store, Evaluations: o.store, Schemes: inforce.Measurer{InForce: o.places, Counts: o.store, Now: o.clock}, Works: o.store, Copies: o.store, HandOvers: o.store, Porter: porter{o}, Gate: o.places.Gate(),
		Law: o.places, Shelf: o.places, Accounts: o.store, Appointments: o.store, Founder: o.store, Sessions: o.store.Sessions(AccountOf, o.clock),
		Settings: o.store, Notices: o.store, Contacts: o.store, Outbox: o.store, Incidents: o.store, Absences: o.store, Passes: o.store, Audit: o.store, Drafts: o.store, Codes: o.store,
		Attachments: o.store, Vault: o.vault, Archive: sealer{o.store, ring}, Messages: o.sms, Bundles: o.store, RuleSets: o.store, Calendars: o.store,
		Leads: o.store, Complaints: o.store, Ratings: o.store, SurveyAnswers: o.store, Watch: unwatched{}, Rehearsals: trials{o.store, o}, Moves: trials{o.store, o},
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
