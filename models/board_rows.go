package models

import "time"

// BoardFilter asks for the supervision board over the divisions one may see. Days are days of Asia/Shanghai.
type BoardFilter struct {
	Scope   []PathRange
	From    time.Time // first day of the trend
	To      time.Time // last day of the trend
	Now     time.Time
	Soon    time.Time // until when an open case counts as nearly due
	Stalled time.Time // an open case on which nobody acted since is stalled
}

// Tally counts what is open now.
type Tally struct {
	Open       int // cases that have not ended
	Near       int // of these, due before Soon
	Late       int // of these, due before Now
	Stalled    int // of these, blocked or without an act since Stalled
	Withheld   int // of these, with a withheld card
	Warned     int // of these, by the gravest level so far
	Yellow     int
	Red        int
	OpenYellow int // cards that wait for an answer
	OpenRed    int
}

// Place is the tally of a child division or of a unit.
type Place struct {
	Path string
	Unit string // "" for a division
	Tally
}

// DayCount counts what happened on one day.
type DayCount struct {
	Day       string // 2006-01-02
	Submitted int
	Accepted  int
	Decided   int
	Ended     int
	Warnings  int
	Yellows   int
	Reds      int
}

// Board is the supervision board: the whole, the child divisions of each range asked for, the units that lie directly
// in it, and the trend.
type Board struct {
	Total     Tally
	Divisions []Place
	Units     []Place
	Days      []DayCount
}
