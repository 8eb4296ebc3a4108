package clock_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"mingcha/models/clock"
)

func answer(t *testing.T, input string) string {
	t.Helper()
	var output bytes.Buffer
	require.NoError(t, clock.Answer(strings.NewReader(input), &output))
	return output.String()
}

func TestAnswerRefusesWhatIsNoArray(t *testing.T) {
	for _, input := range []string{
		"", "  ", "null", "{}", `"[]"`, "1", "true", "[", "[]]", "[] []", "[],", `[{"id": "a"}`, "[1,]", "[nul]", "//\n[]",
		"[\"\xff\"]", "\ufeff[]", `[{"id": "a" "start": 1}]`, "[01]", "[NaN]", "['a']",
	} {
		var output bytes.Buffer
		require.Error(t, clock.Answer(strings.NewReader(input), &output), input)
		require.Empty(t, output.String(), input)
	}
	var output bytes.Buffer
	require.ErrorContains(t, clock.Answer(iotest.ErrReader(errors.New("pipe broke")), &output), "read timelines: pipe broke")
}

func TestAnswerToTheWorkedExamples(t *testing.T) { // covers S22
	input, err := os.ReadFile("testdata/examples.json")
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/examples_results.json")
	require.NoError(t, err)
	require.JSONEq(t, string(want), answer(t, string(input)))
}

func TestAnswerToNothing(t *testing.T) {
	require.JSONEq(t, "[]", answer(t, " [ ]\n"))
}

// sound is a timeline with every key; each test of the format breaks it in one place.
const sound = `{"id": "a", "start": "2025-09-24T15:20:00+08:00",
	"promised": {"n": 8, "unit": "workday", "roll": true}, "statutory": {"n": 20, "unit": "day", "roll": false},
	"stops": [{"from": "2025-09-29T10:00:00+08:00", "to": "2025-09-30T10:00:00+08:00", "whole_day": true}],
	"extensions": [{"at": "2025-09-26T10:00:00+08:00", "n": 3}], "queries": ["2025-09-26T10:00:00+08:00"]}`

