package surveys

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"mingcha/models"
	"mingcha/models/clock"
)

// Survey (满意度调查) is one questionnaire.
type Survey struct {
	Key       string
	Version   string
	From      string // first day
	Until     string // last day, "" for good
	Least     int    // with fewer answers no figure is shown
	Title     Text
	Lead      Text
	Questions []Question
}

// Asked is the kind of a question.
type Asked string

// The kinds.
const (
	Scaled Asked = "scale" // the five levels of a rating
	One    Asked = "one"   // one of the choices
	Some   Asked = "some"  // any of the choices
	Words  Asked = "words" // free words
)

// MostWords is how many characters an answer in free words may have.
const MostWords = 500

// Question is one question of a survey.
type Question struct {
	Key      string
	Kind     Asked
	Required bool
	Text     Text
	Choices  []Choice
}

// Choice is one answer that may be chosen.
type Choice struct {
	Key  string
	Text `yaml:",inline"`
}

// OpenOn reports whether the survey can be answered on a day.
func (s Survey) OpenOn(day clock.Date) bool {
	from, _ := clock.ParseDate(s.From) // checked as it was read
	until, err := clock.ParseDate(s.Until)
	return day >= from && (err != nil || day <= until)
}

// Keys lists what may be chosen: of a scale its levels.
func (q Question) Keys() []string {
	if q.Kind == Scaled {
		return []string{"1", "2", "3", "4", "5"}
	}
	keys := make([]string, len(q.Choices))
	for i, c := range q.Choices {
		keys[i] = c.Key
	}
	return keys
}

// most is how many answers a question takes.
func (q Question) most() int {
	if q.Kind == Some {
		return len(q.Choices)
	}
	return 1
}

// Judge checks answers against the questions. The error names every field.
func (s Survey) Judge(answers map[string][]string) error {
	var faults []models.Fault
	add := func(key, rule, detail string) {
		faults = append(faults, models.Fault{Field: "/answers/" + key, Rule: rule, Detail: detail})
	}
	for _, q := range s.Questions {
		given := answers[q.Key]
		switch {
		case len(given) == 0 && q.Required:
			add(q.Key, "required", "")
		case len(given) > q.most():
			add(q.Key, "max_items", strconv.Itoa(q.most()))
		case q.Kind == Words:
			if len(given) == 1 && utf8.RuneCountInString(given[0]) > MostWords {
				add(q.Key, "max_length", strconv.Itoa(MostWords))
			}
		default:
			for i, c := range given {
				if !slices.Contains(q.Keys(), c) || slices.Index(given, c) != i {
					add(q.Key, "not_option", "")
					break
				}
			}
		}
	}
	for key := range answers {
		if !slices.ContainsFunc(s.Questions, func(q Question) bool { return q.Key == key }) {
			add(key, "unknown", "")
		}
	}
	slices.SortFunc(faults, func(a, b models.Fault) int { return cmp.Compare(a.Field, b.Field) })
	return models.Faulty("the answers do not fit the survey", faults)
}

func (s Survey) faults(name string) (faults []error) {
	add := func(format string, args ...any) { faults = append(faults, fmt.Errorf(name+": "+format, args...)) }
	if s.Key == "" || s.Version == "" || !s.Title.whole() || !s.Lead.whole() || s.Least < 1 || len(s.Questions) == 0 {
		add("key, version, title, lead, least and questions are needed, texts in both languages")
	}
	for _, day := range []string{s.From, s.Until} {
		if _, err := clock.ParseDate(day); err != nil && (day != "" || s.From == "") {
			add("%q is not a day", day)
		}
	}
	seen := map[string]bool{}
	for i, q := range s.Questions {
		chosen := q.Kind == One || q.Kind == Some
		switch {
		case q.Key == "" || seen[q.Key] || !q.Text.whole():
			add("questions[%d] %q has no key of its own, or no words", i, q.Key)
		case !slices.Contains([]Asked{Scaled, One, Some, Words}, q.Kind):
			add("questions[%d]: there is no kind %q", i, q.Kind)
		case chosen != (len(q.Choices) > 1):
			add("questions[%d] %q: choices do not fit the kind", i, q.Key)
		}
		seen[q.Key] = true
		for _, c := range q.Choices {
			if c.Key == "" || !c.whole() {
				add("questions[%d] %q: a choice has no key or no words", i, q.Key)
			}
		}
	}
	return faults
}
