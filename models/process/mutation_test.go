package process

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// hall is a directory with few roles and units, in which nobody of the traffic police approves.
type hall struct{}

func (hall) RoleExists(role string) bool {
	return slices.Contains([]string{"window_clerk", "handler", "co_handler", "reviewer", "approver", "department_head", "delivery_clerk"}, role)
}

func (hall) UnitKindExists(kind string) bool {
	return slices.Contains([]string{"urban_management", "traffic_police", "water"}, kind)
}

func (hall) PostExists(kind, role string) bool {
	return (kind != "traffic_police" || role != "approver") && (kind != "urban_management" || role != "co_handler")
}

const shared = `limits: {acceptance: 5 working_day, delivery: 10 working_day, supplement: 10 working_day, prereview: 2 working_day}`

func small(t testing.TB) string {
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	return string(text)
}

func compileText(text string) (*Bundle, error) {
	src, err := Parse("stall.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	defaults, err := Parse("defaults.yaml", []byte(shared))
	if err != nil {
		return nil, err
	}
	return Compile(src, hall{}, defaults)
}

// mutation is one mistake in an otherwise sound item, and what is said of it.
type mutation struct{ says, old, new, want string }

// in makes the mistake. Without old, new is the whole text.
func (m mutation) in(t *testing.T, text string) string {
	if m.old == "" {
		return m.new
	}
	require.Equal(t, 1, strings.Count(text, m.old), "the mistake has one place")
	return strings.Replace(text, m.old, m.new, 1)
}

func TestEveryMistakeInAnItemIsNamedWithItsLine(t *testing.T) { // covers S32
	text := small(t)
	_, err := compileText(text)
	require.NoError(t, err, "the item without a mistake")
	told := map[string]bool{}
	for _, m := range slices.Concat(mistakesOfForm, mistakesOfContent, mistakesOfFlow, mistakesOfFields, mistakesOfJoint, loneMistakes(text), wholeMistakes(text)) {
		t.Run(m.says, func(t *testing.T) {
			_, err := compileText(m.in(t, text))
			var refused *models.Error
			require.True(t, errors.As(err, &refused), "refused with faults")
			require.Equal(t, "stall.yaml cannot be published: "+m.want, err.Error())
			for _, f := range refused.Faults {
				told[f.Rule] = true
				require.NotEqual(t, strings.TrimSpace(f.Rule+" "+f.Detail), Sentence(f, "en"), "the rule has a sentence")
				require.NotEqual(t, Sentence(f, "zh"), Sentence(f, "en"))
			}
		})
	}
	for rule := range itemSentences {
		if rule != "file_name" { // found when a folder is read
			require.True(t, told[rule], "no mistake shows the rule %s", rule)
		}
	}
}
