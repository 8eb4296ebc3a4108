package clock

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// question is one timeline as `mingcha clock` is asked about it.
type question struct {
	timeline Timeline
	queries  []time.Time
}

// object is a JSON object member by member. Its methods read one member each and remember in broken whether anything
// has not the form that docs/clock.md gives; they return the zero value for a member that is not there.
type object struct {
	members map[string]json.RawMessage
	broken  bool
}

// openObject splits a JSON object. It is broken if raw is none, or if a key is given twice or is not allowed.
func openObject(raw json.RawMessage, allowed ...string) *object {
	o := &object{members: map[string]json.RawMessage{}}
	if raw[0] != '{' {
		o.broken = true
		return o
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	_, err := decoder.Token()
	for err == nil && decoder.More() {
		var key json.Token
		if key, err = decoder.Token(); err != nil {
			break
		}
		var value json.RawMessage
		err = decoder.Decode(&value)
		name := key.(string)
		_, twice := o.members[name]
		o.members[name] = value
		o.broken = o.broken || twice || !slices.Contains(allowed, name)
	}
	o.broken = o.broken || err != nil
	return o
}

// text returns the JSON string under a key, decoded; found is false if there is no string.
func (o *object) text(key string) (text string, found bool) { return textOf(o.members[key]) }

// instant reads the instant under a key that must be there.
func (o *object) instant(key string) time.Time {
	instant, ok := parseInstant(o.members[key])
	o.broken = o.broken || !ok
	return instant
}

// whole reads a whole number from 1 to 10000, without fraction or exponent, under a key that must be there.
func (o *object) whole(key string) int {
	n, err := strconv.Atoi(string(o.members[key])) // JSON has no leading zeros and no plus
	if err != nil || n < 1 || n > mostUnits {
		o.broken = true
	}
	return n
}

// flag reads true or false under a key; it is false if the key is not there.
func (o *object) flag(key string) bool {
	switch string(o.members[key]) {
	case "true":
		return true
	case "false", "":
		return false
	default:
		o.broken = true
		return false
	}
}

// list returns the members of the array under a key, none if the key is not there.
func (o *object) list(key string) []json.RawMessage {
	raw, found := o.members[key]
	if !found {
		return nil
	}
	var items []json.RawMessage
	if raw[0] != '[' || json.Unmarshal(raw, &items) != nil {
		o.broken = true
	}
	return items
}

// limit reads the limit under a key, no limit if the key is not there.
func (o *object) limit(key string) Limit {
	raw, found := o.members[key]
	if !found {
		return Limit{}
	}
	in := openObject(raw, "n", "unit", "roll")
	name, _ := in.text("unit")
	limit := Limit{N: in.whole("n"), Unit: Unit(name), Roll: in.flag("roll")}
	known := slices.Contains([]Unit{UnitWorkday, UnitDay, UnitWorkhour, UnitHour}, limit.Unit)
	o.broken = o.broken || in.broken || !known
	return limit
}

func (o *object) stops() []Stop {
	var stops []Stop
	for _, raw := range o.list("stops") {
		in := openObject(raw, "from", "to", "whole_day")
		stop := Stop{From: in.instant("from"), To: in.instant("to"), WholeDay: in.flag("whole_day")}
		o.broken = o.broken || in.broken || !stop.From.Before(stop.To)
		stops = append(stops, stop)
	}
	return stops
}

func (o *object) extensions() []Extension {
	var extensions []Extension
	for _, raw := range o.list("extensions") {
		in := openObject(raw, "at", "n")
		extensions = append(extensions, Extension{At: in.instant("at"), N: in.whole("n")})
		o.broken = o.broken || in.broken
	}
	return extensions
}

func (o *object) queries() []time.Time {
	var queries []time.Time
	for _, raw := range o.list("queries") {
		query, ok := parseInstant(raw)
		o.broken = o.broken || !ok
		queries = append(queries, query)
	}
	return queries
}

// parseQuestion reads one timeline. The id is the JSON string as it was written, nil if there is none; ok is false if
// anything breaks the format.
func parseQuestion(raw json.RawMessage) (id json.RawMessage, q question, ok bool) {
	o := openObject(raw, "id", "start", "promised", "statutory", "stops", "extensions", "queries")
	if _, found := o.text("id"); found {
		id = o.members["id"]
	}
	q.timeline = Timeline{
		Start:      o.instant("start"),
		Promised:   o.limit("promised"),
		Statutory:  o.limit("statutory"),
		Stops:      o.stops(),
		Extensions: o.extensions(),
	}
	q.queries = o.queries()
	_, promised := o.members["promised"]
	return id, q, id != nil && promised && !o.broken
}
