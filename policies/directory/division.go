package directory

import "strings"

// Division (行政区划) is one place of the tree.
type Division struct {
	Code   string // 12 digits, filled up with zeros: 441900003000
	Name   string
	Parent string // code; "" for a province
	Tier   Tier
	Path   string // delimited by slashes from the province down: /44/4419/441900003/
}

// codeLength is the length of a full division code (GB/T 2260 and the statistical codes below it).
const codeLength = 12

// fullCode fills the short code of a province, city, county or town up with zeros.
func fullCode(short string) string {
	if len(short) >= codeLength {
		return short
	}
	return short + strings.Repeat("0", codeLength-len(short))
}

// Within reports whether path is the place ancestor or lies below it. Both are delimited paths, so that /44/441/ does
// not hold /44/4419/; anything else is within nothing.
func Within(ancestor, path string) bool {
	return delimited(ancestor) && delimited(path) && strings.HasPrefix(path, ancestor)
}

// Range returns the bounds of a path and everything below it, for path >= from and path < to. An ill-formed ancestor
// gives an empty range. The comparison must be by bytes, as in SQL with a binary collation.
func Range(ancestor string) (from, to string) {
	if !delimited(ancestor) {
		return "", ""
	}
	return ancestor, strings.TrimSuffix(ancestor, "/") + "0" // '0' follows '/'
}

func delimited(path string) bool {
	return len(path) > 2 && path[0] == '/' && path[len(path)-1] == '/'
}
