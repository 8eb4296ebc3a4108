package process_test

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/subsystems"
)

// anyRule is the number of a rule in the shipped file, which grows.
var anyRule = regexp.MustCompile(`^/rules/\d+`)

// TestEveryMistakeInARuleSetIsNamed shows that rules which could not act, or would do what the law does not, are refused.
func TestEveryMistakeInARuleSetIsNamed(t *testing.T) {
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/rules/2026-01.yaml")
	require.NoError(t, err)
	_, err = process.ParseRules("rules.yaml", text)
	require.NoError(t, err)

	for _, m := range []struct{ name, from, to, fault string }{
		{"no version", `version: "2026.1"`, `version: ""`, "/version missing"},
		{"no effective date", "from: \"2020-01-01\"\n", "", "/from missing"},
		{"no time to answer a card", "feedback: {n: 5, unit: workday}", "feedback: {n: 0, unit: moon}", "/feedback not_limit"},
		{"no rules at all", "rules:\n", "rules: []\nother:\n", "/other unknown_key"},
		{"a rule twice", "code: R-T2", "code: R-T1", "/rules/1/code rule_twice"},
		{"a rule without a code", "code: R-T2", `code: ""`, "/rules/1/code rule_twice"},
		{"a clock that no subject has", "clock: step", "clock: sundial", "/rules/1/clock unknown_clock"},
		{"a rule that never speaks", ", warning: share(20%), yellow: past, red: times(2)}", "}", "/rules/1 rule_silent"},
		{"a threshold that nobody can compute", "share(20%)", "share(lots)", "/rules/0/warning unreadable"},
		{"an effect without its instant", "at: past, effect: lapse", "warning: past, effect: lapse", "/rules/8/effect effect_without_instant"},
		{"an instant without its effect", "at: past, effect: lapse", "at: past", "/rules/8/effect effect_without_instant"},
		{"an effect that the law does not know", "effect: lapse", "effect: approve", "/rules/8/effect unlawful_effect"},
		{"silence as acceptance of a decision (K02)", "clock: acceptance, at: past, effect: deem_accepted", "clock: decision, at: past, effect: deem_accepted", "/rules/7/effect unlawful_effect"},
		{"nobody told of a warning", "warning: [handler, window]", "warning: []", "/tell/warning nobody_told"},
		{"a recipient with a slip of the pen", "yellow: [handler, unit_head, contact]", "yellow: [handler, unit_haed]", "/tell/yellow/1 unknown_recipient"},
		{"a rung that tells nobody", "tell: [organ], unanswered: 2", "tell: [], unanswered: 2", "/yellow/1/tell nobody_told"},
		{"a rung with an unknown recipient", "tell: [organ_leader]", "tell: [emperor]", "/red/0/tell/0 unknown_recipient"},
		{"a rung that waits for nothing", "tell: [organ], unanswered: 2", "tell: [organ], unopened: 2", "/yellow/1 cannot_climb"},
		{"a rung above the top", "tell: [organ_leader], unanswered: 3", "tell: [organ_leader], unanswered: 3, tiers: true", "/red/0 above_the_top"},
		{"a way of issuing that nobody knows", "name_en: step time, clock: step,", "name_en: step time, clock: step, issue: by_post,", "/rules/1/issue unknown_issue"},
		{"a rule that speaks to nobody", "clock: appeal, to: supervisor", "clock: appeal, to: emperor", "/rules/12/to unknown_recipient"},
		{"nobody told of a supervisor's lateness", "oversight: [body, organ]", "oversight: []", "/tell/oversight nobody_told"},
		{"a time to correct that cannot be counted", "correction: {yellow: {n: 3, unit: workday}", "correction: {yellow: {n: 3, unit: moon}", "/life/correction/yellow not_limit"},
		{"an appeal that nobody must decide", "decide: {n: 10, unit: workday}, ", "", "/life/appeal/decide missing"},
		{"a key nobody knows", "feedback: {", "feetback: {", "/feetback unknown_key"},
	} {
		t.Run(m.name, func(t *testing.T) {
			wrong := strings.Replace(string(text), m.from, m.to, 1)
			require.NotEqual(t, string(text), wrong)
			_, err := process.ParseRules("rules.yaml", []byte(wrong))
			require.Error(t, err)
			var refusal *models.Error
			require.True(t, errors.As(err, &refusal))
			require.Len(t, refusal.Faults, 1, "%v", refusal)
			place, rule, _ := strings.Cut(m.fault, " ")
			at, line, _ := strings.Cut(refusal.Faults[0].Field, ", line ")
			require.Equal(t, anyRule.ReplaceAllString(place, "/rules/n"), anyRule.ReplaceAllString(at, "/rules/n"))
			n, err := strconv.Atoi(line)
			require.NoError(t, err)
			if m.to != "" && place != "/feedback" && place != "/from" {
				require.Contains(t, strings.Join(strings.Split(wrong, "\n")[max(0, n-2):n], "\n"), strings.TrimSpace(strings.Split(m.to, "\n")[0]))
			}
			require.Equal(t, rule, refusal.Faults[0].Rule)
			for _, language := range []string{"zh", "en"} {
				require.NotContains(t, process.Sentence(refusal.Faults[0], language), rule+" ", "it has its words")
			}
		})
	}

	t.Run("all of them at once", func(t *testing.T) {
		_, err := process.ParseRules("rules.yaml", []byte("version: x\nfrom: \"2026-01-01\"\nrules: [{code: A, clock: sundial}]\n"))
		for _, fault := range []string{"/feedback", "/rules/0/clock", "/rules/0, line 3 rule_silent", "/tell/warning", "/tell/yellow", "/tell/red"} {
			require.ErrorContains(t, err, fault)
		}
	})
}
