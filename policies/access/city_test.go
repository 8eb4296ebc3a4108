package access_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/policies/access"
	"mingcha/policies/directory"
)

var (
	noon   = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	spring = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
)

// holding is a person's role in a unit, in short.
type holding struct{ person, role, unit string }

func shipped(t testing.TB) *directory.Directory {
	t.Helper()
	d, err := directory.Shipped()
	require.NoError(t, err)
	return d
}

// appoint makes appointments for the unit's whole division, from spring on.
func appoint(t testing.TB, d *directory.Directory, all ...holding) []directory.Appointment {
	t.Helper()
	out := make([]directory.Appointment, len(all))
	for i, h := range all {
		unit, known := d.Units.Find(h.unit)
		require.True(t, known, h.unit)
		out[i] = directory.Appointment{
			ID: "a" + strconv.Itoa(i+1), Person: h.person, Role: h.role, Unit: h.unit, Division: unit.Division, From: spring,
		}
	}
	return out
}

// open opens the shipped gate over some holdings in Dongguan, all of which must be in order.
func open(t testing.TB, all ...holding) *access.Gate {
	t.Helper()
	d := shipped(t)
	s, faults := d.Snapshot(1, appoint(t, d, all...))
	require.Empty(t, faults)
	g, err := access.New(s)
	require.NoError(t, err)
	return g
}

// of describes a case of a unit; the step lies there, in the pool, waiting for anybody.
func of(t testing.TB, kind access.Kind, unit string) access.Object {
	t.Helper()
	u, known := shipped(t).Units.Find(unit)
	require.True(t, known, unit)
	return access.Object{Kind: kind, Unit: unit, Path: u.Path}
}

func at(o access.Object, desk, holder, role string) access.Object {
	o.Desk, o.Holder, o.Role = desk, holder, role
	return o
}
