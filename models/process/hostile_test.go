package process_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
	"mingcha/models/supervision"
)

// speaker is one place in the data of the office where somebody can write an expression.
type speaker struct {
	name  string
	text  string // a fact or number that may be read there
	other string // one that may be read elsewhere, and not there
	yes   string // turns a boolean into what is asked for there
	try   func(text string) error
}

// speakers are all places where rules and scores hold expressions. try compiles one and, if that is allowed, evaluates it
// over the longest values.
func speakers() []speaker {
	figures := []supervision.Fact{{Name: "share", Type: supervision.Number}, {Name: "cases", Type: supervision.Number}}
	long := strings.Repeat("A", 1<<16)
	evaluated := func(facts []supervision.Fact) func(string) error {
		return func(text string) error {
			c, err := process.CompileWhen(text, facts)
			if err != nil {
				return err
			}
			given := map[string]any{}
			for _, f := range facts {
				given[f.Name] = map[supervision.FactType]any{supervision.Flag: true, supervision.Text: long, supervision.Int: 7, supervision.Number: 0.5}[f.Type]
			}
			_, err = c.Holds(given)
			return err
		}
	}
	return []speaker{
		{"a content rule over acts", "line.ground", "share", "%s", evaluated(supervision.OnLines())},
		{"a content rule over items", "item.first", "line.ground", "%s", evaluated(supervision.OnItems())},
		{"a threshold of an analysis", "share", "line.hour", "%s", evaluated(figures)},
		{"a formula of a score", "closed", "line.hour", "(%s) ? 1.0 : 0.0", func(text string) error {
			f, err := process.CompileFormula(text, []string{"closed", "reds"})
			if err != nil {
				return err
			}
			_, err = f.Value(map[string]float64{"closed": 3, "reds": 0})
			return err
		}},
	}
}

// list is a list of so many numbers, written out.
func list(n int) string {
	return "[" + strings.TrimSuffix(strings.Repeat("1,", n), ",") + "]"
}

// hostile are expressions that are a yes or no, and that somebody would write who wants to do harm.
var hostile = map[string]string{
	"loops in loops":                      list(9) + ".all(a, " + list(9) + ".all(b, " + list(9) + ".all(c, a + b + c > 1)))",
	"a loop that exists":                  list(90) + ".exists(a, a == 2)",
	"a loop that builds":                  list(9) + ".map(a, " + list(9) + ") == []",
	"a loop that filters":                 list(9) + ".filter(a, a > 0).size() > 0",
	"a binding that doubles":              `cel.bind(a, "aa", cel.bind(b, a + a, cel.bind(c, b + b, size(c + c) > 1)))`,
	"lists joined":                        list(40) + " + " + list(40) + " == " + list(3),
	"a repeated text":                     `"a".repeat(1000000000) == "b"`,
	"a replaced text":                     `"aaaaaaaaaaaaaaaa".replace("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") == "b"`,
	"a split text":                        `"a,b".split(",").size() == 2`,
	"a format":                            `"%1000000000d".format([1]) == ""`,
	"a pattern that goes back":            `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("(a+)+$")`,
	"a pattern that is large":             `"a".matches("(((a{100}){100}){100}){100}")`,
	"a conversion of bytes":               `string(b"\xff") == ""`,
	"a date":                              `timestamp("2026-01-01T00:00:00Z").getFullYear() > 1`,
	"a duration":                          `duration("9999999999999h") > duration("1s")`,
	"the clock":                           `now() > timestamp("2026-01-01T00:00:00Z")`,
	"the environment":                     `getenv("HOME") != ""`,
	"a file":                              `read("/etc/passwd") != ""`,
	"an address":                          `http.get("http://127.0.0.1/") != ""`,
	"another's type":                      `type(1) == type(2)`,
	"a proto message":                     `google.protobuf.Struct{}.fields == {}`,
	"a map":                               `{"a": 1}.a == 1`,
	"an index beyond the end":             list(3) + "[1000000] == 1",
	"a dynamic value":                     `dyn(1) == 1`,
	"a message to somebody":               `line.tell("li") == true`,
	"the body":                            `body.text == ""`,
	"the form of the applicant":           `form.name == "李"`,
	"the applicant":                       `case.applicant == ""`,
	"the account of who acted":            `line.actor.account == "li"`,
	"the reason that was written":         `line.reason == ""`,
	"another case":                        `cases["c2"].status == "closed"`,
	"a field of nothing":                  `line == line`,
	"very deep brackets":                  strings.Repeat("(", 300) + "true" + strings.Repeat(")", 300),
	"texts joined":                        `"a" + "b" == "ab"`,
	"very many words":                     strings.Repeat("true || ", 100) + "true",
	"very many minus signs":               strings.Repeat("-", 600) + "1 > 0",
	"a very deep choice":                  strings.Repeat("true ? ", 150) + "true" + strings.Repeat(" : false", 150),
	"half an expression":                  "true &&",
	"two expressions":                     "true; true",
	"nothing":                             "",
	"a zero byte":                         "true\x00",
	"what is no text at all":              "\xff\xfe",
	"a comment that goes on for a while ": "true //" + strings.Repeat("x", 600),
}

