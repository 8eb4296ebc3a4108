package activities_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/activities/officetest"
	"mingcha/models"
)

func (d *desk) told(kind string) []string {
	var out []string
	for _, n := range d.office.Notices() {
		if n.Kind == kind {
			out = append(out, n.Account)
		}
	}
	slices.Sort(out)
	return out
}

func TestRecipients(t *testing.T) {
	t.Run("a warning goes to the handlers and the window, yellow adds head and contact, red adds leaders and supervision", func(t *testing.T) {
		d := accepted(t)
		d.wakes(midnight(3))
		require.Equal(t, []string{"li", "liu", "wang"}, d.told("warning"))
		d.wakes(midnight(4))
		require.Equal(t, []string{"li", "liu", "zhao", "zhou"}, d.told("yellow"))
		d.wakes(midnight(6))
		require.Equal(t, []string{"chen", "han", "li", "liu", "sun", "tang", "wang", "zhao", "zhou"}, d.told("red"))
	})

	t.Run("once somebody holds the file the handler is that person, also on the evidence", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Claim, step("review"))
		d.wakes(midnight(4))
		require.Equal(t, []string{"li", "wang"}, d.told("warning"))
		require.Equal(t, "li", d.card("R-T2", models.Yellow).Holder)
	})

	t.Run("each is told once however often the case is looked at, and nobody twice for two offices", func(t *testing.T) {
		d := accepted(t)
		d.office.Staff["bureau/window_clerk"] = []string{"li"}
		for range 3 {
			d.wakes(midnight(3).Add(hour))
		}
		require.Equal(t, []string{"li", "liu"}, d.told("warning"))
		ids := map[string]bool{}
		for _, n := range d.office.Notices() {
			require.False(t, ids[n.ID])
			ids[n.ID] = true
		}
	})

	// pain 22
	t.Run("an urge reaches who has the file, an override also the head, a new task its new holder", func(t *testing.T) {
		d := accepted(t)
		d.does(li, models.Claim, step("review"))
		d.does(applicant, models.Urge, models.Facts{})
		require.Equal(t, []string{"li"}, d.told("urge"))
		d.does(han, models.DemandExplanation, grave(""))
		require.Equal(t, []string{"li", "zhou"}, d.told("override"))
		d.does(han, models.Reassign, grave("review"))
		require.Equal(t, []string{"liu"}, d.told("assigned"))
		require.Equal(t, []string{"li", "li", "zhou", "zhou"}, d.told("override"))
	})
}

