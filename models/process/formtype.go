package process

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// formType is the type of the variable form in conditions: an object whose fields are the form's.
var formType = cel.ObjectType("Form")

// formTypes adds the form to the types that conditions know, so that an unknown field or a wrong comparison is found
// when the item is published and not when a case is handled.
type formTypes struct {
	*types.Registry
	fields []Field
}

func newFormTypes(registry *types.Registry, fields []Field) formTypes {
	return formTypes{registry, fields}
}

// FindStructType knows the form besides the standard types.
func (t formTypes) FindStructType(name string) (*types.Type, bool) {
	if name == formType.TypeName() {
		return types.NewTypeTypeWithParam(formType), true
	}
	return t.Registry.FindStructType(name)
}

// FindStructFieldNames lists the form's fields.
func (t formTypes) FindStructFieldNames(name string) ([]string, bool) {
	if name != formType.TypeName() {
		return t.Registry.FindStructFieldNames(name)
	}
	var out []string
	for _, f := range t.fields {
		out = append(out, f.Key)
	}
	return out, true
}

// FindStructFieldType gives a field's type. A field that was left out has its type's empty value; has() tells.
func (t formTypes) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	if name != formType.TypeName() {
		return t.Registry.FindStructFieldType(name, field)
	}
	i := slices.IndexFunc(t.fields, func(f Field) bool { return f.Key == field })
	if i < 0 {
		return nil, false
	}
	f := t.fields[i]
	return &types.FieldType{
		Type:  f.celType(),
		IsSet: func(form any) bool { _, there := form.(map[string]any)[f.Key]; return there },
		GetFrom: func(form any) (any, error) {
			if value, there := form.(map[string]any)[f.Key]; there {
				return value, nil
			}
			return f.empty(), nil
		},
	}, true
}

// NewValue refuses to make a form: conditions only read.
func (t formTypes) NewValue(name string, values map[string]ref.Val) ref.Val {
	if name == formType.TypeName() {
		return types.NewErr("a condition cannot make a form")
	}
	return t.Registry.NewValue(name, values)
}

func (f Field) celType() *types.Type {
	switch {
	case f.Type == numberField && f.Decimals == 0:
		return types.IntType
	case f.Type == numberField:
		return types.DoubleType
	case f.Type == booleanField:
		return types.BoolType
	case f.Type == listField:
		return types.NewListType(types.StringType)
	default:
		return types.StringType
	}
}

func (f Field) empty() any {
	switch {
	case f.Type == numberField && f.Decimals == 0:
		return int64(0)
	case f.Type == numberField:
		return 0.0
	case f.Type == booleanField:
		return false
	case f.Type == listField:
		return []string{}
	default:
		return ""
	}
}

// formValues reads a filled form for conditions. It is lenient with what conditions do not need to know: fields that
// the form does not have are left out.
func formValues(fields []Field, raw json.RawMessage) (map[string]any, error) {
	written, err := object(raw)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, f := range fields {
		text, there := written.values[f.Key]
		if !there {
			continue
		}
		value, err := f.value(text)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Key, err)
		}
		out[f.Key] = value
	}
	return out, nil
}

// Legible keeps of a form, filled for another version of the item, what this one can read: all but the values of fields that
// are of another type here.
func (b *Bundle) Legible(form map[string]any) map[string]any {
	out := maps.Clone(form)
	for _, f := range b.Fields {
		text, err := json.Marshal(form[f.Key])
		if err == nil {
			_, err = f.value(text)
		}
		if err != nil {
			delete(out, f.Key)
		}
	}
	return out
}

// value reads a field's value as conditions see it.
func (f Field) value(text json.RawMessage) (any, error) {
	switch f.empty().(type) {
	case int64, float64:
		if !numberShape.Match(text) {
			return nil, fmt.Errorf("%s is not a number", text)
		}
		number := ratOf(Number(text))
		if f.Decimals > 0 {
			value, _ := number.Float64()
			return value, nil
		}
		if !number.IsInt() || !number.Num().IsInt64() {
			return nil, fmt.Errorf("%s is not a whole number", text)
		}
		return number.Num().Int64(), nil
	case bool:
		return read[bool](text)
	case []string:
		return read[[]string](text)
	default:
		return read[string](text)
	}
}

func read[T any](text json.RawMessage) (any, error) {
	var value T
	err := json.Unmarshal(text, &value)
	return value, err
}
