package process_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/subsystems"
)

func TestConditionsOfContentRules(t *testing.T) {
	facts := supervision.OnLines()

	t.Run("one that asks for more than facts, loops, converts, searches or never ends is refused", func(t *testing.T) {
		for story, text := range map[string]string{
			"a fact that it may not read":        "line.reason == 'x'",
			"the whole line":                     "line == line",
			"the form":                           "form.name == 'x'",
			"a loop over a list":                 "[1, 2, 3].exists(x, x == 2)",
			"a loop inside a loop":               "[1, 2].all(x, [1, 2].all(y, x == y))",
			"a map":                              "{'a': 1}['a'] == 1",
			"a search with a pattern":            "line.ground.matches('(a+)+$')",
			"a search":                           "line.ground.contains('a')",
			"the length of a text":               "size(line.ground) > 3",
			"a conversion":                       "string(line.hour) == '9'",
			"the time":                           "timestamp('2026-01-01T00:00:00Z') < timestamp('2027-01-01T00:00:00Z')",
			"a type":                             "type(line.hour) == int",
			"a presence test":                    "has(line.ground)",
			"a dynamic value":                    "dyn(line.hour) == 9",
			"an element of a list":               "[1, 2][0] == 1",
			"a field of something":               "{'a': {'b': 1}}.a.b == 1",
			"no yes or no":                       "line.hour",
			"a text where a number is asked for": "line.ground > 3",
			"no condition at all":                "",
			"a text that goes on and on":         strings.Repeat("line.hour == 9 || ", 60) + "false",
			"texts joined into ever longer ones": "line.ground + line.ground == 'aa'  && size(line.ground + line.ground) > 3",
			"a template for a message":           "cel.bind(x, 1, x == 1)",
		} {
			_, err := process.CompileWhen(text, facts)
			require.Error(t, err, story)
		}
	})

	t.Run("every fact can be read, and nothing is read but what was named", func(t *testing.T) {
		literal := map[supervision.FactType]string{supervision.Flag: "true", supervision.Text: "'a'", supervision.Int: "1"}
		for _, f := range facts {
			c, err := process.CompileWhen(fmt.Sprintf("%s == %s", f.Name, literal[f.Type]), facts)
			require.NoError(t, err, f.Name)
			require.Equal(t, []string{f.Name}, c.Names())
		}
	})

	t.Run("it chooses, compares and looks into a list that is written out", func(t *testing.T) {
		c, err := process.CompileWhen("line.verb in ['refuse', 'decline'] ? !line.reasoned : line.hour - 2 > 20", facts)
		require.NoError(t, err)
		for _, each := range []struct {
			verb     string
			reasoned bool
			hour     int
			want     bool
		}{{"refuse", false, 9, true}, {"refuse", true, 23, false}, {"approve", true, 23, true}, {"approve", false, 9, false}} {
			holds, err := c.Holds(map[string]any{"line.verb": each.verb, "line.reasoned": each.reasoned, "line.hour": each.hour})
			require.NoError(t, err)
			require.Equal(t, each.want, holds)
		}
		_, err = c.Holds(map[string]any{"line.verb": "refuse"})
		require.Error(t, err, "a fact that is not given is no answer")
	})
}

func TestEveryMistakeInAContentRuleIsNamed(t *testing.T) {
	const good = "{code: X1, name: 甲, name_en: x, class: certain, on: [refuse], when: {red: \"!line.reasoned\"}}"
	rules := func(rule string) string {
		text := string(shippedRules(t))
		return strings.Replace(text, "  - {code: R-S3,", "  - "+rule+"\n  - {code: R-S3,", 1)
	}
	_, err := process.ParseRules("x", []byte(rules(good)))
	require.NoError(t, err)
	for _, each := range []struct{ story, from, to, fault string }{
		{"a clock and an act", "class:", "clock: decision, class:", "clock_and_act"},
		{"an act that no case knows", "[refuse]", "[open_card]", "unknown_act"},
		{"what a subject does by itself", "[refuse]", "[deem_accepted]", "unknown_act"},
		{"no act", "on: [refuse],", "", "missing"},
		{"no condition", ", when: {red: \"!line.reasoned\"}", "", "missing"},
		{"a suspicion that would issue a card", "certain", "suspicion", "suspicion_issues"},
		{"a certainty that would open a lead", "red:", "lead:", "certain_lead"},
		{"a class that is not known", "certain", "perhaps", "unknown_class"},
		{"a condition that is none", "!line.reasoned", "line.reason", "condition"},
		{"acts and publications", "[refuse]", "[refuse, publish_bundle]", "unknown_act"},
		{"a fact of items in a rule over acts", "!line.reasoned", "item.first", "condition"},
	} {
		t.Run(each.story, func(t *testing.T) {
			_, err := process.ParseRules("x", []byte(rules(strings.Replace(good, each.from, each.to, 1))))
			require.ErrorContains(t, err, each.fault)
		})
	}
}

func TestEveryMistakeInAnAnalysisIsNamed(t *testing.T) {
	const good = `{"version": "1", "from": "2020-01-01", "rules": [{"code": "A04", "name": "甲", "name_en": "x", "measure": "fast", "when": "cases > 1.0"}]}`
	_, err := process.ParseAnalysis("x", []byte(good))
	require.NoError(t, err)
	for from, to := range map[string]string{
		`"version": "1"`: `"version": ""`, `"fast"`: `"slow"`, "cases >": "hits >", "cases > 1.0": "cases", `"code": "A04"`: `"code": ""`,
		`"measure"`: `"mesure"`, "> 1.0": "in [1.0].map(x, x)",
	} {
		_, err := process.ParseAnalysis("x", []byte(strings.Replace(good, from, to, 1)))
		require.Error(t, err, "%s → %s", from, to)
	}
}

func shippedRules(t *testing.T) []byte {
	t.Helper()
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/rules/2026-01.yaml")
	require.NoError(t, err)
	return text
}

func TestTheShippedAnalysisCanAct(t *testing.T) {
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/analysis/2026-01.yaml")
	require.NoError(t, err)
	a, err := process.ParseAnalysis("2026-01.yaml", text)
	require.NoError(t, err)
	for _, code := range []string{"A04", "A05", "A06", "A11", "A12", "A14"} {
		_, known := a.Rule(code)
		require.True(t, known, code)
	}
}