func TestVacancy(t *testing.T) {
	t.Run("a step that nobody can do is an incident, not an approval, and is settled when somebody is appointed", func(t *testing.T) {
		d := accepted(t)
		d.office.Staff["bureau/reviewer"] = nil
		d.does(li, models.Approve, step("review"))
		require.Equal(t, []string{"audit"}, open(d))
		require.Equal(t, "raise_incident", d.verbs()[3])
		require.True(t, d.row().Incident)
		raised := d.incidents()
		require.Len(t, raised, 1)
		require.Equal(t, "empty_participant/c1/audit/1", raised[0].ID)
		require.Equal(t, "bureau", raised[0].Unit)
		require.Equal(t, "zhou", raised[0].Holder)
		require.Equal(t, []string{"zhou"}, d.told("incident"))
		require.True(t, raised[0].Due.Equal(midnight(3)), "it passes on at the end of the next working day")
		d.does(applicant, models.Urge, models.Facts{})
		require.Len(t, d.incidents(), 1, "it is raised once")
		require.True(t, d.row().Incident)
		d.office.Staff["bureau/reviewer"] = []string{"zhao"}
		d.now = d.now.Add(hour)
		d.does(zhao, models.Approve, step("audit"))
		settled := d.incidents()[1]
		require.Equal(t, raised[0].ID, settled.ID)
		require.True(t, raised[0].Raised.Equal(settled.Raised))
		require.NotNil(t, settled.Settled)
		require.False(t, d.row().Incident)
	})

	t.Run("where the unit has no head the next tier's security administrator is answerable, who appoints", func(t *testing.T) {
		d := accepted(t)
		delete(d.office.Staff, "bureau/department_head")
		d.office.Staff["city/security_admin"] = []string{"an", "bai"}
		d.office.Staff["bureau/reviewer"] = nil
		d.does(li, models.Approve, step("review"))
		require.Equal(t, "an", d.incidents()[0].Holder)
		require.Equal(t, 1, d.incidents()[0].Rung)
		require.Equal(t, []string{"an", "bai"}, d.told("incident"))
	})

	t.Run("where nobody is answerable anywhere it is an incident all the same, without a term", func(t *testing.T) {
		d := accepted(t)
		delete(d.office.Staff, "bureau/department_head")
		d.office.Staff["bureau/reviewer"] = nil
		d.does(li, models.Approve, step("review"))
		require.Len(t, d.incidents(), 1)
		require.Empty(t, d.incidents()[0].Holder)
		require.Nil(t, d.incidents()[0].Due)
	})

	t.Run("a step is filled once somebody may do it, and not by whom four eyes bar (A07)", func(t *testing.T) {
		d := accepted(t)
		d.office.Staff["bureau/reviewer"] = nil
		d.does(li, models.Approve, step("review"))
		filled := func(accounts ...string) bool {
			d.office.Staff["bureau/reviewer"] = accounts
			out, err := d.act.Filled(t.Context(), "c1")
			require.NoError(t, err)
			return out
		}
		require.False(t, filled())
		require.False(t, filled("li"))
		require.True(t, filled("li", "zhao"))
		before := len(d.incidents())
		d.turn("c1", nil)
		require.Len(t, d.incidents(), before+1)
		require.NotNil(t, d.incidents()[before].Settled)
		require.Equal(t, []string{"zhou"}, d.told("incident"), "nobody is told of what is over")
		require.False(t, filled("zhao"), "it is settled")
	})

	t.Run("whom four eyes bar is nobody: the only reviewer has handled the case (A07)", func(t *testing.T) {
		d := accepted(t)
		d.office.Staff["bureau/reviewer"] = []string{"li"}
		d.does(li, models.Approve, step("review"))
		require.Contains(t, d.verbs(), "raise_incident")
	})

	t.Run("an incident is over when its step is, or the case", func(t *testing.T) {
		d := accepted(t)
		d.office.Staff["bureau/reviewer"] = nil
		d.does(li, models.Approve, step("review"))
		d.does(applicant, models.Withdraw, models.Facts{})
		require.Equal(t, "settle_incident", d.verbs()[len(d.verbs())-1])
		require.False(t, d.row().Incident)
	})

	t.Run("a shared step seats nobody while too few are appointed, and all of them as soon as enough are", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		p := officetest.Food()
		p.Steps[1].Rule = models.DecisionRule{Kind: models.All, Count: 2}
		d.office.Process = p
		d.c().Bind(p)
		d.office.Staff["bureau/handler"] = []string{"li"}
		d.does(wang, models.Accept, accepting())
		require.Empty(t, d.c().Step("review").Votes)
		require.Equal(t, "no_seat", d.says(li, models.Approve, step("review")).Reason)
		require.True(t, d.row().Incident)
		d.office.Staff["bureau/handler"] = []string{"li", "liu"}
		d.does(li, models.Approve, step("review"))
		require.Equal(t, []models.Vote{{Account: "li", Said: models.Approve}, {Account: "liu"}}, d.c().Step("review").Votes)
		require.False(t, d.row().Incident)
		require.Equal(t, []string{"review"}, open(d))
	})

	t.Run("who has just done the step before gets no seat where four eyes are asked for (A07)", func(t *testing.T) {
		d := openDesk(t, models.WindowChannel)
		p := officetest.Food()
		p.Steps[2].Rule = models.DecisionRule{Kind: models.All}
		d.office.Process = p
		d.c().Bind(p)
		d.office.Staff["bureau/reviewer"] = []string{"li", "zhao"}
		d.does(wang, models.Accept, accepting())
		d.does(li, models.Approve, step("review"))
		require.Equal(t, []models.Vote{{Account: "zhao"}}, d.c().Step("audit").Votes)
	})
}
