package api

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"mingcha/models"
)

// schemaRules names, for each keyword of a schema, the rule that a value has broken.
var schemaRules = map[string]string{
	"required": "required", "properties": "unknown", "additionalProperties": "unknown", "type": "type", "pattern": "pattern",
	"enum": "enum", "minLength": "min_length", "maxLength": "max_length", "minimum": "minimum", "maximum": "maximum",
	"minItems": "min_items", "maxItems": "max_items", "format": "format", "minProperties": "required",
	"maxProperties": "max_items",
}

// faultsOf turns what the validator found into faults, each with its place in the request. An error that is none of
// the request's, such as a body over its limit, comes back as it is.
func faultsOf(err error) ([]models.Fault, error) {
	if err == nil {
		return nil, nil
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, err
	}
	var all []models.Fault
	gather(err, "", &all)
	return all, nil
}

// gather walks the validator's nested errors. place is where in the request the error lies so far.
func gather(err error, place string, into *[]models.Fault) {
	switch e := err.(type) { //nolint:errorlint // the tree is walked level by level
	case openapi3.MultiError:
		for _, one := range e {
			gather(one, place, into)
		}
	case *openapi3filter.RequestError:
		if e.Parameter != nil {
			place = "/" + e.Parameter.In + "/" + e.Parameter.Name
		}
		gatherRequest(e, place, into)
	case *openapi3.SchemaError:
		*into = append(*into, schemaFault(e, place))
	case *openapi3filter.ParseError:
		*into = append(*into, models.Fault{Field: place, Rule: parseRule(place)})
	default:
		*into = append(*into, models.Fault{Field: place, Rule: "other"})
	}
}

func gatherRequest(e *openapi3filter.RequestError, place string, into *[]models.Fault) {
	switch {
	case errors.Is(e.Err, openapi3filter.ErrInvalidRequired), errors.Is(e.Err, openapi3filter.ErrInvalidEmptyValue):
		*into = append(*into, models.Fault{Field: place, Rule: "required"})
	case e.Err == nil:
		*into = append(*into, models.Fault{Field: place, Rule: parseRule(place)})
	default:
		gather(e.Err, place, into)
	}
}

func parseRule(place string) string {
	if place == "" {
		return "not_json"
	}
	return "type"
}

// strayName finds the one thing that the validator tells in words only: which property is too many.
var strayName = regexp.MustCompile(`^property "(.*)" is unsupported$`)

func schemaFault(e *openapi3.SchemaError, place string) models.Fault {
	rule, known := schemaRules[e.SchemaField]
	if !known {
		rule = "other"
	}
	parts := e.JSONPointer()
	if name := strayName.FindStringSubmatch(e.Reason); rule == "unknown" && name != nil {
		parts = append(parts, name[1])
	}
	for _, part := range parts {
		place += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(part)
	}
	return models.Fault{Field: place, Rule: rule, Detail: detailOf(e)}
}

// detailOf is what the schema asks for, as far as a sentence needs it.
func detailOf(e *openapi3.SchemaError) string {
	schema := e.Schema
	if schema == nil {
		return ""
	}
	switch e.SchemaField {
	case "enum":
		words := make([]string, len(schema.Enum))
		for i, v := range schema.Enum {
			words[i] = fmt.Sprint(v)
		}
		return strings.Join(words, ", ")
	case "minLength":
		return strconv.FormatUint(schema.MinLength, 10)
	case "maxLength":
		return countOf(schema.MaxLength)
	case "minItems":
		return strconv.FormatUint(schema.MinItems, 10)
	case "maxItems":
		return countOf(schema.MaxItems)
	case "minimum":
		return numberOf(schema.Min)
	case "maximum":
		return numberOf(schema.Max)
	case "type":
		if schema.Type != nil {
			return strings.Join(schema.Type.Slice(), ", ")
		}
	}
	return ""
}

func countOf(n *uint64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatUint(*n, 10)
}

func numberOf(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}
