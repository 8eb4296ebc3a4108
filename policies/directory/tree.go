package directory

import "strings"

// Tree (区划树) is all divisions. It is never changed after it was built.
type Tree struct {
	divisions map[string]Division
	children  map[string][]string // in the order of the files
	provinces []string
}

// Find returns the division with this 12-digit code.
func (t *Tree) Find(code string) (Division, bool) {
	d, ok := t.divisions[code]
	return d, ok
}

// At returns the division that has this path.
func (t *Tree) At(path string) (Division, bool) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	d, ok := t.divisions[fullCode(segments[len(segments)-1])]
	if !ok || d.Path != path {
		return Division{}, false
	}
	return d, true
}

// Path returns the delimited path of a code, or "" if there is no such division.
func (t *Tree) Path(code string) string { return t.divisions[code].Path }

// Parent returns the division above, if there is one.
func (t *Tree) Parent(code string) (Division, bool) { return t.Find(t.divisions[code].Parent) }

// Children returns the divisions directly below code, in the order of the gazette; with "" the provinces.
func (t *Tree) Children(code string) []Division {
	codes := t.children[code]
	if code == "" {
		codes = t.provinces
	}
	out := make([]Division, len(codes))
	for i, c := range codes {
		out[i] = t.divisions[c]
	}
	return out
}

// Upward returns the division and all above it, the nearest first.
func (t *Tree) Upward(code string) []Division {
	var out []Division
	for d, ok := t.Find(code); ok; d, ok = t.Find(d.Parent) {
		out = append(out, d)
	}
	return out
}

// Len returns how many divisions there are.
func (t *Tree) Len() int { return len(t.divisions) }

// add puts one division under its parent and returns what is wrong with it, or "".
func (t *Tree) add(tier Tier, short, name, parent string) string {
	code := fullCode(short)
	if parent != "" {
		parent = fullCode(parent)
	}
	above, known := t.divisions[parent]
	switch {
	case len(short) != tier.digits() || strings.Trim(short, "0123456789") != "":
		return "the code must have as many digits as its tier"
	case name == "":
		return "the name is missing"
	case tier == Province && parent != "", tier != Province && !known:
		return "there is no division " + parent + " above it"
	case known && !above.Tier.Above(tier):
		return parent + " does not stand above it"
	case known && code == parent && tier == County:
		return "" // a city without counties is listed once more as its own county: its towns hang on the city
	case t.divisions[code].Code != "":
		return "the code is used twice"
	case known && !strings.HasPrefix(code, parent[:above.Tier.digits()]):
		return "the code does not begin with that of " + parent
	}
	path := "/" + short + "/"
	if known {
		path = above.Path + short + "/"
	}
	t.divisions[code] = Division{Code: code, Name: name, Parent: parent, Tier: tier, Path: path}
	if parent == "" {
		t.provinces = append(t.provinces, code)
	} else {
		t.children[parent] = append(t.children[parent], code)
	}
	return ""
}
