// Package workflows holds what waits. A workflow keeps the folded state of one subject, takes its turns one at a time
// and sleeps until its nearest threshold. What a turn writes is decided in activities.Append, by the pure rules of
// models; so a change of rules never breaks the replay of a running case.
package workflows

import (
	"strings"

	"mingcha/activities"
	"mingcha/models"
)

// Names that are written into Temporal histories. Changing one orphans running subjects.
const (
	TaskQueue         = "mingcha"
	PatrolWorkflow    = "Patrol"    // also the ID of the only one
	AnalysisWorkflow  = "Analysis"  // likewise
	MonthlyWorkflow   = "Monthly"   // likewise
	SweepWorkflow     = "Sweep"     // its ID names the change
	HandOverWorkflow  = "HandOver"  // its ID names the order
	RehearsalWorkflow = "Rehearsal" // its ID names the rehearsal
	MoveCheckWorkflow = "MoveCheck" // its ID names the plan
	MoveCarryWorkflow = "MoveCarry" // likewise
	CommandUpdate     = "command"   // a person's command; answered when it is on record
	MessageSignal     = "message"   // a recorded message from another subject
	WakeSignal        = "wake"      // calendar, rules or appointments have changed: look again
)

// NameOf returns the name of the workflow that carries subjects of a kind, "Case" of the kind "case". Like the constants
// above it is written into histories.
func NameOf(kind models.Kind) string { return strings.ToUpper(string(kind[:1])) + string(kind[1:]) }

// WorkflowID is the one place that knows how a subject is named in Temporal.
func WorkflowID(kind models.Kind, id string) string { return string(kind) + "/" + id }

// SubjectInput starts the workflow of a subject. Its record says all the rest.
type SubjectInput struct {
	Kind    models.Kind     `json:"kind"`
	ID      string          `json:"id"`
	Message *models.Command `json:"message,omitempty"` // that reached the subject while it rested
	Version version         `json:"version,omitempty"` // of the code with which the run began

	Begun *activities.LoadOutput `json:"begun,omitempty"` // what its first turn has just written; nil: the record is read
}

// Run is the input of a run that begins now.
func Run(kind models.Kind, id string) SubjectInput {
	return SubjectInput{Kind: kind, ID: id, Version: latest}
}
