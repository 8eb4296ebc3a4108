package access_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

// world is an invented country with all five tiers, in which every division has the same offices: a government, a
// department with an office below it, a supervision organ and a group that the organ has stationed at the department.
// Codes begin alike on purpose.
type world struct {
	directory *directory.Directory
	offices   map[string]office
}

// divisions lists the invented places by their significant digits, parents first.
var divisions = []string{
	"43", "44", "4301", "4313", "4401", "430101", "431301", "431302", "431301001", "431302001", "431302002",
	"431301001001", "431302001001", "431302001002", "431302002001",
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{offices: map[string]office{}}
	files := fstest.MapFS{}
	for tier, file := range []string{"provinces", "cities", "areas", "streets", "villages"} {
		parent := []string{"", ",provinceCode", ",cityCode", ",areaCode", ",streetCode"}[tier]
		rows := "code,name" + parent + "\n"
		for _, digits := range divisions {
			switch {
			case len(digits) != tierDigits[tier]:
			case tier == 0:
				rows += digits + ",place\n"
			default:
				rows += digits + ",place," + digits[:tierDigits[tier-1]] + "\n"
			}
		}
		files["divisions/"+file+".csv"] = &fstest.MapFile{Data: []byte(rows)}
	}
	files["organisations.yaml"] = &fstest.MapFile{Data: []byte(w.organisations(shipped(t).Roles))}
	var err error
	w.directory, err = directory.Load(files, "organisations.yaml")
	require.NoError(t, err)
	return w
}

var tierDigits = []int{2, 4, 6, 9, 12}

func tierOf(digits string) int { return slices.Index(tierDigits, len(digits)) }

func above(digits string) string {
	if tierOf(digits) == 0 {
		return ""
	}
	return digits[:tierDigits[tierOf(digits)-1]]
}

func (w *world) organisations(roles *directory.Roles) string {
	var b strings.Builder
	b.WriteString("organisation_kinds: [city, audit, province, town, subdistrict, zone, market_regulation, service_hall, supervision_organ, stationed_supervision]\nroles:\n")
	for _, r := range roles.All() {
		fmt.Fprintf(&b, "- {key: %s, name_zh: %s, name_en: %s, class: %s, kinds: [%s]}\n",
			r.Key, r.NameZH, r.Key, r.Class, strings.Join(r.Kinds, ", "))
	}
	b.WriteString("organisations:\n")
	for _, digits := range divisions {
		w.settle(&b, digits)
	}
	return b.String()
}

func (w *world) settle(b *strings.Builder, digits string) {
	upper := ""
	if above(digits) != "" {
		upper = "gov-" + above(digits)
	}
	for _, o := range []struct{ name, kind, parent, group string }{
		{"gov-", "city", upper, ""},
		{"dept-", "market_regulation", "gov-" + digits, "group-" + digits},
		{"office-", "service_hall", "dept-" + digits, "group-" + digits},
		{"organ-", "supervision_organ", "gov-" + digits, ""},
		{"group-", "stationed_supervision", "organ-" + digits, ""},
	} {
		stationed := ""
		if o.name == "dept-" {
			stationed = ", stationed_supervisor: group-" + digits
		}
		fmt.Fprintf(b, "- {id: %s%s, name_zh: 某, name_en: some, kind: %s, level: %d, division: '%s', parent: '%s'%s}\n",
			o.name, digits, o.kind, tierOf(digits)+2, digits+strings.Repeat("0", 12-len(digits)), o.parent, stationed)
		group := o.group
		if group == "" {
			group = w.watcher(o.name, digits)
		}
		w.offices[o.name+digits] = office{name: o.name + digits, digits: digits, chain: "|" + o.parent + w.offices[o.parent].chain, group: group}
		if o.parent == "" {
			w.offices[o.name+digits] = office{name: o.name + digits, digits: digits, chain: "|", group: group}
		}
	}
}

// watcher is who stands near an office where nobody is stationed: its organ; for the organ the one above.
func (w *world) watcher(name, digits string) string {
	if name != "organ-" {
		return "organ-" + digits
	}
	if above(digits) == "" {
		return ""
	}
	return "organ-" + above(digits)
}

// path is the delimited path of an office, made from its digits.
func (o office) path() string {
	path := "/"
	for _, n := range tierDigits[:tierOf(o.digits)+1] {
		path += o.digits[:n] + "/"
	}
	return path
}

// unstaffed is a gate of the world in which nobody is appointed yet.
func (w *world) unstaffed(t testing.TB) *access.Gate {
	t.Helper()
	empty, _ := w.directory.Snapshot(0, nil)
	g, err := access.New(empty)
	require.NoError(t, err)
	return g
}
