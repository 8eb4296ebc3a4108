package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/store"
	"mingcha/models/store/storetest"
)

// analysed is what the test wrote, to hold the analysis against.
type analysed struct {
	*office
	steps map[string][]models.StepRow
}

// turn appends a line to a random case with whatever row and steps a workflow might write.
func (o *analysed) turn(t *testing.T, s *store.Store, r *rand.Rand) {
	t.Helper()
	id := fmt.Sprintf("case-%03d", r.IntN(70))
	if o.pens[id] == nil {
		o.pens[id] = newAuthor(t, id)
	}
	pen := o.pens[id]
	b := pen.next(fmt.Sprint("c", pen.n), models.Approve, monday, "")
	b.Case = o.randomCase(r, id)
	b.Case.Status = models.CaseStatuses()[r.IntN(len(models.CaseStatuses()))]
	b.Case.Outcome, b.Case.Days = "", nil
	if b.Case.Decided != nil {
		b.Case.Outcome = []models.CaseStatus{models.Granted, models.Denied}[r.IntN(2)]
		if r.IntN(8) > 0 {
			days := r.IntN(70)
			b.Case.Days = &days
		}
	}
	b.Steps = nil
	for _, step := range []string{"accept", "review", "decide"} {
		if r.IntN(2) == 0 {
			b.Steps = append(b.Steps, models.StepRow{
				Subject: id, Step: step, Item: b.Case.Item, Path: b.Case.Path, Unit: b.Case.Unit, Late: r.IntN(4) == 0,
				Closed: monday.Add(time.Duration(r.IntN(40*24*60)) * time.Minute), Minutes: r.IntN(12_000),
			})
		}
	}
	pen.write(s, b)
	o.cases[id], o.steps[id] = *b.Case, b.Steps
}

// of repeats the law of every finding in words of its own: by the day of which instant a case counts, and whether.
func of(c models.CaseRow, f models.Finding) (at *time.Time, hit bool) {
	promised := c.PromisedDue != nil
	switch f {
	case models.FoundSubmitted:
		return &c.Submitted, true
	case models.ThenAccepted:
		return &c.Submitted, c.Accepted != nil
	case models.ThenDecided:
		return &c.Submitted, c.Decided != nil
	case models.ThenDelivered:
		return &c.Submitted, c.Decided != nil && (c.Status == "delivered" || c.Status == "closed" || c.Status == "archived")
	case models.ThenOpen:
		return &c.Submitted, !c.Status.Ended()
	case models.FoundDecided:
		return c.Decided, true
	case models.FoundPromised:
		return c.Decided, promised
	case models.FoundOnTime:
		return c.Decided, promised && c.Decided != nil && c.PromisedDue.After(*c.Decided)
	case models.FoundEarly:
		return c.Decided, promised && c.Decided != nil && c.PromisedDue.Sub(*c.Decided) > 24*time.Hour
	case models.FoundLate:
		return c.Decided, promised && c.Decided != nil && !c.PromisedDue.After(*c.Decided)
	case models.FoundGranted, models.FoundDenied:
		return c.Decided, string(c.Outcome) == string(f)
	case models.FoundMeasured:
		return c.Decided, c.Days != nil
	default: // then_declined and its like
		return &c.Submitted, "then_"+string(c.Status) == string(f)
	}
}

func (o *analysed) within(c models.CaseRow, f models.AnalysisFilter) bool {
	return inside(c.Path, good(f.Scope), c.Unit) && (f.Item == "" || c.Item == f.Item) && (f.Unit == "" || c.Unit == f.Unit)
}

func dated(at *time.Time, f models.AnalysisFilter) bool {
	return at != nil && clock.DateOf(*at) >= f.First && clock.DateOf(*at) <= f.Last
}

