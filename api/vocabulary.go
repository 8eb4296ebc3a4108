package api

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"

	"mingcha/models"
)

//go:embed vocabulary.json
var vocabularyJSON []byte

// readVocabulary reads the words for causes and grounds. They are data: the keys stand in records and never change.
func readVocabulary() (Vocabulary, error) {
	var v Vocabulary
	if err := json.Unmarshal(vocabularyJSON, &v); err != nil {
		return v, fmt.Errorf("read the vocabulary: %w", err)
	}
	return v, nil
}

// ReadVocabulary gives the causes to answer a card with and the grounds to rest a command on: the law's, and the rules in
// force, on which every override may rest.
func (s *Server) ReadVocabulary(context.Context, ReadVocabularyRequestObject) (ReadVocabularyResponseObject, error) {
	out := ReadVocabulary200JSONResponse{Causes: s.vocabulary.Causes, Grounds: append([]Ground{}, s.vocabulary.Grounds...)}
	var overrides []string
	for _, verb := range models.CaseVerbs() {
		own := verb == models.StopClock || verb == models.CorrectInstant // they have grounds of their own
		needs := verb.Override() && s.forms.cases.needs(verb, "ground") && !own
		if needs || verb == models.Urge || verb == models.Reopen { // those two only from outside the unit
			overrides = append(overrides, string(verb))
		}
	}
	known := map[string]bool{}
	for _, g := range out.Grounds {
		known[g.Key] = true
	}
	if rules := s.Law.Rules("", s.Now()); rules != nil {
		for _, r := range rules.Rules {
			if !known[r.Code] && r.Effect == "" {
				out.Grounds = append(out.Grounds, Ground{Key: r.Code, Name: r.Name, NameEn: r.NameEN, Verbs: overrides})
			}
		}
	}
	return out, nil
}
