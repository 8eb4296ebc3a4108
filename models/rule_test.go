package models_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// voted opens a step for the seats a, b, c … under a rule and lets them speak in the order given: "a+" is for, "a-"
// advises against. It answers "open", "for" or "against".
func voted(t *testing.T, rule models.DecisionRule, seats, said string) (string, *docket) {
	t.Helper()
	p := food()
	p.Steps[1].Rule = rule
	d := filed(t, p)
	for _, name := range strings.Split(seats, "") {
		d.seats = append(d.seats, models.Seat{Step: "review", Account: name})
	}
	d.must(wang, models.Accept, accepting())
	d.seats = nil
	for _, word := range strings.Fields(said) {
		d.must(officer(word[:1], "handler"), models.Approve, models.Facts{Step: "review", Adverse: word[1] == '-'})
	}
	s := d.c.Step("review")
	switch {
	case s.Phase == models.Open:
		return "open", d
	case s.Adverse:
		return "against", d
	default:
		return "for", d
	}
}

func TestDecisionRule(t *testing.T) {
	all := models.DecisionRule{Kind: models.All}
	inTurn := models.DecisionRule{Kind: models.Sequential}
	share := func(percent int) models.DecisionRule {
		return models.DecisionRule{Kind: models.Ratio, Percent: percent}
	}
	weighted := models.DecisionRule{Kind: models.Weighted, Percent: 60, Weights: []int{3, 1, 1}}
	for _, v := range []struct {
		name  string
		rule  models.DecisionRule
		seats string
		said  string
		want  string
	}{
		{"all wait for the last", all, "abc", "c+ a+", "open"},
		{"all are for", all, "abc", "c+ a+ b+", "for"},
		{"one against is enough where all must be for: it can no longer be carried", all, "abc", "c+ a-", "against"},
		{"in turn each speaks after the one before", inTurn, "abc", "a+ b+", "open"},
		{"in turn the last one carries it", inTurn, "abc", "a+ b+ c+", "for"},
		{"in turn the first one against ends it", inTurn, "abc", "a-", "against"},
		{"two of three are not quite 67 percent", share(67), "abc", "a+ b+", "open"},
		{"two of three are 66 percent and more", share(66), "abc", "a+ b+", "for"},
		{"half of four carries at the second", share(50), "abcd", "a+ d+", "for"},
		{"half of four can still be carried with two against", share(50), "abcd", "a- d-", "open"},
		{"half of four cannot be carried with three against", share(50), "abcd", "a- d- b-", "against"},
		{"one percent is carried by one voice", share(1), "abc", "b+", "for"},
		{"one percent needs everybody against to fail", share(1), "abc", "a- b- c-", "against"},
		{"the heavy seat alone has 60 percent", weighted, "abc", "a+", "for"},
		{"the light seats cannot carry it without the heavy one", weighted, "abc", "b+ c+", "open"},
		{"against the heavy seat it cannot be carried", weighted, "abc", "b+ a-", "against"},
		{"a seat beyond the weights weighs one", weighted, "abcd", "a+", "open"},
	} {
		t.Run(v.name, func(t *testing.T) {
			got, _ := voted(t, v.rule, v.seats, v.said)
			require.Equal(t, v.want, got)
		})
	}

	t.Run("nobody speaks twice, out of turn or without a seat", func(t *testing.T) {
		_, d := voted(t, inTurn, "abc", "a+")
		d.refuses("already_said", officer("a", "handler"), models.Approve, at("review"))
		d.refuses("not_your_turn", officer("c", "handler"), models.Approve, at("review"))
		d.refuses("no_seat", li, models.Approve, at("review"))
		d.refuses("no_seat", li, models.Claim, at("review"))
	})

	t.Run("where nobody has a seat nothing is ever carried", func(t *testing.T) {
		got, d := voted(t, all, "", "")
		require.Equal(t, "open", got)
		d.refuses("no_seat", li, models.Approve, at("review"))
		d.must(han, models.Reassign, models.Facts{Step: "review", To: "liu", Reasoned: true, Ground: "g"})
		d.must(liu, models.Approve, at("review"))
		require.Equal(t, models.Done, d.c.Step("review").Phase)
	})

	t.Run("a seat that is handed on votes by its new holder", func(t *testing.T) {
		_, d := voted(t, all, "ab", "a+")
		d.refuses("faulty_fields", officer("b", "handler"), models.Transfer, models.Facts{Step: "review", To: "a", Reasoned: true})
		d.must(officer("b", "handler"), models.Transfer, models.Facts{Step: "review", To: "liu", Reasoned: true})
		d.refuses("no_seat", officer("b", "handler"), models.Approve, at("review"))
		d.must(liu, models.Approve, at("review"))
		require.Equal(t, models.Done, d.c.Step("review").Phase)
	})

	t.Run("a supervisor gives the seat of the next who is silent to somebody else", func(t *testing.T) {
		_, d := voted(t, inTurn, "abc", "a+")
		d.must(han, models.Reassign, models.Facts{Step: "review", To: "liu", Reasoned: true, Ground: "g"})
		d.must(liu, models.Approve, at("review"))
		d.must(officer("c", "handler"), models.Approve, at("review"))
		require.Equal(t, []string{"audit"}, d.open())
	})

	t.Run("a new round asks everybody again", func(t *testing.T) {
		_, d := voted(t, all, "ab", "a+ b+")
		d.seats = []models.Seat{{Step: "review", Account: "a"}, {Step: "review", Account: "b"}}
		d.must(zhao, models.Return, models.Facts{Step: "audit", Target: "review", Reasoned: true})
		require.Equal(t, []models.Vote{{Account: "a"}, {Account: "b"}}, d.c.Step("review").Votes)
		d.must(officer("a", "handler"), models.Approve, at("review"))
		require.Equal(t, []string{"review"}, d.open())
	})

	t.Run("a decision by votes denies as soon as it cannot be carried, with the reason and remedy of who refused", func(t *testing.T) {
		p := food()
		p.Steps[3].Rule = share(60)
		d := accepted(t, p).with(li, models.Approve, at("review"))
		d.seats = []models.Seat{{Step: "decide", Account: "x"}, {Step: "decide", Account: "y"}, {Step: "decide", Account: "z"}}
		d.must(zhao, models.Approve, at("audit"))
		d.seats = nil
		d.must(officer("x", "approver"), models.Approve, at("decide"))
		d.must(officer("y", "approver"), models.Refuse, reasons("decide"))
		require.Equal(t, models.Accepted, d.c.Status)
		d.must(officer("z", "approver"), models.Refuse, reasons("decide"))
		require.Equal(t, models.Denied, d.c.Status)
	})
}

