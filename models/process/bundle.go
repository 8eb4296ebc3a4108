package process

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"mingcha/models"
)

// Bundle (流程定义包) is one published version of a service item. Equal content has the equal hash.
type Bundle struct {
	Hash           string           `json:"hash"`
	Procedure      models.Procedure `json:"procedure"`
	Guide          Guide            `json:"guide"`
	Materials      []Material       `json:"materials"`
	Fields         []Field          `json:"fields"`
	Schema         json.RawMessage  `json:"schema"` // of the form, JSON Schema 2020-12
	Fees           Fees             `json:"fees"`
	ResultDocument Document         `json:"result_document"`
	Rules          []string         `json:"rules"` // codes of the supervision rules that watch it

	conditions map[int]condition // by index of the step
	form       *form
}

// Restore reads a bundle from its stored form, its JSON. It fails if the content does not have the hash that it bears.
// The hash is taken of the text, so that bundles of an earlier release keep theirs.
func Restore(stored []byte) (*Bundle, error) {
	var b Bundle
	if err := json.Unmarshal(stored, &b); err != nil {
		return nil, fmt.Errorf("restore bundle: %w", err)
	}
	hash, err := digest(stored)
	if err != nil {
		return nil, fmt.Errorf("restore bundle %s: %w", b.Hash, err)
	}
	if b.Hash != hash || b.Procedure.Bundle != hash {
		return nil, fmt.Errorf("restore bundle %s: its content has the hash %s", b.Hash, hash)
	}
	if err := b.prepare(); err != nil {
		return nil, fmt.Errorf("restore bundle %s: %w", b.Hash, err)
	}
	return &b, nil
}

// seal computes the hash over everything else.
func (b *Bundle) seal() error {
	text, err := json.Marshal(b)
	if err == nil {
		b.Hash, err = digest(text)
	}
	if err != nil {
		return fmt.Errorf("hash bundle of %s: %w", b.Procedure.Item, err)
	}
	b.Procedure.Bundle = b.Hash
	return nil
}

// digest is the SHA-256 of a bundle's canonical JSON: sorted keys, no spaces, numbers as they were written, and the
// bundle's own hash left empty.
func digest(text []byte) (string, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var content map[string]any
	if err := decoder.Decode(&content); err != nil {
		return "", err
	}
	if content == nil {
		return "", errNotObject
	}
	content["hash"] = ""
	if procedure, ok := content["procedure"].(map[string]any); ok {
		procedure["bundle"] = ""
	}
	canonical, err := json.Marshal(content)
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), err
}

// prepare compiles what is derived from the content: the form and the conditions.
func (b *Bundle) prepare() error {
	form, err := newForm(b.Fields)
	if err != nil {
		return err
	}
	b.form = form
	conditions, err := newConditions(b.Procedure.Steps, b.Fields)
	if err != nil {
		return err
	}
	b.conditions = conditions
	return nil
}
