package api

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/directory"
)

// reader is somebody in one post, and where the joint case of the tests lies, as the oracle of its parts sees them. It knows no
// policy file and no relation: it says from the law's side who has what to do with the case.
type reader struct {
	role, account string
	unit          directory.Unit
	lead          directory.Unit
	above         []string          // units over the lead
	kinds         map[string]string // co-departments, by kind
	waits         string            // the role for which the lead's open step waits
	heard         map[string]string // who has spoken for a department
}

// view is what a reader is shown: nothing, a department's part, or all of it, masked or not.
type view struct {
	reads  bool
	part   string
	masked bool
}

const (
	supervisingRoles = " supervisor supervision_leader stationed_supervisor "
	otherRoles       = supervisingRoles + "leader auditor system_admin security_admin audit_admin "
)

func (r reader) is(roles string) bool { return strings.Contains(" "+roles+" ", " "+r.role+" ") }

// under reports whether the lead lies in the division of the reader's unit or below it.
func (r reader) under() bool {
	return strings.HasPrefix(r.lead.Division, strings.TrimRight(r.unit.Division, "0"))
}

// sees is the oracle's answer.
func (r reader) sees() view {
	kind, concerned := r.kinds[r.unit.ID]
	switch {
	case r.is("supervisor supervision_leader"):
		return view{reads: r.under()}
	case r.is("stationed_supervisor"):
		return view{reads: r.lead.Stationed == r.unit.ID}
	case r.is("leader auditor"):
		return view{reads: r.under(), masked: r.under()}
	case r.is(otherRoles):
		return view{}
	case r.unit.ID == r.lead.ID:
		return view{reads: true, masked: !r.is("window_clerk handler approver department_head " + r.waits)}
	case concerned:
		by, spoken := r.heard[kind]
		return view{reads: true, part: kind, masked: !r.is("handler") || spoken && by != r.account}
	case r.is("department_head"):
		over := slices.Contains(r.above, r.unit.ID)
		return view{reads: over, masked: over}
	default:
		return view{}
	}
}

// shown is what the page of the case shows of it.
func (o *office) shown(t *testing.T, account, id string, item *process.Bundle) (view, Case) {
	t.Helper()
	answer := o.get(account, "/cases/"+id)
	if answer.status == 404 {
		return view{}, Case{}
	}
	var page Case
	answer.is(200).into(&page)
	out := view{reads: true, masked: !page.FormShown}
	for _, m := range page.Materials {
		if of := item.Materials[m.No-1].For; page.Part && len(of) > 0 {
			out.part = of[0]
		}
	}
	return out, page
}

// Who reads a joint case and which part of it, asked of everybody in the whole country: the departments' own people, those of
// units below, beside and above them, and all others. Twice: while the departments look at their materials, and when they
// have been heard.
// covers S02, S35
func TestEverybodysSightOfAJointCase(t *testing.T) {
	o := openOffice(t)
	id := o.jointly()
	item, _ := o.places.Catalogue().Find("completion-joint-acceptance")
	places, err := directory.Shipped()
	require.NoError(t, err)
	lead, _ := places.Units.Find(works)
	everybody := func(t *testing.T, r reader) {
		seen := map[string]int{}
		for _, post := range places.Posts {
			r.role, r.account = post.Role, accountOf(post.ID)
			r.unit, _ = places.Units.Find(post.Unit)
			got, page := o.shown(t, r.account, id, item)
			require.Equal(t, r.sees(), got, "%s of %s", r.role, r.unit.ID)
			o.keepsTo(t, r, page, item)
			seen[r.nearness(places)]++
		}
		for _, near := range []string{"lead", "own", "below", "beside", "above", "elsewhere"} {
			require.NotZero(t, seen[near], near)
		}
	}
	r := reader{
		lead: lead, above: places.Units.Above(works), waits: "window_clerk",
		kinds: map[string]string{"dg-zrzyj": "natural_resources", "dg-cgj": "urban_management", "dg-swj": "water"},
	}
	t.Run("while they look at their materials", func(t *testing.T) { everybody(t, r) })

	for who, said := range map[string]CaseCommand{
		planner: {Step: "check-planning", Materials: state(state(nil, 4, "received"), 5, "shared"), Reason: "规划无异议"},
		sweeper: {Step: "check-sanitation", Materials: state(nil, 6, "received"), Reason: "环卫无异议"},
		water:   {Step: "check-water", Materials: state(nil, 7, "received"), Reason: "排水无异议"},
	} {
		o.do(who, id, models.Contribute, said).is(200)
	}
	r.heard = map[string]string{"natural_resources": planner, "urban_management": sweeper, "water": water}
	t.Run("when they have been heard", func(t *testing.T) { everybody(t, r) })
}

// nearness is where the reader stands to the co-departments.
func (r reader) nearness(places *directory.Directory) string {
	if r.unit.ID == works {
		return "lead"
	}
	if _, own := r.kinds[r.unit.ID]; own {
		return "own"
	}
	for id := range r.kinds {
		department, _ := places.Units.Find(id)
		switch {
		case slices.Contains(places.Units.Above(r.unit.ID), id):
			return "below"
		case slices.Contains(places.Units.Above(id), r.unit.ID):
			return "above"
		case r.unit.Division == department.Division:
			return "beside"
		}
	}
	return "elsewhere"
}

// keepsTo requires that a page shows, of a part, what concerns that department and nothing of the others', also in the list
// of files and in the timeline; and personal things to nobody to whom they are masked.
func (o *office) keepsTo(t *testing.T, r reader, page Case, item *process.Bundle) {
	t.Helper()
	s := r.sees()
	if !s.reads {
		return
	}
	require.Equal(t, s.part != "", page.Part, r.account)
	foreign := func(of []string) bool { return s.part != "" && len(of) > 0 && !slices.Contains(of, s.part) }
	for _, m := range page.Materials {
		require.False(t, foreign(item.Materials[m.No-1].For), "%s sees %s", r.account, m.Name)
	}
	for _, f := range item.Fields {
		require.False(t, page.Form[f.Key] != nil && (s.masked || foreign(f.For)), "%s sees %s", r.account, f.Key)
	}
	var lines LinePage
	o.get(r.account, "/cases/"+page.Row.Id+"/lines").is(200).into(&lines)
	for _, l := range lines.Rows {
		i := item.Procedure.StepIndex(l.Step)
		others := i >= 0 && item.Procedure.Steps[i].Joint && s.part != "" && item.Procedure.Steps[i].Unit != s.part
		require.False(t, (others || s.masked) && l.Text.Reason != "", "%s reads what was said at %s", r.account, l.Step)
		for _, m := range l.Materials {
			require.False(t, foreign(item.Materials[m.No-1].For), "%s reads of material %d at line %d", r.account, m.No, l.N)
		}
	}
	for _, p := range page.Parts {
		require.True(t, s.part == "" || item.Procedure.Steps[item.Procedure.StepIndex(p.Step)].Unit == s.part, "%s reads the part of %s", r.account, p.Step)
	}
}
