package notices

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// source is the code that gives rise to notices, read for the kinds that it names.
type source struct {
	t      *testing.T
	words  map[string]string // string constants and verbs by name
	callee map[string][]site // where a function is called
	files  []*ast.File
}

// site is a place in a function, with what encloses it, the innermost last.
type site struct {
	in    *ast.FuncDecl
	above []ast.Node
}

func sourceOf(t *testing.T, folders ...string) *source {
	t.Helper()
	s := &source{t: t, words: map[string]string{}, callee: map[string][]site{}}
	for _, folder := range folders {
		names, err := filepath.Glob(filepath.Join("..", "..", folder, "*.go"))
		require.NoError(t, err)
		require.NotEmpty(t, names, folder)
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".gen.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			require.NoError(t, err)
			s.files = append(s.files, file)
		}
	}
	s.walk(func(n ast.Node, at site) {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					if text, plain := literal(n.Values[i]); plain {
						s.words[name.Name] = text
					}
				}
			}
		case *ast.CallExpr:
			s.callee[nameOf(n.Fun)] = append(s.callee[nameOf(n.Fun)], at)
		}
	})
	return s
}

// walk visits every node, with where it stands.
func (s *source) walk(visit func(n ast.Node, at site)) {
	for _, file := range s.files {
		var above []ast.Node
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil {
				above = above[:len(above)-1]
				return true
			}
			at := site{above: append([]ast.Node{}, above...)}
			for _, node := range above {
				if f, is := node.(*ast.FuncDecl); is {
					at.in = f
				}
			}
			visit(n, at)
			above = append(above, n)
			return true
		})
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, is := e.(*ast.BasicLit)
	if !is || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// kinds are those that an expression can be.
func (s *source) kinds(e ast.Expr, at site) []string {
	if text, plain := literal(e); plain {
		return []string{text}
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		switch {
		case nameOf(e.Fun) == "verbNotice":
			return []string{"warning", "yellow", "red"}
		case nameOf(e.Fun) == "string" && nameOf(e.Args[0]) == "Verb":
			return s.verbs(at)
		case nameOf(e.Fun) == "string":
			return s.kinds(e.Args[0], at)
		}
	case *ast.Ident:
		return s.named(e.Name, at)
	case *ast.SelectorExpr:
		return s.named(e.Sel.Name, at)
	}
	require.Fail(s.t, "name the kind of a notice plainly", "in %s", at.in.Name.Name)
	return nil
}

// named are a constant, or what is assigned to a variable of the function.
func (s *source) named(name string, at site) []string {
	if word, known := s.words[name]; known {
		return []string{word}
	}
	var out []string
	ast.Inspect(at.in, func(n ast.Node) bool {
		if a, is := n.(*ast.AssignStmt); is && nameOf(a.Lhs[0]) == name {
			out = append(out, s.kinds(a.Rhs[0], at)...)
		}
		return true
	})
	return out // nothing: it is given by the caller, which is read itself
}

// verbs are those of the innermost case around a place, else of the cases in which its function is called.
func (s *source) verbs(at site) []string {
	for i := len(at.above) - 1; i >= 0; i-- {
		clause, is := at.above[i].(*ast.CaseClause)
		if !is {
			continue
		}
		var out []string
		for _, e := range clause.List {
			if word, known := s.words[nameOf(e)]; known {
				out = append(out, word)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	var out []string
	for _, caller := range s.callee[at.in.Name.Name] {
		out = append(out, s.verbs(caller)...)
	}
	return out
}

// isNotice reports whether a literal is a notice, by itself or in a list of them.
func isNotice(lit *ast.CompositeLit, at site) bool {
	of := lit.Type
	if list, is := at.above[len(at.above)-1].(*ast.CompositeLit); is && of == nil {
		if array, is := list.Type.(*ast.ArrayType); is {
			of = array.Elt
		}
	}
	named, is := of.(*ast.SelectorExpr)
	return is && named.Sel.Name == "Notice"
}

func TestEveryKindOfNoticeHasALetter(t *testing.T) {
	letters, err := Shipped()
	require.NoError(t, err)
	s := sourceOf(t, "models", "activities", "api", "worker/node")
	said := map[string]bool{}
	s.walk(func(n ast.Node, at site) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if of, is := n.Fun.(*ast.SelectorExpr); is && of.Sel.Name == "tell" && len(n.Args) == 3 {
				for _, kind := range s.kinds(n.Args[1], at) {
					said[kind] = true
				}
			}
		case *ast.CompositeLit:
			if !isNotice(n, at) {
				return
			}
			for _, field := range n.Elts {
				if pair, is := field.(*ast.KeyValueExpr); is && nameOf(pair.Key) == "Kind" {
					for _, kind := range s.kinds(pair.Value, at) {
						said[kind] = true
					}
				}
			}
		}
	})
	for _, kind := range []string{"warning", "urge", "override", "assigned", "incident", "climb", "stand_in", "one_time_code"} {
		require.True(t, said[kind], "the code is read wrongly: %s", kind)
	}
	var wanting []string
	for kind := range said {
		if !letters.Has(kind) {
			wanting = append(wanting, kind)
		}
	}
	require.Empty(t, wanting, "policies/notices/letters.yaml has no letter for these kinds")
}
