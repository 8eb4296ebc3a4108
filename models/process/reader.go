package process

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"mingcha/models"
)

// reader fills values from a document. It collects faults instead of stopping at the first, and remembers where each
// value was written, so that a later check can name the line.
type reader struct {
	file   string
	places map[any]string
	faults []models.Fault
}

// fields names, for each key of a mapping, what takes its value.
type fields map[string]func(*yaml.Node)

func (r *reader) place(n *yaml.Node) string { return fmt.Sprintf("%s:%d", r.file, n.Line) }

func (r *reader) fault(n *yaml.Node, rule, detail string) {
	r.faults = append(r.faults, models.Fault{Field: r.place(n), Rule: rule, Detail: detail})
}

// blame records a fault where the first of the values that was written stands.
func (r *reader) blame(rule, detail string, values ...any) {
	place := r.file + ":1"
	for _, v := range values {
		if p, written := r.places[v]; written {
			place = p
			break
		}
	}
	r.faults = append(r.faults, models.Fault{Field: place, Rule: rule, Detail: detail})
}

// mapping hands each value of a mapping to the field that its key names.
func (r *reader) mapping(n *yaml.Node, known fields) {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "not_mapping", "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		take, ok := known[key.Value]
		switch {
		case !ok:
			r.fault(key, "unknown_key", key.Value)
		case seen[key.Value]:
			r.fault(key, "duplicate_key", key.Value)
		default:
			take(n.Content[i+1])
		}
		seen[key.Value] = true
	}
}

// elements returns the elements of a list.
func (r *reader) elements(n *yaml.Node) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		r.fault(n, "no_list", "")
		return nil
	}
	return n.Content
}

func (r *reader) scalar(n *yaml.Node) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.fault(n, "not_value", "")
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

func (r *reader) text(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if value, ok := r.scalar(n); ok {
			*to, r.places[to] = value, r.place(n)
		}
	}
}

func (r *reader) flag(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n)
		if !ok {
			return
		}
		if value != "true" && value != "false" {
			r.fault(n, "not_boolean", value)
		}
		*to, r.places[to] = value == "true", r.place(n)
	}
}

func (r *reader) whole(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n)
		if !ok {
			return
		}
		number, err := strconv.Atoi(value)
		if err != nil {
			r.fault(n, "not_whole", value)
		}
		*to, r.places[to] = number, r.place(n)
	}
}

var plainNumber = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,6})?$`)

// number reads a decimal number and keeps it as written, so that no digit is lost.
func (r *reader) number(to *Number) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n)
		if !ok {
			return
		}
		if !plainNumber.MatchString(value) {
			r.fault(n, "not_number", value)
			return
		}
		*to, r.places[to] = Number(value), r.place(n)
	}
}

func (r *reader) texts(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*to, r.places[to] = nil, r.place(n)
		for _, element := range r.elements(n) {
			if value, ok := r.scalar(element); ok {
				*to = append(*to, value)
			}
		}
	}
}

func (r *reader) wholes(to *[]int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		elements := r.elements(n)
		*to, r.places[to] = make([]int, len(elements)), r.place(n)
		for i, element := range elements {
			r.whole(&(*to)[i])(element)
		}
	}
}

// one reads a mapping into *to and remembers where it stands.
func one[T any](r *reader, to *T, read func(*reader, *T) fields) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.places[to] = r.place(n)
		r.mapping(n, read(r, to))
	}
}

// some is one for a value that may be left out.
func some[T any](r *reader, to **T, read func(*reader, *T) fields) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*to = new(T)
		one(r, *to, read)(n)
	}
}

// many reads a list of mappings. The list is made before its elements are read, so that their places stay.
func many[T any](r *reader, to *[]T, read func(*reader, *T) fields) func(*yaml.Node) {
	return func(n *yaml.Node) {
		elements := r.elements(n)
		*to, r.places[to] = make([]T, len(elements)), r.place(n)
		for i, element := range elements {
			one(r, &(*to)[i], read)(element)
		}
	}
}
