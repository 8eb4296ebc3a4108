package clock

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// answer is what `mingcha clock` says about a timeline.
type answer struct {
	ID           json.RawMessage `json:"id"`
	DuePromised  string          `json:"due_promised"`
	DueStatutory string          `json:"due_statutory"`
	Warning      string          `json:"warning"`
	Yellow       string          `json:"yellow"`
	Red          string          `json:"red"`
	Provisional  bool            `json:"provisional"`
	Extensions   []Outcome       `json:"extensions"`
	States       []stateAt       `json:"states"`
}

// stateAt is a State with the instant that was asked about.
type stateAt struct {
	At string `json:"at"`
	State
}

// refusal is what `mingcha clock` says about a timeline that breaks the format.
type refusal struct {
	ID    json.RawMessage `json:"id"` // null if the timeline has no string for it
	Error string          `json:"error"`
}

// Answer is the command `mingcha clock`: it reads a JSON array of timelines and writes a JSON array of results by the
// calendars that ship with the product. A timeline that breaks the format gets an error of its own. If the input as a
// whole is not a JSON array, Answer returns an error and writes nothing.
func Answer(r io.Reader, w io.Writer) error {
	input, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read timelines: %w", err)
	}
	timelines, err := splitArray(input)
	if err != nil {
		return fmt.Errorf("read timelines: %w", err)
	}
	answers := make([]any, len(timelines))
	for i, raw := range timelines {
		answers[i] = answerOne(National(), raw)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answers); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

// splitArray returns the members of a JSON array.
func splitArray(input []byte) ([]json.RawMessage, error) {
	if !utf8.Valid(input) {
		return nil, errors.New("the input is not UTF-8")
	}
	var members []json.RawMessage
	if err := json.Unmarshal(input, &members); err != nil {
		return nil, fmt.Errorf("the input is not a JSON array: %w", err)
	}
	if bytes.TrimSpace(input)[0] != '[' { // null is no array either, although it can be unmarshalled into one
		return nil, errors.New("the input is not a JSON array")
	}
	return members, nil
}

func answerOne(calendar *Calendar, raw json.RawMessage) any {
	id, q, ok := parseQuestion(raw)
	if !ok {
		return refusal{ID: id, Error: "invalid"}
	}
	j := calendar.judge(q.timeline)
	result := j.result()
	states := make([]stateAt, len(q.queries))
	for i, query := range q.queries {
		states[i] = stateAt{At: formatInstant(query), State: j.state(momentOf(query))}
	}
	return answer{
		ID:           id,
		DuePromised:  formatInstant(result.DuePromised),
		DueStatutory: formatInstant(result.DueStatutory),
		Warning:      formatInstant(result.Warning),
		Yellow:       formatInstant(result.Yellow),
		Red:          formatInstant(result.Red),
		Provisional:  result.Provisional,
		Extensions:   result.Extensions,
		States:       states,
	}
}
