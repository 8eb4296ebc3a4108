package models

import (
	"encoding/json"
	"time"
)

// Batch is what one append writes: all of it in one transaction, or nothing. It is refused as a whole if the record
// already has a line numbered From, or a line for one of these commands.
type Batch struct {
	Kind       Kind
	Subject    string
	From       int
	Lines      []Line
	Bodies     []Body // same order as Lines
	Case       *CaseRow
	Code       string         // of a submit: keyed digest of the query code; "" gives none
	Cards      []CardRow      // written over by ID
	Leads      []LeadRow      // written over by ID
	Complaints []ComplaintRow // written over by ID
	Fees       []FeeRow
	Scores     *ScoreSheet
	Ratings    []RatingRow // written over by case and line
	Steps      []StepRow   // all steps that the case has finished; others of it vanish
	Tasks      []TaskRow   // all tasks the subject has now; others of the subject vanish
	Waits      []WaitRow   // all lines that wait now; others of the subject vanish
	Calm       bool        // no line of the subject waited before: none can vanish
	Notices    []Notice
	Copies     []CopyRow
	Incidents  []IncidentRow
	Law        *int64  // revision of calendars and rules that must still be in force; nil: nothing here rests on them
	Also       []Batch // further subjects that begin in the same moment, such as the cards issued
}

// Body is the personal part of a line. Its digest with the salt stands in the line's hash; it is stored encrypted and
// may lawfully be erased. Content is nil for a line without a body.
type Body struct {
	Salt    []byte          `json:"salt,omitempty"`
	Content json.RawMessage `json:"content,omitempty"`
}

// CaseRow is the summary of a case for lists and boards. It is a copy of what folding the lines gives, written in
// the same transaction; a rebuild from the lines gives the same row.
type CaseRow struct {
	ID            string     `gorm:"primaryKey"`
	Number        string     // 办件编号
	Item          string     // key of the service item
	Bundle        string     // content hash
	Unit          string     // the unit that handles the case
	Path          string     // division path of that unit
	Status        CaseStatus // see models/README.md
	Outcome       CaseStatus
	Channel       string
	ApplicantRef  string    // keyed hash of the identity number
	ApplicantName Sealed    // encrypted in the store
	Account       string    // account of an applicant who has one
	Agent         string    `gorm:"-"` // the town's service centre that took it in; only as the case is filed
	Heard         []string  `gorm:"-"` // co-departments that have been heard: they go on reading the case
	Submitted     time.Time // all instants are UTC with microseconds
	Received      *time.Time
	Accepted      *time.Time
	Decided       *time.Time
	Ended         *time.Time
	Acted         time.Time // when the last person acted: a case without progress is stalled
	Step          string    // the first open step
	Holder        string    // who holds it; "" the pool
	HolderUnit    string
	PromisedDue   *time.Time // nil while no decision clock has begun, or while it stands
	StatutoryDue  *time.Time
	Days          *int     // working days from the acceptance to the decision, stops left out; nil before
	Provisional   bool     // the due instants rest on a calendar that is not published
	Stands        bool     // the decision clock is stopped
	Clock         RowClock // that runs or stands for the case as a whole
	Level         Level
	Withheld      bool       // a withheld card waits for a person
	Incident      bool       // nobody can act
	ArmedFor      *time.Time // what the workflow sleeps for
	ArmedKey      string
	Revision      string // of the calendar on which the due instants rest
	N             int
	Head          string
	Demo          bool
}

// TaskRow (待办) is one step, in one round, that waits for somebody.
type TaskRow struct {
	Subject  string `gorm:"primaryKey"`
	Step     string `gorm:"primaryKey"`
	Account  string `gorm:"primaryKey"` // the participant of a shared step; "" otherwise
	Round    int
	Kind     StepKind
	Item     string
	Number   string
	Role     string
	Unit     string
	Path     string
	Holder   string // "" while it lies in the pool
	Opened   time.Time
	StepDue  *time.Time
	Clock    RowClock  // of the step
	UrgentAt time.Time // the order that the law makes urgent: the nearest due instant that concerns this task
	Level    Level
	Stands   bool
	Part     SignKind // "" the step's own word; else of who was asked into it
	Waits    bool     // for somebody who was asked into the step
	Batch    bool     // may be approved in a batch
	Demo     bool
}

// CardRow is the summary of a warning or a card. A warning is a row and a notice; a yellow or red card is a subject.
type CardRow struct {
	ID          string `gorm:"primaryKey"`
	Subject     string // the case or card it was issued on
	SubjectKind Kind
	Case        string `gorm:"column:root"` // the case at the root
	Number      string // of the case
	Item        string
	Key         string
	Rule        string
	Version     string
	Level       Level
	Clock       string
	Unit        string // the unit that must answer
	Path        string
	Holder      string
	Due         time.Time
	Issued      *time.Time // nil while withheld
	Opened      *time.Time
	Answered    *time.Time
	Withdrawn   *time.Time
	State       MarkState
	Status      CardStatus
	Cause       string
	Rung        int
	FeedbackDue *time.Time // when the first answer falls due
	Provisional bool
	ArmedFor    *time.Time
	N           int
	Head        string
	Demo        bool

	IssuedLevel  Level // Level is what it is now
	Supervisor   string
	Awaits       Await
	AwaitsDue    *time.Time // when the clock falls due that presses now; nil while it stands
	SupersededBy string
	Appealed     bool
}

// Notice is one message in one account's inbox.
type Notice struct {
	ID      string `gorm:"primaryKey"`
	Account string
	Kind    string // warning, yellow, red, urge, assigned, override, incident …
	Subject string
	Card    string
	Number  string
	Item    string
	Made    time.Time
	Read    *time.Time
	Demo    bool
}

// IncidentRow (异常) is something technical or unassigned that a named person must set right.
type IncidentRow struct {
	ID      string `gorm:"primaryKey"`
	Kind    string // empty_participant, empty_rung, blocked, drift, lost, calendar …
	Subject string
	Detail  string // structural, never personal
	Unit    string
	Path    string
	Holder  string
	Rung    int // which rung of those who are answerable the holder stands on
	Raised  time.Time
	Due     *time.Time // when it passes on to the next rung; nil: there is none
	Settled *time.Time

	SettledBy  string // account; "" the machine itself
	SettledKey string // the click that settled it
}

// Sealed is text that the store keeps encrypted. In memory it is plain.
type Sealed string

// Armed is an open subject and what its workflow sleeps for, as the rows have it.
type Armed struct {
	Kind Kind
	ID   string
	Unit string
	Path string
	For  time.Time // zero: nothing lies ahead
	Key  string
}