// within holds an attempt to a time and an amount of memory that nobody notices.
func within(t *testing.T, story string, try func() error) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	err := try()
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	require.Less(t, took, time.Second, story)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20), "%s: bytes", story)
	return err
}

// covers S95: rule expressions are bounded: a hostile one cannot loop, allocate without limit or read what its subject may
// not. The same adversary tries content rules, thresholds of analyses and formulas of scores.
func TestHostileExpressionsAreRefusedEverywhere(t *testing.T) {
	for _, s := range speakers() {
		t.Run(s.name, func(t *testing.T) {
			require.NoError(t, s.try(fmt.Sprintf(s.yes, "1 < 2")), "an honest one works there")
			for story, text := range hostile {
				err := within(t, story, func() error { return s.try(text) })
				require.Error(t, err, story)
				if text != "" {
					err = within(t, story, func() error { return s.try(fmt.Sprintf(s.yes, text)) })
					require.Error(t, err, "%s, in disguise", story)
				}
			}
			require.Error(t, s.try(fmt.Sprintf(s.yes, s.other+" == "+s.other)), "what belongs to another subject")
		})
	}
}

// pieces are what chance puts hostile expressions together from.
var pieces = []string{
	"line.ground", "line.hour", "item.first", "share", "closed", "1", "1.0", "9223372036854775807", "1e308", "'a'", "true", "[1, 2]", "{'a': 1}",
	"+", "-", "*", "/", "%", "==", "!=", "<", ">", "in", "&&", "||", "!", "?", ":", "(", ")", "[", "]", "{", "}", ",", ".",
	".all(x, x)", ".map(x, x)", ".size()", "size(", "matches(", "string(", "int(", "double(", "floor(", "dyn(", "has(", "x", "now()", "line", "\"", "\\",
}

// Whatever chance writes is refused or bounded: it never panics, never takes long, never takes much.
func TestExpressionsMadeByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 11))
	all := speakers()
	taken := 0
	for range 20_000 {
		var text strings.Builder
		for range 1 + r.IntN(12) {
			text.WriteString(pieces[r.IntN(len(pieces))] + " ")
		}
		s := all[r.IntN(len(all))]
		began := time.Now()
		if s.try(text.String()) == nil {
			taken++
		}
		require.Less(t, time.Since(began), time.Second, "%s: %s", s.name, text.String())
	}
	require.Positive(t, taken, "some of it even makes sense")
}

// The largest expression that is still taken costs little, however long the texts that it reads.
func TestTheLargestExpressionIsCheap(t *testing.T) {
	for _, s := range speakers()[:1] {
		text := "line.ground == 'a'"
		for len(text)+len(" || line.ground == 'a'") < 500 {
			text += " || line.ground == 'a'"
		}
		if s.try(text) != nil {
			continue // refused by its cost: better still
		}
		began := time.Now()
		for range 100 {
			require.NoError(t, s.try(text))
		}
		require.Less(t, time.Since(began)/100, 50*time.Millisecond, "compiled and evaluated")
	}
}
