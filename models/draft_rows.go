package models

import "time"

// DraftRow is an application that its applicant still writes.
type DraftRow struct {
	ID        string `gorm:"primaryKey"`
	Applicant string // account, or the handle in the applicant's browser
	Item      string
	Content   Sealed // JSON
	Updated   time.Time
}

// ScanState says what the virus scan said of a file.
type ScanState string

// The states.
const (
	ScanPending  ScanState = "pending"
	ScanClean    ScanState = "clean"
	ScanInfected ScanState = "infected"
)

// AttachmentRow is one file of one subject or draft. The content lies in the file store under its address.
type AttachmentRow struct {
	ID      string `gorm:"primaryKey"`
	Subject string // the draft's ID until it is submitted
	Address string // SHA-256 of the content
	Name    Sealed
	Type    string // by content, not by name
	Size    int64  // bytes
	Scan    ScanState
	By      string `gorm:"column:made_by"`
	At      time.Time
	Draft   string // while it waits: the draft that names it, or Unnamed; "" it belongs to a subject
}

// Unnamed stands in the place of the draft of an upload that no draft names.
const Unnamed = "-"
