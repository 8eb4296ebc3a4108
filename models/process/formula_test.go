package process_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/models/score"
	"mingcha/policies/subsystems"
)

// covers S98
func TestAFormulaComputesWithBaseNumbersAndNothingElse(t *testing.T) {
	names := []string{"closed", "closed_in_time", "reds"}
	numbers := map[string]float64{"closed": 8, "closed_in_time": 6, "reds": 2}
	for text, want := range map[string]float64{
		"closed_in_time / closed":                          0.75,
		"1.0 - closed_in_time / closed":                    0.25,
		"(3.0 * reds + 1.0) * 100.0 / closed":              87.5,
		"floor(closed_in_time * 10.0 / closed)":            7,
		"closed > 7 && reds == 2.0 ? 1.5 : 0.0":            1.5,
		"-reds":                                            -2,
		"floor(-0.5)":                                      -1,
		"closed_in_time > closed ? closed : closed - reds": 6,
	} {
		f, err := process.CompileFormula(text, names)
		require.NoError(t, err, text)
		got, err := f.Value(numbers)
		require.NoError(t, err, text)
		require.InDelta(t, want, got, 1e-12, text)
	}

	t.Run("what cannot be divided is not a number, and no error", func(t *testing.T) {
		f, err := process.CompileFormula("closed_in_time / closed", names)
		require.NoError(t, err)
		got, err := f.Value(map[string]float64{"closed": 0, "closed_in_time": 0})
		require.NoError(t, err)
		require.True(t, math.IsNaN(got))
	})

	t.Run("it knows what it uses", func(t *testing.T) {
		f, err := process.CompileFormula("reds + closed / closed + floor(2.5)", names)
		require.NoError(t, err)
		require.Equal(t, []string{"closed", "reds"}, f.Names())
		_, err = f.Value(map[string]float64{"closed": 1})
		require.ErrorContains(t, err, "reds")
	})
}

// covers S98: a hostile formula cannot loop, allocate without limit or read anything.
func TestAHostileFormulaIsRefusedWhenItIsRead(t *testing.T) {
	list := "[1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0,9.0]"
	for name, text := range map[string]string{
		"no number":             "closed > 1.0",
		"a text":                `"closed"`,
		"a whole number":        "1 + 2",
		"an unknown name":       "opened / closed",
		"a loop":                list + ".map(a, a).size() > 0 ? 1.0 : 0.0",
		"loops in loops":        list + ".all(a, " + list + ".all(b, a > b)) ? 1.0 : 0.0",
		"a clock":               `double(now())`,
		"a file":                `read("/etc/passwd")`,
		"too long":              "1.0" + strings.Repeat(" + 1.0", 200),
		"too deep":              strings.Repeat("(", 300) + "1.0" + strings.Repeat(")", 300),
		"a text without limits": `double(size("a" + "b".replace("b", string(closed)))) `,
		"nothing":               "",
		"half a formula":        "closed /",
		"many searches":         `"a".matches("(a+)+$") ? 1.0 : "a".matches("[") ? 1.0 : 0.0`,
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			f, err := process.CompileFormula(text, []string{"closed"})
			if err == nil {
				_, err = f.Value(map[string]float64{"closed": 1})
			}
			require.Error(t, err)
			require.Less(t, time.Since(began), 500*time.Millisecond)
		})
	}
}

func schemeText(t *testing.T) string {
	t.Helper()
	text, err := subsystems.Files.ReadFile(subsystems.AdministrativeApproval + "/scores/2026-01.yaml")
	require.NoError(t, err)
	return string(text)
}

// covers S98: the published heads are a hundred, the default indicators are all there, speed is off.
func TestTheShippedSchemeIsThePublishedOne(t *testing.T) {
	s, err := process.ParseScheme("2026-01.yaml", []byte(schemeText(t)))
	require.NoError(t, err)
	weights := map[string]float64{}
	for _, h := range s.Heads {
		weights[h.Code] = h.Weight
	}
	require.Equal(t, map[string]float64{
		"openness": 10, "process": 14, "time": 14, "fees": 8, "survey": 10, "attitude": 10, "inspection": 14, "responsibility": 10, "clean": 10,
	}, weights)
	codes := map[string]score.Indicator{}
	for _, i := range s.Indicators {
		codes[i.Code] = i
	}
	for _, code := range []string{
		"on_time", "lawful_time", "early", "close", "time_ratio", "one_notice", "refusal_reason", "card_density", "feedback_in_time",
		"satisfaction", "bad_review_rectified", "complaints", "data_quality", "disclosure",
	} {
		require.Contains(t, codes, code)
	}
	require.Equal(t, score.Sample{Number: "closed", Least: 30}, s.Sample)
	for _, code := range []string{"early_bonus", "promise_bonus"} {
		require.False(t, s.On(codes[code]), "%s is off", code)
	}
	var points []float64
	for _, r := range codes["sanctions"].Reasons {
		points = append(points, r.Points)
	}
	require.Equal(t, []float64{10, 15, 20, 30, 40, 50}, points)
}

