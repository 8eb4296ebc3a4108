package process

import (
	"errors"
	"fmt"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

const (
	expressionCost   = 2_000 // of one evaluation, in CEL's units; an addition or a comparison costs a few
	expressionLength = 500   // characters
)

// bounded says what an expression in the data of the office may be. It has no macros, so that nothing is gone through,
// and one that could cost too much is refused.
type bounded struct {
	variables []cel.EnvOption
	result    *cel.Type
	calls     []string // all that it may call, as CEL names it
	lists     bool     // may write lists out
	notResult error
	notPlain  error
}

// compile returns the expression and the variables that it reads, each once.
func (b bounded) compile(text string) (cel.Program, []string, error) {
	env, err := cel.NewEnv(append([]cel.EnvOption{
		cel.ClearMacros(), cel.CrossTypeNumericComparisons(true), cel.ParserExpressionSizeLimit(expressionLength),
	}, b.variables...)...)
	if err != nil {
		return nil, nil, fmt.Errorf("variables of the expression: %w", err)
	}
	compiled, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, nil, errors.New(firstLine(issues.Errors()[0].Message))
	}
	if !compiled.OutputType().IsExactType(b.result) {
		return nil, nil, b.notResult
	}
	names, plain := b.reads(compiled)
	if !plain {
		return nil, nil, b.notPlain
	}
	estimate, err := env.EstimateCost(compiled, sizes{})
	if err != nil {
		return nil, nil, err
	}
	if estimate.Max > expressionCost {
		return nil, nil, errCostly
	}
	program, err := env.Program(compiled, cel.CostLimit(expressionCost))
	return program, names, err
}

// reads lists the variables of an expression, and says whether it does no more than it may.
func (b bounded) reads(compiled *cel.Ast) (names []string, plain bool) {
	plain = true
	ast.PostOrderVisit(compiled.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		switch e.Kind() {
		case ast.IdentKind:
			names = append(names, e.AsIdent())
		case ast.CallKind:
			plain = plain && slices.Contains(b.calls, e.AsCall().FunctionName()) && !joins(compiled, e)
		case ast.ListKind:
			plain = plain && b.lists
		case ast.LiteralKind:
		default:
			plain = false
		}
	}))
	slices.Sort(names)
	return slices.Compact(names), plain
}

// joins reports whether a call adds texts or lists to each other: what can grow is not built.
func joins(compiled *cel.Ast, call ast.Expr) bool {
	if call.AsCall().FunctionName() != operators.Add {
		return false
	}
	kind := compiled.NativeRep().GetType(call.ID()).Kind()
	return kind != cel.IntKind && kind != cel.DoubleKind
}
