package models

import "time"

// MovePlanState is how far a plan has come.
type MovePlanState string

// The states of a plan (转入新版计划).
const (
	PlanChecking MovePlanState = "checking" // each case is tried on paper
	PlanChecked  MovePlanState = "checked"  // it waits for somebody to start it
	PlanMoving   MovePlanState = "moving"
	PlanFinished MovePlanState = "finished"
	PlanStopped  MovePlanState = "stopped"
)

// MovePlanRow says which running cases go over to another version of their item, and where each step goes.
type MovePlanRow struct {
	ID       string `gorm:"primaryKey"`
	Item     string
	Source   string // hash of the version that the cases are bound to
	Target   string // hash of the version to which they go
	Steps    string // JSON of []StepMove
	Reason   string
	State    MovePlanState
	MadeBy   string
	Person   string // keyed hash of who made it, for own cases
	Role     string
	Unit     string
	Path     string
	Made     time.Time
	Checked  *time.Time
	Finished *time.Time
	Digest   string // of the request, to tell a repeated click from a reused key
}

// MoveState is what has become of one case of a plan.
type MoveState string

// The states.
const (
	Movable   MoveState = "movable"
	Unmovable MoveState = "unmovable" // with the reason; it stays where it is
	HasMoved  MoveState = "moved"
	NotMoved  MoveState = "refused" // it could no longer go when its turn came
)

// MovePlanItem is one case of a plan.
type MovePlanItem struct {
	Plan    string `gorm:"primaryKey"`
	Subject string `gorm:"primaryKey"`
	Number  string
	Step    string // the steps that were open as it was tried
	State   MoveState
	Code    string
	Reason  string
	Line    int
}

// Command is the command that carries the item out: the same however often it is tried.
func (i MovePlanItem) Command(plan MovePlanRow, move *Move, acted time.Time) Command {
	return Command{
		ID: CommandID(plan.ID, i.Subject, MoveToBundle, ""), Subject: i.Subject, Verb: MoveToBundle, Acted: acted,
		Actor:  Actor{Account: plan.MadeBy, Person: plan.Person, Role: plan.Role, Unit: plan.Unit, Path: plan.Path},
		Facts:  Facts{Move: move, Reasoned: plan.Reason != ""},
		Digest: plan.Digest,
	}
}
