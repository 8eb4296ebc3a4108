package models

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"time"

	"mingcha/models/clock"
)

// Command is what somebody wants to happen to a subject. Its ID is the click: hash(account, subject, verb,
// Idempotency-Key). The same ID with another Digest is an error, never a second act.
type Command struct {
	ID      string          `json:"id"`
	Subject string          `json:"subject"`
	Verb    Verb            `json:"verb"`
	Actor   Actor           `json:"actor"`
	Acted   time.Time       `json:"acted"`            // stamped by the API on receipt
	Digest  string          `json:"digest,omitempty"` // of the request, to tell a repeated click from a reused key
	Facts   Facts           `json:"facts"`
	Body    json.RawMessage `json:"body,omitempty"` // texts, names, form: whatever may be personal
	Code    string          `json:"code,omitempty"` // submit: keyed digest of the query code, kept beside the record
}

// Line is one numbered entry of a subject's record. Written once, never changed.
type Line struct {
	Subject  string    `json:"subject"`
	N        int       `json:"n"`       // 1, 2, 3 …
	Command  string    `json:"command"` // ID of the command, unique in the subject
	Verb     Verb      `json:"verb"`
	Actor    Actor     `json:"actor"`
	Acted    time.Time `json:"acted"`    // when it was done; a card compares this with what was due
	Recorded time.Time `json:"recorded"` // when it was written
	Facts    Facts     `json:"facts"`
	Request  string    `json:"request,omitempty"` // digest of the request that gave the command
	Body     string    `json:"body,omitempty"`    // digest of the salted body, "" if there is none
	Alg      string    `json:"alg"`               // hash algorithm of this line
	Previous string    `json:"previous"`          // hash of line n-1, "" for the first
	Hash     string    `json:"hash"`
}

// bare reports whether the line lacks the facts without which its verb means nothing: somebody has damaged the record.
func (l Line) bare() bool {
	switch l.Verb {
	case Submit:
		return l.Facts.Filed == nil
	case Warn, IssueCard, WithholdCard, ReleaseCard, DropCard, WithdrawCard, Climb, SupersedeCard, ReinstateCard, CardSettled:
		return l.Facts.Card == nil
	case OpenLead:
		return l.Facts.Lead == nil
	case CorrectInstant:
		return l.Facts.Correction == nil
	case MoveToBundle:
		return l.Facts.Move == nil || l.Facts.Move.Procedure == nil
	case LodgeComplaint, RateAnswer:
		return l.Facts.Complaint == nil
	case Rate, RateAgain:
		return l.Facts.Rating == nil
	case ChargeFee, RecordPayment, Refund, Waive:
		return l.Facts.Fee == nil
	default:
		return false
	}
}

