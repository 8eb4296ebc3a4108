package directory

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with one row of the data.
type Fault struct {
	Row     string // what the row is called: "unit dg-fgj", "appointment 17", "streets.csv line 12"
	Problem string
}

func (f Fault) String() string { return f.Row + ": " + f.Problem }

// Faults is everything that is wrong with a set of rows, as an error.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return fmt.Sprintf("%d faulty rows: %s", len(f), strings.Join(lines, "; "))
}

func (f *Faults) add(row, problem string, args ...any) {
	*f = append(*f, Fault{Row: row, Problem: fmt.Sprintf(problem, args...)})
}

// err returns the faults as an error, or nil if there are none.
func (f Faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}
