package directory_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/policies/directory"
)

// town is the smallest place that has everything: a province, its city, one town; an organ, a hall, two roles.
func town(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"divisions/provinces.csv": "code,name\n44,广东省\n",
		"divisions/cities.csv":    "code,name,provinceCode\n4419,东莞市,44\n",
		"divisions/areas.csv":     "code,name,cityCode\n441900,东莞市,4419\n",
		"divisions/streets.csv":   "code,name,areaCode\n441900110,常平镇,441900\n",
		"divisions/villages.csv":  "code,name,streetCode\n441900110002,常平社区,441900110\n",
		"organisations.yaml": `
organisation_kinds: [supervision_organ, service_hall]
roles:
- {key: handler, name_zh: 承办人, name_en: Handler, class: business}
- {key: supervisor, name_zh: 监察员, name_en: Supervisor, class: supervision, kinds: [supervision_organ]}
incompatible_roles:
- {a: supervisor, b: handler, rule: A07}
organisations:
- {id: organ, name_zh: 监委, name_en: Organ, kind: supervision_organ, level: 3, division: '441900000000'}
- {id: hall, name_zh: 大厅, name_en: Hall, kind: service_hall, level: 5, division: '441900110000', parent: organ}
posts:
- {id: hall/handler-01, org: hall, role: handler}
staff_example:
- {login: u1, display_zh: 赵某, post: hall/handler-01, filed: true, card_valid_to: null, example: true}
`,
	}
	out := fstest.MapFS{}
	for name, text := range files {
		if change, ok := changes[name]; ok {
			text = change
		}
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestLoadNamesEveryFaultyRow(t *testing.T) {
	_, err := directory.Load(town(nil), "organisations.yaml")
	require.NoError(t, err)

	t.Run("of the divisions", func(t *testing.T) {
		_, err := directory.Load(town(map[string]string{
			"divisions/streets.csv": "code,name,areaCode\n441900110,常平镇,441900\n441900110,again,441900\n44190011,short,441900\n" +
				"441900120,,441900\n441900121,lost,441999\n431900122,elsewhere,441900\n",
			"divisions/cities.csv": "code,name,provinceCode\n4419,东莞市,44\n4x20,letters,44\n",
		}), "organisations.yaml")
		var faults directory.Faults
		require.ErrorAs(t, err, &faults)
		require.Equal(t, []string{
			"cities.csv line 3: 4x20: the code must have as many digits as its tier",
			"streets.csv line 3: 441900110: the code is used twice",
			"streets.csv line 4: 44190011: the code must have as many digits as its tier",
			"streets.csv line 5: 441900120: the name is missing",
			"streets.csv line 6: 441900121: there is no division 441999000000 above it",
			"streets.csv line 7: 431900122: the code does not begin with that of 441900000000",
		}, texts(faults))
	})
	t.Run("of the organisations", func(t *testing.T) {
		_, err := directory.Load(town(map[string]string{"organisations.yaml": `
organisation_kinds: [supervision_organ, service_hall]
roles:
- {key: handler, name_zh: 承办人, name_en: Handler, class: business}
- {key: handler, name_zh: 承办人, name_en: "", class: clerical}
- {key: system_admin, name_zh: 系统管理员, name_en: System administrator, class: administration, kinds: [castle]}
incompatible_roles:
- {a: handler, b: knight, rule: A07, within: moon}
organisations:
- {id: organ, name_zh: 监委, name_en: Organ, kind: supervision_organ, level: 5, division: '441900000000', parent: hall}
- {id: hall, name_zh: 大厅, name_en: "", kind: castle, level: 5, division: '441900110000', parent: organ, stationed_supervisor: organ}
- {id: lost, name_zh: 某, name_en: Lost, kind: service_hall, level: 5, division: '999999999999', parent: nobody}
posts:
- {id: hall/handler-01, org: hall, role: handler}
- {id: hall/handler-01, org: hall, role: knight}
- {id: keep/handler-01, org: keep, role: handler}
- {id: hall/system_admin-01, org: hall, role: handler}
staff_example:
- {login: u1, display_zh: 赵某, post: nowhere, filed: true, card_valid_to: null, example: true}
`}), "organisations.yaml")
		var faults directory.Faults
		require.ErrorAs(t, err, &faults)
		for _, want := range []string{
			"unit organ: level 5 does not fit its division, a city",
			"unit organ: its division lies outside that of its parent hall",
			"unit organ: it stands above itself",
			"unit hall: a name is missing",
			`unit hall: there is no kind "castle"`,
			"unit hall: stationed_supervisor: organ is not a stationed_supervision",
			`unit lost: there is no division "999999999999"`,
			`unit lost: parent: there is no unit "nobody"`,
			"role handler: the key is missing or used twice",
			"role handler: a name is missing",
			`role handler: there is no class "clerical"`,
			`role system_admin: there is no kind "castle"`,
			`incompatible roles handler and knight: there is no role "knight"`,
			"incompatible roles handler and knight: within must be case or nothing",
			"post hall/handler-01: the ID is missing or used twice",
			`post hall/handler-01: there is no role "knight"`,
			`post keep/handler-01: there is no unit "keep"`,
			`staff u1: there is no post "nowhere"`,
		} {
			require.Contains(t, texts(faults), want)
		}
	})
	t.Run("a person who holds two posts that exclude each other", func(t *testing.T) {
		files := town(nil)
		text := string(files["organisations.yaml"].Data)
		text = replaceOnce(t, text, "posts:\n", "posts:\n- {id: organ/handler-01, org: organ, role: handler}\n- {id: organ/supervisor-01, org: organ, role: supervisor}\n")
		text += "- {login: u2, display_zh: 钱某, post: organ/handler-01, filed: true, card_valid_to: null, example: true}\n" +
			"- {login: u2, display_zh: 钱某, post: organ/supervisor-01, filed: true, card_valid_to: null, example: true}\n"
		_, err := directory.Load(town(map[string]string{"organisations.yaml": text}), "organisations.yaml")
		require.ErrorContains(t, err, "staff u2: supervisor and handler of appointment organ/handler-01 must be two people (A07)")
	})
	t.Run("a misspelt field, a missing file, an empty file", func(t *testing.T) {
		_, err := directory.Load(town(map[string]string{"organisations.yaml": "organisation_kindz: []\n"}), "organisations.yaml")
		require.ErrorContains(t, err, "organisation_kindz")
		_, err = directory.Load(town(nil), "elsewhere.yaml")
		require.ErrorContains(t, err, "read organisations")
		_, err = directory.Load(town(map[string]string{"divisions/areas.csv": ""}), "organisations.yaml")
		require.ErrorContains(t, err, "areas.csv: the file is empty")
		_, err = directory.Load(town(map[string]string{"divisions/areas.csv": "code,label\n"}), "organisations.yaml")
		require.ErrorContains(t, err, "columns")
	})
}

func TestSnapshotLeavesOutAndNamesFaultyAppointments(t *testing.T) {
	d := shipped(t)
	start := noon.AddDate(0, -1, 0)
	good := directory.Appointment{ID: "1", Person: "li", Role: "handler", Unit: "dg-scjgj", Division: "441900000000", From: start}
	change := func(id string, f func(*directory.Appointment)) directory.Appointment {
		a := good
		a.ID = id
		f(&a)
		return a
	}

	for problem, row := range map[string]directory.Appointment{
		"the person is missing":                        change("2", func(a *directory.Appointment) { a.Person = "" }),
		`there is no role "knight"`:                    change("2", func(a *directory.Appointment) { a.Role = "knight" }),
		`there is no unit "castle"`:                    change("2", func(a *directory.Appointment) { a.Unit = "castle" }),
		`there is no division "4419"`:                  change("2", func(a *directory.Appointment) { a.Division = "4419" }),
		"outside that of unit dg-scjgj":                change("2", func(a *directory.Appointment) { a.Division = "440000000000" }),
		"the beginning is missing":                     change("2", func(a *directory.Appointment) { a.From = time.Time{} }),
		"it ends at or before its beginning":           change("2", func(a *directory.Appointment) { a.To = start }),
		"the ID is used twice":                         change("1", func(a *directory.Appointment) { a.Person = "wu" }),
		"the ID is missing":                            change("", func(*directory.Appointment) {}),
		"not held in a unit of kind market_regulation": change("2", func(a *directory.Appointment) { a.Role = "supervisor" }),
	} {
		t.Run(problem, func(t *testing.T) {
			s, faults := d.Snapshot(7, []directory.Appointment{good, row})
			require.Len(t, faults, 1)
			require.Contains(t, faults[0].String(), problem)
			require.Equal(t, []directory.Appointment{good}, s.Of("li", noon))
			require.Empty(t, s.Of("wu", noon))
			require.EqualValues(t, 7, s.Revision)
		})
	}
	t.Run("two that must be two people are both left out, whoever wrote them", func(t *testing.T) {
		for _, second := range []directory.Appointment{
			change("2", func(a *directory.Appointment) { a.Role = "approver" }),
			change("2", func(a *directory.Appointment) { a.Role = "system_admin"; a.Unit = "dg-zsj" }),
			change("2", func(a *directory.Appointment) { a.Role = "auditor"; a.Unit = "dg-sjj" }),
		} {
			s, faults := d.Snapshot(1, []directory.Appointment{good, second})
			require.Len(t, faults, 2)
			require.Empty(t, s.Of("li", noon))
			require.Empty(t, s.Holders("dg-scjgj", "handler", noon))
		}
	})
	t.Run("what is kept apart in one unit may be held in two, and one after the other", func(t *testing.T) {
		for _, second := range []directory.Appointment{
			change("2", func(a *directory.Appointment) { a.Role = "approver"; a.Unit = "dg-zjj" }),
			change("2", func(a *directory.Appointment) { a.Role = "approver"; a.From, a.To = start.AddDate(-1, 0, 0), start }),
			change("2", func(a *directory.Appointment) { a.Role = "complaint_handler" }), // kept apart on one case only (M05)
		} {
			_, faults := d.Snapshot(1, []directory.Appointment{good, second})
			require.Empty(t, faults)
		}
	})
	t.Run("an appointment holds from its first instant until before its last", func(t *testing.T) {
		a := change("2", func(a *directory.Appointment) { a.To = noon })
		s, faults := d.Snapshot(1, []directory.Appointment{a})
		require.Empty(t, faults)
		require.Empty(t, s.Of("li", start.Add(-time.Nanosecond)))
		require.Len(t, s.Of("li", start), 1)
		require.Len(t, s.Holders("dg-scjgj", "handler", noon.Add(-time.Nanosecond)), 1)
		require.Empty(t, s.Of("li", noon))
		require.Empty(t, s.Holders("dg-scjgj", "handler", noon))
	})
}

// rule codes A07, E10, F33, R-P1
func TestIncompatibleRolesNameTheirRule(t *testing.T) {
	roles := shipped(t).Roles
	require.Empty(t, roles.Incompatible("window_clerk", "handler"))
	require.Empty(t, roles.Incompatible("complaint_handler", "handler"))
	faults := roles.Incompatible("handler", "approver", "legal_reviewer", "audit_admin")
	require.Len(t, faults, 5)
	require.Equal(t, "roles handler and approver: must be two people (A07)", faults[0].String())
	require.Equal(t, "roles approver and legal_reviewer: must be two people (E10)", faults[2].String())
	for _, pair := range roles.Pairs() {
		if pair.Within == directory.WithinUnit {
			require.Len(t, roles.Incompatible(pair.A, pair.B), 1)
			require.Len(t, roles.Incompatible(pair.B, pair.A), 1)
		}
	}
}

func texts(faults []directory.Fault) []string {
	out := make([]string, len(faults))
	for i, f := range faults {
		out[i] = f.String()
	}
	return out
}

func replaceOnce(t *testing.T, text, old, replacement string) string {
	t.Helper()
	require.Equal(t, 1, strings.Count(text, old))
	return strings.Replace(text, old, replacement, 1)
}
