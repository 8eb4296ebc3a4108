package process_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
)

var today = clock.NewDate(2026, 11, 22)

// given knows every division but one.
var given = process.Given{Today: today, Division: func(code string) bool { return code != "999999999999" }}

// judgeOf compiles the generated schema with an independent implementation of JSON Schema.
func judgeOf(t testing.TB, b *process.Bundle) *jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	c.RegisterFormat(&jsonschema.Format{Name: "gb11643", Validate: func(v any) error {
		if s, ok := v.(string); ok && !process.CitizenNumber(s) {
			return fmt.Errorf("no citizen number")
		}
		return nil
	}})
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b.Schema)))
	require.NoError(t, err)
	require.NoError(t, c.AddResource("form.json", doc))
	s, err := c.Compile("form.json")
	require.NoError(t, err, "valid 2020-12")
	return s
}

func accepts(t require.TestingT, s *jsonschema.Schema, form map[string]any) bool {
	text, err := json.Marshal(form)
	require.NoError(t, err)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	require.NoError(t, err)
	return s.Validate(value) == nil
}

func faultsOf(t require.TestingT, b *process.Bundle, form map[string]any) []models.Fault {
	text, err := json.Marshal(form)
	require.NoError(t, err)
	faults, _ := b.CheckForm(text, given)
	return faults
}

// property is what the generated schema says of one field.
type property struct {
	Type      string
	Enum      []string
	Items     *property
	MaxLength int
	Minimum   json.Number
	Maximum   json.Number
	Multiple  json.Number `json:"multipleOf"`
	Format    string
	AllOf     []struct{ Pattern string }
	XType     string `json:"x-type"`
	NotBefore string `json:"x-not-before"`
	MinLead   string `json:"x-min-lead"`
	MaxAge    string `json:"x-max-age"`
}

type formSchema struct {
	Properties map[string]property
	Required   []string
	AllOf      []struct {
		If struct {
			Properties map[string]struct{ Const string }
		}
		Then struct{ Properties map[string]property }
	}
}

func schemaOf(t testing.TB, b *process.Bundle) formSchema {
	var s formSchema
	require.NoError(t, json.Unmarshal(b.Schema, &s))
	return s
}

// fill makes a form of which the schema approves, optional fields now and then left out.
func (s formSchema) fill(t *rapid.T) map[string]any {
	form := map[string]any{}
	for _, key := range sorted(s.Properties) {
		if slices.Contains(s.Required, key) || rapid.Bool().Draw(t, "with "+key) {
			form[key] = s.Properties[key].value(t, key)
		}
	}
	for _, rule := range s.AllOf { // a maximum that depends on a choice
		for chooser, choice := range rule.If.Properties {
			for key, p := range rule.Then.Properties {
				if form[chooser] == choice.Const {
					limited := s.Properties[key]
					limited.Maximum = p.Maximum
					form[key] = limited.value(t, key+" limited")
				}
			}
		}
	}
	for key, p := range s.Properties {
		if _, there := form[p.NotBefore]; there && form[key] != nil {
			form[key] = form[p.NotBefore]
		}
	}
	return form
}

func (p property) value(t *rapid.T, name string) any {
	switch {
	case p.Type == "boolean":
		return rapid.Bool().Draw(t, name)
	case p.Type == "number":
		return p.number(t, name)
	case p.Type == "array":
		return rapid.SliceOfNDistinct(rapid.SampledFrom(p.Items.Enum), 1, -1, rapid.ID[string]).Draw(t, name)
	case len(p.Enum) > 0:
		return rapid.SampledFrom(p.Enum).Draw(t, name)
	case p.Format == "date":
		return p.date(t, name)
	case p.Format == "gb11643":
		return citizen(t, name)
	case len(p.AllOf) > 0:
		return rapid.StringMatching(p.AllOf[0].Pattern).Filter(func(s string) bool {
			return len([]rune(s)) <= p.MaxLength && s != "999999999999"
		}).Draw(t, name)
	default:
		return "某" + rapid.StringMatching(`[一-龥A-Za-z0-9 ，（）]*`).Filter(func(s string) bool {
			return len([]rune(s)) < p.MaxLength
		}).Draw(t, name)
	}
}

// number draws a multiple of the smallest step between the bounds.
func (p property) number(t *rapid.T, name string) json.Number {
	low, high, grain := rat(p.Minimum), rat(p.Maximum), rat(p.Multiple)
	steps := new(big.Rat).Quo(new(big.Rat).Sub(high, low), grain)
	most := new(big.Int).Quo(steps.Num(), steps.Denom()).Int64()
	k := rapid.Int64Range(0, most).Draw(t, name)
	value := new(big.Rat).Add(low, new(big.Rat).Mul(grain, new(big.Rat).SetInt64(k)))
	return json.Number(value.FloatString(6))
}

