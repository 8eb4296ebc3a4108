package models

import (
	"slices"
	"time"

	"mingcha/models/clock"
)

// ComplaintStatus is how far a complaint has come.
type ComplaintStatus string

// The statuses.
const (
	ComplaintLodged    ComplaintStatus = "lodged"    // 待受理
	ComplaintAccepted  ComplaintStatus = "accepted"  // 已受理: how it is handled has not been decided
	ComplaintHanded    ComplaintStatus = "handed"    // 待接收: assigned, transferred, submitted up or handed down
	ComplaintHandling  ComplaintStatus = "handling"  // 办理中
	ComplaintAnswered  ComplaintStatus = "answered"  // 已答复: the complainant may rate it and ask for a review
	ComplaintReviewing ComplaintStatus = "reviewing" // 复查中, 复核中
	ComplaintDeclined  ComplaintStatus = "declined"  // 不予受理
	ComplaintRouted    ComplaintStatus = "routed"    // 转信访渠道
	ComplaintWithdrawn ComplaintStatus = "withdrawn" // 撤诉
	ComplaintClosed    ComplaintStatus = "closed"    // 办结
)

// ComplaintStatuses lists the statuses in the order of a complaint's life.
func ComplaintStatuses() []ComplaintStatus {
	return []ComplaintStatus{
		ComplaintLodged, ComplaintAccepted, ComplaintHanded, ComplaintHandling, ComplaintAnswered, ComplaintReviewing,
		ComplaintDeclined, ComplaintRouted, ComplaintWithdrawn, ComplaintClosed,
	}
}

// Ended reports whether nobody has anything left to do.
func (s ComplaintStatus) Ended() bool {
	return slices.Contains([]ComplaintStatus{ComplaintDeclined, ComplaintRouted, ComplaintWithdrawn, ComplaintClosed}, s)
}

// Where a complaint comes from.
const (
	FromOnline   = "online"
	FromWindow   = "window"
	FromHotline  = "hotline"
	FromPetition = "petition"
	FromReview   = "review" // a bad review of a service (差评, C08)
)

// ComplaintWay is how a complaint came to the unit that has it.
type ComplaintWay string

// The ways of handling (C05), and those between tiers.
const (
	HandledSelf ComplaintWay = "self"        // 自办
	Assigned    ComplaintWay = "assigned"    // 交办: who assigns stays responsible
	Transferred ComplaintWay = "transferred" // 转办
	SentUp      ComplaintWay = "up"          // 上报
	SentDown    ComplaintWay = "down"        // 下转
)

// What an answer and a rating can say.
const (
	Founded   = "founded"
	Partly    = "partly"
	Unfounded = "unfounded"

	SaidSatisfied    = "satisfied"
	SaidFairly       = "fairly"
	SaidDissatisfied = "dissatisfied"
)

// What a review can decide: the answer stands, is changed, or the matter is handled anew. The first is that of appeals.
const (
	Change = "change"
	Redo   = "redo"
)

// The instances of a complaint.
const (
	FirstInstance    = 1
	ReviewInstance   = 2 // 复查
	ReReviewInstance = 3 // 复核
)

// ComplaintTerms (投诉办理时限) are the times that hold for a complaint, fixed as it is lodged (C01–C08).
type ComplaintTerms struct {
	Acceptance clock.Limit `json:"acceptance,omitzero"` // none: it is accepted as it is lodged
	Handling   clock.Limit `json:"handling,omitzero"`
	Extension  int         `json:"extension,omitempty"` // units of Handling, once; 0: it cannot be extended
	Return     clock.Limit `json:"return,omitzero"`     // in which a wrong unit gives it back (C07)
	Window     clock.Limit `json:"window,omitzero"`     // in which a review may be asked for (C04)
	Review     clock.Limit `json:"review,omitzero"`     // in which it is decided (C04)
	Contact    clock.Limit `json:"contact,omitzero"`    // in which the complainant is called (C08); none: no duty
}

// ComplaintFacts are what a line says of a complaint.
type ComplaintFacts struct {
	Number      string          `json:"number,omitempty"` // lodge_complaint, and all down to Terms
	Source      string          `json:"source,omitempty"`
	Topic       string          `json:"topic,omitempty"`
	About       string          `json:"about,omitempty"` // the unit complained of
	Case        string          `json:"case,omitempty"`  // ID of the case complained of
	CaseNumber  string          `json:"case_number,omitempty"`
	Item        string          `json:"item,omitempty"`
	Role        string          `json:"role,omitempty"`        // the post complained of
	Accused     []string        `json:"accused,omitempty"`     // the accounts complained of; accept_complaint adds those found
	Officials   []string        `json:"officials,omitempty"`   // accounts that acted on the case complained of (M05)
	Named       bool            `json:"named,omitempty"`       // 实名
	Complainant string          `json:"complainant,omitempty"` // keyed hash; "" without a name
	Matter      string          `json:"matter,omitempty"`      // keyed hash of what the same matter is known again by (M04)
	Earlier     []string        `json:"earlier,omitempty"`     // complaints of the same matter, the latest first
	EarlierDays int             `json:"earlier_days,omitempty"`
	Unit        string          `json:"unit,omitempty"` // with which it lies
	Path        string          `json:"path,omitempty"` // of that unit; also of the unit to which it is handed
	Terms       *ComplaintTerms `json:"terms,omitempty"`
	Demo        bool            `json:"demo,omitempty"`

	Result       string `json:"result,omitempty"`       // answer_complaint, decide_review
	Satisfaction string `json:"satisfaction,omitempty"` // rate_answer, call_back
	Similar      int    `json:"similar,omitempty"`      // answer_complaint: to the nearest earlier answer of the unit, percent (M03)
}

