package clock

import (
	"embed"
	"fmt"
	"sync"
)

//go:embed holidays/*.json
var holidays embed.FS

// National returns the calendar of the whole country with the years that ship with the product, 2020 to 2026.
func National() *Calendar { return national() }

var national = sync.OnceValue(func() *Calendar {
	calendar, err := readNational()
	if err != nil {
		panic(err) // the files are part of the program; a build with a faulty one must not judge anybody
	}
	return calendar
})

func readNational() (*Calendar, error) {
	entries, err := holidays.ReadDir("holidays")
	if err != nil {
		return nil, fmt.Errorf("list shipped calendars: %w", err)
	}
	years := map[int]YearFile{}
	for _, entry := range entries {
		data, err := holidays.ReadFile("holidays/" + entry.Name())
		if err != nil {
			return nil, fmt.Errorf("read shipped calendar: %w", err)
		}
		file, err := ParseYearFile(data)
		if err != nil {
			return nil, fmt.Errorf("read shipped calendar %s: %w", entry.Name(), err)
		}
		years[file.Year] = file
	}
	return newCalendar(years, nil), nil
}
