package api

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/access"
)

// Calendars is the part of the store that holds loaded calendars.
type Calendars interface {
	Calendars(ctx context.Context, history bool) (rows []models.CalendarRow, revision int64, err error)
	LoadCalendar(ctx context.Context, expected int64, row models.CalendarRow) (revision int64, err error)
}

// Sweep knows which open subjects rest on days that change, and moves them.
type Sweep interface {
	// Touched counts the open subjects of a division and below whose due instants may move.
	Touched(ctx context.Context, division string, days []clock.Date) (int, error)
	// Begin moves those whom the calendars touch that were loaded last, throttled; it goes on after a restart.
	Begin(ctx context.Context) error
}

// ListCalendars lists what is loaded, with the years that ship with the program.
func (s *Server) ListCalendars(ctx context.Context, _ ListCalendarsRequestObject) (ListCalendarsResponseObject, error) {
	if err := s.must(ctx, access.Read, access.Object{Kind: access.Calendar}); err != nil {
		return nil, err
	}
	rows, revision, err := s.Calendars.Calendars(ctx, false)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx, each(rows, func(r models.CalendarRow) string { return r.LoadedBy })...)
	if err != nil {
		return nil, err
	}
	national := s.Law.Calendar("")
	out := ListCalendars200JSONResponse{Rows: []Calendar{}, Revision: itoa(int(revision)), LoadedUntil: loadedUntil(national, s.Now().Year())}
	for year := 2020; national.Loaded(year); year++ {
		out.Rows = append(out.Rows, Calendar{Division: "/", Year: year, Revision: national.Revision(), Days: len(national.Named(yearOf(year)))})
	}
	for _, r := range rows {
		out.Rows = append(out.Rows, Calendar{
			Division: wireDivision(r.Division), Year: r.Year, Revision: itoa(int(r.Revision)), Days: strings.Count(r.Source, `"date"`),
			Loaded: r.Loaded, By: n.person(r.LoadedBy), Source: r.Source,
		})
	}
	return out, nil
}

func yearOf(year int) (from, to clock.Date) {
	return clock.NewDate(year, 1, 1), clock.NewDate(year, 12, 31)
}

func loadedUntil(c *clock.Calendar, year int) openapi_types.Date {
	for c.Loaded(year) {
		year++
	}
	return dateOf(clock.NewDate(year, 1, 1) - 1)
}

// The nation's path is "" in the store and "/" on the wire.
func wireDivision(path string) string {
	if path == "" {
		return "/"
	}
	return path
}

// calendarChange is what a file would change.
type calendarChange struct {
	row  models.CalendarRow
	days []clock.Date
	diff CalendarDiff
}

// weigh reads a calendar file and compares what would hold with what holds.
func (s *Server) weigh(ctx context.Context, in CalendarFile) (calendarChange, error) {
	path := strings.TrimSuffix(in.Division, "/")
	if path != "" {
		path += "/"
		if _, known := s.Gate.Snapshot().Tree.At(path); !known {
			return calendarChange{}, models.Faulty("there is no such division", []models.Fault{{Field: "/division", Rule: "unknown"}})
		}
	}
	old := s.Law.Calendar(path)
	next, year, err := s.laidOver(path, in.File)
	if err != nil {
		return calendarChange{}, models.Faulty(err.Error(), faultsOfFile(err))
	}
	c := calendarChange{
		row:  models.CalendarRow{Division: path, Year: year, Source: in.File, LoadedBy: me(ctx).id, Loaded: s.Now()},
		days: clock.Diff(old, next), diff: CalendarDiff{Division: wireDivision(path), Revision: next.Revision(), Days: []CalendarDay{}},
	}
	names := map[clock.Date]string{}
	for _, day := range slices.Concat(old.Named(clock.NewDate(2000, 1, 1), clock.NewDate(2099, 12, 31)), next.Named(clock.NewDate(2000, 1, 1), clock.NewDate(2099, 12, 31))) {
		names[day.Date] = day.Name
	}
	for _, d := range c.days {
		if old.Workday(d) != next.Workday(d) {
			c.diff.Days = append(c.diff.Days, CalendarDay{
				Date: dateOf(d), Before: CalendarDayBefore(kindOfDay(old, d)), After: CalendarDayAfter(kindOfDay(next, d)), Name: names[d],
			})
		}
	}
	c.diff.Touched, err = s.Sweep.Touched(ctx, path, c.days)
	return c, err
}

