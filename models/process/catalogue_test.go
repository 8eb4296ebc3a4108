package process_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/policies/subsystems"
)

// office is a directory with the roles and kinds of unit that the items use.
type office struct{}

var (
	roles = []string{"window_clerk", "handler", "co_handler", "reviewer", "approver", "department_head", "delivery_clerk", "leader"}
	units = []string{
		"accountability_office", "agriculture", "civil_affairs", "culture_tourism", "development_reform", "ecology", "education", "emergency",
		"fire_rescue", "forestry", "health", "housing_construction", "housing_fund", "human_resources",
		"market_regulation", "natural_resources", "press_film", "public_security", "social_insurance_agency",
		"town_government", "traffic_police", "transport", "urban_management", "water",
	}
)

func (office) RoleExists(role string) bool     { return slices.Contains(roles, role) }
func (office) UnitKindExists(kind string) bool { return slices.Contains(units, kind) }

func published(t testing.TB) *process.Catalogue {
	c, err := process.LoadAll(subsystems.Files, office{})
	require.NoError(t, err)
	return c
}

func item(t testing.TB, id string) *process.Bundle {
	b, found := published(t).Find(id)
	require.True(t, found, id)
	return b
}

func TestAllItemsOfTheCatalogueArePublished(t *testing.T) { // covers S31
	all, quickest := published(t).All(), time.Hour
	for range 3 { // the machine may be busy with something else
		began := time.Now()
		published(t)
		quickest = min(quickest, time.Since(began))
	}
	require.Less(t, quickest, time.Second, "compiling all items is quick")
	kinds := map[string]int{}
	for _, b := range all {
		kinds[b.Guide.Kind]++
	}
	require.Equal(t, map[string]int{"01": 40, "05": 2, "07": 6, "10": 1, "20": 4}, kinds, "permits, payments, confirmations, other powers, services")
}

func TestTheProceduresAreThoseOfTheRecord(t *testing.T) { // covers S32
	var drawn strings.Builder
	for _, b := range published(t).All() {
		fmt.Fprintf(&drawn, "%s: %s\n", b.Procedure.Item, draw(b.Procedure))
	}
	golden, err := os.ReadFile("testdata/procedures.golden")
	require.NoError(t, err)
	require.Equal(t, string(golden), drawn.String())
}

// draw writes steps that wait for the same as one group.
func draw(p models.Procedure) string {
	var groups []string
	for i, s := range p.Steps {
		name := s.Key
		if s.Unit != "" {
			name += "@" + s.Unit
		}
		if s.When != "" {
			name += "?"
		}
		if i > 0 && slices.Equal(s.After, p.Steps[i-1].After) {
			groups[len(groups)-1] += " | " + name
			continue
		}
		groups = append(groups, name)
	}
	return fmt.Sprintf("%d: %s", len(p.Steps), strings.Join(groups, " > "))
}

func TestCoDepartmentsAreAskedAtOnceAndJoin(t *testing.T) { // covers S35 (parallel block)
	p := item(t, "school-bus").Procedure
	review, police, transport, audit := p.StepIndex("review"), p.StepIndex("consult-traffic-police"), p.StepIndex("consult-transport"), p.StepIndex("audit")
	require.Equal(t, []int{review}, p.Steps[police].After)
	require.Equal(t, []int{review}, p.Steps[transport].After)
	require.Equal(t, []int{police, transport}, p.Steps[audit].After)
	require.Equal(t, "traffic_police", p.Steps[police].Unit)
	require.Equal(t, "transport", p.Steps[transport].Unit)
}

func TestBranchesOfSeveralStepsAndNestedBlocksAreFlattened(t *testing.T) { // covers S35 (parallel block)
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	longer := strings.Replace(string(text), "limit: 3 working_day\n", "limit: 4 working_day\n", 1)
	nested := strings.Replace(longer, "          - - {key: police,", `          - - parallel:
                - - {key: water, name: 水务意见, name_en: Water, kind: consult, role: handler, limit: 0.5 working_day}
                - - {key: trees, name: 园林意见, name_en: Trees, kind: consult, role: handler, limit: 0.5 working_day}
            - {key: police,`, 1)
	src, err := process.Parse("nested.yaml", []byte(nested))
	require.NoError(t, err)
	b, err := process.Compile(src, office{}, defaults(t))
	require.NoError(t, err)
	after := map[string][]string{}
	for _, s := range b.Procedure.Steps {
		for _, prior := range s.After {
			after[s.Key] = append(after[s.Key], b.Procedure.Steps[prior].Key)
		}
	}
	require.Equal(t, map[string][]string{
		"review": {"accept"}, "onsite": {"review"}, "water": {"accept"}, "trees": {"accept"}, "police": {"water", "trees"},
		"audit": {"onsite", "police"}, "decide": {"audit"}, "licence": {"decide"}, "deliver": {"licence"},
	}, after)
}

func defaults(t testing.TB) process.Source {
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/defaults.yaml")
	require.NoError(t, err)
	src, err := process.Parse("defaults.yaml", text)
	require.NoError(t, err)
	return src
}

