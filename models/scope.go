package models

import "strings"

// PathRange is one part of what a person may see: the rows whose division path lies in [From, To). A list takes
// several and shows their union; none at all shows nothing.
type PathRange struct {
	From string
	To   string
	Unit string // only this unit's rows in the range; "" every unit's
}

// Within returns the range of a division and everything below it. The path may end with a slash or not.
func Within(path string) PathRange {
	root := strings.TrimSuffix(path, "/")
	return PathRange{From: root, To: root + "0"} // "0" follows "/"
}

// WithinUnit returns the range of one unit's own rows.
func WithinUnit(path, unit string) PathRange {
	r := Within(path)
	r.Unit = unit
	return r
}

// Root returns the division path that the range was made from, without a slash at its end.
func (r PathRange) Root() string { return strings.TrimSuffix(r.From, "/") }

// Covers reports whether every row of other is a row of r.
func (r PathRange) Covers(other PathRange) bool {
	return r.Root() <= other.Root() && other.To <= r.To && (r.Unit == "" || r.Unit == other.Unit)
}

// Ancestors returns the division path and those above it, the widest first, without slashes at their ends.
func Ancestors(path string) []string {
	path = strings.TrimSuffix(path, "/")
	var out []string
	for i := 1; i < len(path); i++ {
		if path[i] == '/' {
			out = append(out, path[:i])
		}
	}
	if path != "" {
		out = append(out, path)
	}
	return out
}

// Page asks for one page of a list.
type Page struct {
	Cursor string // as the page before gave it; "" the first page
	Limit  int    // rows; 0 means 50, at most 200
}
