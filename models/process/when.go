package process

import (
	"errors"
	"fmt"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"mingcha/models/supervision"
)

const (
	whenCost   = 2_000 // of one evaluation, in CEL's units; a comparison costs a few
	whenLength = 500   // characters
)

// errNotComparison says that a condition does more than compare facts.
var errNotComparison = errors.New("more than comparing facts")

// comparing is all that a condition of a content rule may call, as CEL names it: no text is joined or searched, nothing is
// converted, and without macros nothing is gone through.
var comparing = append([]string{operators.In}, arithmetic...)

// CompileWhen compiles a condition of a content rule. It knows these facts and nothing else: comparison, arithmetic, choice
// and membership in a list that is written out. A condition that could cost too much is refused.
func CompileWhen(text string, facts []supervision.Fact) (supervision.Condition, error) {
	env, err := whenEnv(facts)
	if err != nil {
		return nil, fmt.Errorf("facts of the condition: %w", err)
	}
	compiled, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, errors.New(firstLine(issues.Errors()[0].Message))
	}
	if compiled.OutputType() != cel.BoolType {
		return nil, errNotBoolean
	}
	names, plain := factsIn(compiled)
	if !plain {
		return nil, errNotComparison
	}
	estimate, err := env.EstimateCost(compiled, sizes{})
	if err != nil {
		return nil, err
	}
	if estimate.Max > whenCost {
		return nil, errCostly
	}
	program, err := env.Program(compiled, cel.CostLimit(whenCost))
	if err != nil {
		return nil, err
	}
	return when{program, names}, nil
}

var factTypes = map[supervision.FactType]*cel.Type{
	supervision.Flag: cel.BoolType, supervision.Text: cel.StringType, supervision.Int: cel.IntType, supervision.Number: cel.DoubleType,
}

func whenEnv(facts []supervision.Fact) (*cel.Env, error) {
	options := []cel.EnvOption{
		cel.ClearMacros(), cel.CrossTypeNumericComparisons(true), cel.ParserExpressionSizeLimit(whenLength),
	}
	for _, f := range facts {
		options = append(options, cel.Variable(f.Name, factTypes[f.Type]))
	}
	return cel.NewEnv(options...)
}

// factsIn lists the facts of a condition, each once, and says whether it compares and no more.
func factsIn(compiled *cel.Ast) (names []string, plain bool) {
	plain = true
	ast.PostOrderVisit(compiled.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		switch e.Kind() {
		case ast.IdentKind:
			names = append(names, e.AsIdent())
		case ast.CallKind:
			plain = plain && slices.Contains(comparing, e.AsCall().FunctionName())
		case ast.LiteralKind, ast.ListKind:
		default:
			plain = false
		}
	}))
	slices.Sort(names)
	return slices.Compact(names), plain
}

// when is a compiled condition of a content rule.
type when struct {
	program cel.Program
	names   []string
}

// Names lists the facts that the condition reads.
func (w when) Names() []string { return w.names }

// Holds asks the condition. A fact that it reads and is not given is an error.
func (w when) Holds(facts map[string]any) (bool, error) {
	out, _, err := w.program.Eval(facts)
	if err != nil {
		return false, fmt.Errorf("evaluate the condition: %w", err)
	}
	return out == types.True, nil
}