// S98 rests on it: what every page of the analysis shows.
func TestAnalysis(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		r, o := rand.New(rand.NewPCG(6, 18)), &analysed{newOffice(), map[string][]models.StepRow{}}
		for range 300 {
			o.turn(t, s, r)
		}
		first := clock.DateOf(monday)
		for i, f := range []models.AnalysisFilter{
			{Scope: []models.PathRange{models.Within("/44/")}, First: first - 3, Last: first + 60},
			{Scope: []models.PathRange{models.Within(city)}, First: first, Last: first + 17, Item: "item-1"},
			{Scope: []models.PathRange{models.Within(town), models.WithinUnit(other, "unit-1")}, First: first - 3, Last: first + 30},
			{Scope: []models.PathRange{models.Within("/44/"), models.Within(city)}, First: first + 2, Last: first + 9, Unit: "unit-2", Item: "item-0"},
			{Scope: []models.PathRange{models.Within("/44/")}, First: first - 150, Last: first + 60}, // the trend is by month
			{First: first, Last: first + 60},
		} {
			t.Run(fmt.Sprintf("scope %d: every figure equals a plain count, and its list holds exactly that many", i), func(t *testing.T) {
				o.checkFindings(t, s, f)
			})
		}
	})
}

func (o *analysed) checkFindings(t *testing.T, s *store.Store, f models.AnalysisFilter) {
	found, err := s.Analysis(t.Context(), f)
	require.NoError(t, err)
	span := models.Span{From: f.First.Opens(), To: f.Last.Ends()}
	list := func(p models.Probe) (ids []string) {
		p.Span = span
		for _, c := range walkCases(t, s, models.CaseFilter{Scope: f.Scope, Unit: f.Unit, Item: f.Item, Probe: &p}) {
			ids = append(ids, c.ID)
		}
		return ids
	}
	days, classes := 0, make([]int, len(models.DayBounds()))
	for _, name := range store.Findings() {
		var want []string
		sum, byWeekday := 0, map[time.Weekday]int{}
		for _, c := range o.cases {
			at, hit := of(c, name)
			if !hit || !dated(at, f) || !o.within(c, f) {
				continue
			}
			want = append(want, c.ID)
			byWeekday[at.In(clock.Zone).Weekday()]++
			if name == models.FoundMeasured {
				days += *c.Days
				classes[models.ClassOf(models.DayBounds(), *c.Days)]++
			}
		}
		cells := map[time.Weekday]int{}
		for _, u := range found.Units {
			sum += u.Counts[name]
			if u.Counts[name] > 0 {
				cells[u.Weekday] += u.Counts[name]
			}
		}
		require.Equal(t, len(want), sum, name)
		require.Equal(t, byWeekday, cells, name)
		require.ElementsMatch(t, want, list(models.Probe{Finding: name}), name)
		day := time.Wednesday
		require.Len(t, list(models.Probe{Finding: name, Weekday: &day}), byWeekday[day], name)
	}
	o.checkSpread(t, found, days, classes, func(i int) int { return len(list(models.Probe{Finding: models.FoundDays, Class: i})) })
	o.checkSteps(t, found, f, list)
}

func (o *analysed) checkSpread(t *testing.T, found models.Analysis, days int, classes []int, listed func(class int) int) {
	sum, all := 0, make([]int, len(classes))
	for _, u := range found.Units {
		sum += u.Days
		for i, n := range u.Classes {
			all[i] += n
		}
	}
	require.Equal(t, days, sum)
	require.Equal(t, classes, all)
	for i, n := range all {
		require.Equal(t, n, listed(i), "class %d", i)
	}
	trend := 0
	for _, d := range found.Days {
		trend += d.Days
	}
	require.Equal(t, days, trend)
}