// faultsOfFile are the faults of a calendar's file, each by its rule and the place of its day.
func faultsOfFile(err error) []models.Fault {
	var all clock.FileFaults
	if !errors.As(err, &all) {
		return []models.Fault{{Field: "/file", Rule: "file_not_json", Detail: err.Error()}}
	}
	return each(all, func(f clock.FileFault) models.Fault {
		detail := f.Detail
		if f.Day > 0 {
			detail = strings.TrimSuffix(f.Label()+", "+f.Detail, ", ")
		}
		return models.Fault{Field: "/file", Rule: f.Rule, Detail: detail}
	})
}

// laidOver is the calendar as it would be: a national year beside the others, or a division's days, in the place of those
// that it named before, over what holds in the division above.
func (s *Server) laidOver(path, file string) (*clock.Calendar, int, error) {
	if path == "" {
		year, err := clock.ParseYearFile([]byte(file))
		if err != nil {
			return nil, 0, err
		}
		return s.Law.Calendar("").With(year), year.Year, nil
	}
	days, err := clock.ParseDays([]byte(file))
	if err != nil {
		return nil, 0, err
	}
	above := path[:strings.LastIndex(strings.TrimSuffix(path, "/"), "/")+1]
	return s.Law.Calendar(above).Overridden(days), 0, nil
}

func kindOfDay(c *clock.Calendar, d clock.Date) string {
	if c.Workday(d) {
		return "workday"
	}
	return "day_off"
}

// ValidateCalendar says what a file would change and how many open cases it would touch; nothing takes effect.
func (s *Server) ValidateCalendar(ctx context.Context, req ValidateCalendarRequestObject) (ValidateCalendarResponseObject, error) {
	if err := s.must(ctx, access.Load, access.Object{Kind: access.Calendar}); err != nil {
		return nil, err
	}
	c, err := s.weigh(ctx, *req.Body)
	return ValidateCalendar200JSONResponse(c.diff), err
}

// LoadCalendar puts a calendar into force and moves exactly the subjects that it touches.
func (s *Server) LoadCalendar(ctx context.Context, req LoadCalendarRequestObject) (LoadCalendarResponseObject, error) {
	if err := s.must(ctx, access.Publish, access.Object{Kind: access.Calendar}); err != nil {
		return nil, err
	}
	c, err := s.weigh(ctx, *req.Body)
	if err != nil {
		return nil, err
	}
	_, revision, err := s.Calendars.Calendars(ctx, false)
	if err != nil || len(c.days) == 0 {
		return LoadCalendar201JSONResponse(c.diff), err // it says what holds already
	}
	if err := s.rehearsed(ctx, candidate{kind: models.RehearseCalendar, source: req.Body.File, division: c.row.Division}); err != nil {
		return nil, err
	}
	if err := s.changed(ctx, "load_calendar", c.diff.Division, req.Body.Reason, nil, c.diff); err != nil {
		return nil, err
	}
	if _, err := s.Calendars.LoadCalendar(ctx, revision, c.row); err != nil {
		return nil, err
	}
	if err := s.Sweep.Begin(ctx); err != nil { // it is in force; the patrol begins what could not be begun
		s.Log.Warn("the sweep of a calendar begins later", slog.Any("error", err))
	}
	return LoadCalendar201JSONResponse(c.diff), nil
}
