package api

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/models/clock"
)

//go:embed notices.json
var noticesJSON []byte

//go:embed card_notices.json
var cardNoticesJSON []byte

//go:embed complaint_notices.json
var complaintNoticesJSON []byte

//go:embed accountability_notices.json
var accountabilityNoticesJSON []byte

// noticeForm is the wording of one kind of notice: data, with the facts of the case filled in. A kind may have several
// forms, one for each way in which it comes about.
type noticeForm struct {
	Kind     NoticeKind `json:"kind"`
	Letter   string     `json:"letter"`    // stands for the kind in a document's code; never given to another kind
	On       []string   `json:"on"`        // events that give rise to it
	UndoneBy []string   `json:"undone_by"` // events that take it back later
	Title    saying     `json:"title"`
	Law      saying     `json:"law"`  // the article of the licensing law; other items name their own law
	Mark     string     `json:"mark"` // a card's: the word in its number
	Text     paragraphs `json:"text"`
}

// paragraphs are a text in both languages.
type paragraphs struct {
	ZH []string `json:"zh"`
	EN []string `json:"en"`
}

func (p paragraphs) in(language Language) []string {
	if language == En {
		return p.EN
	}
	return p.ZH
}

// book holds the forms of notices in the order of a life, and the words that fill them.
type book struct {
	Words map[string]saying `json:"words"`
	Forms []noticeForm      `json:"forms"`
}

// noticeBook is what an applicant is told of a case, cardBook what a unit is told of a card, complaintBook what who
// complains is told, accountabilityBook what the accused is told of a proceeding, which nobody has applied for.
var (
	noticeBook, cardBook              = readBook(noticesJSON), readBook(cardNoticesJSON)
	complaintBook, accountabilityBook = readBook(complaintNoticesJSON), readBook(accountabilityNoticesJSON)
)

func readBook(text []byte) (b book) {
	if err := json.Unmarshal(text, &b); err != nil {
		panic(fmt.Errorf("read the notices: %w", err)) // embedded: a fault of the build
	}
	return b
}

// formOf is the form of the notice that an event gives rise to; nil without one.
func (b *book) formOf(event string) *noticeForm {
	i := slices.IndexFunc(b.Forms, func(f noticeForm) bool { return slices.Contains(f.On, event) })
	if i < 0 {
		return nil
	}
	return &b.Forms[i]
}

// caseForm is the form of the notice that an event of a case gives rise to: the item's own before the general one.
func caseForm(item, event string) *noticeForm {
	if item == accountabilityItem {
		if own := accountabilityBook.formOf(event); own != nil {
			return own
		}
	}
	return noticeBook.formOf(event)
}

// bookNotice is one document (文书) that a line of a record has given rise to.
type bookNotice struct {
	form  *noticeForm
	line  models.Line // gave rise to it
	valid bool        // nothing that came later took it back
}

// issued lists the documents that lines have given rise to by their events, oldest first.
func (b *book) issued(lines []models.Line, eventsOf func(models.Line) []string) []bookNotice {
	var out []bookNotice
	for _, l := range lines {
		events := eventsOf(l)
		for i := range out {
			if slices.ContainsFunc(events, func(e string) bool { return slices.Contains(out[i].form.UndoneBy, e) }) {
				out[i].valid = false
			}
		}
		for _, e := range events {
			if form := b.formOf(e); form != nil {
				out = append(out, bookNotice{form: form, line: l, valid: true})
			}
		}
	}
	return out
}

// lastIssued is the last document of a kind, or the one of that kind that a line gave rise to (0: any line).
func lastIssued(issued []bookNotice, kind NoticeKind, line int) (bookNotice, bool) {
	for _, n := range slices.Backward(issued) {
		if n.form.Kind == kind && (line == 0 || line == n.line.N) {
			return n, true
		}
	}
	return bookNotice{}, false
}

// issuedAt is the document at a place.
func issuedAt(issued []bookNotice, p place) (bookNotice, error) {
	i := slices.IndexFunc(issued, func(n bookNotice) bool { return n.line.N == p.line && n.form.Letter == p.letter })
	if i < 0 {
		return bookNotice{}, errDocument
	}
	return issued[i], nil
}

// has reports whether the letter stands for one of the book's kinds.
func (b *book) has(letter string) bool {
	return slices.ContainsFunc(b.Forms, func(f noticeForm) bool { return f.Letter == letter })
}

// noticeWord is a word of the notices; one that nobody knows stays as it is.
func noticeWord(key string, language Language) string {
	for _, b := range []book{noticeBook, cardBook, complaintBook, accountabilityBook} {
		if said, known := b.Words[key]; known {
			return said.in(language)
		}
	}
	return key
}

// fillIn puts the facts into a text; a paragraph of nothing but an empty fact vanishes.
func fillIn(text string, facts map[string]string) string {
	var pairs []string
	empty := false
	for name, value := range facts {
		empty = empty || value == "" && strings.Contains(text, "{"+name+"}")
		pairs = append(pairs, "{"+name+"}", value)
	}
	if empty && strings.Count(text, "{") == 1 {
		return ""
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func limitText(l clock.Limit) string { return limitIn(l, ZhCN) }

func limitIn(l clock.Limit, language Language) string {
	if l.IsZero() {
		return noticeWord("no_limit", language)
	}
	return fillIn(noticeWord("limit_"+string(l.Unit), language), map[string]string{"n": itoa(l.N)})
}

// dayText is a day as people read it.
func dayText(at time.Time) string {
	year, month, day := clock.DateOf(at).Civil()
	return itoa(year) + "年" + itoa(int(month)) + "月" + itoa(day) + "日"
}

func dayIn(at time.Time, language Language) string {
	switch {
	case at.IsZero():
		return ""
	case language == En:
		return at.In(clock.Zone).Format("2 January 2006")
	default:
		return dayText(at)
	}
}

// lastDayIn is the last day on which something is still in time: due instants are the first that is too late.
func lastDayIn(due time.Time, language Language) string {
	if due.IsZero() {
		return ""
	}
	return dayIn(due.Add(-time.Second), language)
}