func (p property) date(t *rapid.T, name string) string {
	from, to := clock.NewDate(1950, 1, 1), clock.NewDate(2090, 1, 1)
	if p.MinLead != "" {
		from = today + 20
	}
	if p.MaxAge != "" {
		from, to = today-1000, today
	}
	return clock.Date(rapid.Int32Range(int32(from), int32(to)).Draw(t, name)).String()
}

func citizen(t *rapid.T, name string) string {
	born := clock.Date(rapid.Int32Range(int32(clock.NewDate(1930, 1, 1)), int32(today)).Draw(t, name+" born"))
	body := "441900" + strings.ReplaceAll(born.String(), "-", "") + rapid.StringMatching(`[0-9]{3}`).Draw(t, name)
	for _, check := range "0123456789X" {
		if process.CitizenNumber(body + string(check)) {
			return body + string(check)
		}
	}
	t.Fatalf("no check digit fits %s", body)
	return ""
}

func rat(n json.Number) *big.Rat {
	r, _ := new(big.Rat).SetString(n.String())
	return r
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func TestWhatTheSchemaApprovesOfIsAForm(t *testing.T) { // covers S93
	for _, b := range published(t).All() {
		t.Run(b.Procedure.Item, func(t *testing.T) {
			judge, schema := judgeOf(t, b), schemaOf(t, b)
			rapid.Check(t, func(t *rapid.T) {
				form := schema.fill(t)
				require.True(t, accepts(t, judge, form))
				require.Empty(t, faultsOf(t, b, form))
			})
		})
	}
}

// wrong lists values that a field of this kind must refuse.
func (p property) wrong() []any {
	all := []any{nil, map[string]any{}}
	switch {
	case p.Type == "boolean":
		return append(all, "true", 1, []any{})
	case p.Type == "number":
		above := new(big.Rat).Add(rat(p.Maximum), big.NewRat(1, 1)).FloatString(6)
		below := new(big.Rat).Sub(rat(p.Minimum), big.NewRat(1, 1)).FloatString(6)
		finer := new(big.Rat).Add(rat(p.Minimum), new(big.Rat).Quo(rat(p.Multiple), big.NewRat(2, 1))).FloatString(8)
		return append(all, "7", true, json.Number(above), json.Number(below), json.Number(finer))
	case p.Type == "array":
		return append(all, p.Items.Enum[0], []any{}, []any{"别的"}, []any{p.Items.Enum[0], p.Items.Enum[0]}, []any{nil})
	case len(p.Enum) > 0:
		return append(all, "", "别的", p.Enum[0]+" ", 1)
	case p.Format == "date":
		return append(all, "", "2026-02-29", "2026-1-1", "20260101", "1026-01-01", "2026-01-01T00:00:00Z", 20260101)
	}
	all = append(all, "", " ", "　", "a\x00b", strings.Repeat("字", p.MaxLength+1), 12, true)
	if p.XType != "textarea" {
		all = append(all, "一\n二")
	}
	if p.Format == "gb11643" {
		all = append(all, "11010519491231002x", "110105194912310021", "110105194913310021", "440000000000000000")
	}
	if len(p.AllOf) > 0 {
		all = append(all, "？", "0x")
	}
	return all
}

func TestEveryWrongValueIsRefusedByNameOfItsField(t *testing.T) {
	for _, b := range published(t).All() {
		t.Run(b.Procedure.Item, func(t *testing.T) {
			judge, schema := judgeOf(t, b), schemaOf(t, b)
			rapid.Check(t, func(t *rapid.T) {
				key := rapid.SampledFrom(sorted(schema.Properties)).Draw(t, "field")
				form := schema.fill(t)
				form[key] = rapid.SampledFrom(schema.Properties[key].wrong()).Draw(t, "wrong")
				require.False(t, accepts(t, judge, form))
				named := []string{}
				for _, f := range faultsOf(t, b, form) {
					named = append(named, f.Field)
					require.NotEqual(t, f.Rule, process.Sentence(f, "zh"), "there is a sentence")
				}
				require.Equal(t, []string{"/" + key}, named)
			})
		})
	}
}

func TestWhatIsMissingOrTooMuchIsNamed(t *testing.T) {
	for _, b := range published(t).All() {
		judge, schema := judgeOf(t, b), schemaOf(t, b)
		faults := faultsOf(t, b, map[string]any{})
		require.False(t, accepts(t, judge, map[string]any{}))
		require.Len(t, faults, len(schema.Required), "%s: every required field is named", b.Procedure.Item)
		for _, f := range faults {
			require.Equal(t, "required", f.Rule)
		}
		extra := faultsOf(t, b, map[string]any{"a/b~c": 1})
		require.Equal(t, models.Fault{Field: "/a~1b~0c", Rule: "unknown"}, extra[0])
	}
}
