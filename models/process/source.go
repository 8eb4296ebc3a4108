// Package process reads service items as they are authored, checks that they cannot strand a case, and compiles each
// into a bundle: procedure, guide, materials, form, fees and result under one content hash. A case is bound to the
// bundle that was in force when its applicant applied. docs/procedures.md shows how to write an item.
package process

import (
	"fmt"
	"regexp"

	"gopkg.in/yaml.v3"

	"mingcha/models"
)

// Source is one authored file, well-formed but not yet judged.
type Source struct {
	File string
	root *yaml.Node
}

// Parse reads a file as YAML. Everything else that is wrong with it is found by Compile, all at once.
func Parse(file string, text []byte) (Source, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return Source{}, models.Faulty(unpublishable(file), []models.Fault{syntaxFault(file, err)})
	}
	if len(document.Content) == 0 {
		return Source{}, models.Faulty(unpublishable(file), []models.Fault{{Field: file + ":1", Rule: "empty"}})
	}
	return Source{File: file, root: document.Content[0]}, nil
}

func unpublishable(file string) string { return fmt.Sprintf("%s cannot be published", file) }

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)$`)

func syntaxFault(file string, err error) models.Fault {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		return models.Fault{Field: file + ":" + m[1], Rule: "yaml", Detail: m[2]}
	}
	return models.Fault{Field: file, Rule: "yaml", Detail: err.Error()}
}
