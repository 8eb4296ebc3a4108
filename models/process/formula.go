package process

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"mingcha/models/score"
)

const (
	formulaCost   = 2_000 // of one evaluation, in CEL's units; an addition costs one
	formulaLength = 500   // characters
	floorName     = "floor"
)

var (
	errNotNumber     = errors.New("not a number: write whole numbers as 10.0")
	errNotArithmetic = errors.New("more than arithmetic")

	// arithmetic is all that a formula may call, as CEL names it.
	arithmetic = []string{
		operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Negate, operators.Conditional,
		operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals, operators.Equals, operators.NotEquals,
		operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot, floorName,
	}
)

// formula is a compiled formula of an indicator.
type formula struct {
	program cel.Program
	names   []string
}

// CompileFormula compiles a formula over base numbers and constants, all of them decimal numbers. It knows arithmetic,
// comparison, choice and floor; no lists, no loops, no clock and nothing of any case. A formula that could cost too much
// is refused.
func CompileFormula(text string, names []string) (score.Formula, error) {
	env, err := formulaEnv(names)
	if err != nil {
		return nil, fmt.Errorf("names of the formula: %w", err)
	}
	compiled, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, errors.New(firstLine(issues.Errors()[0].Message))
	}
	if compiled.OutputType() != cel.DoubleType {
		return nil, errNotNumber
	}
	names, plain := namesIn(compiled)
	if !plain {
		return nil, errNotArithmetic
	}
	estimate, err := env.EstimateCost(compiled, sizes{})
	if err != nil {
		return nil, err
	}
	if estimate.Max > formulaCost {
		return nil, errCostly
	}
	program, err := env.Program(compiled, cel.CostLimit(formulaCost))
	if err != nil {
		return nil, err
	}
	return formula{program, names}, nil
}

func formulaEnv(names []string) (*cel.Env, error) {
	options := []cel.EnvOption{
		cel.ClearMacros(), cel.CrossTypeNumericComparisons(true), cel.ParserExpressionSizeLimit(formulaLength),
		cel.Function(floorName, cel.Overload("floor_double", []*cel.Type{cel.DoubleType}, cel.DoubleType, cel.UnaryBinding(floor))),
	}
	for _, name := range names {
		options = append(options, cel.Variable(name, cel.DoubleType))
	}
	return cel.NewEnv(options...)
}

func floor(value ref.Val) ref.Val { return types.Double(math.Floor(float64(value.(types.Double)))) }

// namesIn lists the variables of a formula, each once, and says whether it is arithmetic and no more.
func namesIn(compiled *cel.Ast) (names []string, plain bool) {
	plain = true
	ast.PostOrderVisit(compiled.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		switch e.Kind() {
		case ast.IdentKind:
			names = append(names, e.AsIdent())
		case ast.CallKind:
			plain = plain && slices.Contains(arithmetic, e.AsCall().FunctionName())
		case ast.LiteralKind:
		default:
			plain = false
		}
	}))
	slices.Sort(names)
	return slices.Compact(names), plain
}

// Names lists what the formula uses.
func (f formula) Names() []string { return f.names }

// Value computes the formula. What it uses and is not given is an error.
func (f formula) Value(numbers map[string]float64) (float64, error) {
	given := make(map[string]any, len(numbers))
	for name, value := range numbers {
		given[name] = value
	}
	out, _, err := f.program.Eval(given)
	if err != nil {
		return 0, fmt.Errorf("compute the formula: %w", err)
	}
	return float64(out.(types.Double)), nil
}
