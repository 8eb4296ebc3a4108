package process_test

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
)

func stall(t testing.TB) *process.Bundle {
	text, err := os.ReadFile("testdata/small.yaml")
	require.NoError(t, err)
	src, err := process.Parse("small.yaml", text)
	require.NoError(t, err)
	b, err := process.Compile(src, office{}, defaults(t))
	require.NoError(t, err)
	return b
}

func TestOneValueIsHeldAgainstAnotherAndAgainstToday(t *testing.T) {
	b := stall(t)
	sound := map[string]any{"name": "某店", "area": 12.5, "place": "路边", "from": "2026-11-24", "to": "2027-02-24"}
	require.Empty(t, faultsOf(t, b, sound))
	for _, tc := range []struct {
		says  string
		with  map[string]any
		fault models.Fault
		zh    string
	}{
		{"a start with too little notice", map[string]any{"from": "2026-11-23", "to": "2026-11-30"}, models.Fault{Field: "/from", Rule: "min_lead", Detail: "2 days"}, "开始：应至少提前2天"},
		{"an end before the start", map[string]any{"to": "2026-11-23"}, models.Fault{Field: "/to", Rule: "not_before", Detail: "开始"}, "结束：不得早于“开始”"},
		{"a day more than three months", map[string]any{"to": "2027-02-25"}, models.Fault{Field: "/to", Rule: "max_span", Detail: "3 months"}, "结束：期限不得超过3个月"},
		{"more room than the place has", map[string]any{"area": 20.1}, models.Fault{Field: "/area", Rule: "max", Detail: "20"}, "面积：不得大于20"},
		{"a second decimal", map[string]any{"area": 12.55}, models.Fault{Field: "/area", Rule: "decimals", Detail: "1"}, "面积：小数不得超过1位"},
		{"a number with an exponent", map[string]any{"area": json.Number("1e1")}, models.Fault{Field: "/area", Rule: "not_number"}, "面积：应为数字"},
		{"goods that are not sold", map[string]any{"goods": []string{"小吃", "烟花"}}, models.Fault{Field: "/goods", Rule: "option", Detail: "烟花"}, "商品：不在可选范围内"},
	} {
		t.Run(tc.says, func(t *testing.T) {
			form := maps.Clone(sound)
			maps.Copy(form, tc.with)
			require.Equal(t, []models.Fault{tc.fault}, faultsOf(t, b, form))
			require.Equal(t, tc.zh, b.Sentence(tc.fault, "zh"))
			require.NotEqual(t, tc.zh, b.Sentence(tc.fault, "en"))
		})
	}
	wide := maps.Clone(sound)
	maps.Copy(wide, map[string]any{"place": "广场", "area": 20.1, "to": "2026-11-24"})
	require.Empty(t, faultsOf(t, b, wide), "the square has more room, and one day is enough")
}

func TestAnExaminationMustNotBeTooOldNorInTheFuture(t *testing.T) {
	b := item(t, "nurse-registration")
	for date, rule := range map[string]string{"2026-11-22": "", "2023-11-22": "", "2023-11-21": "max_age", "2026-11-23": "future"} {
		text := `{"` + dated(b) + `":"` + date + `"}`
		faults, _ := b.CheckForm(json.RawMessage(text), given)
		var said string
		for _, f := range faults {
			if f.Rule != "required" {
				said = f.Rule
			}
		}
		require.Equal(t, rule, said, date)
	}
}

func dated(b *process.Bundle) string {
	for _, f := range b.Fields {
		if f.MaxAge != "" {
			return f.Key
		}
	}
	return ""
}

func TestWhatIsNotAFormIsRefusedAsAWhole(t *testing.T) {
	b := stall(t)
	for _, raw := range []string{``, `[]`, `null`, `"x"`, `{`, `{"name":}`, `{} {}`, `{"name":"某"`, strings.Repeat("[", 100000)} {
		faults, _ := b.CheckForm(json.RawMessage(raw), given)
		require.Equal(t, []models.Fault{{Rule: "not_object"}}, faults, "%.20s", raw)
	}
	faults, _ := b.CheckForm(json.RawMessage(`{"name":"某","name":"乙","area":1,"place":"路边","from":"2026-12-01"}`), given)
	require.Equal(t, []models.Fault{{Field: "/name", Rule: "twice"}}, faults, "a key written twice has no value")
}

func TestAWrongCheckDigitIsRefusedInACitizenNumberAndOnlyRemarkedInACreditCode(t *testing.T) {
	b := item(t, "food-business-catering")
	faults, warnings := b.CheckForm(json.RawMessage(`{"legal_rep_id":"110105194912310021","uscc":"91440101MA5CJQ4N58"}`), given)
	require.Contains(t, faults, models.Fault{Field: "/legal_rep_id", Rule: "checksum", Detail: "id_number"})
	require.NotContains(t, pointers(faults), "/uscc")
	require.Equal(t, []models.Fault{{Field: "/uscc", Rule: "checksum", Detail: "uscc"}}, warnings)
}

func TestADivisionThatDoesNotExistIsRefused(t *testing.T) {
	b := item(t, "food-business-catering")
	faults, _ := b.CheckForm(json.RawMessage(`{"division":"999999999999"}`), given)
	require.Contains(t, faults, models.Fault{Field: "/division", Rule: "division"})
	faults, _ = b.CheckForm(json.RawMessage(`{"division":"999999999999"}`), process.Given{Today: today})
	require.NotContains(t, pointers(faults), "/division", "without a directory the shape is enough")
}

func pointers(faults []models.Fault) []string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Field)
	}
	return out
}
