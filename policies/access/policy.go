package access

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"mingcha/policies/directory"
)

//go:embed policy.csv
var policyText string

//go:embed model.conf
var modelText string

// line is one permission: a role may do an action with a kind of thing that stands in a relation to the appointment.
type line struct {
	Role     string
	Kind     Kind
	Action   Action
	Relation Relation
}

// parse reads the policy and names every faulty row: a column too many or too few, an unknown word, a permission
// given twice. A policy without a line is a fault.
func parse(text string, roles *directory.Roles) ([]line, error) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comment, reader.TrimLeadingSpace, reader.FieldsPerRecord = '#', true, -1
	var lines []line
	var faults []error
	given := map[line]bool{}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read the policy: %w", err)
		}
		at, _ := reader.FieldPos(0)
		expanded, err := expand(row, roles)
		if err != nil {
			faults = append(faults, fmt.Errorf("line %d: %w", at, err))
		}
		for _, l := range expanded {
			if given[l] {
				faults = append(faults, fmt.Errorf("line %d: %s, %s, %s, %s is given twice", at, l.Role, l.Kind, l.Action, l.Relation))
			}
			given[l] = true
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		faults = append(faults, errors.New("it allows nothing"))
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("read the policy: %w", errors.Join(faults...))
	}
	return lines, nil
}

// expand returns every combination of the words of a row, or what is wrong with them.
func expand(row []string, roles *directory.Roles) ([]line, error) {
	if len(row) != 4 {
		return nil, fmt.Errorf("role, object, action, relation are wanted, there are %d columns", len(row))
	}
	columns := make([][]string, len(row))
	var faults []error
	for i, check := range []struct {
		name  string
		known func(string) bool
	}{
		{"role", func(w string) bool { _, ok := roles.Find(w); return ok }},
		{"object", func(w string) bool { return Kind(w).known() }},
		{"action", func(w string) bool { return Action(w).known() }},
		{"relation", func(w string) bool { return Relation(w).known() }},
	} {
		columns[i] = strings.Fields(row[i])
		if len(columns[i]) == 0 {
			faults = append(faults, fmt.Errorf("the %s is missing", check.name))
		}
		for _, word := range columns[i] {
			if !check.known(word) {
				faults = append(faults, fmt.Errorf("there is no %s %q", check.name, word))
			}
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return combine(columns), nil
}

func combine(columns [][]string) []line {
	var lines []line
	for _, role := range columns[0] {
		for _, kind := range columns[1] {
			for _, action := range columns[2] {
				for _, relation := range columns[3] {
					lines = append(lines, line{role, Kind(kind), Action(action), Relation(relation)})
				}
			}
		}
	}
	return lines
}
