package api

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
)

// sessionCodec writes what a session holds as JSON, which every request reads: gob would compile a decoder anew each time.
type sessionCodec struct{}

// sessionData is what a session holds: texts and instants in Unix seconds.
type sessionData struct {
	Deadline time.Time         `json:"deadline"`
	Texts    map[string]string `json:"texts,omitempty"`
	Instants map[string]int64  `json:"instants,omitempty"`
}

// Encode writes a session.
func (sessionCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	data := sessionData{Deadline: deadline, Texts: map[string]string{}, Instants: map[string]int64{}}
	for key, value := range values {
		switch value := value.(type) {
		case string:
			data.Texts[key] = value
		case int64:
			data.Instants[key] = value
		default:
			return nil, fmt.Errorf("a session does not hold %s, a %T", key, value)
		}
	}
	return json.Marshal(data)
}

// Decode reads a session; one that an earlier release began is gob.
func (sessionCodec) Decode(text []byte) (time.Time, map[string]any, error) {
	if len(text) > 0 && text[0] != '{' {
		return scs.GobCodec{}.Decode(text)
	}
	var data sessionData
	if err := json.Unmarshal(text, &data); err != nil {
		return time.Time{}, nil, fmt.Errorf("read a session: %w", err)
	}
	values := make(map[string]any, len(data.Texts)+len(data.Instants))
	for key, value := range data.Texts {
		values[key] = value
	}
	for key, value := range data.Instants {
		values[key] = value
	}
	return data.Deadline, values, nil
}
