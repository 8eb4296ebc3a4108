package api

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"
	"github.com/stretchr/testify/require"

	"mingcha/activities/rehearsal"
	"mingcha/policies/subsystems"
)

// rereading reads past records of an office once more. Nothing else is tried here.
type rereading struct {
	Rehearsals
	o *office
}

func (r rereading) Past(ctx context.Context, look rehearsal.Look, each func(rehearsal.PastCase) error) error {
	look.Law, look.Offers = r.o.places, r.o.places
	e := rehearsal.Engine{Record: r.o.store, Offices: r.o.places, Gently: func(_ context.Context, piece func() error) error { return piece() }}
	return e.Past(ctx, look, each)
}

func rulesText(t *testing.T) string {
	t.Helper()
	text, err := subsystems.Files.ReadFile("administrative-approval/rules/2026-01.yaml")
	require.NoError(t, err)
	return string(text)
}

// covers S95: what would this rule have found last month.
func TestTryingRules(t *testing.T) {
	o := openOffice(t)
	o.server.Rehearsals = rereading{o: o}
	slow := o.accepted()
	o.later(30 * 24 * time.Hour)
	clear(o.cookie)
	o.do(supervisor, slow, "demand_explanation", CaseCommand{Reason: "请说明", Ground: "S27"}).is(200) // the clock speaks first
	quick := o.accepted()
	o.later(time.Hour)
	clear(o.cookie)
	today := openapi_types.Date{Time: o.clock()}
	trial := func(source string) RuleTrial {
		return RuleTrial{Source: source, From: openapi_types.Date{Time: o.clock().AddDate(0, -2, 0)}, To: today}
	}
	try := func(as string, ask RuleTrial) TriedRules {
		var out TriedRules
		o.post(as, "/rule-sets/try", ask).is(200).into(&out)
		return out
	}
	count := func(got TriedRules, rule string) (both, gained, lost int) {
		for _, r := range got.Rules {
			if r.Rule == rule {
				both, gained, lost = both+r.Both, gained+r.Gained, lost+r.Lost
			}
		}
		return both, gained, lost
	}

	t.Run("the rules in force would have found what they found", func(t *testing.T) {
		got := try(supervisor, trial(rulesText(t)))
		require.Equal(t, 2, got.Looked)
		require.Empty(t, got.Cursor)
		both, gained, lost := count(got, "R-T1")
		require.Positive(t, both)
		require.Zero(t, gained)
		require.Zero(t, lost)
		for _, row := range got.Rows {
			require.Equal(t, slow, row.Case, "%s found nothing", quick)
			require.NotEmpty(t, row.Number)
			require.False(t, row.Found.IsZero())
		}
	})
	t.Run("a rule that is left out is told as lost, one that nobody had as gained, with their cases", func(t *testing.T) {
		got := try(supervisor, trial(strings.Replace(rulesText(t), "{code: R-T1,", "{code: R-T1X,", 1)))
		both, gained, lost := count(got, "R-T1")
		require.Zero(t, both+gained)
		require.Positive(t, lost)
		_, gained, _ = count(got, "R-T1X")
		require.Equal(t, lost, gained)
		for _, row := range got.Rows {
			require.Equal(t, row.Rule == "R-T1X", row.Found.IsZero())
			require.Equal(t, row.Rule == "R-T1", row.Would.IsZero())
		}
	})
	t.Run("nothing is written", func(t *testing.T) {
		exported := func() string {
			var out bytes.Buffer
			require.NoError(t, o.store.ExportRecord(t.Context(), &out, false))
			return out.String()
		}
		before := exported()
		try(supervisor, trial(rulesText(t)))
		require.Equal(t, before, exported())
	})
	t.Run("who reads rules and no cases is told how many there are, and none of them", func(t *testing.T) {
		got := try(systemRole, trial(rulesText(t)))
		require.Zero(t, got.Looked)
		require.Equal(t, 2, got.Hidden)
		require.Empty(t, got.Rows)
	})
	t.Run("who may not read rules may not try any", func(t *testing.T) {
		o.post(handler, "/rule-sets/try", trial(rulesText(t))).problem(403, "not_in_role")
	})
	t.Run("what cannot be read names its faults", func(t *testing.T) {
		o.post(supervisor, "/rule-sets/try", trial("rules: [{code: X}]")).problem(422, "faulty_fields")
	})
	t.Run("a hostile condition is refused before anything is looked at", func(t *testing.T) {
		hostile := strings.Replace(rulesText(t), "\nrules:\n", "\nrules:\n  - {code: X1, name: 甲, name_en: x, class: certain, on: [accept], when: {red: \"[1,2].all(a, [1,2].all(b, a == b))\"}}\n", 1)
		o.post(supervisor, "/rule-sets/try", trial(hostile)).problem(422, "faulty_fields")
	})
	t.Run("the period is bounded: a year, none of it ahead, its end after its beginning", func(t *testing.T) {
		for _, days := range [][2]int{{-400, 0}, {-10, 1}, {-1, -2}} {
			ask := trial(rulesText(t))
			ask.From, ask.To = openapi_types.Date{Time: o.clock().AddDate(0, 0, days[0])}, openapi_types.Date{Time: o.clock().AddDate(0, 0, days[1])}
			o.post(supervisor, "/rule-sets/try", ask).problem(422, "faulty_fields")
		}
	})
	t.Run("one item alone, and on from a cursor", func(t *testing.T) {
		ask := trial(rulesText(t))
		ask.Item = "no-such-item"
		require.Zero(t, try(supervisor, ask).Looked)
		ask.Item, ask.Cursor = foodItem, max(slow, quick)
		require.Zero(t, try(supervisor, ask).Looked)
	})
}