func (o *analysed) checkSteps(t *testing.T, found models.Analysis, f models.AnalysisFilter, list func(models.Probe) []string) {
	if f.Item == "" {
		require.Empty(t, found.Steps)
		return
	}
	want := map[string]models.StepSums{}
	for _, rows := range o.steps {
		for _, row := range rows {
			if !dated(&row.Closed, f) || !o.within(o.cases[row.Subject], f) {
				continue
			}
			sum := want[row.Step]
			if sum.Classes == nil {
				sum.Step, sum.Classes = row.Step, make([]int, len(models.MinuteBounds()))
			}
			sum.Cases++
			sum.Minutes += row.Minutes
			count(&sum.Late, row.Late)
			sum.Classes[models.ClassOf(models.MinuteBounds(), row.Minutes)]++
			want[row.Step] = sum
		}
	}
	require.Len(t, found.Steps, len(want))
	for _, step := range found.Steps {
		require.Equal(t, want[step.Step], step)
		require.Len(t, list(models.Probe{Finding: models.FoundStep, Step: step.Step}), step.Cases)
		require.Len(t, list(models.Probe{Finding: models.FoundStepLate, Step: step.Step}), step.Late)
		for i, n := range step.Classes {
			require.Len(t, list(models.Probe{Finding: models.FoundStepClass, Step: step.Step, Class: i}), n)
		}
	}
}

func TestDistributions(t *testing.T) {
	t.Run("a class goes from its bound until before the next one; the last has no end", func(t *testing.T) {
		bounds := []int{0, 1, 5}
		for value, class := range map[int]int{0: 0, 1: 1, 4: 1, 5: 2, 500: 2} {
			require.Equal(t, class, models.ClassOf(bounds, value))
		}
	})
	t.Run("a percentile is the class in which that share of all is reached", func(t *testing.T) {
		for percent, class := range map[int]int{1: 0, 50: 0, 51: 2, 90: 2, 91: 3, 100: 3} {
			require.Equal(t, class, models.Percentile([]int{5, 0, 4, 1}, percent), percent)
		}
		require.Equal(t, -1, models.Percentile([]int{0, 0}, 50))
	})
}

func TestWhatWasDecidedBeforeIsCountedByTheMigration(t *testing.T) {
	for name, dsn := range map[string]func(testing.TB) string{"SQLite": storetest.SQLiteDSN, "MariaDB": storetest.MariaDSN} {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(dsn(t), storetest.Keys(t))
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, s.Close()) })
			require.NoError(t, s.MigrateTo(t.Context(), 13))
			columns := "id, number, item, bundle, unit, path, status, outcome, channel, applicant_ref, applicant_name, account, submitted, accepted, decided, acted, " +
				"step, holder, holder_unit, promised_due, provisional, stands, level, withheld, incident, armed_key, revision, n, head, demo, live, urgent"
			for i, due := range []string{"2026-03-20 16:00:00", "2026-03-05 16:00:00", "2026-03-06 10:00:00"} { // early, late, on the last day
				_, err := s.DB(t).Exec(fmt.Sprintf("INSERT INTO case_rows (%s) VALUES ('old-%d', 'n', 'item-1', '', 'unit-1', '%s', 'closed', 'granted', '2', '', '', '', "+
					"'2026-03-02 17:00:00', '2026-03-02 18:00:00', '2026-03-05 17:30:00', '2026-03-05 17:30:00', '', '', '', '%s', 0, 0, 0, 0, 0, '', '', 1, '', 0, 0, '9999-12-31 00:00:00')",
					columns, i, city, due))
				require.NoError(t, err)
			}
			require.NoError(t, s.Migrate(t.Context()))
			day := clock.NewDate(2026, 3, 3) // in Shanghai the submission was past midnight
			for _, item := range []string{"", "item-1"} {
				found, err := s.Analysis(t.Context(), models.AnalysisFilter{Scope: []models.PathRange{models.Within(city)}, Item: item, First: day, Last: day + 3})
				require.NoError(t, err)
				require.Len(t, found.Days, 2)
				require.Equal(t, 3, found.Days[0].Counts[models.FoundSubmitted])
				counts := found.Days[1].Counts
				require.Equal(t, []int{3, 3, 2, 1, 1, 0}, []int{
					counts[models.FoundDecided], counts[models.FoundPromised], counts[models.FoundOnTime], counts[models.FoundEarly], counts[models.FoundLate], counts[models.FoundMeasured],
				})
				require.Equal(t, []time.Weekday{time.Tuesday, time.Friday}, []time.Weekday{found.Units[0].Weekday, found.Units[1].Weekday})
				require.Equal(t, 3, found.Units[0].Counts[models.ThenDelivered])
			}
		})
	}
}
