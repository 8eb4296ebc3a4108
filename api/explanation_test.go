package api

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func (o *office) explain(id string, at time.Time) Explanation {
	o.t.Helper()
	var e Explanation
	o.get(supervisor, "/cases/"+id+"/explanation?at="+url.QueryEscape(at.Format(time.RFC3339))).is(200).into(&e)
	for _, r := range e.Rules {
		require.NotEmpty(o.t, r.Sentence, r.Verdict)
		require.NotContains(o.t, r.Sentence, "{")
		require.NotContains(o.t, r.Sentence, "#", "a clock is told in words")
	}
	return e
}

// verdicts of one rule, in order.
func verdicts(e Explanation, rule string) []string {
	var out []string
	for _, r := range e.Rules {
		if r.Rule == rule {
			out = append(out, r.Verdict)
		}
	}
	return out
}

func TestExplanation(t *testing.T) {
	o := openOffice(t)

	t.Run("tells what the law attaches to silence on acceptance, before, after and instead (K02)", func(t *testing.T) {
		silence, _ := o.applied()
		o.do(clerk, silence, models.Receive, CaseCommand{Step: "accept"}).is(200)
		answered, _ := o.applied()
		o.do(clerk, answered, models.Receive, CaseCommand{Step: "accept"}).is(200)
		o.do(clerk, answered, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
		before := o.clock()
		require.Equal(t, []string{notReached}, verdicts(o.explain(silence, before), "K02"))
		require.Equal(t, []string{endedFirst}, verdicts(o.explain(answered, before), "K02"))
		require.Equal(t, []string{notBegun}, verdicts(o.explain(answered, before), "K02S"))
		require.Equal(t, []string{notBegun}, verdicts(o.explain(answered, before), "R-T8"), "no card, no answer to wait for")
		require.Empty(t, verdicts(o.explain(answered, before), "R-S3"), "a rule over leads says nothing of a case")
		o.later(15 * 24 * time.Hour)
		clear(o.cookie)
		require.Equal(t, []string{silent}, verdicts(o.explain(silence, o.clock()), "K02"))
		o.do(supervisor, silence, models.DemandExplanation, CaseCommand{Reason: "请说明", Ground: "S27"}).is(200)
		require.Equal(t, []string{tookEffect}, verdicts(o.explain(silence, o.clock()), "K02"))
		require.Equal(t, []string{notReached}, verdicts(o.explain(silence, before), "K02"), "the past stays what it was")
	})
	t.Run("tells for each card of the case until when it wanted an answer and how it climbed (R-T8)", func(t *testing.T) {
		o := openOffice(t)
		id := o.accepted()
		o.later(21 * 24 * time.Hour) // in the year whose calendar is published
		clear(o.cookie)
		o.do(supervisor, id, models.DemandExplanation, CaseCommand{Reason: "请说明", Ground: "S27"}).is(200)
		issued := o.clock()
		found := o.explain(id, issued)
		require.NotEmpty(t, found.Marks)
		var red CardRow
		for _, m := range found.Marks {
			if m.Level == LevelRed && m.Status == models.CardIssued {
				red = m
			}
		}
		ofRed := func(e Explanation) map[string]string {
			out := map[string]string{}
			for _, r := range e.Rules {
				if r.Card == red.Id {
					out[r.Rule+" "+string(r.Level)+map[bool]string{true: " spoke"}[r.Spoke]] = r.Verdict
				}
			}
			return out
		}
		require.Equal(t, map[string]string{
			"R-T8 warning": notReached, "R-T8 yellow": notReached, "R-T8 red": notReached, "R-S4 warning": notReached, "ladder none": notReached,
		}, ofRed(found))
		o.later(5 * 24 * time.Hour)
		clear(o.cookie)
		o.post(head, "/cards/"+red.Id+"/commands/open_card", CardCommand{}).is(200)
		after := ofRed(o.explain(id, o.clock()))
		require.Equal(t, climbed, after["ladder none spoke"])
		require.Equal(t, notReached, after["ladder none"])
		told := o.explain(id, o.clock())
		sentence := func(verdict string) string {
			for _, r := range told.Rules {
				if r.Card == red.Id && r.Rule == ladder && r.Verdict == verdict {
					return r.Sentence
				}
			}
			return ""
		}
		require.Regexp(t, "升到第 1 级，已告知.*(派驻|监察)", sentence(climbed))
		require.Regexp(t, "升到第 2 级，告知.*监察员", sentence(notReached))
		o.post(head, "/cards/"+red.Id+"/commands/answer_card", CardCommand{Cause: "staff", Text: "人手不足"}).is(200)
		require.Equal(t, rested, ofRed(o.explain(id, o.clock()))["ladder none"])
		require.Equal(t, found.Rules, o.explain(id, issued).Rules, "the past stays what it was")
	})
	t.Run("nothing is told of a time before the case", func(t *testing.T) {
		id, _ := o.applied()
		e := o.explain(id, o.clock().Add(-time.Hour))
		require.Empty(t, e.Rules)
		require.Empty(t, e.Marks)
	})
	t.Run("tells clocks and offices in the reader's language", func(t *testing.T) {
		id := o.accepted()
		var e Explanation
		o.send(ask{as: supervisor, method: "GET", path: "/cases/" + id + "/explanation", header: map[string]string{"Accept-Language": "en"}}).is(200).into(&e)
		names := map[string]string{}
		for _, r := range e.Rules {
			names[r.Clock] = r.ClockName
			require.NotEmpty(t, r.Name, r.Rule)
			require.NotRegexp(t, `\p{Han}`, r.Sentence)
		}
		require.Equal(t, "the decision clock", names["decision#1"])
		require.Equal(t, "the clock of step “Examination”", names["step/review#1"])
	})
}

func TestLegalMinute(t *testing.T) {
	at := func(text string) time.Time {
		parsed, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		return parsed
	}
	require.Equal(t, "2026-12-31 24:00", legalMinute(at("2026-12-31T16:00:00Z")), "a day ends at its own 24:00")
	require.Equal(t, "2027-01-01 00:01", legalMinute(at("2027-01-01T00:01:00+08:00")))
	require.Equal(t, "2026-11-23 12:00", legalMinute(at("2026-11-23T12:00:00+08:00")))
}
