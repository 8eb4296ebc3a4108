package api

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
)

// The people of a joint acceptance of completed works.
const (
	works      = "dg-zjj"
	worksClerk = "dg-zjj.window_clerk-01"
	worksHands = "dg-zjj.handler-01"
	planner    = "dg-zrzyj.handler-01"
	sweeper    = "dg-cgj.handler-01"
	water      = "dg-swj.handler-01"
	townClerk  = "dg-changping-gfw.window_clerk-01"
)

// finished is a good application for the joint acceptance of completed works, without its files.
func finished() Application {
	return Application{
		Item: "completion-joint-acceptance", Unit: works,
		Applicant: Applicant{Kind: "organisation", Name: "东莞市示例建设有限公司", IdentityKind: "uscc", Identity: aCreditNo, Phone: aPhone, Address: anAddress},
		Form: map[string]any{
			"project_code": "2608-441900-04-01-123456", "project_name": "一号厂房", "address": anAddress, "division": "441900003000", "uscc": aCreditNo,
			"contact_phone": aPhone, "finished": "2026-11-02", "building_area": 1200, "green_area": 300, "drainage_outlets": 2,
		},
	}
}

// jointly takes in an application for joint acceptance, with a file for every material that must be brought.
func (o *office) jointly() string {
	o.t.Helper()
	a := finished()
	item, _ := o.places.Catalogue().Find(a.Item)
	for _, m := range item.Materials {
		if m.Brought() {
			var receipt FileReceipt
			o.send(ask{method: "POST", path: "/public/files", body: aPDF(m.Name)}).is(201).into(&receipt)
			a.Materials = append(a.Materials, GivenMaterial{No: m.No, Files: []Receipt{receipt.Receipt}})
		}
	}
	var s Submitted
	o.post(worksClerk, "/cases", a).is(201).into(&s)
	row, err := o.store.CaseByNumber(context.Background(), s.Number)
	require.NoError(o.t, err)
	return row.ID
}

func (o *office) seen(as, id string) Case {
	o.t.Helper()
	var c Case
	o.get(as, "/cases/"+id).is(200).into(&c)
	return c
}

func numbers(c Case) []int { return each(c.Materials, func(m CaseMaterial) int { return m.No }) }

func state(from []GivenMaterial, no int, s GivenMaterialState) []GivenMaterial {
	return append(from, GivenMaterial{No: no, State: s})
}

