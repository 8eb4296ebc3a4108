package process_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
	"mingcha/policies/subsystems"
)

// office is a directory with the roles and kinds of unit that the items use.
type office struct{}

var (
	roles = []string{"window_clerk", "handler", "co_handler", "reviewer", "approver", "department_head", "delivery_clerk"}
	units = []string{
		"agriculture", "civil_affairs", "culture_tourism", "development_reform", "ecology", "education", "emergency",
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

func TestAll(t *testing.T) {
	c := published(t)
	require.Len(t, c.All(), 51)
}
