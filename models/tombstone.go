package models

import "time"

// Tombstone stands in the place of a body that was lawfully erased. It says which one, when, by whom and on what
// ground, and is signed, so that an erasure cannot be taken for a loss. It holds no personal data.
type Tombstone struct {
	Subject   string    `json:"subject" gorm:"primaryKey"`
	N         int       `json:"n" gorm:"primaryKey;autoIncrement:false"`
	At        time.Time `json:"at"`
	Account   string    `json:"account"`
	Ground    string    `json:"ground"`              // code of the legal ground
	Document  string    `json:"document,omitempty"`  // number of the written order
	Digest    string    `json:"digest"`              // of the salted body, as it stands in the line
	Signature string    `json:"signature,omitempty"` // Ed25519 over everything else, base64
}
