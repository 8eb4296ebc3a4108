package process

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
)

// The kinds of items (GB/T 39046 annex A) with the words of their decisions. Pages read the same file.
//
//go:embed kinds.json
var kindsJSON []byte

// PermitKind is the kind of an administrative permit (行政许可): the licensing law governs it.
const PermitKind = "01"

// Kind says how a kind of item (事项类型) is called, and how a decision on it reads: only a permit is 准予许可.
type Kind struct {
	Name    Term `json:"name"`
	Granted Term `json:"granted"`
	Denied  Term `json:"denied"`
}

// Term is a word in both languages.
type Term struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

var kinds = readKinds()

func readKinds() (out map[string]Kind) {
	if err := json.Unmarshal(kindsJSON, &out); err != nil {
		panic("process: the kinds of items: " + err.Error())
	}
	return out
}

// KindOf returns a kind of item by its code. A bundle has none but those.
func KindOf(code string) Kind { return kinds[code] }

// kindCodes lists the codes in order.
func kindCodes() []string { return slices.Sorted(maps.Keys(kinds)) }