// covers S35
func TestJointApproval(t *testing.T) {
	o := openOffice(t)
	id := o.jointly()

	t.Run("one application lies before the window and every co-department, each with its own task", func(t *testing.T) {
		for _, who := range []string{worksClerk, planner, sweeper, water} {
			var box Inbox
			o.get(who, "/inbox?section=pool").is(200).into(&box)
			require.Len(t, box.Rows, 1, who)
		}
	})

	t.Run("each co-department sees what concerns it and nothing else, the lead sees all", func(t *testing.T) {
		whole := o.seen(worksClerk, id)
		require.Equal(t, []int{1, 2, 3, 4, 5, 6, 7}, numbers(whole))
		require.Contains(t, whole.Form, "contact_phone")
		require.False(t, whole.Part)
		for who, sees := range map[string]struct {
			materials []int
			field     string
			hidden    string
		}{
			planner: {[]int{1, 4, 5}, "building_area", "drainage_outlets"},
			sweeper: {[]int{1, 6}, "green_area", "building_area"},
			water:   {[]int{1, 7}, "drainage_outlets", "green_area"},
		} {
			c := o.seen(who, id)
			require.True(t, c.Part && c.FormShown, who)
			require.Equal(t, sees.materials, numbers(c), who)
			require.Contains(t, c.Form, sees.field, who)
			require.NotContains(t, c.Form, sees.hidden, who)
			require.NotContains(t, c.Form, "contact_phone", who)
			require.Empty(t, c.Applicant, who)
			require.Equal(t, "东莞市示例建设有限公司", c.Row.Applicant, who)
		}
	})

	t.Run("files too: of another department's material it can neither list nor open one", func(t *testing.T) {
		var all, own FileList
		o.get(worksClerk, "/cases/"+id+"/files").is(200).into(&all)
		o.get(water, "/cases/"+id+"/files").is(200).into(&own)
		require.Len(t, all.Rows, 6)
		require.Len(t, own.Rows, 2)
		foreign := o.seen(planner, id).Materials[1].Files[0].Address
		o.get(planner, "/cases/"+id+"/files/"+foreign).is(200)
		o.get(water, "/cases/"+id+"/files/"+foreign).problem(404, "no_such_file")
	})

	t.Run("a department that is not concerned does not know of the case", func(t *testing.T) {
		o.get(handler, "/cases/"+id).problem(404, "no_such_case")
	})

	t.Run("the one notice waits for every department's part, and holds all of them", func(t *testing.T) {
		missing := state(state(nil, 1, "received"), 7, "missing")
		o.do(worksClerk, id, models.NotifySupplement, CaseCommand{Step: "accept", Materials: missing, Reason: "请补正"}).problem(409, "awaits_part")
		o.do(water, id, models.Contribute, CaseCommand{Step: "check-planning", Materials: state(nil, 4, "received")}).is(403)
		o.do(water, id, models.Contribute, CaseCommand{Step: "check-water", Materials: state(nil, 4, "received")}).problem(422, "faulty_fields")
		o.do(water, id, models.Contribute, CaseCommand{Step: "check-water", Materials: state(nil, 7, "missing"), Reason: "竣工图未盖章"}).is(200)
		o.do(planner, id, models.Contribute, CaseCommand{Step: "check-planning", Materials: state(state(nil, 4, "missing"), 5, "shared"), Reason: "测量成果不全"}).is(200)
		o.do(sweeper, id, models.Contribute, CaseCommand{Step: "check-sanitation", Materials: state(nil, 6, "received")}).is(200)
		parts := o.seen(worksClerk, id).Parts
		require.Len(t, parts, 3)
		require.Equal(t, "竣工图未盖章", parts[0].Reason)
		require.Equal(t, []int{7}, parts[0].Missing)
		o.do(worksClerk, id, models.NotifySupplement, CaseCommand{Step: "accept", Materials: missing, Reason: "请补正"}).problem(422, "faulty_fields")
		o.do(worksClerk, id, models.NotifySupplement, CaseCommand{Step: "accept", Materials: state(missing, 4, "missing"), Reason: "请补正"}).is(200)
	})

	t.Run("after the acceptance they are heard at once, each at its own step, and the lead sums up", func(t *testing.T) {
		o.do(worksClerk, id, models.Supply, CaseCommand{Materials: state(state(nil, 4, "received"), 7, "received")}).is(200)
		item, _ := o.places.Catalogue().Find("completion-joint-acceptance")
		all := each(item.Materials, func(m process.Material) GivenMaterial { return GivenMaterial{No: m.No, State: "received"} })
		o.do(worksClerk, id, models.Accept, CaseCommand{Step: "accept", Materials: all}).is(200)
		o.do(water, id, models.Approve, CaseCommand{Step: "planning"}).is(403)
		for who, step := range map[string]string{worksHands: "onsite", planner: "planning", sweeper: "sanitation", water: "water"} {
			o.do(who, id, models.Approve, CaseCommand{Step: step, Note: "合格"}).is(200)
		}
		var closing bool
		for _, c := range o.seen(worksClerk, id).Clocks {
			closing = closing || c.Kind == string(models.JointClock) && c.Step == ""
		}
		require.True(t, closing, "the lead's time to close runs")
	})

	t.Run("who was heard goes on reading its part, in the list as on the page, also on paper", func(t *testing.T) {
		c := o.seen(water, id)
		require.True(t, c.Part)
		require.Equal(t, []int{1, 7}, numbers(c))
		require.NotContains(t, c.Form, "contact_phone")
		var rows CasePage
		o.get(water, "/cases").is(200).into(&rows)
		require.Len(t, rows.Rows, 1)
		o.do(water, id, models.Approve, CaseCommand{Step: "water", Note: "再改"}).problem(409, "step_not_open")
		o.get("dg-nyj.handler-01", "/cases/"+id).problem(404, "no_such_case")
		f, err := o.server.publicFile(t.Context(), id)
		require.NoError(t, err)
		f.part = concern{kinds: []string{"water"}}
		notice := f.notices()[slices.IndexFunc(f.notices(), func(n issuedNotice) bool { return n.form.Kind == "supplement" })]
		sheet, err := o.server.noticeSheet(t.Context(), f, notice, reading{ZhCN, false})
		require.NoError(t, err)
		var text string
		for _, b := range sheet.Blocks {
			text += b.Text
		}
		require.Contains(t, text, "排水设施竣工图")
		require.NotContains(t, text, "规划条件核实", "what another department misses")
	})
}

