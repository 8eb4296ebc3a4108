package models

import (
	"slices"
	"time"
)

// Satisfaction is the level of a rating in GB/T 39046's words.
type Satisfaction int

// The levels. From BadFrom on a rating is a bad one (差评), which has to be put right (C08).
const (
	VerySatisfied    Satisfaction = 1 // 非常满意
	Satisfied        Satisfaction = 2 // 满意
	FairlySatisfied  Satisfaction = 3 // 基本满意
	Dissatisfied     Satisfaction = 4 // 不满意
	VeryDissatisfied Satisfaction = 5 // 非常不满意

	BadFrom = Dissatisfied
)

// Bad reports whether a rating of this level has to be put right.
func (s Satisfaction) Bad() bool { return s >= BadFrom && s <= VeryDissatisfied }

func (s Satisfaction) known() bool { return s >= VerySatisfied && s <= VeryDissatisfied }

// RatingFacts are what of a rating is structural; its words stand in the line's body.
type RatingFacts struct {
	Level     Satisfaction `json:"level"`
	Tags      []string     `json:"tags,omitempty"`      // keys of policies/surveys/ratings.yaml
	Anonymous bool         `json:"anonymous,omitempty"` // the public does not learn the surname
	Worded    bool         `json:"worded,omitempty"`    // the body says something
	Complaint string       `json:"complaint,omitempty"` // the rectification that a bad rating opens (C08)
}

// Rating (评价, 好差评) is what an applicant thinks of the service: one for each time that the case was decided, and one
// more after it (追评).
type Rating struct {
	Line     int       `json:"line"`
	Run      int       `json:"run"` // which run of the decision
	Again    bool      `json:"again,omitempty"`
	At       time.Time `json:"at"`
	Answer   int       `json:"answer,omitempty"` // number of the answering line
	Answered time.Time `json:"answered,omitzero"`
	RatingFacts
}

// rated finds the first or the further rating of the present run, or nil.
func (c *Case) rated(again bool) *Rating {
	i := slices.IndexFunc(c.Ratings, func(r Rating) bool { return r.Run == c.Runs.Decision && r.Again == again })
	if i < 0 {
		return nil
	}
	return &c.Ratings[i]
}

func foldRating(c *Case, l Line) {
	c.Ratings = append(c.Ratings, Rating{
		Line: l.N, Run: c.Runs.Decision, Again: l.Verb == RateAgain, At: l.Acted, RatingFacts: *l.Facts.Rating,
	})
}

func foldRatingAnswer(c *Case, l Line) {
	for i := range c.Ratings {
		if c.Ratings[i].Line == l.Facts.Answers {
			c.Ratings[i].Answer, c.Ratings[i].Answered = l.N, l.Acted
		}
	}
}

// served are the statuses in which a service can be judged: the decision has reached the applicant.
var served = []CaseStatus{Delivered, Closed}

// byApplicant keeps the judgement of a service to whom it was done for.
func byApplicant(c *Case, cmd Command) error {
	own := cmd.Actor.Person != "" && cmd.Actor.Person == c.Filed.Applicant
	if !own && (c.Filed.Account == "" || cmd.Actor.Account != c.Filed.Account) {
		return Errorf(Forbidden, "applicant_only", "only the applicant rates the service")
	}
	return nil
}

func levelled(_ *Case, cmd Command) error {
	if cmd.Facts.Rating == nil || !cmd.Facts.Rating.Level.known() {
		return Faulty("a rating has one of five levels", []Fault{{Field: "/level", Rule: "range", Detail: "1–5"}})
	}
	return nil
}

func rateOnce(c *Case, cmd Command) error {
	again := cmd.Verb == RateAgain
	switch {
	case c.rated(again) != nil:
		return Errorf(Conflict, "rated_already", "the service is rated once, and once more afterwards")
	case again && c.rated(false) == nil:
		return Errorf(Conflict, "not_rated", "a further rating follows a first one")
	}
	return nil
}

func ratingOpen(c *Case, cmd Command) error {
	open := slices.ContainsFunc(c.Ratings, func(r Rating) bool { return r.Line == cmd.Facts.Answers && r.Answer == 0 })
	if !open {
		return Errorf(Conflict, "no_rating", "there is no rating without an answer in line %d", cmd.Facts.Answers)
	}
	return nil
}
