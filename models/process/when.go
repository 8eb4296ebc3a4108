package process

import (
	"errors"
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"mingcha/models/supervision"
)

// errNotComparison says that a condition does more than compare facts.
var errNotComparison = errors.New("more than comparing facts")

// comparing is all that a condition of a content rule may call, as CEL names it: no text is joined or searched, nothing is
// converted.
var comparing = append([]string{operators.In}, arithmetic...)

// CompileWhen compiles a condition of a content rule. It knows these facts and nothing else: comparison, arithmetic, choice
// and membership in a list that is written out. A condition that could cost too much is refused.
func CompileWhen(text string, facts []supervision.Fact) (supervision.Condition, error) {
	b := bounded{result: cel.BoolType, calls: comparing, lists: true, notResult: errNotBoolean, notPlain: errNotComparison}
	for _, f := range facts {
		b.variables = append(b.variables, cel.Variable(f.Name, factTypes[f.Type]))
	}
	program, names, err := b.compile(text)
	if err != nil {
		return nil, err
	}
	return when{program, names}, nil
}

var factTypes = map[supervision.FactType]*cel.Type{
	supervision.Flag: cel.BoolType, supervision.Text: cel.StringType, supervision.Int: cel.IntType, supervision.Number: cel.DoubleType,
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
