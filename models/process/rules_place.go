package process

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"mingcha/models"
)

// written is a rule set or a scheme as somebody wrote it: what it says, and where.
type written struct {
	root  *yaml.Node
	blank func() any // what it is read into
}

// writtenIn is the document of a text, nil if there is none.
func writtenIn(text []byte, blank func() any) (*written, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil || len(document.Content) == 0 {
		return nil, err
	}
	return &written{document.Content[0], blank}, nil
}

// empty is the fault of a text without a document.
func empty() []models.Fault {
	return []models.Fault{{Field: "line 1", Rule: "missing", Detail: "version"}}
}

// into reads the document, or names every part that cannot be read, as deep as that can be told.
func (w written) into(to any) []models.Fault {
	if fits(w.root, to) == nil {
		return nil
	}
	return w.misfits(w.root, "", func(n *yaml.Node) *yaml.Node { return n })
}

// fits reports why a document cannot be read; nil: it can.
func fits(n *yaml.Node, to any) error {
	var tree any
	if err := n.Decode(&tree); err != nil {
		return err
	}
	plain, err := json.Marshal(tree)
	if err != nil {
		return err
	}
	strict := json.NewDecoder(bytes.NewReader(plain))
	strict.DisallowUnknownFields()
	return strict.Decode(to)
}

// misfits looks for the parts of n that cannot be read even if they stand alone in the document. around puts a part in
// the place of n.
func (w written) misfits(n *yaml.Node, at string, around func(*yaml.Node) *yaml.Node) []models.Fault {
	var faults []models.Fault
	for name, parts := range partsOf(n) {
		alone := func(part *yaml.Node) *yaml.Node {
			only := *n
			only.Content = append(slices.Clone(parts[:len(parts)-1]), part)
			return around(&only)
		}
		part := parts[len(parts)-1]
		switch {
		case fits(alone(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}), w.blank()) != nil:
			faults = append(faults, models.Fault{Field: placed(at+"/"+name, parts[0]), Rule: "unknown_key", Detail: name})
		case fits(alone(part), w.blank()) != nil:
			faults = append(faults, w.misfits(part, at+"/"+name, alone)...)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	err := fits(around(n), w.blank())
	why := strings.TrimPrefix(err.Error(), "json: ")
	if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
		why = kind.Value // what was written: a number, an array
	}
	return []models.Fault{{Field: placed(at, n), Rule: "unreadable", Detail: why}}
}

// partsOf ranges over the parts of a mapping or a list: the name of each and its nodes, the value last.
func partsOf(n *yaml.Node) func(yield func(string, []*yaml.Node) bool) {
	return func(yield func(string, []*yaml.Node) bool) {
		step := 1
		if n.Kind == yaml.MappingNode {
			step = 2
		}
		if n.Kind != yaml.MappingNode && n.Kind != yaml.SequenceNode {
			return
		}
		for i := 0; i+step <= len(n.Content); i += step {
			name := strconv.Itoa(i)
			if step == 2 {
				name = n.Content[i].Value
			}
			if !yield(name, n.Content[i:i+step]) {
				return
			}
		}
	}
}

// locate adds to each fault the line where it stands, or where what is missing would stand.
func (w written) locate(faults []models.Fault) []models.Fault {
	for i, f := range faults {
		n := w.root
		for _, name := range strings.Split(strings.TrimPrefix(f.Field, "/"), "/") {
			found := false
			for part, nodes := range partsOf(n) {
				if part == name {
					n, found = nodes[len(nodes)-1], true
					break
				}
			}
			if !found {
				break
			}
		}
		faults[i].Field = placed(f.Field, n)
	}
	return faults
}

func placed(at string, n *yaml.Node) string { return fmt.Sprintf("%s, line %d", at, max(1, n.Line)) }
