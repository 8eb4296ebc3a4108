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

// Restore reads a bundle from its stored form. It fails if the content does not have the hash that it bears.
func Restore(stored []byte) (*Bundle, error) {
	var b Bundle
	if err := json.Unmarshal(stored, &b); err != nil {
		return nil, fmt.Errorf("restore bundle: %w", err)
	}
	borne := b.Hash
	if err := b.seal(); err != nil {
		return nil, fmt.Errorf("restore bundle %s: %w", borne, err)
	}
	if b.Hash != borne || b.Procedure.Bundle != borne {
		return nil, fmt.Errorf("restore bundle %s: its content has the hash %s", borne, b.Hash)
	}
	if err := b.prepare(); err != nil {
		return nil, fmt.Errorf("restore bundle %s: %w", borne, err)
	}
	return &b, nil
}

// seal computes the hash over everything else.
func (b *Bundle) seal() error {
	bare := *b
	bare.Hash, bare.Procedure.Bundle = "", ""
	text, err := canonical(bare)
	if err != nil {
		return fmt.Errorf("hash bundle of %s: %w", b.Procedure.Item, err)
	}
	sum := sha256.Sum256(text)
	b.Hash = hex.EncodeToString(sum[:])
	b.Procedure.Bundle = b.Hash
	return nil
}

// canonical is JSON with sorted keys and without spaces, numbers as they were written.
func canonical(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var plain any
	if err := decoder.Decode(&plain); err != nil {
		return nil, err
	}
	return json.Marshal(plain)
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