// covers S98
func TestEveryMistakeInASchemeIsNamedWithItsPlace(t *testing.T) {
	text := schemeText(t)
	for _, m := range []struct{ name, from, to, fault string }{
		{"no version", `version: "2026.1"`, `version: ""`, "/version missing"},
		{"no effective date", "from: \"2026-01-01\"\n", "", "/from missing"},
		{"heads that are not a hundred", "class: openness, weight: 10", "class: openness, weight: 11", "/heads not_hundred"},
		{"a head twice", "class: clean, weight: 10}", "class: clean, weight: 5}\n  - {code: responsibility, name_zh: 责任, name_en: again, class: clean, weight: 5}", "/heads/9/code code_twice"},
		{"a head without a class", "class: openness", `class: ""`, "/heads/0/class missing"},
		{"a sample that nothing counts", "number: closed, least", "number: opened, least", "/sample/number unknown_number"},
		{"a number that counts nothing", "name_en: closed, of: decided", "name_en: closed, of: stars", "/numbers/0/of unknown_count"},
		{"a condition that cases do not have", "where: [early]", "where: [yellow]", "/numbers/3/where/0 unknown_word"},
		{"a number twice", "  - {name: warnings,", "  - {name: reds, name_zh: 红, name_en: red, of: cards}\n  - {name: warnings,", "/numbers/39/name code_twice"},
		{"days of cards", "rules: [R-P, ", "sum: used_workdays, rules: [R-P, ", "/numbers/22/sum unknown_sum"},
		{"cases of a rule", "of: decided, where: [early]", "of: decided, rules: [R-T], where: [early]", "/numbers/3/rules no_rules"},
		{"cases of a rolling year", "of: decided, where: [early]", "of: decided, over: year, where: [early]", "/numbers/3/over unknown_span"},
		{"cards in a row", "where: [warning, not self_corrected, not superseded]}", "where: [warning], in_row: 3}", "/numbers/34/in_row not_in_row"},
		{"a formula over what nobody counts", "closed_in_time / closed_promised", "closed_in_time / opened", "/indicators/4/formula formula"},
		{"a formula without an end", "closed_in_time / closed_promised", "closed_in_time /", "/indicators/4/formula formula"},
		{"a formula and an entry", "formula: closed_in_time / closed_promised", "{both}", "/indicators/4 formula_or_manual"},
		{"clamps the wrong way round", "code: early, name_zh: 提前办结率, name_en: early rate, kind: shown, head: time, formula: closed_early / closed_promised, min: 0, max: 1", "code: early, name_zh: 提前办结率, name_en: early rate, kind: shown, head: time, formula: closed_early / closed_promised, min: 1, max: 0", "/indicators/8/max clamp"},
		{"a direction to the side", "weight: 10, manual: true, min: 0, max: 1, direction: up}\n  # Process", "weight: 10, manual: true, min: 0, max: 1, direction: left}\n  # Process", "/indicators/0/direction unknown_direction"},
		{"a head that does not exist", "head: survey\n    weight: 10", "head: moon\n    weight: 10", "/indicators/12/head unknown_head"},
		{"more weight than the head has", "head: survey\n    weight: 10", "head: survey\n    weight: 10.5", "/heads/4/weight shares_above_head"},
		{"a switch that does not exist", "switch: speed\n    formula: floor", "switch: spede\n    formula: floor", "/indicators/23/switch unknown_switch"},
		{"a sanction without points", "name_en: demerit, points: 15", "name_en: demerit, points: 0", "/indicators/22/reasons/1/points not_positive"},
		{"accountability before the admonition", "accountability_yellow: 5", "accountability_yellow: 2", "/counters counters"},
		{"a counter of the month", "reds: year_reds", "reds: reds", "/counters/reds unknown_number"},
		{"a factor of nothing", "kinds: {}", "kinds: {finance: 0}", "/factors/kinds/finance factor"},
		{"a key nobody knows", "constants:", "constance:", "/constance unknown_key"},
	} {
		t.Run(m.name, func(t *testing.T) {
			to := m.to
			if to == "{both}" {
				to = m.from + "\n    manual: true"
			}
			wrong := strings.Replace(text, m.from, to, 1)
			require.True(t, text != wrong)
			_, err := process.ParseScheme("x.yaml", []byte(wrong))
			require.Error(t, err)
			if m.fault == "" {
				return // what cannot even be read names its place itself
			}
			var refusal *models.Error
			require.True(t, errors.As(err, &refusal))
			require.Len(t, refusal.Faults, 1, "%v", refusal)
			place, rule, _ := strings.Cut(m.fault, " ")
			field, line, located := strings.Cut(refusal.Faults[0].Field, ", line ")
			require.Equal(t, place, field)
			require.True(t, located, "and with its line: %s", line)
			require.Equal(t, rule, refusal.Faults[0].Rule)
			for _, language := range []string{"zh", "en"} {
				require.NotContains(t, process.Sentence(refusal.Faults[0], language), rule+" ", "it has its words")
			}
		})
	}

	t.Run("all of them at once", func(t *testing.T) {
		_, err := process.ParseScheme("x.yaml", []byte("heads: [{code: a}]\nnumbers: [{of: stars}]\nindicators: [{code: b}]\n"))
		for _, fault := range []string{"/version", "/from", "/heads, line 1 not_hundred", "/numbers/0/of", "/indicators/0/kind", "/sample", "/counters"} {
			require.ErrorContains(t, err, fault)
		}
	})
}
