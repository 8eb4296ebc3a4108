package models

import "time"

// CardFilter asks for a list of warnings and cards, the newest due instant first. A zero field does not narrow,
// except Scope: without it the list is empty.
type CardFilter struct {
	Scope    []PathRange
	Level    Level // exactly
	Unit     string
	Item     string
	Case     string // issued on this case, or on its cards
	Status   CardStatus
	Open     bool      // cards that wait for an answer
	Queue    Await     // cards that wait for this: what falls due first at the head
	Before   time.Time // of a queue: due before this
	Withheld bool
	Due      Span
	Rules    []string // issued by one of these; nil: by any
	Issued   Span
	Page     Page
}

// CardPage is one page of cards.
type CardPage struct {
	Cards []CardRow
	Next  string // cursor of the next page, "" on the last
}

// NoticePage is one page of an account's notices, the newest first.
type NoticePage struct {
	Notices []Notice
	Unread  int    // of all pages
	Next    string // cursor of the next page, "" on the last
}
