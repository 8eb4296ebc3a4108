package supervision_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/models/process"
	"mingcha/models/supervision"
	"mingcha/policies/subsystems"
)

// shipped is the rule set of the product.
func shipped(t *testing.T) *supervision.RuleSet {
	t.Helper()
	text, err := subsystems.Files.ReadFile("administrative-approval/rules/2026-01.yaml")
	require.NoError(t, err)
	set, err := process.ParseRules("2026-01.yaml", text)
	require.NoError(t, err)
	return set
}

// subject has one clock, and nothing of it has spoken.
type subject struct{ models.LegalClock }

func (s subject) Ref() models.Ref             { return models.Ref{} }
func (s subject) Fold(models.Line) error      { return nil }
func (s subject) Gate(models.Command) error   { return nil }
func (s subject) Clocks() []models.LegalClock { return []models.LegalClock{s.LegalClock} }
func (s subject) Spoken(string) bool          { return false }
func (s subject) Signals() models.Marks       { return nil }
func (s subject) Resting() bool               { return false }
func (s subject) Under() (string, string)     { return "", "" }

// at reads an instant of Asia/Shanghai: "2026-05-09 14:00", or a day for its beginning.
func at(text string) time.Time {
	for _, form := range []string{"2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(form, text, clock.Zone); err == nil {
			return t
		}
	}
	panic(text)
}

func workdays(n int) clock.Limit { return clock.Limit{N: n, Unit: clock.UnitWorkday} }

func stop(from, to string) []clock.Stop { return []clock.Stop{{From: at(from), To: at(to)}} }

func extended(when string, n int) []clock.Extension { return []clock.Extension{{At: at(when), N: n}} }

// spoken says which rule speaks how and when: "R-T1 red" to the day that its instant opens.
func spoken(t *testing.T, kind clock.Kind, timeline clock.Timeline) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, th := range shipped(t).Thresholds(subject{models.LegalClock{Name: "c#1", Kind: kind, Timeline: timeline}}, clock.National()) {
		word := th.Rule + " " + th.Level.String()
		if th.Effect != "" {
			word = th.Rule + " " + string(th.Effect)
		}
		require.Equal(t, th.At, clock.DateOf(th.At).Opens(), "day limits fall at midnight")
		out[word] = th.At.In(clock.Zone).Format(time.DateOnly)
	}
	return out
}

