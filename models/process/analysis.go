package process

import (
	"bytes"
	"encoding/json"
	"fmt"

	"gopkg.in/yaml.v3"

	"mingcha/models"
	"mingcha/models/supervision"
)

// ParseAnalysis reads rules over many cases and refuses those that cannot act. Every fault is named.
func ParseAnalysis(file string, text []byte) (*supervision.Analysis, error) {
	out := &supervision.Analysis{}
	var tree any
	err := yaml.Unmarshal(text, &tree)
	if err == nil {
		var plain []byte
		if plain, err = json.Marshal(tree); err == nil {
			strict := json.NewDecoder(bytes.NewReader(plain))
			strict.DisallowUnknownFields()
			err = strict.Decode(out)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read analysis %s: %w", file, err)
	}
	return out, models.Faulty("analysis "+file+" cannot act", out.Bind(CompileWhen))
}