// covers S35
func TestTheHeadOfGovernmentExtendsAJointApproval(t *testing.T) { // K05
	o := openOffice(t)
	id := o.jointly()
	for who, part := range map[string]CaseCommand{
		planner: {Step: "check-planning", Materials: state(state(nil, 4, "received"), 5, "shared")},
		sweeper: {Step: "check-sanitation", Materials: state(nil, 6, "received")},
		water:   {Step: "check-water", Materials: state(nil, 7, "received")},
	} {
		o.do(who, id, models.Contribute, part).is(200)
	}
	item, _ := o.places.Catalogue().Find("completion-joint-acceptance")
	all := each(item.Materials, func(m process.Material) GivenMaterial { return GivenMaterial{No: m.No, State: "received"} })
	o.do(worksClerk, id, models.Accept, CaseCommand{Step: "accept", Materials: all}).is(200)
	longer := CaseCommand{Extend: 15, Reason: "专家论证", Document: "东府办〔2026〕1号"}
	o.do("dg-zjj.department_head-01", id, models.Extend, longer).is(403)
	o.do("dg.leader-01", id, models.Extend, CaseCommand{Extend: 16, Reason: "专家论证", Document: "东府办〔2026〕1号"}).problem(422, "faulty_fields")
	o.do("dg.leader-01", id, models.Extend, longer).is(200)
	require.Equal(t, 1, o.seen(worksClerk, id).Extended)
}

// shop is a good application for selling pesticides, as a town's window takes it in.
func (o *office) shop() Application {
	item, known := o.places.Catalogue().Find("pesticide-business")
	require.True(o.t, known)
	a := Application{
		Item: "pesticide-business", Unit: "dg-nyj", Form: map[string]any{},
		Applicant: Applicant{Kind: "person", Name: aPerson, IdentityKind: "citizen", Identity: aCitizen, Phone: aPhone, Address: anAddress},
	}
	sample := map[string]any{
		"uscc": aCreditNo, "id_number": aCitizen, "phone": aPhone, "division_code": "441900110000", "number": 60, "boolean": true, "date": "2026-11-02",
	}
	for _, f := range item.Fields {
		switch v, known := sample[f.Type]; {
		case known:
			a.Form[f.Key] = v
		case f.Type == "select":
			a.Form[f.Key] = f.Options[0]
		case f.Type == "multiselect":
			a.Form[f.Key] = f.Options[:1]
		default:
			a.Form[f.Key] = "常平镇农资店"
		}
	}
	return a
}

