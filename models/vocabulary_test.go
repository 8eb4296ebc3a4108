package models_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// vocabulary is every verb that the package declares, read from its source, so that no test can forget one.
func vocabulary(t testing.TB) []models.Verb {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var out []models.Verb
	for _, name := range slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			spec, is := n.(*ast.ValueSpec)
			if !is {
				return true
			}
			if kind, named := spec.Type.(*ast.Ident); named && kind.Name == "Verb" {
				word, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				out = append(out, models.Verb(word))
			}
			return true
		})
	}
	return out
}

// verbsOf are the verbs that a subject knows: all that its gate does not call unknown.
func verbsOf(t testing.TB, s models.Subject) []models.Verb {
	t.Helper()
	return slices.DeleteFunc(vocabulary(t), func(v models.Verb) bool {
		return models.ReasonOf(s.Gate(models.Command{Verb: v})) == "unknown_verb"
	})
}

// tally counts how often each verb was carried out in random lives.
type tally map[models.Verb]int

// reaches asks that the lives had every verb of the subject carried out, so that what is true of them is true of all verbs.
func (done tally) reaches(t testing.TB, s models.Subject, never ...models.Verb) {
	t.Helper()
	for _, v := range verbsOf(t, s) {
		require.Equal(t, slices.Contains(never, v), done[v] == 0, "%s was carried out %d times", v, done[v])
	}
}

// sensible picks a verb by chance, more often one that the subject takes as it stands.
func sensible(chance *rand.Rand, verbs []models.Verb, takes func(models.Verb) error) models.Verb {
	verb := verbs[chance.IntN(len(verbs))]
	for range chance.IntN(8) {
		if takes(verb) == nil {
			break
		}
		verb = verbs[chance.IntN(len(verbs))]
	}
	return verb
}

func TestVocabulary(t *testing.T) {
	t.Run("every verb is a command on some subject, and none is declared twice", func(t *testing.T) {
		var known []models.Verb
		for _, s := range begun(t) {
			known = append(known, verbsOf(t, s)...)
		}
		all := vocabulary(t)
		require.ElementsMatch(t, slices.Compact(slices.Sorted(slices.Values(all))), all)
		require.ElementsMatch(t, all, slices.Compact(slices.Sorted(slices.Values(known))))
	})

	t.Run("a command that says nothing but its verb is refused or carried out, and damages nothing", func(t *testing.T) {
		for _, s := range begun(t) {
			for _, v := range vocabulary(t) {
				require.NotEqual(t, models.Internal, models.CodeOf(s.Gate(models.Command{Verb: v})), "%s on %T", v, s)
			}
		}
	})

	t.Run("pages offer a person only verbs that the subject knows", func(t *testing.T) {
		for i, offered := range [][]models.Verb{
			models.CaseVerbs(), models.CardVerbs(), models.LeadVerbs(), slices.Concat(models.ComplaintVerbs(), models.ComplainantVerbs()), models.EvaluationVerbs(),
		} {
			require.Subset(t, verbsOf(t, begun(t)[i]), offered)
		}
	})
}

// begun is a subject of every kind, with its first line.
func begun(t *testing.T) []models.Subject {
	return []models.Subject{
		filed(t, food()).c, carded(t, models.Yellow, terms()).card, suspected(t).l, lodged(t, complained(true)).c, measuring(t).e,
	}
}
