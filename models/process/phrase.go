package process

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// phrase is a text that can be found by its characters or by its sound.
type phrase struct {
	text     string
	readings [][]string // of each character that is spoken, all its readings
}

// spoken gives every reading of a character without tones; what is not Chinese reads as itself.
var spoken = pinyin.Args{
	Style: pinyin.Normal, Heteronym: true,
	Fallback: func(r rune, _ pinyin.Args) []string { return []string{string(unicode.ToLower(r))} },
}

func newPhrase(text string) phrase {
	p := phrase{text: strings.ToLower(text)}
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		readings := slices.Clone(pinyin.Pinyin(string(r), spoken)[0])
		for _, reading := range readings {
			if strings.Contains(reading, "v") && len(reading) > 1 {
				readings = append(readings, strings.ReplaceAll(reading, "v", "u")) // 旅: lv, and lu where there is no ü
			}
		}
		p.readings = append(p.readings, readings)
	}
	return p
}

func newPhrases(texts []string) []phrase {
	out := make([]phrase, len(texts))
	for i, text := range texts {
		out[i] = newPhrase(text)
	}
	return out
}

// contains gives points if the term is part of the phrase, more at its beginning, most if it is all of it.
func (p phrase) contains(term string, points int) int {
	switch at := strings.Index(p.text, term); {
	case p.text == term:
		return points
	case at == 0:
		return points - 20
	case at > 0:
		return points - 40
	default:
		return 0
	}
}

// sounds gives points if the term spells the sound of neighbouring characters, in full (shipin), by initials (sp) or
// mixed, more at the beginning.
func (p phrase) sounds(term string, points int) int {
	if strings.ContainsFunc(term, func(r rune) bool { return r > unicode.MaxASCII }) {
		return 0
	}
	for start := range p.readings {
		if p.spells(term, start, map[[2]int]bool{}) {
			if start == 0 {
				return points
			}
			return points - 40
		}
	}
	return 0
}

// spells reports whether the term can be cut into beginnings of the readings from character at on. What has failed
// once is not tried again.
func (p phrase) spells(term string, at int, failed map[[2]int]bool) bool {
	state := [2]int{len(term), at}
	switch {
	case term == "":
		return true
	case at == len(p.readings) || failed[state]:
		return false
	}
	for _, reading := range p.readings[at] {
		for n := min(len(reading), len(term)); n > 0; n-- {
			if term[:n] == reading[:n] && p.spells(term[n:], at+1, failed) {
				return true
			}
		}
	}
	failed[state] = true
	return false
}

// scattered gives points if the phrase has all characters of a Chinese term somewhere: 餐饮许可 finds
// 食品经营许可(餐饮服务新办).
func (p phrase) scattered(term string, points int) int {
	characters := []rune(term)
	if len(characters) < 2 {
		return 0
	}
	for _, r := range characters {
		if r <= unicode.MaxASCII || !strings.ContainsRune(p.text, r) {
			return 0
		}
	}
	return points
}
