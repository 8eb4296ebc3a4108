package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"mingcha/models"
)

// commandForm says which fields of a command's body a verb needs and which more it takes. The contract is the source:
// x-verbs of the operation.
type commandForm struct {
	Needs []string `json:"needs"`
	Takes []string `json:"takes"`
}

// commandForms are the forms of one operation's verbs.
type commandForms map[models.Verb]commandForm

// formsOf reads the forms of an operation.
func formsOf(o *operation) (commandForms, error) {
	raw, err := json.Marshal(o.route.Operation.Extensions["x-verbs"])
	if err != nil {
		return nil, err
	}
	forms := commandForms{}
	if err := json.Unmarshal(raw, &forms); err != nil {
		return nil, fmt.Errorf("x-verbs of %s: %w", o.id, err)
	}
	return forms, forms.agree(o.route.Operation)
}

// agree makes sure that every verb of the operation has a form, and every field of a form is one of the body.
func (f commandForms) agree(op *openapi3.Operation) error {
	verbs := op.Parameters.GetByInAndName(openapi3.ParameterInPath, "verb").Schema.Value.Enum
	if len(verbs) != len(f) {
		return fmt.Errorf("%s has %d verbs and %d forms", op.OperationID, len(verbs), len(f))
	}
	fields := op.RequestBody.Value.Content["application/json"].Schema.Value.Properties
	for _, verb := range verbs {
		form, known := f[models.Verb(fmt.Sprint(verb))]
		if !known {
			return fmt.Errorf("%s: verb %v has no form", op.OperationID, verb)
		}
		for _, field := range slices.Concat(form.Needs, form.Takes) {
			if fields[field] == nil {
				return fmt.Errorf("%s: verb %v names the unknown field %q", op.OperationID, verb, field)
			}
		}
	}
	return nil
}

// needs reports whether a verb cannot do without a field.
func (f commandForms) needs(verb models.Verb, field string) bool {
	return slices.Contains(f[verb].Needs, field)
}

// check names every field of a body that the verb needs and that is missing, and every one that it does not take.
func (f commandForms) check(verb models.Verb, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	given := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &given); err != nil {
		return err
	}
	form := f[verb]
	var faults []models.Fault
	for _, field := range form.Needs {
		if _, there := given[field]; !there {
			faults = append(faults, models.Fault{Field: "/" + field, Rule: "required"})
		}
	}
	for _, field := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(form.Needs, field) && !slices.Contains(form.Takes, field) {
			faults = append(faults, models.Fault{Field: "/" + field, Rule: "unexpected"})
		}
	}
	return models.Faulty("the command is not whole", faults)
}