// Facts are the structural content of a command and of its line. They hold no personal data, are part of the line's
// hash and are never erased, so that a record can be folded after its bodies were lawfully erased.
type Facts struct {
	Filed      *Filed      `json:"filed,omitempty"`      // submit
	Step       string      `json:"step,omitempty"`       // the step acted on
	Round      int         `json:"round,omitempty"`      // the round expected; 0 if the caller does not care
	Target     string      `json:"target,omitempty"`     // return, force_return, force_advance: the step to go to
	Adverse    bool        `json:"adverse,omitempty"`    // approve on an opinion step: the opinion advises against
	Resume     bool        `json:"resume,omitempty"`     // return: come back here directly (退回后直送退回人)
	To         string      `json:"to,omitempty"`         // transfer, reassign, take_over, add_sign …: the account
	From       string      `json:"from,omitempty"`       // hand_over, reassign: whose seat; "" whoever has it
	Order      SignKind    `json:"order,omitempty"`      // add_sign: before or after the own word
	Copies     []string    `json:"copies,omitempty"`     // copy: the accounts
	ToUnit     string      `json:"to_unit,omitempty"`    // take_over: the superior unit
	Ground     string      `json:"ground,omitempty"`     // code of the legal ground or the special procedure's kind
	Reasoned   bool        `json:"reasoned,omitempty"`   // the body gives a reason
	Remedy     bool        `json:"remedy,omitempty"`     // the body tells the remedy (复议、诉讼)
	Document   string      `json:"document,omitempty"`   // number of the written notice
	Planned    clock.Limit `json:"planned,omitzero"`     // start_special, stop_clock: the time needed
	Extend     int         `json:"extend,omitempty"`     // extend: units of the statutory limit
	Materials  []Checked   `json:"materials,omitempty"`  // receive, accept, notify_supplement, supply
	Files      []string    `json:"files,omitempty"`      // content addresses of attachments
	Second     string      `json:"second,omitempty"`     // the second supervisor who confirmed
	Answers    int         `json:"answers,omitempty"`    // answer_urge, answer_rating: number of the line answered
	Card       *CardFacts  `json:"card,omitempty"`       // warn, issue_card, withhold_card, release_card …
	Conditions []Condition `json:"conditions,omitempty"` // outcome of the steps' conditions, decided in the append
	Seats      []Seat      `json:"seats,omitempty"`      // participants of shared steps, fixed as they open
	About      *Ref        `json:"about,omitempty"`      // a card: the subject it was issued on; a later line with it is told there
	Terms      *Terms      `json:"terms,omitempty"`      // a card as it is issued: what it grants and asks
	Corrected  bool        `json:"corrected,omitempty"`  // answer_card: what the card is about has been put right
	Outcome    string      `json:"outcome,omitempty"`    // decide_appeal, card_settled: uphold, downgrade, withdraw
	Incident   string      `json:"incident,omitempty"`   // raise_incident, settle_incident: its key
	Deviation  string      `json:"deviation,omitempty"`  // report: how a reported step breaks the order
	Words      int         `json:"words,omitempty"`      // characters of the reason; 0: not counted
	Lead       *LeadFacts  `json:"lead,omitempty"`       // open_lead: the suspicion
	Move       *Move       `json:"move,omitempty"`       // move_to_bundle
	Correction *Correction `json:"correction,omitempty"` // correct_instant, and the confirmation of one
	Fee        *FeeFacts   `json:"fee,omitempty"`        // charge, record_payment, refund, waive: the money
	Onward     *Onward     `json:"onward,omitempty"`     // forward: the case that begins at the other organ

	Evaluation *EvaluationFacts `json:"evaluation,omitempty"` // lines of an evaluation
	Complaint  *ComplaintFacts  `json:"complaint,omitempty"`  // lines of a complaint
	Rating     *RatingFacts     `json:"rating,omitempty"`     // rate, rate_again
}

// Filed is what a submit fixes for the whole life of a case.
type Filed struct {
	Number    string     `json:"number"` // 办件编号
	Item      string     `json:"item"`
	Bundle    string     `json:"bundle"`
	Unit      string     `json:"unit"`
	Division  string     `json:"division"` // 12 digits
	Path      string     `json:"path"`     // division path of the unit
	Units     []StepUnit `json:"units,omitempty"`
	Channel   string     `json:"channel"`   // GB/T 39046: 1 window, 2 computer, 3 mobile, 4 express, 9 other
	Applicant string     `json:"applicant"` // keyed hash of the identity number
	Account   string     `json:"account,omitempty"`
	Agent     string     `json:"agent,omitempty"`  // the town's service centre that took it in for the unit (代办)
	Origin    string     `json:"origin,omitempty"` // the case of another organ that was forwarded here (转报)
	Demo      bool       `json:"demo,omitempty"`
}

// StepUnit says which unit does a step that is not the item's own unit's.
type StepUnit struct {
	Step string `json:"step"`
	Unit string `json:"unit"`
}

// Checked is the result of looking at one required material.
type Checked struct {
	No    int    `json:"no"`    // number in the checklist, from 1
	State string `json:"state"` // received, missing, shared, promised (容缺), waived
}

