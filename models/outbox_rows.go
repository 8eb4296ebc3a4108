package models

import (
	"slices"
	"time"
)

// Channel is a way on which a notice leaves the house.
type Channel string

// The channels. The robots speak in a group and name the person by phone number.
const (
	MailChannel     Channel = "mail"
	SMSChannel      Channel = "sms"
	WeComChannel    Channel = "wecom"
	DingTalkChannel Channel = "dingtalk"
)

// Channels lists the channels.
func Channels() []Channel {
	return []Channel{MailChannel, SMSChannel, WeComChannel, DingTalkChannel}
}

// DeliveryState says how far a message on its way out has come.
type DeliveryState string

// The states of a delivery. Whether a notice was read is the notice's own mark.
const (
	Queued      DeliveryState = "queued"
	Sent        DeliveryState = "sent"         // the gateway has taken it
	Undelivered DeliveryState = "failed"       // given up; a person may have it tried again
	Unaddressed DeliveryState = "no_recipient" // the address was taken back, or erased, before it went
)

// Delivery (送达记录) is one message on its way out through one channel: a notice of a person with an address there, or
// what an applicant is told. The address is looked up when it is sent; only what goes to nobody's address bears it.
type Delivery struct {
	ID         string  `gorm:"primaryKey"` // of the notice, and the channel
	Notice     string  // "" what no inbox has
	Account    string  // "" an applicant
	Channel    Channel // see Channels
	Kind       string  // of the notice
	Subject    string
	Card       string
	Number     string
	Item       string
	Address    Sealed        // only of what does not go to the address book
	AddressRef string        // blind index of Address
	Code       Sealed        // one-time code, until it was sent
	State      DeliveryState // see there
	At         time.Time     // queued: when it is tried next; else when its state became so
	Tries      int           // how often it was refused for the time being
	Lease      string        // who sends it now
	Made       time.Time
	Answer     Sealed // what the gateway said last
	Demo       bool
}

// DeliveryID names what becomes of a notice on a channel.
func DeliveryID(notice string, channel Channel) string { return notice + "." + string(channel) }

// ContactRow is where a person can be reached on one channel.
type ContactRow struct {
	Account    string  `gorm:"primaryKey"`
	Channel    Channel `gorm:"primaryKey"`
	Address    Sealed  // mail address or phone number
	AddressRef string  // blind index
	Language   string  // of what is sent there: zh-CN or en
	Wanted     bool
	Verified   *time.Time // when the person proved that what is sent there arrives; nil: nothing else is sent there
	CodeRef    string     // keyed digest of the code that proves it, "" none is asked
	CodeUntil  *time.Time
	CodeTries  int
	Refused    *time.Time // when the gateway last refused the address for good
	Changed    time.Time
}

// Outgoing says what leaves the house. The zero value: nothing does.
type Outgoing struct {
	Channels   []Channel // those that are configured
	Indoors    []string  // kinds of notices that never leave
	Applicants Channel   // by which applicants are told of their cases; "" not at all

	Now func() time.Time // nil: nothing is too old to leave
}

// Old reports whether something is no news any more: it comes with what is imported.
func (o Outgoing) Old(made time.Time) bool {
	return o.Now != nil && o.Now().Sub(made) > 24*time.Hour
}

// Leaves reports whether notices of a kind leave the house.
func (o Outgoing) Leaves(kind string) bool {
	return len(o.Channels) > 0 && !slices.Contains(o.Indoors, kind)
}

// What an applicant is told, as kinds of notices.
const (
	ApplicantAccepted   = "applicant_acceptance"
	ApplicantSupplement = "applicant_supplement"
	ApplicantDecided    = "applicant_decision"
)

// ApplicantTold is the kind of message by which the applicant learns of a line, "" none. row is the case after it.
func ApplicantTold(l Line, row CaseRow) string {
	switch l.Verb {
	case Accept:
		return ApplicantAccepted
	case NotifySupplement:
		return ApplicantSupplement
	case Approve, Refuse, ForceAdvance:
		if row.Decided != nil && row.Decided.Equal(l.Acted) {
			return ApplicantDecided
		}
	}
	return ""
}

// DeliveryFilter asks for deliveries of one state, the latest first.
type DeliveryFilter struct {
	State   DeliveryState
	Channel Channel // "" all
	Page    Page
}

// DeliveryCount says how many deliveries of a channel are in a state.
type DeliveryCount struct {
	Channel Channel
	State   DeliveryState
	N       int
}

// DeliveryMatter is what a message says of its case or card: nothing of the applicant.
type DeliveryMatter struct {
	Kind   Kind // what it is about: a card, a case, "" neither
	Number string
	Level  Level
	Unit   string
	Due    time.Time // zero: there is none
}
