package process

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Hit is one item found, with what was found of it: name, pinyin, life_event, topic or unit.
type Hit struct {
	Item    string `json:"item"`
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Matched string `json:"matched"`
	Score   int    `json:"score"` // only for the order
}

const longestQuery = 64 // characters; what follows is not looked at

// entry is what the search knows of one item.
type entry struct {
	bundle *Bundle
	name   phrase
	nameEN string
	events []phrase
	topics []phrase
	unit   phrase
	unitEN string
}

func newEntry(b *Bundle) entry {
	g := b.Guide
	return entry{
		bundle: b, name: newPhrase(g.Name), nameEN: strings.ToLower(g.NameEN),
		events: newPhrases(g.LifeEvents), topics: newPhrases(g.Topics),
		unit: newPhrase(g.Unit.Name), unitEN: strings.ToLower(g.Unit.NameEN + " " + g.Unit.Kind),
	}
}

// Search finds items by name, by pinyin in full or by initials, by life event, topic and unit, the best first. Every
// word of the query must be found. An empty query finds all. lang, "zh" or "en", is the language of the names returned.
func (c *Catalogue) Search(query, lang string) []Hit {
	terms := split(query)
	var hits []Hit
	for _, e := range c.entries {
		matched, score := e.find(terms)
		if len(terms) > 0 && score == 0 {
			continue
		}
		hit := Hit{Item: e.bundle.Procedure.Item, Name: e.bundle.Guide.Name, Unit: e.bundle.Guide.Unit.Name, Matched: matched, Score: score}
		if lang == "en" {
			hit.Name, hit.Unit = e.bundle.Guide.NameEN, e.bundle.Guide.Unit.NameEN
		}
		hits = append(hits, hit)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Item, b.Item))
	})
	return hits
}

// split cuts a query into words. Syllables typed apart ("shi pin") are words of their own.
func split(query string) []string {
	runes := []rune(strings.ToLower(query))
	return strings.FieldsFunc(string(runes[:min(len(runes), longestQuery)]), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// find scores an item for all words at once and, if there are several, for the words joined.
func (e entry) find(terms []string) (matched string, score int) {
	if len(terms) == 0 {
		return "", 0
	}
	for _, term := range terms {
		m, s := e.findTerm(term)
		if s == 0 {
			score = 0
			break
		}
		matched, score = m, score+s/len(terms)
	}
	if len(terms) > 1 {
		if m, s := e.findTerm(strings.Join(terms, "")); s > score {
			return m, s
		}
	}
	return matched, score
}

// findTerm returns the best that one word finds.
func (e entry) findTerm(term string) (matched string, score int) {
	better := func(what string, points int) {
		if points > score {
			matched, score = what, points
		}
	}
	better("name", e.name.contains(term, 1000))
	better("name", inEnglish(e.nameEN, term, 900))
	better("pinyin", e.name.sounds(term, 800))
	for i, event := range e.events { // the first event of an item is the one that it is for
		better("life_event", event.contains(term, 700-i))
		better("life_event", event.sounds(term, 600-i))
	}
	for _, topic := range e.topics {
		better("topic", topic.contains(term, 500))
		better("topic", topic.sounds(term, 400))
	}
	better("unit", e.unit.contains(term, 300))
	better("unit", e.unit.sounds(term, 200))
	better("unit", inEnglish(e.unitEN, term, 200))
	better("name", e.name.scattered(term, 150))
	return matched, score
}

// inEnglish gives points if the term begins a word of the text.
func inEnglish(text, term string, points int) int {
	if term == "" || term[0] >= 0x80 {
		return 0
	}
	switch at := strings.Index(" "+text, " "+term); {
	case at == 0:
		return points
	case at > 0:
		return points - 50
	default:
		return 0
	}
}