// pain 5: what a refusal does is part of the rule.
func TestRefusal(t *testing.T) {
	rule := func(kind models.RuleKind, percent int, refusal models.Refusal) models.DecisionRule {
		return models.DecisionRule{Kind: kind, Percent: percent, Refusal: refusal, Weights: []int{2, 1, 1}}
	}
	for _, v := range []struct {
		name  string
		rule  models.DecisionRule
		seats string
		said  string
		want  string
	}{
		{"it counts: the rest may still carry it", rule(models.Ratio, 50, models.RefusalCounts), "abcd", "a-", "open"},
		{"it vetoes: one is enough", rule(models.Ratio, 50, models.RefusalVetoes), "abcd", "b+ a-", "against"},
		{"it vetoes only while nothing is settled", rule(models.Ratio, 50, models.RefusalVetoes), "abcd", "b+ c+", "for"},
		{"everybody is heard although it is carried", rule(models.Ratio, 50, models.RefusalWaits), "abcd", "a+ b+ c+", "open"},
		{"everybody is heard, then it is carried", rule(models.Ratio, 50, models.RefusalWaits), "abcd", "a+ b+ c- d-", "for"},
		{"everybody is heard, then it fails", rule(models.All, 0, models.RefusalWaits), "abc", "a- b+ c+", "against"},
		{"in turn everybody is heard too", rule(models.Sequential, 0, models.RefusalWaits), "abc", "a- b+", "open"},
		{"a tie at half carries", rule(models.Ratio, 50, models.RefusalWaits), "ab", "a+ b-", "for"},
		{"over half does not carry a tie", rule(models.Ratio, 51, models.RefusalWaits), "ab", "a+ b-", "against"},
		{"the heavy one alone vetoes nothing by weight", rule(models.Weighted, 50, models.RefusalCounts), "abc", "a-", "open"},
	} {
		t.Run(v.name, func(t *testing.T) {
			got, _ := voted(t, v.rule, v.seats, v.said)
			require.Equal(t, v.want, got)
		})
	}

	t.Run("who holds the role with a veto decides alone against, never alone for", func(t *testing.T) {
		p := food()
		p.Steps[1].Rule = models.DecisionRule{Kind: models.Ratio, Percent: 60, Veto: "department_head"}
		for word, open := range map[bool]string{true: "audit", false: "review"} {
			d := filed(t, p)
			d.seats = []models.Seat{{Step: "review", Account: "a", Veto: true}, {Step: "review", Account: "b"}, {Step: "review", Account: "c"}}
			d.must(wang, models.Accept, accepting())
			d.seats = nil
			d.must(officer("a", "handler"), models.Approve, models.Facts{Step: "review", Adverse: word})
			require.Equal(t, []string{open}, d.open())
		}
	})

	t.Run("whatever the rule and whatever is said, it is settled when all have spoken", func(t *testing.T) {
		for _, kind := range []models.RuleKind{models.All, models.Ratio, models.Sequential, models.Weighted} {
			for _, refusal := range []models.Refusal{"", models.RefusalCounts, models.RefusalVetoes, models.RefusalWaits} {
				for _, percent := range []int{1, 33, 50, 51, 67, 100} {
					for said := range 1 << 3 {
						words := ""
						for i, seat := range "abc" {
							if got, _ := voted(t, rule(kind, percent, refusal), "abc", words); got != "open" {
								break
							}
							words += " " + string(seat) + string("+-"[said>>i&1])
						}
						got, _ := voted(t, rule(kind, percent, refusal), "abc", words)
						require.NotEqual(t, "open", got, "%s %d %s:%s", kind, percent, refusal, words)
					}
				}
			}
		}
	})
}