// There reports whether the material need not be asked for any more. A state that is not known is not there.
func (m Checked) There() bool {
	switch m.State {
	case "received", "shared", "promised", "waived":
		return true
	default:
		return false
	}
}

// Condition is the outcome of a step's condition over the form.
type Condition struct {
	Step  string `json:"step"`
	Holds bool   `json:"holds"`
}

// Seat is one participant of a shared step.
type Seat struct {
	Step    string `json:"step"`
	Account string `json:"account"`
	Veto    bool   `json:"veto,omitempty"` // holds the role whose refusal decides
}

// CardFacts describe a warning or a card: which rule in which version, on which clock, with what evidence.
type CardFacts struct {
	ID          string          `json:"id"`
	Key         string          `json:"key"` // rule/level/clock, unique in the subject: each threshold speaks once
	Rule        string          `json:"rule"`
	Version     string          `json:"version"` // of the rule set
	Level       Level           `json:"level"`
	Clock       string          `json:"clock"`
	Due         time.Time       `json:"due"`
	Revision    string          `json:"revision"` // of the calendar
	Provisional bool            `json:"provisional,omitempty"`
	Cause       string          `json:"cause,omitempty"`  // why withheld, dropped or withdrawn
	Holder      string          `json:"holder,omitempty"` // account that held the file
	Unit        string          `json:"unit,omitempty"`
	Counted     *clock.Timeline `json:"counted,omitempty"` // the clock as it was counted
	Judged      *Judged         `json:"judged,omitempty"`  // the act that a content rule judged, in the place of a clock
	Rung        int             `json:"rung,omitempty"`    // climb
	Told        []string        `json:"told,omitempty"`    // accounts told

	Supersedes string `json:"supersedes,omitempty"` // the lower card of the same rule and clock whose place it takes
	By         *Hand  `json:"by,omitempty"`         // who released or made it; nil: issued by rule
}

// Level is how grave a signal is. Level 1 is a warning; yellow and red are cards.
type Level int

// The levels, as in domain.md 6.4.
const (
	NoLevel Level = 0
	Warning Level = 1
	Yellow  Level = 2
	Red     Level = 3
)

func (l Level) String() string {
	switch l {
	case Warning:
		return "warning"
	case Yellow:
		return "yellow"
	case Red:
		return "red"
	default:
		return "none"
	}
}

// SHA256 is the default algorithm of a line's hash. SM3 lives where the library for it does.
const SHA256 = "sha256"

// Seal computes the line's hash over everything in it but the hash. Fields are length-prefixed, so that no two lines
// share a preimage; newHash makes the algorithm that Alg names.
func (l *Line) Seal(newHash func() hash.Hash) error {
	facts, err := json.Marshal(l.Facts)
	if err != nil {
		return fmt.Errorf("seal line %s/%d: %w", l.Subject, l.N, err)
	}
	actor, err := json.Marshal(l.Actor)
	if err != nil {
		return fmt.Errorf("seal line %s/%d: %w", l.Subject, l.N, err)
	}
	h := newHash()
	for _, part := range []string{
		l.Subject, fmt.Sprint(l.N), l.Previous, l.Alg, stamp(l.Acted), stamp(l.Recorded),
		string(actor), string(l.Verb), l.Command, l.Request, string(facts), l.Body,
	} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	l.Hash = hex.EncodeToString(h.Sum(nil))
	return nil
}

// DigestOf is the digest of a salted body.
func DigestOf(newHash func() hash.Hash, salt, body []byte) string {
	h := newHash()
	h.Write(salt)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// CommandID names a click: the same person, subject, verb and key always give the same ID.
func CommandID(account, subject string, verb Verb, key string) string {
	sum := sha256.Sum256([]byte(account + "\x00" + subject + "\x00" + string(verb) + "\x00" + key))
	return hex.EncodeToString(sum[:16])
}

// stamp is the one text form of an instant inside hashes: UTC, microseconds, as every database gives it back.
func stamp(t time.Time) string {
	return t.UTC().Truncate(time.Microsecond).Format("2006-01-02T15:04:05.000000Z")
}
