package process

import (
	"errors"
	"fmt"
	"math"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"mingcha/models/score"
)

const floorName = "floor"

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
	b := bounded{
		result: cel.DoubleType, calls: arithmetic, notResult: errNotNumber, notPlain: errNotArithmetic,
		variables: []cel.EnvOption{
			cel.Function(floorName, cel.Overload("floor_double", []*cel.Type{cel.DoubleType}, cel.DoubleType, cel.UnaryBinding(floor))),
		},
	}
	for _, name := range names {
		b.variables = append(b.variables, cel.Variable(name, cel.DoubleType))
	}
	program, names, err := b.compile(text)
	if err != nil {
		return nil, err
	}
	return formula{program, names}, nil
}

func floor(value ref.Val) ref.Val { return types.Double(math.Floor(float64(value.(types.Double)))) }

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
