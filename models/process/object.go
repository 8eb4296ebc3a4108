package process

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// members are the members of a JSON object in the order in which they were written.
type members struct {
	keys   []string
	values map[string]json.RawMessage
}

var errNotObject = errors.New("not a JSON object")

// object reads a JSON object without losing a key that is written twice.
func object(raw json.RawMessage) (members, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	out := members{values: map[string]json.RawMessage{}}
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return out, errNotObject
	}
	for decoder.More() {
		token, err := decoder.Token()
		key, isText := token.(string)
		if err != nil || !isText {
			return out, errNotObject
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return out, errNotObject
		}
		out.keys, out.values[key] = append(out.keys, key), value
	}
	if _, err := decoder.Token(); err != nil {
		return out, errNotObject
	}
	if _, err := decoder.Token(); err != io.EOF {
		return out, errNotObject
	}
	return out, nil
}
