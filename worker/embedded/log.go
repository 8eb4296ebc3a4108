package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// noHTTP begins the warning about a port that is left out on purpose.
const noHTTP = "HTTP API port has not been set"

// logger hands the server's warnings and errors to slog and its fatal errors to the Server.
type logger struct {
	out    *slog.Logger
	server *Server
	tags   []tag.Tag
}

var (
	_ log.Logger     = (*logger)(nil)
	_ log.WithLogger = (*logger)(nil)
)

// With returns a logger that adds tags to every record.
func (l *logger) With(tags ...tag.Tag) log.Logger {
	return &logger{out: l.out, server: l.server, tags: slices.Concat(l.tags, tags)}
}

// Debug is dropped.
func (l *logger) Debug(string, ...tag.Tag) {}

// Info is dropped.
func (l *logger) Info(string, ...tag.Tag) {}

// Warn writes a warning, unless it is one that says nothing about this installation.
func (l *logger) Warn(msg string, tags ...tag.Tag) {
	if !strings.HasPrefix(msg, noHTTP) {
		l.note(slog.LevelWarn, msg, tags)
	}
}

// Error writes an error.
func (l *logger) Error(msg string, tags ...tag.Tag) { l.note(slog.LevelError, msg, tags) }

// DPanic writes an error: this is not a development build.
func (l *logger) DPanic(msg string, tags ...tag.Tag) { l.note(slog.LevelError, msg, tags) }

// Panic writes an error and panics.
func (l *logger) Panic(msg string, tags ...tag.Tag) {
	l.write(slog.LevelError, msg, tags)
	panic("embedded Temporal server: " + msg)
}

// Fatal writes an error, reports it and never returns: what the server does after a fatal error is undefined.
func (l *logger) Fatal(msg string, tags ...tag.Tag) {
	l.write(slog.LevelError, msg, tags)
	l.server.fail(fatalError(msg, slices.Concat(l.tags, tags)))
	select {}
}

// note writes for debugging only while the server stops: its services then miss each other, which is no fault.
func (l *logger) note(level slog.Level, msg string, tags []tag.Tag) {
	if l.server.in(stopping) {
		level = slog.LevelDebug
	}
	l.write(level, msg, tags)
}

func (l *logger) write(level slog.Level, msg string, tags []tag.Tag) {
	if !l.out.Enabled(context.Background(), level) {
		return
	}
	attrs := make([]slog.Attr, 0, len(l.tags)+len(tags))
	for _, t := range slices.Concat(l.tags, tags) {
		attrs = append(attrs, slog.Any(t.Key(), t.Value()))
	}
	l.out.LogAttrs(context.Background(), level, msg, attrs...)
}

// fatalError keeps the server's message and the cause it names in its tags.
func fatalError(msg string, tags []tag.Tag) error {
	err := errors.New(msg)
	for _, t := range tags {
		if t.Key() == "error" {
			err = fmt.Errorf("%w: %v", err, t.Value())
		}
	}
	return err
}
