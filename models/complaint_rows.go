package models

import "time"

// ComplaintRow is the summary of a complaint for lists. It holds no text and nobody's name.
type ComplaintRow struct {
	ID           string `gorm:"primaryKey"`
	Number       string
	Source       string
	Topic        string
	Named        bool
	About        string // the unit complained of
	AboutPath    string
	CaseID       string // complained of
	CaseNumber   string
	Item         string
	Unit         string // with which it lies
	Path         string
	Responsible  string
	Holder       string // the handler
	Accused      string // accounts between commas, also before the first and after the last: nobody of them sees it
	Matter       string // what the same matter is known again by (M04)
	Way          ComplaintWay
	Status       ComplaintStatus
	Instance     int
	Result       string
	Satisfaction string
	Transfers    int
	Extended     bool
	OwesCall     bool // a bad review that was answered and waits for its call-back
	Lodged       time.Time
	AnsweredBy   string // unit of the last answer
	AnswerLine   int
	Answered     *time.Time
	Published    *time.Time // since when everybody may read the answer that stands
	HandlingDue  *time.Time // of the latest time to handle it; nil if it had none
	Handled      *time.Time // when the unit answered within or after that time; nil before, and while it is handled anew
	Due          *time.Time // of the clock that presses; nil once it has ended
	Ended        *time.Time
	Level        Level
	ArmedFor     *time.Time
	N            int
	Head         string
	Demo         bool
}

// ComplaintFilter asks for a list of complaints. A zero field does not narrow, except Scope and Responsible: without both
// the list is empty, but for what is published.
type ComplaintFilter struct {
	Scope       []PathRange
	Responsible []string // units that see what they answer for, wherever it lies
	Public      bool     // published answers, the latest first
	Hidden      string   // account that must not be complained of
	Open        bool     // not ended; ordered by what falls due first
	Statuses    []ComplaintStatus
	OwesCall    bool
	Before      time.Time // due before
	Source      string
	Unit        string
	About       string
	Case        string
	Number      string
	Holder      string
	Page        Page
}

// ComplaintPage is one page of complaints.
type ComplaintPage struct {
	Complaints []ComplaintRow
	Next       string // cursor of the next page, "" on the last
}

// EarlierComplaint is one that was lodged before in the same matter.
type EarlierComplaint struct {
	ID     string
	Lodged time.Time
}
