package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
)

// dialect is what differs between the two kinds of database.
type dialect interface {
	kind() goose.Dialect
	writer() gorm.Dialector
	reader() gorm.Dialector     // nil: reads share the writer's pool
	writers() int               // connections of the writer's pool
	words(version string) words // how the migrations are spelled
	tableCount() string         // a query that counts the tables with a name
	// alone returns a pool to migrate with, nil for the writer's, and what ends it; nobody else migrates meanwhile.
	alone(context.Context) (*sql.DB, func(), error)
}

func dialectOf(dsn string) (dialect, error) {
	if rest, ok := strings.CutPrefix(dsn, "mysql:"); ok {
		return newMySQL(strings.TrimPrefix(rest, "//"))
	}
	path := strings.TrimPrefix(dsn, "sqlite:")
	if path == "" {
		return nil, errors.New("the DSN is empty")
	}
	return sqliteFile(path), nil
}

// words are what one migration spells differently on each database.
type words struct {
	TS     string // an instant, to the microsecond
	ID     string // an identifier, compared byte by byte
	Path   string // a division path
	Text   string // JSON or longer text
	Blob   string
	Table  string // what follows the closing bracket of a table
	Packed string // the same for a small table kept in the order of its key
	Live   string // narrows an index to open rows, where the database can
	Marked string // narrows an index to rows with a level
	Tongue tongue
}

// Day spells the day of an instant in Asia/Shanghai.
func (w words) Day(column string) string { return fmt.Sprintf(w.Tongue.dayOf, column, shanghai) }

// Weekday spells the day of the week of an instant in Asia/Shanghai, 0 being Sunday.
func (w words) Weekday(column string) string { return fmt.Sprintf(w.Tongue.weekday, column, shanghai) }

// DayBefore spells the instant a day earlier.
func (w words) DayBefore(column string) string { return fmt.Sprintf(w.Tongue.dayOff, column) }

// Items spells under which items a case is counted: its own and every one.
func (w words) Items() []string { return []string{"item", "''"} }

// Classes numbers the classes of a distribution.
func (w words) Classes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// Counts names all that is counted of cases.
func (w words) Counts() string { return strings.Join(counts(), ", ") }

// Sums adds up all that is counted of cases.
func (w words) Sums() string { return "SUM(" + strings.Join(counts(), "), SUM(") + ")" }
