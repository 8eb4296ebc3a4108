// Package workflows holds what waits. A workflow keeps the folded state of one subject, takes its turns one at a time
// and sleeps until its nearest threshold. What a turn writes is decided in activities.Append, by the pure rules of
// models; so a change of rules never breaks the replay of a running case.
package workflows

import (
	"mingcha/models"
)

// Names that are written into Temporal histories. Changing one orphans running subjects.
const (
	TaskQueue        = "mingcha"
	CaseWorkflow     = "Case"
	CardWorkflow     = "Card"
	PatrolWorkflow   = "Patrol"   // also the ID of the only one
	SweepWorkflow    = "Sweep"    // its ID names the change
	HandOverWorkflow = "HandOver" // its ID names the order

	RehearsalWorkflow = "Rehearsal" // its ID names the rehearsal
	MoveCheckWorkflow = "MoveCheck" // its ID names the plan
	MoveCarryWorkflow = "MoveCarry" // likewise
	CommandUpdate     = "command"   // a person's command; answered when it is on record
	MessageSignal     = "message"   // a recorded message from another subject
	WakeSignal        = "wake"      // calendar, rules or appointments have changed: look again

	LeadWorkflow       = "Lead"
	ComplaintWorkflow  = "Complaint"
	AnalysisWorkflow   = "Analysis" // also the ID of the only one
	EvaluationWorkflow = "Evaluation"
	MonthlyWorkflow    = "Monthly" // also the ID of the only one
)

// SubjectInput starts the workflow of a subject. Its record says all the rest.
type SubjectInput struct {
	Kind    models.Kind     `json:"kind"`
	ID      string          `json:"id"`
	Message *models.Command `json:"message,omitempty"` // that reached the subject while it rested
	Version version         `json:"version,omitempty"` // of the code with which the run began
}

// Run is the input of a run that begins now.
func Run(kind models.Kind, id string) SubjectInput {
	return SubjectInput{Kind: kind, ID: id, Version: latest}
}

// WorkflowID is the one place that knows how a subject is named in Temporal.
func WorkflowID(kind models.Kind, id string) string { return string(kind) + "/" + id }

// nameOf returns the workflow's name for a kind of subject.
func nameOf(kind models.Kind) string {
	switch kind {
	case models.CardKind:
		return CardWorkflow
	case models.LeadKind:
		return LeadWorkflow
	case models.ComplaintKind:
		return ComplaintWorkflow
	case models.EvaluationKind:
		return EvaluationWorkflow
	default:
		return CaseWorkflow
	}
}