func TestEveryStepNamesWhoDoesItAndFourEyesHoldInEveryItem(t *testing.T) { // covers S33
	for _, b := range published(t).All() {
		p := b.Procedure
		for i, s := range p.Steps {
			if s.Kind == models.ServiceStep {
				continue
			}
			require.NotEmpty(t, s.Role, "%s %s", p.Item, s.Key)
			for j, other := range p.Steps[:i] {
				if other.Kind == models.ForwardStep {
					continue // done in the town, which decides nothing
				}
				apart := slices.Contains(s.SeparateFrom, j)
				if s.Role == "reviewer" && other.Role == "handler" && other.Unit == "" ||
					s.Role == "approver" && slices.Contains([]string{"handler", "reviewer", "window_clerk"}, other.Role) && other.Unit == "" {
					require.True(t, apart, "A07: %s: %s and %s are two people", p.Item, other.Key, s.Key)
				}
			}
		}
	}
}

func TestLimitsComeFromTheItemAndFromWhatAllItemsShare(t *testing.T) {
	day := func(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitWorkday} }
	food := item(t, "food-business-catering").Procedure
	require.Equal(t, day(7), food.Promised)
	require.Equal(t, day(20), food.Statutory)
	require.Equal(t, &models.ExtensionRule{N: 10, Role: "department_head", Times: 1}, food.Extension, "K04")
	require.Equal(t, day(5), food.Acceptance, "K02")
	require.Equal(t, day(10), food.Delivery, "K07")
	require.Equal(t, day(10), food.Supplement)
	require.Equal(t, day(2), food.Prereview, "R-T5")
	require.True(t, food.Deemed, "K02")

	construction := item(t, "construction-permit").Procedure
	require.Equal(t, models.FromReceipt, construction.ClockStart)
	require.Equal(t, clock.Limit{N: 7, Unit: clock.UnitDay}, construction.Statutory)
	require.Equal(t, clock.Limit{N: 210, Unit: clock.UnitWorkminute}, construction.Steps[0].Limit, "half a working day")

	require.Equal(t, clock.Limit{N: 3, Unit: clock.UnitDay}, item(t, "pollutant-discharge-simple").Procedure.Acceptance, "shorter than K02")
	require.Equal(t, clock.Limit{N: 3, Unit: clock.UnitMonth}, item(t, "private-school").Procedure.Statutory)
	require.Equal(t, day(1), item(t, "marriage-registration").Procedure.Statutory, "on the spot")
	relief := item(t, "temporary-relief")
	require.Equal(t, relief.Procedure.Promised, relief.Procedure.Statutory, "no law sets a number: the promise is the last word")
	require.Zero(t, relief.Guide.Limits.Statutory)
}

func TestTheGuideTellsAllThatAnApplicantMustKnow(t *testing.T) { // covers S32, S90, S93
	for _, b := range published(t).All() {
		g := b.Guide
		if g.Internal {
			continue // nobody applies for it
		}
		require.NotEmpty(t, g.Basis, "%s: legal basis", g.Item)
		require.NotEmpty(t, g.Conditions, "%s: conditions", g.Item)
		require.NotEmpty(t, b.Materials, "%s: materials", g.Item)
		require.NotEmpty(t, b.Fields, "%s: form", g.Item)
		require.NotEmpty(t, b.ResultDocument.Name, "%s: result", g.Item)
		require.NotEmpty(t, g.LifeEvents, "%s: life events", g.Item)
		require.NotEmpty(t, g.Unit.Name, "%s: unit", g.Item)
		require.Len(t, g.Steps, len(b.Procedure.Steps), "%s: the procedure can be drawn", g.Item)
		for i, m := range b.Materials {
			require.Equal(t, i+1, m.No)
			require.Equal(t, m.Required && m.Brought(), slices.Contains(b.Procedure.Required, m.No))
		}
	}
}

func TestFormsCanBeDownloadedWhereTheApplicantHandsInAForm(t *testing.T) { // covers S93
	forms := 0
	for _, m := range item(t, "homestead").Materials {
		if m.Template != "" {
			forms++
		}
	}
	require.Equal(t, 2, forms, "application and commitment")
}

func TestAFolderWithFaultsNamesThemAll(t *testing.T) {
	files := fstest.MapFS{
		"x/defaults.yaml":  {Data: []byte("limits: {acceptance: 5 working_day}")},
		"x/items/one.yaml": {Data: []byte("item: two\nwrong: 1\n")},
		"x/items/two.yaml": {Data: []byte("item: [")},
	}
	_, err := process.LoadAll(files, office{})
	require.ErrorContains(t, err, "x/items/one.yaml:2 unknown_key wrong")
	require.ErrorContains(t, err, "x/items/two.yaml cannot be published: x/items/two.yaml:")
	small, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	shared, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/defaults.yaml")
	require.NoError(t, err)
	_, err = process.LoadAll(fstest.MapFS{"x/defaults.yaml": {Data: shared}, "x/items/other.yaml": {Data: small}}, office{})
	require.ErrorContains(t, err, "x/items/other.yaml:1 file_name street-stall")
	delete(files, "x/defaults.yaml")
	_, err = process.LoadAll(files, office{})
	require.ErrorContains(t, err, "read service item")
}
