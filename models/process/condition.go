package process

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/cost"
	"cel.dev/cel-go/common/types"

	"mingcha/models"
)

const (
	conditionCost   = 20_000 // of one evaluation, in CEL's units; a comparison costs a few
	conditionLength = 500    // characters
)

var (
	errNotBoolean = errors.New("not a yes or no")
	errCostly     = errors.New("costs too much to evaluate")
)

// condition is a compiled condition of a step.
type condition struct{ program cel.Program }

// newConditions compiles the conditions of a bundle's steps.
func newConditions(steps []models.Step, fields []Field) (map[int]condition, error) {
	out := map[int]condition{}
	var env *cel.Env
	for i, s := range steps {
		if s.When == "" {
			continue
		}
		if env == nil {
			var err error
			if env, err = conditionEnv(fields); err != nil {
				return nil, err
			}
		}
		compiled, err := compileCondition(env, fields, s.When)
		if err != nil {
			return nil, fmt.Errorf("condition of step %s: %w", s.Key, err)
		}
		out[i] = compiled
	}
	return out, nil
}

// conditionEnv knows the form and nothing else: no clock, no other data.
func conditionEnv(fields []Field) (*cel.Env, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return nil, fmt.Errorf("types of conditions: %w", err)
	}
	return cel.NewEnv(
		cel.CustomTypeAdapter(registry), cel.CustomTypeProvider(newFormTypes(registry, fields)),
		cel.CrossTypeNumericComparisons(true), cel.Variable("form", formType),
		cel.ParserExpressionSizeLimit(conditionLength), cel.ASTValidators(cel.ValidateRegexLiterals()),
	)
}

func compileCondition(env *cel.Env, fields []Field, text string) (condition, error) {
	ast, issues := env.Compile(text)
	if issues.Err() != nil {
		return condition{}, errors.New(issues.Errors()[0].Message)
	}
	if ast.OutputType() != cel.BoolType {
		return condition{}, errNotBoolean
	}
	estimate, err := env.EstimateCost(ast, sizes{fields})
	if err != nil {
		return condition{}, err
	}
	if estimate.Max > conditionCost {
		return condition{}, errCostly
	}
	program, err := env.Program(ast, cel.CostLimit(conditionCost))
	if err != nil {
		return condition{}, err
	}
	return condition{program}, nil
}

// judgeConditions refuses conditions that do not compile, are no yes or no, cost too much, or may have no answer.
func (c *compilation) judgeConditions() {
	var env *cel.Env
	for _, s := range c.steps {
		if s.when == "" {
			continue
		}
		if env == nil {
			var err error
			if env, err = conditionEnv(c.fields); err != nil {
				c.blame("condition", err.Error(), &s.when)
				return
			}
		}
		compiled, err := compileCondition(env, c.fields, s.when)
		switch {
		case errors.Is(err, errNotBoolean):
			c.blame("condition_not_boolean", "", &s.when)
		case errors.Is(err, errCostly):
			c.blame("condition_costly", "", &s.when)
		case err != nil:
			c.blame("condition", firstLine(err.Error()), &s.when)
		default:
			c.judgeAnswers(env, compiled, s)
		}
		if s.whenName == "" {
			c.blame("missing", "when_name", &s.when)
		}
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// Holds reports whether a step takes place for this form. A step without a condition always does.
func (b *Bundle) Holds(step int, form json.RawMessage) (bool, error) {
	c, conditional := b.conditions[step]
	if !conditional {
		return true, nil
	}
	values, err := formValues(b.Fields, form)
	if err != nil {
		return false, fmt.Errorf("condition of step %s: %w", b.Procedure.Steps[step].Key, err)
	}
	out, _, err := c.program.Eval(map[string]any{"form": values})
	if err != nil {
		return false, fmt.Errorf("condition of step %s: %w", b.Procedure.Steps[step].Key, err)
	}
	return out == types.True, nil
}

// Evaluate asks every condition of the procedure, by index of its step.
func (b *Bundle) Evaluate(form json.RawMessage) (map[int]bool, error) {
	out := map[int]bool{}
	for step := range b.conditions {
		holds, err := b.Holds(step, form)
		if err != nil {
			return nil, err
		}
		out[step] = holds
	}
	return out, nil
}

// sizes tells the cost estimate how long the values of a form can be.
type sizes struct{ fields []Field }

// EstimateSize knows the form's own fields; the rest follows from them.
func (s sizes) EstimateSize(node cost.AstNode) *cost.SizeEstimate {
	path := node.Path()
	if len(path) < 2 || path[0] != "form" {
		return nil
	}
	for _, f := range s.fields {
		if f.Key == path[1] {
			return &cost.SizeEstimate{Min: 0, Max: f.size(len(path) > 2)}
		}
	}
	return nil
}

// EstimateCallCost leaves the calls to the standard estimate.
func (s sizes) EstimateCallCost(string, string, *cost.AstNode, []cost.AstNode) *cost.CallEstimate {
	return nil
}

// size is how long a value of the field, or an element of it, can be.
func (f Field) size(element bool) uint64 {
	longest := 0
	for _, option := range f.Options {
		longest = max(longest, len(option))
	}
	switch {
	case f.Type == listField && !element:
		return uint64(len(f.Options))
	case len(f.Options) > 0:
		return uint64(longest)
	case f.Type == dateField:
		return uint64(len("2006-01-02"))
	default:
		return uint64(min(f.MaxLength, math.MaxInt32)) * 4
	}
}
