package api

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"mingcha/models"
	"mingcha/models/process"
)

//go:embed sentences.json
var sentencesJSON []byte

// sentences say codes, reasons, broken rules and fields in the reader's language. They are data: the keys are stable,
// the words are not. In a rule's sentence {field} and {detail} are filled in.
type sentences struct {
	Codes   map[string]saying `json:"codes"`
	Reasons map[string]saying `json:"reasons"`
	Rules   map[string]saying `json:"rules"`
	Fields  map[string]saying `json:"fields"`
	Printed map[string]string `json:"printed"` // verbs, statuses and clocks on paper, which is Chinese
}

// saying is one sentence in both languages.
type saying struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

func (s saying) in(language Language) string {
	if language == En {
		return s.EN
	}
	return s.ZH
}

func readSentences() (sentences, error) {
	var s sentences
	if err := json.Unmarshal(sentencesJSON, &s); err != nil {
		return s, fmt.Errorf("read the sentences: %w", err)
	}
	return s, nil
}

// problem words an error. A reason without a sentence is told by its code alone; its English text stays inside.
func (s sentences) problem(err *models.Error, language Language) Problem {
	p := Problem{
		Type: "urn:mingcha:problem:" + string(err.Code), Title: s.Codes[string(err.Code)].in(language),
		Code: ProblemCode(err.Code), Reason: err.Reason, Detail: s.reason(err.Reason, language),
	}
	for _, f := range err.Faults {
		p.Faults = append(p.Faults, Fault{Field: f.Field, Rule: f.Rule, Detail: f.Detail, Sentence: s.fault(f, language)})
	}
	return p
}

func (s sentences) reason(reason string, language Language) string {
	return s.Reasons[reason].in(language)
}

// printed is a key as it stands on paper.
func (s sentences) printed(key string) string {
	if word, known := s.Printed[key]; known {
		return word
	}
	return key
}

func (s sentences) fault(f models.Fault, language Language) string {
	said, known := s.Rules[f.Rule]
	if !known {
		return s.field(f.Field, language) + ": " + process.Sentence(f, string(language[:2]))
	}
	return strings.NewReplacer("{field}", s.field(f.Field, language), "{detail}", f.Detail).Replace(said.in(language))
}

// field names a field by the last part of its pointer that has a name; numbers are places in a list.
func (s sentences) field(pointer string, language Language) string {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if said, known := s.Fields[parts[i]]; known {
			return said.in(language)
		}
	}
	return strings.Join(parts, ".")
}

// languageOf picks the language of an answer: English if the reader prefers it to Chinese, Chinese otherwise.
func languageOf(r *http.Request) Language {
	if chosen := requestOf(r.Context()).language; chosen != "" {
		return chosen
	}
	for tag := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		switch tag = strings.ToLower(strings.TrimSpace(tag)); {
		case strings.HasPrefix(tag, "zh"):
			return ZhCN
		case strings.HasPrefix(tag, "en"):
			return En
		}
	}
	return ZhCN
}
