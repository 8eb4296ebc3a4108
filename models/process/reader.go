package process

import (
	"cmp"
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
	unread map[any]bool // written, but not as it should be: told once, not judged again
	faults []models.Fault
}

func newReader() *reader { return &reader{places: map[any]string{}, unread: map[any]bool{}} }

// fields names, for each key of a mapping, what takes its value.
type fields map[string]func(*yaml.Node)

func (r *reader) place(n *yaml.Node) string { return fmt.Sprintf("%s:%d", r.file, n.Line) }

func (r *reader) fault(n *yaml.Node, rule, detail string) {
	r.faults = append(r.faults, models.Fault{Field: r.place(n), Rule: rule, Detail: detail})
}

// blame records a fault where the first of the values that was written stands.
func (r *reader) blame(rule, detail string, values ...any) {
	place := ""
	for _, v := range values {
		if r.unread[v] {
			return
		}
		if place == "" {
			place = r.places[v]
		}
	}
	r.faults = append(r.faults, models.Fault{Field: cmp.Or(place, r.file+":1"), Rule: rule, Detail: detail})
}

// mapping hands each value of a mapping to the field that its key names.
func (r *reader) mapping(n *yaml.Node, known fields) bool {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "not_mapping", "")
		return false
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
	return true
}

// elements returns the elements of a list that is read into to.
func (r *reader) elements(n *yaml.Node, to any) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		r.fault(n, "no_list", "")
		r.unread[to] = true
		return nil
	}
	return n.Content
}

// scalar reads a single value for to.
func (r *reader) scalar(n *yaml.Node, to any) (string, bool) {
	r.places[to] = r.place(n)
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.fault(n, "not_value", "")
		r.unread[to] = true
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

func (r *reader) text(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if value, ok := r.scalar(n, to); ok {
			*to = value
		}
	}
}

func (r *reader) flag(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n, to)
		if !ok {
			return
		}
		if value != "true" && value != "false" {
			r.fault(n, "not_boolean", value)
		}
		*to = value == "true"
	}
}

func (r *reader) whole(to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n, to)
		if !ok {
			return
		}
		number, err := strconv.Atoi(value)
		if err != nil {
			r.fault(n, "not_whole", value)
			r.unread[to] = true
		}
		*to = number
	}
}

var plainNumber = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,6})?$`)

// number reads a decimal number and keeps it as written, so that no digit is lost.
func (r *reader) number(to *Number) func(*yaml.Node) {
	return func(n *yaml.Node) {
		value, ok := r.scalar(n, to)
		if !ok {
			return
		}
		if !plainNumber.MatchString(value) {
			r.fault(n, "not_number", value)
			r.unread[to] = true
			return
		}
		*to = Number(value)
	}
}

func (r *reader) texts(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*to, r.places[to] = nil, r.place(n)
		for _, element := range r.elements(n, to) {
			if value, ok := r.scalar(element, element); ok {
				*to = append(*to, value)
			}
		}
	}
}

func (r *reader) wholes(to *[]int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		elements := r.elements(n, to)
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
		if !r.mapping(n, read(r, to)) {
			r.unread[to] = true
		}
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
		elements := r.elements(n, to)
		*to, r.places[to] = make([]T, len(elements)), r.place(n)
		for i, element := range elements {
			one(r, &(*to)[i], read)(element)
		}
	}
}
