package process_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
)

func TestAConditionDecidesWhetherAStepTakesPlace(t *testing.T) {
	fire := item(t, "fire-safety-inspection")
	onsite := fire.Procedure.StepIndex("onsite")
	for route, want := range map[string]bool{"告知承诺": false, "不采用告知承诺": true} {
		form := json.RawMessage(`{"route":"` + route + `"}`)
		all, err := fire.Evaluate(form)
		require.NoError(t, err)
		require.Equal(t, map[int]bool{onsite: want}, all)
		always, err := fire.Holds(0, form)
		require.NoError(t, err)
		require.True(t, always, "a step without a condition always takes place")
	}
}

func TestAConditionSeesTheFormByTheTypesOfItsFields(t *testing.T) {
	for condition, want := range map[string]bool{
		`form.area > 10`: true,
		`form.area == 12.5 && form.place == "路边"`:      true,
		`"小吃" in form.goods`:                           true,
		`form.goods.exists(g, g.startsWith("烟"))`:      false,
		`has(form.plate)`:                              false,
		`form.plate == ""`:                             true,
		`form.from >= "2026-12-01"`:                    true,
		`form.name.matches("^某")`:                      true,
		`size(form.goods) == 2 || form.plate > "AA00"`: true,
		`form.area / 2.0 > 6.0 ? size(form.name) > 1 : form.goods.exists_one(g, g == "小吃")`:         true,
		`double(size(form.goods)) * 10.0 - form.area < 8.0 && form.goods.all(g, g in ["果蔬", "小吃"])`: true,
	} {
		b := conditional(t, condition)
		holds, err := b.Holds(b.Procedure.StepIndex("onsite"), json.RawMessage(
			`{"name":"某店","area":12.5,"place":"路边","goods":["果蔬","小吃"],"from":"2026-12-01","unknown":1}`))
		require.NoError(t, err, condition)
		require.Equal(t, want, holds, condition)
	}
}

func conditional(t testing.TB, condition string) *process.Bundle {
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	quoted, err := json.Marshal(condition)
	require.NoError(t, err)
	return compile(t, strings.Replace(string(text), `"form.area > 10"`, string(quoted), 1))
}

func TestAConditionOverAFormOfTheWrongTypesIsAnErrorAndNoAnswer(t *testing.T) {
	b := stall(t)
	onsite := b.Procedure.StepIndex("onsite")
	for _, form := range []string{``, `[]`, `{"area":"12"}`, `{"area":1e400}`, `{"area":1,"goods":7}`, `{"area":null}`} {
		_, err := b.Holds(onsite, json.RawMessage(form))
		require.ErrorContains(t, err, "condition of step onsite", form)
		_, err = b.Evaluate(json.RawMessage(form))
		require.Error(t, err, form)
	}
}

// What an applicant wrote for one version of an item is read by conditions of another one, when the case goes on there.
func TestOfAFormForAnotherVersionOnlyWhatTheConditionsCanReadIsTaken(t *testing.T) {
	b := conditional(t, "form.area > 10.0")
	form := map[string]any{"name": "某店", "area": "twelve", "place": "路边", "gone": "of another version"}
	_, err := b.Evaluate(asJSON(t, form))
	require.Error(t, err)
	kept := b.Legible(form)
	require.Equal(t, map[string]any{"name": "某店", "place": "路边", "gone": "of another version"}, kept)
	_, err = b.Evaluate(asJSON(t, kept))
	require.NoError(t, err)
	require.Contains(t, form, "area", "the form it was taken from stays as it is")
}

func asJSON(t testing.TB, form map[string]any) json.RawMessage {
	t.Helper()
	text, err := json.Marshal(form)
	require.NoError(t, err)
	return text
}

func TestAHostileConditionIsBoundedWhenItIsPublished(t *testing.T) {
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	list := "[1,2,3,4,5,6,7,8,9]"
	for _, hostile := range []string{
		list + ".all(a, " + list + ".all(b, " + list + ".all(c, " + list + ".all(d, a+b+c+d>1))))",
		strings.Repeat("(", 400) + "true" + strings.Repeat(")", 400),
		`form.name.matches("(")`,
		`Form{area: 1.0}.area > 0.0`,
		`timestamp("2026-01-01T00:00:00Z") < now()`,
	} {
		began := time.Now()
		quoted, err := json.Marshal(hostile)
		require.NoError(t, err)
		src, err := process.Parse("x.yaml", []byte(strings.Replace(string(text), `"form.area > 10"`, string(quoted), 1)))
		require.NoError(t, err)
		b, err := process.Compile(src, office{}, defaults(t))
		if err == nil {
			_, err = b.Evaluate(json.RawMessage(`{"name":"` + strings.Repeat("a", 20) + `"}`))
		}
		require.Error(t, err, "%.40s", hostile)
		require.Less(t, time.Since(began), 500*time.Millisecond, "%.40s", hostile)
	}
}
