// Package process reads service items as they are authored, checks that they cannot strand a case, and compiles each
// into a bundle: procedure, guide, materials, form, fees and result under one content hash. A case is bound to the
// bundle that was in force when its applicant applied. docs/procedures.md shows how to write an item.
package process

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

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

// syntaxFault names the line. yaml.v3 counts from one in what its scanner finds and from zero in what its parser finds,
// which is all that it "did not find"; it names no line zero.
func syntaxFault(file string, err error) models.Fault {
	line, detail := 0, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		detail = m[2]
	}
	if line == 0 || strings.HasPrefix(detail, "did not find") {
		line++
	}
	return models.Fault{Field: fmt.Sprintf("%s:%d", file, line), Rule: "yaml", Detail: detail}
}
