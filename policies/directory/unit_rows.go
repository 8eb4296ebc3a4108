package directory

import "slices"

type unitRow struct {
	ID         string   `yaml:"id"`
	NameZH     string   `yaml:"name_zh"`
	NameEN     string   `yaml:"name_en"`
	Government string   `yaml:"government_zh"`
	Kind       string   `yaml:"kind"`
	Level      Tier     `yaml:"level"`
	Division   string   `yaml:"division"`
	Parent     string   `yaml:"parent"`
	Line       string   `yaml:"line_department"`
	Stationed  string   `yaml:"stationed_supervisor"`
	Upper      string   `yaml:"upper_supervisor"`
	Supervises string   `yaml:"supervises"`
	Windows    []Window `yaml:"windows"`
	Bodies     []string `yaml:"bodies"`
	Detailed   bool     `yaml:"detailed"`
	Example    bool     `yaml:"example"`
}

func (f *organisationsFile) units(tree *Tree, faults *Faults) *Units {
	u := &Units{
		tree: tree, groups: map[string]KindGroup{}, index: map[string]int{}, byDivision: map[string][]int{},
		above: map[string][]string{}, below: map[string][]string{}, stationing: map[string][]string{},
	}
	for _, g := range f.Groups {
		u.groups[g.Key] = g
	}
	for i, row := range f.Units {
		if _, twice := u.index[row.ID]; twice || row.ID == "" {
			faults.add("unit "+row.ID, "the ID is missing or used twice")
		}
		u.index[row.ID] = i
		u.byDivision[row.Division] = append(u.byDivision[row.Division], i)
		u.all = append(u.all, Unit{
			ID: row.ID, NameZH: row.NameZH, NameEN: row.NameEN, Official: row.Government, Kind: row.Kind, Tier: row.Level,
			Division: row.Division, Path: tree.Path(row.Division), Parent: row.Parent, Line: row.Line,
			Stationed: row.Stationed, Organ: row.Upper, Windows: row.Windows, Example: row.Example,
		})
	}
	for _, unit := range u.all {
		f.checkUnit(u, unit, faults)
	}
	return u
}

func (f *organisationsFile) checkUnit(u *Units, unit Unit, faults *Faults) {
	row := "unit " + unit.ID
	if unit.NameZH == "" || unit.NameEN == "" {
		faults.add(row, "a name is missing")
	}
	if !slices.Contains(f.Kinds, unit.Kind) {
		faults.add(row, "there is no kind %q", unit.Kind)
	}
	place, known := u.tree.Find(unit.Division)
	if !known {
		faults.add(row, "there is no division %q", unit.Division)
	} else if place.Tier != unit.Tier {
		faults.add(row, "level %d does not fit its division, a %s", unit.Tier, place.Tier)
	}
	for _, link := range []struct{ field, id, kind string }{
		{"parent", unit.Parent, ""}, {"line_department", unit.Line, ""},
		{"stationed_supervisor", unit.Stationed, StationedSupervision}, {"upper_supervisor", unit.Organ, SupervisionOrgan},
	} {
		other, known := u.Find(link.id)
		switch {
		case link.id == "":
		case !known:
			faults.add(row, "%s: there is no unit %q", link.field, link.id)
		case link.kind != "" && other.Kind != link.kind:
			faults.add(row, "%s: %s is not a %s", link.field, link.id, link.kind)
		case link.field == "parent" && !Within(other.Path, unit.Path):
			faults.add(row, "its division lies outside that of its parent %s", link.id)
		}
	}
	if u.superiors(unit)[unit.ID] {
		faults.add(row, "it stands above itself")
	}
}