func TestAnswerToABrokenTimeline(t *testing.T) {
	for name, broken := range map[string][2]string{
		"an unknown key":                 {`"id": "a",`, `"id": "a", "note": 1,`},
		"a key in capitals":              {`"start"`, `"Start"`},
		"a key twice":                    {`"queries"`, `"extensions": [], "queries"`},
		"no start":                       {`"start": "2025-09-24T15:20:00+08:00",`, ``},
		"no promised limit":              {`"promised": {"n": 8, "unit": "workday", "roll": true},`, ``},
		"a null start":                   {`"2025-09-24T15:20:00+08:00"`, `null`},
		"a null limit":                   {`{"n": 20, "unit": "day", "roll": false}`, `null`},
		"null stops":                     {`[{"from": "2025-09-29T10:00:00+08:00", "to": "2025-09-30T10:00:00+08:00", "whole_day": true}]`, `null`},
		"null extensions":                {`[{"at": "2025-09-26T10:00:00+08:00", "n": 3}]`, `null`},
		"null queries":                   {`["2025-09-26T10:00:00+08:00"]`, `null`},
		"a null query":                   {`["2025-09-26T10:00:00+08:00"]`, `[null]`},
		"a null stop":                    {`"stops": [`, `"stops": [null, `},
		"a null extension":               {`"extensions": [`, `"extensions": [null, `},
		"a null roll":                    {`"roll": true`, `"roll": null`},
		"a null whole_day":               {`"whole_day": true`, `"whole_day": null`},
		"a limit that is a number":       {`{"n": 20, "unit": "day", "roll": false}`, `20`},
		"stops that are an object":       {`[{"from": "2025-09-29T10:00:00+08:00", "to": "2025-09-30T10:00:00+08:00", "whole_day": true}]`, `{}`},
		"a stop that is a string":        {`"stops": [`, `"stops": ["x", `},
		"a query that is a number":       {`["2025-09-26T10:00:00+08:00"]`, `[1]`},
		"queries that are a string":      {`["2025-09-26T10:00:00+08:00"]`, `"2025-09-26T10:00:00+08:00"`},
		"an unknown unit":                {`"unit": "day"`, `"unit": "days"`},
		"a unit in capitals":             {`"unit": "day"`, `"unit": "Day"`},
		"a unit of the product only":     {`"unit": "day"`, `"unit": "month"`},
		"working minutes":                {`"unit": "day"`, `"unit": "workminute"`},
		"minutes":                        {`"unit": "day"`, `"unit": "minute"`},
		"a null unit":                    {`"unit": "day"`, `"unit": null`},
		"no unit":                        {`, "unit": "day"`, ``},
		"an unknown key in a limit":      {`"unit": "day"`, `"unit": "day", "days": 1`},
		"an unknown key in a stop":       {`"whole_day": true`, `"whole_day": true, "reason": "x"`},
		"an unknown key in an extension": {`"n": 3`, `"n": 3, "unit": "day"`},
		"a key twice in a limit":         {`"n": 20`, `"n": 20, "n": 20`},
		"no n":                           {`"n": 20, `, ``},
		"n a string":                     {`"n": 20`, `"n": "20"`},
		"n null":                         {`"n": 20`, `"n": null`},
		"n true":                         {`"n": 20`, `"n": true`},
		"n with a fraction":              {`"n": 20`, `"n": 20.0`},
		"n with an exponent":             {`"n": 20`, `"n": 2e1`},
		"n nought":                       {`"n": 20`, `"n": 0`},
		"n minus nought":                 {`"n": 20`, `"n": -0`},
		"n negative":                     {`"n": 20`, `"n": -20`},
		"n too great":                    {`"n": 20`, `"n": 10001`},
		"n far too great":                {`"n": 20`, `"n": 99999999999999999999`},
		"an extension of n nought":       {`"n": 3`, `"n": 0`},
		"an extension without n":         {`, "n": 3`, ``},
		"an extension without at":        {`"at": "2025-09-26T10:00:00+08:00", "n": 3`, `"n": 3`},
		"a roll of 1":                    {`"roll": true`, `"roll": 1`},
		"a roll in quotes":               {`"roll": true`, `"roll": "true"`},
		"a whole_day of 0":               {`"whole_day": true`, `"whole_day": 0`},
		"a stop without from":            {`"from": "2025-09-29T10:00:00+08:00", `, ``},
		"a stop without to":              {`, "to": "2025-09-30T10:00:00+08:00"`, ``},
		"a null to":                      {`"to": "2025-09-30T10:00:00+08:00"`, `"to": null`},
		"a stop that ends as it begins":  {`"to": "2025-09-30T10:00:00+08:00"`, `"to": "2025-09-29T10:00:00+08:00"`},
		"a stop that ends before":        {`"to": "2025-09-30T10:00:00+08:00"`, `"to": "2025-09-29T09:59:59+08:00"`},
		"24 hours":                       {`2025-09-24T15:20:00`, `2025-09-24T24:00:00`},
		"60 minutes":                     {`2025-09-24T15:20:00`, `2025-09-24T15:60:00`},
		"a leap second":                  {`2025-09-24T15:20:00`, `2025-09-24T15:20:60`},
		"a day that is not real":         {`2025-09-24T15:20:00`, `2025-09-31T15:20:00`},
		"a leap day of no leap year":     {`2025-09-24T15:20:00`, `2025-02-29T15:20:00`},
		"a month that is not real":       {`2025-09-24T15:20:00`, `2025-13-01T15:20:00`},
		"month nought":                   {`2025-09-24T15:20:00`, `2025-00-01T15:20:00`},
		"1999":                           {`2025-09-24T15:20:00`, `1999-12-31T15:20:00`},
		"2100":                           {`2025-09-24T15:20:00`, `2100-01-01T00:00:00`},
		"universal time":                 {`15:20:00+08:00`, `15:20:00Z`},
		"another zone":                   {`15:20:00+08:00`, `15:20:00+09:00`},
		"a zone with half an hour":       {`15:20:00+08:00`, `15:20:00+08:30`},
		"a zone to the west":             {`15:20:00+08:00`, `15:20:00-08:00`},
		"a zone without colon":           {`15:20:00+08:00`, `15:20:00+0800`},
		"a small t":                      {`24T15:20`, `24t15:20`},
		"a blank for the T":              {`24T15:20`, `24 15:20`},
		"fractions of a second":          {`15:20:00+08:00`, `15:20:00.0+08:00`},
		"no seconds":                     {`15:20:00+08:00`, `15:20+08:00`},
		"one digit for the hour":         {`T15:20:00+08:00`, `T5:20:00.+08:00`},
		"a sign before the year":         {`2025-09-24T15:20:00`, `+025-09-24T15:20:00`},
		"digits of another script":       {`2025-09-24T15:20:00`, `２025-09-24T15:20:00`},
		"a blank behind":                 {`15:20:00+08:00`, `15:20:00+08:00 `},
		"a start that is a number":       {`"2025-09-24T15:20:00+08:00"`, `1758698400`},
	} {
		t.Run(name, func(t *testing.T) {
			input := strings.Replace(sound, broken[0], broken[1], 1)
			require.NotEqual(t, sound, input)
			require.JSONEq(t, `[{"id": "a", "error": "invalid"}]`, answer(t, "["+input+"]"))
		})
	}
}

