package notices

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// faulty loads letters of which a part is exchanged.
func faulty(t *testing.T, file, old, new string) error {
	t.Helper()
	disk := fstest.MapFS{}
	for _, name := range []string{"letters.yaml", "quiet.yaml"} {
		text, err := files.ReadFile(name)
		require.NoError(t, err)
		if name == file {
			require.Contains(t, string(text), old)
			text = []byte(strings.Replace(string(text), old, new, 1))
		}
		disk[name] = &fstest.MapFile{Data: text}
	}
	_, err := Load(disk)
	return err
}

func TestLettersAreRefused(t *testing.T) {
	for what, c := range map[string]struct{ file, old, new, says string }{
		"with a placeholder that nobody fills":   {"letters.yaml", "{number} 临近期限", "{applicant} 临近期限", "kinds.warning.zh.subject: there is no placeholder {applicant}"},
		"with a brace that is not closed":        {"letters.yaml", "{number} 临近期限", "{number 临近期限", "kinds.warning.zh.subject: there is no placeholder"},
		"in one language only":                   {"letters.yaml", "en: {subject: A new notice, text: \"You have a new notice on case {number}. Please sign in: {link}\"}", "", "kinds.other.en.text: it is missing"},
		"with a key that nobody knows":           {"letters.yaml", "indoors: true #", "indoor: true #", "field indoor not found"},
		"without the letter for everything else": {"letters.yaml", "  other:", "  others:", "kinds.other:"},
		"with a time that is none":               {"letters.yaml", "within: 24h", "within: 24", "is not a duration"},
		"with a word in one language":            {"letters.yaml", "red: {zh: 红牌, en: red card}", "red: {zh: 红牌}", "words.red"},
		"with an hour that is none":              {"quiet.yaml", "\"08:00\"", "\"8 Uhr\"", "is not a time of day"},
		"with a rest without end":                {"quiet.yaml", "\"08:00\"", "\"21:00\"", "it begins when it ends"},
		"with a place that is none":              {"quiet.yaml", "division: /", "division: Dongguan", "is not a division path"},
		"with a kind that is none":               {"quiet.yaml", "breaks: [red", "breaks: [purple", "there is no kind purple"},
	} {
		t.Run(what, func(t *testing.T) { require.ErrorContains(t, faulty(t, c.file, c.old, c.new), c.says) })
	}
	t.Run("without a file", func(t *testing.T) {
		_, err := Load(fstest.MapFS{})
		require.ErrorContains(t, err, "letters.yaml")
		require.ErrorContains(t, err, "quiet.yaml")
	})
}

func TestLetters(t *testing.T) {
	l, err := Shipped()
	require.NoError(t, err)
	full := Facts{
		Number: "441900202611230001", Level: models.Red, Unit: "某局", Due: time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC), Link: "https://hall.example/office/cards/k1",
		Code: "AAYFG5TK",
	}
	t.Run("of every kind are whole in both languages, whatever they can say", func(t *testing.T) {
		for kind := range l.kinds {
			for _, language := range []string{"zh-CN", "en"} {
				for _, f := range []Facts{full, {}} {
					letter := l.Write(kind, language, f)
					require.NotContains(t, letter.Subject+letter.Text, "{", kind)
					require.NotEmpty(t, letter.Subject)
					require.NotEmpty(t, letter.Text)
				}
			}
		}
	})
	t.Run("say the due instant by the legal clock and the level in words", func(t *testing.T) {
		require.Contains(t, l.Write("red", "zh-CN", full).Text, "2026-11-23 17:30")
		require.Contains(t, l.Write("climb", "zh-CN", full).Text, "红牌逾期未答复")
		require.Contains(t, l.Write("climb", "en", full).Subject, "A red card")
	})
	t.Run("say of a kind without one that there is something", func(t *testing.T) {
		require.Equal(t, l.Write(Other, "en", full), l.Write("something new", "en", full))
		require.False(t, l.Has("something new"))
	})
	t.Run("give a code away only where it proves something", func(t *testing.T) {
		for kind := range l.kinds {
			shown := strings.Contains(l.Write(kind, "en", full).Text, full.Code)
			require.Equal(t, kind == "contact_code" || kind == "applicant_code", shown, kind)
		}
		require.Equal(t, []string{"one_time_code"}, l.Indoors())
	})
	t.Run("are worth sending for a day, a code for as long as it is good", func(t *testing.T) {
		require.Equal(t, 24*time.Hour, l.Within("red"))
		require.Equal(t, 24*time.Hour, l.Within("something new"))
		require.Equal(t, 15*time.Minute, l.Within("contact_code"))
	})
}

func TestQuietHours(t *testing.T) {
	disk := fstest.MapFS{"quiet.yaml": &fstest.MapFile{Data: []byte(`quiet:
  - {division: /, from: "21:00", to: "08:00", breaks: [red]}
  - {division: /44/4419/, from: "12:00", to: "14:30"}
`)}}
	text, err := files.ReadFile("letters.yaml")
	require.NoError(t, err)
	disk["letters.yaml"] = &fstest.MapFile{Data: text}
	l, err := Load(disk)
	require.NoError(t, err)
	at := func(day, hour, minute int) time.Time { // by the legal clock
		return time.Date(2026, 12, day, hour, minute, 0, 0, time.UTC).Add(-8 * time.Hour)
	}
	waits := func(division, kind string, when time.Time) time.Time {
		until, _ := l.Quiet(division, kind, when)
		return until
	}
	t.Run("go over midnight, over the end of a year too", func(t *testing.T) {
		require.Zero(t, waits("/11/", "urge", at(30, 20, 59)))
		require.Equal(t, at(31, 8, 0), waits("/11/", "urge", at(30, 21, 0)))
		require.Equal(t, at(31, 8, 0), waits("/11/", "urge", at(31, 0, 0)))
		require.Equal(t, at(31, 8, 0), waits("/11/", "urge", at(31, 7, 59)))
		require.Zero(t, waits("/11/", "urge", at(31, 8, 0)))
		require.Equal(t, at(32, 8, 0), waits("/11/", "urge", at(31, 23, 59)))
	})
	t.Run("are broken by what may break them", func(t *testing.T) {
		require.Zero(t, waits("/11/", "red", at(30, 23, 0)))
		require.NotZero(t, waits("/11/", "yellow", at(30, 23, 0)))
	})
	t.Run("of the nearest division count alone", func(t *testing.T) {
		require.Zero(t, waits("/44/4419/441900003/", "urge", at(30, 23, 0)))
		require.Equal(t, at(30, 14, 30), waits("/44/4419/", "red", at(30, 12, 0)))
		require.NotZero(t, waits("/44/4401/", "urge", at(30, 23, 0)))
	})
	t.Run("hold for nobody without a place", func(t *testing.T) { require.Zero(t, waits("", "urge", at(30, 23, 0))) })
}
