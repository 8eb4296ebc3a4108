package supervision_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/supervision"
)

// covers S05
func TestWhatANewVersionOfTheRulesTakesAway(t *testing.T) {
	at := func(set *supervision.RuleSet, code string) *supervision.Rule {
		i := slices.IndexFunc(set.Rules, func(r supervision.Rule) bool { return r.Code == code })
		require.GreaterOrEqual(t, i, 0, code)
		return &set.Rules[i]
	}
	for _, each := range []struct {
		story  string
		change func(*supervision.RuleSet)
		want   supervision.Loosening
	}{
		{"nothing", func(*supervision.RuleSet) {}, supervision.Loosening{}},
		{"a rule is gone", func(s *supervision.RuleSet) {
			s.Rules = slices.DeleteFunc(s.Rules, func(r supervision.Rule) bool { return r.Code == "R-T1" })
		}, supervision.Loosening{Removed: []string{"R-T1"}}},
		{"a rule has no red card any more", func(s *supervision.RuleSet) { at(s, "R-T1").Red = clock.Threshold{} }, supervision.Loosening{Loosened: []string{"R-T1"}}},
		{"a card waits until a person releases it", func(s *supervision.RuleSet) { at(s, "R-T1").Issue = supervision.ByHand }, supervision.Loosening{Loosened: []string{"R-T1"}}},
		{"a warning comes only with the due instant", func(s *supervision.RuleSet) { at(s, "R-T3").Warning = clock.Past() }, supervision.Loosening{Loosened: []string{"R-T3"}}},
		{"a warning comes earlier", func(s *supervision.RuleSet) { at(s, "R-T3").Warning = clock.Left(2) }, supervision.Loosening{}},
		{"what was certain is only suspected", func(s *supervision.RuleSet) { at(s, "A10").Class = supervision.Suspicion }, supervision.Loosening{Loosened: []string{"A10"}}},
		{"an act is not judged any more", func(s *supervision.RuleSet) { at(s, "A01").On = at(s, "A01").On[1:] }, supervision.Loosening{Loosened: []string{"A01"}}},
		{"a condition reads otherwise", func(s *supervision.RuleSet) { at(s, "A10").When.Warning = "line.asked_shared > 9" }, supervision.Loosening{Reworded: []string{"A10"}}},
		{"units have longer to answer", func(s *supervision.RuleSet) { s.Feedback.N++ }, supervision.Loosening{Loosened: []string{"/feedback"}}},
		{"R-S5 fires: complaints from the hotline may take longer", func(s *supervision.RuleSet) { s.Complaints[1].Terms.Handling.N++ }, supervision.Loosening{Loosened: []string{"/complaints/hotline:handling"}}},
		{"R-S5 fires: a subordinate division gives itself longer", func(s *supervision.RuleSet) {
			own := s.ComplaintTerms(models.FromOnline, "")
			own.Acceptance.N++
			s.Complaints = append(s.Complaints, supervision.ComplaintRule{Path: "/44/4419/441900003/", Terms: own})
		}, supervision.Loosening{Loosened: []string{"/complaints/all/44/4419/441900003/:acceptance"}}},
		{"R-S5 must not: a division that is quicker", func(s *supervision.RuleSet) {
			own := s.ComplaintTerms(models.FromOnline, "")
			own.Acceptance.N--
			s.Complaints = append(s.Complaints, supervision.ComplaintRule{Path: "/44/4419/441900003/", Terms: own})
		}, supervision.Loosening{}},
		{"fewer rungs", func(s *supervision.RuleSet) { s.Red = supervision.Ladder{} }, supervision.Loosening{Reworded: []string{"/red"}}},
		{"a rule more", func(s *supervision.RuleSet) {
			more := *at(s, "R-T1")
			more.Code = "R-T99"
			s.Rules = append(s.Rules, more)
		}, supervision.Loosening{}},
	} {
		t.Run(each.story, func(t *testing.T) {
			after := shipped(t)
			each.change(after)
			require.Equal(t, each.want, shipped(t).Loosening(after, clock.National()))
		})
	}
}
