package api

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestVocabulary(t *testing.T) {
	o := openOffice(t)
	var words Vocabulary
	o.get(handler, "/vocabulary").is(200).into(&words)
	o.get("", "/vocabulary").is(401)
	verbs := map[string][]string{}

	t.Run("every cause and every ground has words in both languages, once", func(t *testing.T) {
		seen := map[string]bool{}
		for _, c := range words.Causes {
			require.NotEmpty(t, c.Name+c.NameEn)
			require.False(t, seen[c.Key], c.Key)
			seen[c.Key] = true
		}
		require.True(t, seen["force_majeure"])
		for _, g := range words.Grounds {
			require.NotEmpty(t, g.Name)
			require.NotEmpty(t, g.NameEn)
			require.Empty(t, verbs[g.Key], g.Key)
			require.NotEmpty(t, g.Verbs, g.Key)
			verbs[g.Key] = g.Verbs
		}
	})
	t.Run("the clock stops on the grounds of K08 only, and each has its words", func(t *testing.T) {
		for key, on := range verbs {
			require.Equal(t, slices.Contains(lawfulStops, key), slices.Contains(on, string(models.StopClock)), key)
		}
		for _, ground := range lawfulStops {
			require.Contains(t, verbs, ground)
		}
	})
	t.Run("an override may rest on a rule in force; every command that it names exists and takes a ground", func(t *testing.T) {
		require.Contains(t, verbs["R-T1"], string(models.Terminate))
		for key, on := range verbs {
			for _, verb := range on {
				form, ofCards := o.server.forms.cases[models.Verb(verb)], o.server.forms.cards[models.Verb(verb)]
				require.Contains(t, slices.Concat(form.Needs, form.Takes, ofCards.Needs, ofCards.Takes), "ground", "%s %s", key, verb)
			}
		}
	})
	t.Run("every ground on which a card is withdrawn has its words", func(t *testing.T) {
		for _, ground := range models.WithdrawalGrounds() {
			require.Contains(t, verbs[ground], string(models.WithdrawCard))
			require.Contains(t, verbs[ground], string(models.AppealCard))
		}
	})
	t.Run("every special procedure of every item is named", func(t *testing.T) {
		for _, b := range o.places.Catalogue().All() {
			for _, k := range b.Procedure.Special {
				require.Contains(t, verbs, k.Kind, b.Procedure.Item)
			}
		}
	})
}
