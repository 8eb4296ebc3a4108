package models

import "time"

// Post is a role in a unit: what an appointment gives.
type Post struct {
	Role string
	Unit string
}

// InboxSection is one part of an inbox (待办箱).
type InboxSection string

// The sections.
const (
	Mine     InboxSection = "mine" // held by the account, or its seat in a shared step
	Pool     InboxSection = "pool" // lies in the pool of one of the posts
	NearlyIn InboxSection = "near" // of both, what falls due before Soon
	LateIn   InboxSection = "late" // of both, what fell due before Now
)

// TaskFilter asks for an inbox. Without accounts and posts it is empty.
type TaskFilter struct {
	Accounts []string // the person, and those the person stands in for
	Posts    []Post   // whose pools are shown
	Lent     []LentDesk
	Section  InboxSection
	Item     string
	Now      time.Time
	Soon     time.Time // until when a task counts as nearly due
	Page     Page
}

// LentDesk is the desk, and are the pools, of somebody who is away, lent for some items only.
type LentDesk struct {
	Account string
	Posts   []Post
	Items   []string
}

// Inbox is one page of tasks in the order that the law makes urgent, with the size of every section.
type Inbox struct {
	Tasks []TaskRow
	Next  string // cursor of the next page, "" on the last
	Mine  int
	Pool  int
	Near  int
	Late  int
}