// covers S34, S94, S96
func TestATownTakesInForTheCity(t *testing.T) {
	o := openOffice(t)
	var s Submitted
	o.post(townClerk, "/cases", o.shop()).is(201).into(&s)
	row, err := o.store.CaseByNumber(context.Background(), s.Number)
	require.NoError(t, err)
	id := row.ID

	t.Run("it lies with the town, which is on its own clock", func(t *testing.T) {
		c := o.seen(townClerk, id)
		require.Equal(t, "dg-changping-gfw", c.Agent.Id)
		require.Equal(t, models.Submitted, models.CaseStatus(c.Row.Status))
		require.Len(t, c.Clocks, 1)
		require.Equal(t, "dg-changping-gfw", c.Clocks[0].Unit.Id)
		o.get("dg-nyj.window_clerk-01", "/inbox?section=pool").is(200)
		o.do("dg-nyj.window_clerk-01", id, models.Receive, CaseCommand{Step: "accept"}).is(404)
	})

	t.Run("its organ and that of the city watch it, another town does not know of it", func(t *testing.T) {
		for _, who := range []string{"dg-changping-jw.supervisor-01", "dg-jw.supervisor-01"} {
			require.NotEmpty(t, o.seen(who, id).Row.Number, who)
		}
		o.get("dg-zhangmutou-gfw.window_clerk-01", "/cases/"+id).problem(404, "no_such_case")
	})

	t.Run("passed on, the city takes it in, and the town goes on seeing what becomes of it", func(t *testing.T) {
		o.do("dg-zhangmutou-gfw.window_clerk-01", id, models.Forward, CaseCommand{Step: "forward"}).is(404)
		o.do(townClerk, id, models.Forward, CaseCommand{Step: "forward"}).is(200)
		o.do(townClerk, id, models.Receive, CaseCommand{Step: "accept"}).is(403)
		o.do("dg-nyj.window_clerk-01", id, models.Receive, CaseCommand{Step: "accept"}).is(200)
		require.Equal(t, models.Received, models.CaseStatus(o.seen(townClerk, id).Row.Status))
		var page CasePage
		o.get(townClerk, "/cases").is(200).into(&page)
		require.Len(t, page.Rows, 1)
		o.get("dg-zhangmutou-gfw.window_clerk-01", "/cases").is(200).into(&page)
		require.Empty(t, page.Rows)
	})

	t.Run("the town's people do not work on what it has passed on", func(t *testing.T) {
		o.do("dg-changping-gfw.handler-01", id, models.StartSpecial, CaseCommand{Ground: "testing", Planned: Limit{N: 1, Unit: "workday"}, Document: "D-1"}).is(403)
		o.do(townClerk, id, models.VoidCase, CaseCommand{Step: "accept", Ground: "entered_twice", Reason: "重复"}).is(403)
	})
}

func TestForwardAndVoid(t *testing.T) {
	o := openOffice(t)

	t.Run("a case that another organ must decide leaves with a reason, to a department", func(t *testing.T) {
		id := o.accepted()
		o.do(handler, id, models.Forward, CaseCommand{Step: "review", ToUnit: "gd-jw", Reason: "属省级权限"}).problem(422, "faulty_fields")
		o.do(handler, id, models.Forward, CaseCommand{Step: "review", Reason: "属省级权限"}).problem(422, "faulty_fields")
		var offers OfferList
		o.get(handler, "/cases/"+id+"/offers").is(200).into(&offers)
		for _, offer := range offers.Rows {
			if offer.Verb == models.Forward && offer.Allowed {
				require.Equal(t, "gd-scjgj", offer.Units[0].Id, "the department above, of the same line, first")
			}
		}
		o.do(handler, id, models.Forward, CaseCommand{Step: "review", ToUnit: "gd-scjgj", Reason: "属省级权限"}).is(200)
		require.Equal(t, models.Forwarded, models.CaseStatus(o.seen(clerk, id).Row.Status))
		require.Empty(t, o.seen(clerk, id).Onward.Number, "the province does not work here: the application has left")
	})

	t.Run("an entry made by mistake is void, on a named ground, and who supervises is told", func(t *testing.T) {
		id, _ := o.applied()
		o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
		o.do(clerk, id, models.VoidCase, CaseCommand{Step: "accept", Ground: "not_wanted", Reason: "重复录入"}).problem(422, "faulty_fields")
		o.do(handler, id, models.VoidCase, CaseCommand{Step: "accept", Ground: "entered_twice", Reason: "重复录入"}).is(403)
		o.do(clerk, id, models.VoidCase, CaseCommand{Step: "accept", Ground: "entered_twice", Reason: "重复录入"}).is(200)
		require.Equal(t, models.Voided, models.CaseStatus(o.seen(head, id).Row.Status))
	})
}
