package process

import (
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// A condition that has no answer for some form would let no act of its case through any more. So conditions may only
// call what has an answer for everything: no element of a list that may be shorter, no division by what may be zero,
// no text read as something else.
var (
	alwaysAnswered = []string{
		operators.Conditional, operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot, operators.NotStrictlyFalse,
		operators.Equals, operators.NotEquals, operators.In, "size", "contains", "startsWith", "endsWith", "string",
	}
	answeredByType = []string{ // if the types of what they are given are known
		operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals,
		operators.Add, operators.Subtract, operators.Multiply, operators.Negate,
	}
)

// unanswered names a part of a compiled condition that may have no answer, "" if there is none. Whether numbers grow
// out of bounds is tried out.
func unanswered(compiled *cel.Ast) string {
	tree, found := compiled.NativeRep(), ""
	ast.PreOrderVisit(tree.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if part := partial(tree, e); found == "" {
			found = part
		}
	}))
	return found
}

func partial(tree *ast.AST, e ast.Expr) string {
	switch e.Kind() {
	case ast.StructKind, ast.MapKind:
		return "{}"
	case ast.CallKind:
		name := e.AsCall().FunctionName()
		if answers(tree, e, name) {
			return ""
		}
		return strings.ReplaceAll(name, "_", "")
	default:
		return ""
	}
}

func answers(tree *ast.AST, e ast.Expr, name string) bool {
	kinds := []types.Kind{}
	for _, argument := range e.AsCall().Args() {
		kinds = append(kinds, tree.GetType(argument.ID()).Kind())
	}
	switch {
	case slices.Contains(alwaysAnswered, name):
		return true
	case slices.Contains(answeredByType, name):
		return !slices.Contains(kinds, types.DynKind)
	case name == operators.Divide:
		return tree.GetType(e.ID()).Kind() == types.DoubleKind
	case name == "double":
		return slices.Equal(kinds, []types.Kind{types.IntKind})
	case name == "matches": // a pattern that is written down was compiled as the item was judged
		arguments := e.AsCall().Args()
		return arguments[len(arguments)-1].Kind() == ast.LiteralKind
	default:
		return false
	}
}

// tryOut evaluates a condition over the empty form and over those with every number at its least and at its greatest.
func (c condition) tryOut(fields []Field) error {
	least, most := map[string]any{}, map[string]any{}
	for _, f := range fields {
		if f.Type != numberField {
			continue
		}
		low, err := f.value([]byte(f.Min))
		if err == nil {
			least[f.Key] = low
			most[f.Key], err = f.value([]byte(f.Max))
		}
		if err != nil {
			return nil // its bounds were blamed
		}
	}
	for _, form := range []map[string]any{{}, least, most} {
		if _, _, err := c.program.Eval(map[string]any{"form": form}); err != nil {
			return err
		}
	}
	return nil
}

// judgeAnswers refuses a condition that may have no answer.
func (c *compilation) judgeAnswers(env *cel.Env, compiled condition, s *authored) {
	tree, _ := env.Compile(s.when) // it has been compiled before
	if part := unanswered(tree); part != "" {
		c.blame("condition_partial", part, &s.when)
		return
	}
	if err := compiled.tryOut(c.fields); err != nil {
		c.blame("condition_partial", firstLine(err.Error()), &s.when)
	}
}
