package models

import (
	"slices"

	"mingcha/models/clock"
)

// Terms are what a card grants and asks, fixed in the line that issues it: later rules touch later cards only. A card
// of the time before there were terms ends with its answer.
type Terms struct {
	Correction   clock.Limit `json:"correction,omitzero"`   // to put right what an answer says is not put right yet (R-T9)
	Verification clock.Limit `json:"verification,omitzero"` // the supervisor's time to judge an answer (R-S1)
	Appeal       clock.Limit `json:"appeal,omitzero"`       // to appeal, from the receipt of the card
	Decision     clock.Limit `json:"decision,omitzero"`     // to decide an appeal (R-S2)
	Advise       int         `json:"advise,omitempty"`      // so many rounds must fail before written advice
	Leader       string      `json:"leader,omitempty"`      // the role that speaks on a red card in the issuing organ
	Supervisor   string      `json:"supervisor,omitempty"`  // the unit that judges the answers
	Judge        string      `json:"judge,omitempty"`       // the organ that decides an appeal
}

// Hand is who did something, so that somebody else can be asked for. It holds no name.
type Hand struct {
	Account string `json:"account"`
	For     string `json:"for,omitempty"`    // for whom the person stood in
	Person  string `json:"person,omitempty"` // whatever account is used
}

// HandOf is the hand of an actor.
func HandOf(a Actor) Hand { return Hand{Account: a.Account, For: a.For, Person: a.Person} }

// same reports whether somebody is the person, or stands in for them, or was stood in for.
func (h Hand) same(a Actor) bool {
	mine := []string{h.Account, Actor{Account: h.Account, For: h.For}.Seat()}
	return slices.Contains(mine, a.Account) || slices.Contains(mine, a.Seat()) || h.Person != "" && h.Person == a.Person
}
