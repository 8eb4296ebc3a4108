package main

import (
	"strings"
	"sync/atomic"

	"modernc.org/sqlite"
)

// commits counts the transactions that this process has written, by file.
type commits struct{ temporal, ours int64 }

var written struct{ temporal, ours atomic.Int64 }

// countCommits counts from now on, in every connection that opens later.
func countCommits() {
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, dsn string) error {
		for file, count := range map[string]*atomic.Int64{"temporal.db": &written.temporal, "mingcha.db": &written.ours} {
			if strings.Contains(dsn, file) {
				conn.(sqlite.HookRegisterer).RegisterCommitHook(func() int32 { count.Add(1); return 0 })
			}
		}
		return nil
	})
}

func commitsNow() commits { return commits{written.temporal.Load(), written.ours.Load()} }

func (c commits) since(before commits) commits {
	return commits{c.temporal - before.temporal, c.ours - before.ours}
}
