package models

import "time"

// CopyRow (抄送) says that somebody was told of a case, by which line, and when he first looked.
type CopyRow struct {
	Subject string `gorm:"primaryKey"`
	Line    int    `gorm:"primaryKey;autoIncrement:false"`
	Account string `gorm:"primaryKey"`
	Giver   string // who sent it
	Number  string
	Item    string
	Made    time.Time
	Read    *time.Time
	Demo    bool
}

// CopyPage is one page of the copies that somebody got, the newest first.
type CopyPage struct {
	Copies []CopyRow
	Next   string // cursor of the next page, "" on the last
}

// HandOverRow (交接) is an order to pass open work from one person to another, made from a list that was shown.
type HandOverRow struct {
	ID       string `gorm:"primaryKey"`
	Giver    string // whose work it is
	Taker    string // "" what one person holds goes back to the pools
	Ground   string // shift, leave, departure
	MadeBy   string
	Person   string // keyed hash of who ordered it, for the four eyes
	Made     time.Time
	Finished *time.Time
	Stopped  *time.Time
	Digest   string // of the request, to tell a repeated click from a reused key
}

// HandOverState is what has become of one piece of work.
type HandOverState string

// The states.
const (
	ToHandOver  HandOverState = "waiting"
	HandedOver  HandOverState = "done"
	NotHanded   HandOverState = "refused" // with the reason; it stays where it is
	HandStopped HandOverState = "stopped"
)

// HandOverItem is one piece of work of a hand-over, with the appointment by which it was ordered.
type HandOverItem struct {
	HandOver    string `gorm:"primaryKey"`
	Subject     string `gorm:"primaryKey"`
	Step        string `gorm:"primaryKey"`
	Round       int
	Number      string
	Item        string
	Role        string
	Unit        string
	Path        string
	Appointment string
	State       HandOverState
	Code        string
	Reason      string
	Line        int
}

// Command is the command that carries the item out: the same however often it is tried.
func (i HandOverItem) Command(order HandOverRow, acted time.Time) Command {
	return Command{
		ID: CommandID(order.ID, i.Subject, HandOver, i.Step), Subject: i.Subject, Verb: HandOver, Acted: acted,
		Actor:  Actor{Account: order.MadeBy, Person: order.Person, Role: i.Role, Unit: i.Unit, Path: i.Path, Appointment: i.Appointment},
		Facts:  Facts{Step: i.Step, Round: i.Round, From: order.Giver, To: order.Taker, Ground: order.Ground},
		Digest: order.Digest,
	}
}