func TestAnswerNamesTheTimeline(t *testing.T) {
	for name, v := range map[string]struct{ input, want string }{
		"an element that is no object": {`[1, null, "a", [], true]`,
			`[{"id": null, "error": "invalid"}, {"id": null, "error": "invalid"}, {"id": null, "error": "invalid"},
			  {"id": null, "error": "invalid"}, {"id": null, "error": "invalid"}]`},
		"no id":                   {`[{}]`, `[{"id": null, "error": "invalid"}]`},
		"an id that is a number":  {`[{"id": 7}]`, `[{"id": null, "error": "invalid"}]`},
		"an id that is null":      {`[{"id": null}]`, `[{"id": null, "error": "invalid"}]`},
		"an empty id is a string": {`[{"id": ""}]`, `[{"id": "", "error": "invalid"}]`},
		"an ID in capitals":       {`[{"ID": "a"}]`, `[{"id": null, "error": "invalid"}]`},
		"an id among other keys":  {`[{"x": 1, "id": "办件<1>&\u0031\ud83d\ude00"}]`, `[{"id": "办件<1>&1😀", "error": "invalid"}]`},
	} {
		t.Run(name, func(t *testing.T) { require.JSONEq(t, v.want, answer(t, v.input)) })
	}
	t.Run("a sound timeline without an id is invalid", func(t *testing.T) {
		for _, id := range []string{``, `"id": 1,`, `"id": null,`} {
			input := strings.Replace(sound, `"id": "a",`, id, 1)
			require.JSONEq(t, `[{"id": null, "error": "invalid"}]`, answer(t, "["+input+"]"))
		}
	})
	t.Run("an id comes back as it was written", func(t *testing.T) {
		input := strings.Replace(sound, `"a"`, `"<\ud800>&"`, 1)
		require.Contains(t, answer(t, "["+input+"]"), `"id":"<\ud800>&"`)
	})
}

func TestAnswerWritesEveryKey(t *testing.T) {
	t.Run("neighbours do not disturb each other and keep their order", func(t *testing.T) {
		var results []map[string]any
		require.NoError(t, json.Unmarshal([]byte(answer(t, "["+sound+`, {"id": "b"},`+sound+"]")), &results))
		require.Len(t, results, 3)
		require.Equal(t, results[0], results[2])
		require.Equal(t, map[string]any{"id": "b", "error": "invalid"}, results[1])
		require.Len(t, results[0], 9)
	})
	t.Run("lists are empty, not null, and the statutory limit is the promised one", func(t *testing.T) {
		require.JSONEq(t, `[{"id": "a", "due_promised": "2025-10-10T00:00:00+08:00", "due_statutory": "2025-10-10T00:00:00+08:00",
			"warning": "2025-10-07T00:00:00+08:00", "yellow": "2025-10-10T00:00:00+08:00", "red": "2025-10-11T00:00:00+08:00",
			"provisional": false, "extensions": [], "states": []}]`,
			answer(t, `[{"id": "a", "start": "2025-10-04T10:00:00+08:00", "promised": {"n": 3, "unit": "day", "roll": true},
			"stops": [], "extensions": [], "queries": []}]`))
	})
	t.Run("escapes in keys and instants are read as JSON has them", func(t *testing.T) {
		escaped := strings.NewReplacer(`"start"`, `"\u0073tart"`, `T15:20`, `\u005415:20`).Replace(sound)
		require.JSONEq(t, answer(t, "["+sound+"]"), answer(t, "[ "+escaped+" \n]"))
	})
	t.Run("the first and last instant that may be written", func(t *testing.T) {
		input := `[{"id": "a", "start": "2000-01-01T00:00:00+08:00", "promised": {"n": 10000, "unit": "hour"},
			"queries": ["2099-12-31T23:59:59+08:00"]}]`
		require.Contains(t, answer(t, input), `"used":876599`)
	})
}
