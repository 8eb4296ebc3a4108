package embedded

import (
	"context"
	"database/sql/driver"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"sync"

	"modernc.org/sqlite"
)

// wanted is what every connection to temporal.db must answer: an acknowledged commit survives a power cut.
var wanted = map[string]string{"journal_mode": "wal", "synchronous": "2"}

// guarded holds the data sources of files whose connections are asked when they open.
var guarded struct {
	sync.Mutex
	files map[string]bool
}

var registerGuard = sync.OnceFunc(func() { sqlite.RegisterConnectionHook(checkDurable) })

// guardFile has each new connection to the file checked, those of the server included, whose pool cannot be asked later.
func guardFile(file string) {
	registerGuard()
	guarded.Lock()
	defer guarded.Unlock()
	if guarded.files == nil {
		guarded.files = map[string]bool{}
	}
	guarded.files["file:"+file] = true
}

// checkDurable fails the opening of a guarded file whose settings are not really in force.
func checkDurable(conn sqlite.ExecQuerierContext, dsn string) error {
	file, _, _ := strings.Cut(dsn, "?")
	guarded.Lock()
	watch := guarded.files[file]
	guarded.Unlock()
	if !watch {
		return nil
	}
	for name, want := range wanted {
		got, err := pragma(conn, name)
		if err != nil {
			return fmt.Errorf("ask %s of %s: %w", name, file, err)
		}
		if got != want {
			return fmt.Errorf("%s of %s is %s, not %s: commits would not be durable", name, file, got, want)
		}
	}
	return nil
}

func pragma(conn sqlite.ExecQuerierContext, name string) (string, error) {
	rows, err := conn.QueryContext(context.Background(), "PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	row := make([]driver.Value, 1)
	if err := rows.Next(row); err != nil {
		return "", err
	}
	return fmt.Sprint(row[0]), nil
}

// dataSource gives this package's own connections the settings of the server's.
func dataSource(file string) string {
	values := url.Values{}
	for key, value := range maps.All(sqliteConfig(file).ConnectAttributes) {
		if key == "mode" {
			values.Set(key, value)
			continue
		}
		values.Add("_pragma", key+"="+value)
	}
	return "file:" + file + "?" + values.Encode()
}