// ComplaintHand is one passage of a complaint from unit to unit.
type ComplaintHand struct {
	Line        int          `json:"line"`
	Verb        Verb         `json:"verb"`
	At          time.Time    `json:"at"`
	By          string       `json:"by"`
	From        string       `json:"from"`
	To          string       `json:"to"`
	FromPath    string       `json:"from_path"`
	Responsible string       `json:"responsible"` // before
	Way         ComplaintWay `json:"way"`         // before
	Settled     bool         `json:"settled,omitempty"`
}

// ComplaintAnswer is an answer to the complainant, or the decision of a review.
type ComplaintAnswer struct {
	Line     int       `json:"line"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Unit     string    `json:"unit"`
	Path     string    `json:"path"`
	Instance int       `json:"instance"`
	Result   string    `json:"result,omitempty"`
	Outcome  string    `json:"outcome,omitempty"`
	Asked    int       `json:"asked,omitempty"` // line that asked for the review
}

// ComplaintClock is one clock of a complaint.
type ComplaintClock struct {
	Ledger clock.Ledger `json:"ledger"`
	Run    int          `json:"run"`
	End    time.Time    `json:"end,omitzero"`
	Unit   string       `json:"unit"` // whose clock it was as it ended
	Holder string       `json:"holder,omitempty"`
}

// Complaint is the state of one complaint: a subject with its own record and clocks. Texts and whoever complains are bodies.
type Complaint struct {
	ID           string            `json:"id"`
	Facts        ComplaintFacts    `json:"facts"` // of its lodging
	Status       ComplaintStatus   `json:"status"`
	Way          ComplaintWay      `json:"way,omitempty"`
	Instance     int               `json:"instance"`
	Unit         string            `json:"unit"` // with which it lies
	Path         string            `json:"path"`
	Responsible  string            `json:"responsible"`      // the unit that answers for it
	Holder       string            `json:"holder,omitempty"` // the handler
	Accused      []string          `json:"accused,omitempty"`
	Hands        []ComplaintHand   `json:"hands,omitempty"`
	Transfers    int               `json:"transfers,omitempty"`
	Answers      []ComplaintAnswer `json:"answers,omitempty"`
	Satisfaction string            `json:"satisfaction,omitempty"` // with the last answer
	Rated        int               `json:"rated,omitempty"`        // line that said so
	Called       int               `json:"called,omitempty"`       // line of the call-back after the last answer
	Calls        int               `json:"calls,omitempty"`        // of all time
	Asked        int               `json:"asked,omitempty"`        // line that asked for the review under way
	Extended     bool              `json:"extended,omitempty"`
	Published    time.Time         `json:"published,omitzero"` // since when everybody may read the answer that stands
	Lodged       time.Time         `json:"lodged"`
	Accepted     time.Time         `json:"accepted,omitzero"`
	Ended        time.Time         `json:"ended,omitzero"`
	Timers       []ComplaintClock  `json:"timers,omitempty"`
	Leads        []string          `json:"leads,omitempty"`     // IDs of the leads that it gave rise to
	Suspected    []string          `json:"suspected,omitempty"` // keys of the suspicions
	Marks        Marks             `json:"marks,omitempty"`
	N            int               `json:"n"`
	Head         string            `json:"head"`
	Acted        time.Time         `json:"acted"`
}

// NewComplaint returns a complaint without lines.
func NewComplaint(id string) *Complaint { return &Complaint{ID: id} }

// Ref says how far the complaint's record has come.
func (c *Complaint) Ref() Ref {
	return Ref{Kind: ComplaintKind, ID: c.ID, N: c.N, Head: c.Head, Acted: c.Acted}
}

// Under names the item complained about, if any, and the division in which the complaint lies.
func (c *Complaint) Under() (item, path string) { return c.Facts.Item, c.Path }

// Resting reports whether the complaint has ended.
func (c *Complaint) Resting() bool { return c.Status.Ended() }

// Spoken reports whether the threshold with this key has spoken.
func (c *Complaint) Spoken(key string) bool { return c.Marks.of(key) != nil }

// Signals are the warnings and cards issued on the complaint.
func (c *Complaint) Signals() Marks { return c.Marks }

// Terms are the times that hold for it.
func (c *Complaint) Terms() ComplaintTerms {
	if c.Facts.Terms == nil {
		return ComplaintTerms{}
	}
	return *c.Facts.Terms
}

// Returnable is the passage that the unit may still undo, nil if there is none.
func (c *Complaint) Returnable() *ComplaintHand {
	for i := len(c.Hands) - 1; i >= 0; i-- {
		if !c.Hands[i].Settled {
			return &c.Hands[i]
		}
	}
	return nil
}

// Last is the answer that stands, nil before the first.
func (c *Complaint) Last() *ComplaintAnswer {
	if len(c.Answers) == 0 {
		return nil
	}
	return &c.Answers[len(c.Answers)-1]
}

// IsAccused reports whether somebody is complained of.
func (c *Complaint) IsAccused(account string) bool {
	return account != "" && slices.Contains(c.Accused, account)
}

// Content reports whether the complainant has said that the answer will do.
func (c *Complaint) Content() bool {
	return c.Satisfaction == SaidSatisfied || c.Satisfaction == SaidFairly
}

// OwesCall reports whether it cannot end before the complainant has been called back: every bad review (C08).
func (c *Complaint) OwesCall() bool {
	return c.Facts.Source == FromReview && c.Facts.Named && c.Status == ComplaintAnswered && c.Called == 0
}
