package embedded

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// version is a dotted number such as 1.32.1 or 0.11.
type version []int

func parseVersion(text string) (version, error) {
	var v version
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("version %q is not a dotted number", text)
		}
		v = append(v, n)
	}
	return v, nil
}

func (v version) after(other version) bool { return slices.Compare(v, other) > 0 }

func (v version) String() string {
	parts := make([]string, len(v))
	for i, n := range v {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, ".")
}