// covers S22
func TestRules(t *testing.T) {
	for _, v := range []struct {
		name     string
		kind     clock.Kind
		timeline clock.Timeline
		want     map[string]string
	}{
		{
			// Counted after Monday 09-22: 23, 26, 28 (Sunday, worked), 29, 30, 10-09, 10, 11 (Saturday, worked), 13–17, 20–24,
			// 27–31, 11-03–07, 10, 11. The stop takes 09-24 and 25 out. The extension makes 17 and 30 of 7 and 20, so that the
			// warning is two days before the end: the end of the fifteenth, 10-21.
			"case total time (R-T1)", clock.KindDecision,
			clock.Timeline{
				Start: at("2025-09-22 10:00"), Promised: workdays(7), Statutory: workdays(20), Stops: stop("2025-09-24 14:00", "2025-09-26 09:00"),
				Extensions: extended("2025-09-29 16:00", 10),
			},
			map[string]string{"R-T1 warning": "2025-10-22", "R-T1 yellow": "2025-10-24", "R-T1 red": "2025-11-12"},
		},
		{
			// As above without the extension: the seventh day is Friday 10-10. Both limits end there, so red waits for the end
			// of the next counted working day: Saturday 10-11, which is worked.
			"case total time where the promise is the law's limit (R-T1)", clock.KindDecision,
			clock.Timeline{Start: at("2025-09-22 10:00"), Promised: workdays(7), Stops: stop("2025-09-24 14:00", "2025-09-26 09:00")},
			map[string]string{"R-T1 warning": "2025-10-10", "R-T1 yellow": "2025-10-11", "R-T1 red": "2025-10-12"},
		},
		{
			// Counted after Monday 04-27: 28, then 05-06 (04-29 and 30 are stopped, 05-01 to 05 off), 07, 08, 09 (Saturday,
			// worked), 11–15, 18–21. The extension makes seven of five: a fifth of seven is two, the warning is the end of the
			// fifth. Twice the limit is the fourteenth.
			"step time (R-T2)", clock.KindStep,
			clock.Timeline{
				Start: at("2026-04-27 15:00"), Promised: workdays(5), Stops: stop("2026-04-29 10:00", "2026-05-06 09:00"),
				Extensions: extended("2026-05-07 16:00", 2),
			},
			map[string]string{"R-T2 warning": "2026-05-10", "R-T2 yellow": "2026-05-13", "R-T2 red": "2026-05-22"},
		},
		{
			// Counted after Thursday 09-25: 26, 28 (Sunday, worked), 30, 10-09, 10. The stop takes 09-29 out.
			"acceptance decision, and silence is acceptance (R-T3, K02)", clock.KindAcceptance,
			clock.Timeline{Start: at("2025-09-25 09:00"), Promised: workdays(5), Stops: stop("2025-09-29 10:00", "2025-09-30 09:00")},
			map[string]string{"R-T3 warning": "2025-10-10", "R-T3 red": "2025-10-11", "K02 deem_accepted": "2025-10-11"},
		},
		{
			// As above; two days more are 11 (Saturday, worked) and 13.
			"acceptance decision with two days more (R-T3, K02)", clock.KindAcceptance,
			clock.Timeline{
				Start: at("2025-09-25 09:00"), Promised: workdays(5), Stops: stop("2025-09-29 10:00", "2025-09-30 09:00"),
				Extensions: extended("2025-09-28 11:00", 2),
			},
			map[string]string{"R-T3 warning": "2025-10-12", "R-T3 red": "2025-10-14", "K02 deem_accepted": "2025-10-14"},
		},
		{
			// Counted after Tuesday 02-10: 11, 13, 14 (Saturday, worked), 24, 25, then for the extension 26, 27, 28 (Saturday,
			// worked); then 03-02, 03. 02-12 is stopped, 15 to 23 off.
			"special procedure (R-T4)", clock.KindSpecial,
			clock.Timeline{
				Start: at("2026-02-10 09:00"), Promised: workdays(5), Stops: stop("2026-02-12 10:00", "2026-02-13 09:00"),
				Extensions: extended("2026-02-11 09:00", 3),
			},
			map[string]string{"R-T4 warning": "2026-02-27", "R-T4 yellow": "2026-03-01", "R-T4 red": "2026-03-04"},
		},
		{
			// Counted after Friday 09-26: 28 (Sunday, worked), 30, for the extension 10-09; then 10, 11 (Saturday, worked), 13.
			// 09-29 is stopped.
			"online pre-review (R-T5)", models.PrereviewClock,
			clock.Timeline{
				Start: at("2025-09-26 16:00"), Promised: workdays(2), Stops: stop("2025-09-29 09:00", "2025-09-30 09:00"),
				Extensions: extended("2025-09-30 23:59", 1),
			},
			map[string]string{"R-T5 warning": "2025-10-01", "R-T5 yellow": "2025-10-10", "R-T5 red": "2025-10-14"},
		},
		{
			// Counted after Friday 04-24: 27–30, 05-06, 08, 09 (Saturday, worked), 11, 12, 13, for the extension 14, 15, 18, 19, 20;
			// then 21, 22, 25, 26, 27. 05-07 is stopped.
			"delivery (R-T6)", clock.KindDelivery,
			clock.Timeline{
				Start: at("2026-04-24 09:00"), Promised: workdays(10), Stops: stop("2026-05-07 09:00", "2026-05-08 10:00"),
				Extensions: extended("2026-04-28 10:00", 5),
			},
			map[string]string{"R-T6 warning": "2026-05-19", "R-T6 yellow": "2026-05-21", "R-T6 red": "2026-05-28"},
		},
		{
			// Counted after Monday 09-29: 30, 10-09, 11 (Saturday, worked), 13, 14, for the extension 15, 16, 17; then 20, 21, 22.
			// 10-10 is stopped.
			"answer to a card (R-T8)", clock.KindFeedback,
			clock.Timeline{
				Start: at("2025-09-29 00:00"), Promised: workdays(5), Stops: stop("2025-10-10 09:00", "2025-10-11 09:00"),
				Extensions: extended("2025-10-09 17:00", 3),
			},
			map[string]string{"R-T8 warning": "2025-10-17", "R-T8 yellow": "2025-10-18", "R-T8 red": "2025-10-23", "R-S4 warning": "2025-10-25"},
		},
		{
			// Counted after Thursday 02-05: 06, 09–13, 14 (Saturday, worked), 25, 26, 27. 02-24 is stopped, 15 to 23 off.
			"the applicant's time to supply, and its lapse (K02)", clock.KindSupplement,
			clock.Timeline{Start: at("2026-02-05 09:00"), Promised: workdays(10), Stops: stop("2026-02-24 09:00", "2026-02-25 09:00")},
			map[string]string{"K02S lapse": "2026-02-28"},
		},
	} {
		t.Run(v.name, func(t *testing.T) { require.Equal(t, v.want, spoken(t, v.kind, v.timeline)) })
	}
}

