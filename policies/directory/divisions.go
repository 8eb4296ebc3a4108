package directory

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
)

// divisionFiles are the gazette's files from the top down, each with the column that names the parent.
var divisionFiles = []struct {
	tier   Tier
	name   string
	parent string
}{
	{Province, "provinces.csv", ""},
	{City, "cities.csv", "provinceCode"},
	{County, "areas.csv", "cityCode"},
	{Town, "streets.csv", "areaCode"},
	{Village, "villages.csv", "streetCode"},
}

// loadTree reads the divisions of files, highest tier first.
func loadTree(files fs.FS) (*Tree, error) {
	t := &Tree{divisions: map[string]Division{}, children: map[string][]string{}}
	var faults Faults
	for _, file := range divisionFiles {
		if err := t.readFile(files, file.tier, file.name, file.parent, &faults); err != nil {
			return nil, err
		}
	}
	return t, faults.err()
}

func (t *Tree) readFile(files fs.FS, tier Tier, name, parentColumn string, faults *Faults) error {
	f, err := files.Open("divisions/" + name)
	if err != nil {
		return fmt.Errorf("open divisions: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("read divisions of %s: %w", name, err)
	}
	if len(rows) == 0 {
		return fmt.Errorf("read divisions of %s: the file is empty", name)
	}
	code, label, parent := slices.Index(rows[0], "code"), slices.Index(rows[0], "name"), slices.Index(rows[0], parentColumn)
	if code < 0 || label < 0 || parent < 0 && parentColumn != "" {
		return fmt.Errorf("read divisions of %s: columns code, name and %s are needed", name, parentColumn)
	}
	for i, row := range rows[1:] {
		above := ""
		if parent >= 0 {
			above = row[parent]
		}
		if problem := t.add(tier, row[code], row[label], above); problem != "" {
			faults.add(fmt.Sprintf("%s line %d", name, i+2), "%s: %s", row[code], problem)
		}
	}
	return nil
}
