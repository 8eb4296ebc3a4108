package activities

import (
	"encoding/json"
	"sync"

	"mingcha/models"
)

// Pinned is the procedure that a case is bound to, on its way through a history. The cases of one process that are bound
// to the same text share one procedure in memory: it never changes.
type Pinned struct{ *models.Procedure }

// pinned holds a *models.Procedure by its text.
var pinned sync.Map

// UnmarshalJSON reads a text once.
func (p *Pinned) UnmarshalJSON(text []byte) error {
	known, found := pinned.Load(string(text))
	if !found {
		read := &models.Procedure{}
		if err := json.Unmarshal(text, read); err != nil {
			return err
		}
		known, _ = pinned.LoadOrStore(string(text), read)
	}
	p.Procedure = known.(*models.Procedure)
	return nil
}