func TestThresholds(t *testing.T) {
	set := shipped(t)
	legal := models.LegalClock{
		Name: "acceptance#1", Kind: clock.KindAcceptance,
		Timeline: clock.Timeline{Start: at("2026-03-02 09:00"), Promised: workdays(5)},
	}
	keys := func(l models.LegalClock) []string {
		var out []string
		for _, th := range set.Thresholds(subject{l}, clock.National()) {
			out = append(out, th.Key)
		}
		return out
	}

	t.Run("come in the order of time, and what the law attaches to an instant behind the signals of that instant (K02)", func(t *testing.T) {
		require.Equal(t, []string{"R-T3/warning/acceptance#1", "R-T3/red/acceptance#1", "K02/deem_accepted/acceptance#1"}, keys(legal))
	})

	t.Run("end with their clock: what would fall later does not, what falls at its very end does, an effect is over", func(t *testing.T) {
		ended := legal
		ended.End = at("2026-03-10").Add(-time.Second)
		require.Equal(t, []string{"R-T3/warning/acceptance#1"}, keys(ended))
		ended.End = at("2026-03-10")
		require.Equal(t, []string{"R-T3/warning/acceptance#1", "R-T3/red/acceptance#1"}, keys(ended))
	})

	t.Run("a clock that stands keeps what lay before and gives nothing behind", func(t *testing.T) {
		standing := legal
		standing.Timeline.Stops = []clock.Stop{{From: at("2026-03-09 10:00")}}
		require.Equal(t, []string{"R-T3/warning/acceptance#1"}, keys(standing))
	})

	t.Run("those that have spoken are not ahead", func(t *testing.T) {
		c := models.NewCase("c1", &models.Procedure{Deemed: true})
		c.Marks = models.Marks{{Key: "R-T3/warning/acceptance#1"}}
		c.Acceptance = clock.Ledger{Kind: clock.KindAcceptance, Promised: workdays(5), Entries: []clock.Entry{{Move: clock.MoveStart, At: at("2026-03-02 09:00")}}}
		ahead := set.Ahead(c, clock.National())
		require.Len(t, ahead, 2)
		require.Equal(t, "R-T3/red/acceptance#1", ahead[0].Key)
	})

	t.Run("silence is acceptance only where the law of the item says so (K02)", func(t *testing.T) {
		c := models.NewCase("c1", &models.Procedure{})
		c.Acceptance = clock.Ledger{Kind: clock.KindAcceptance, Promised: workdays(5), Entries: []clock.Entry{{Move: clock.MoveStart, At: at("2026-03-02 09:00")}}}
		for _, th := range set.Thresholds(c, clock.National()) {
			require.Equal(t, "R-T3", th.Rule)
		}
	})
}

func TestProvisionalYears(t *testing.T) {
	set := shipped(t)
	provisional := func(timeline clock.Timeline) map[models.Level]bool {
		out := map[models.Level]bool{}
		for _, th := range set.Thresholds(subject{models.LegalClock{Kind: clock.KindDecision, Timeline: timeline}}, clock.National()) {
			out[th.Level] = th.Provisional
		}
		return out
	}

	t.Run("what falls in a published year is certain although the limit ends in one that is not (R-T1)", func(t *testing.T) {
		// Seven days after Monday 12-21 are 22–25, 28–30; twenty end on 2027-01-18.
		got := provisional(clock.Timeline{Start: at("2026-12-21 09:00"), Promised: workdays(7), Statutory: workdays(20)})
		require.Equal(t, map[models.Level]bool{models.Warning: false, models.Yellow: false, models.Red: true}, got)
	})

	t.Run("everything in a year without a calendar is provisional, and nothing is refused (R-T1)", func(t *testing.T) {
		got := provisional(clock.Timeline{Start: at("2027-06-01 09:00"), Promised: workdays(7), Statutory: workdays(20)})
		require.Equal(t, map[models.Level]bool{models.Warning: true, models.Yellow: true, models.Red: true}, got)
	})
}
