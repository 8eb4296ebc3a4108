package models

import "time"

// RatingRow is one rating (评价) for lists and scores. What it says in words stays in the body of its line.
type RatingRow struct {
	ID        string `gorm:"primaryKey"`                     // of the case
	Line      int    `gorm:"primaryKey;autoIncrement:false"` // of the rating
	Number    string
	Item      string
	Unit      string
	Path      string
	Level     Satisfaction
	Tags      string // keys, between spaces
	Again     bool   // 追评: not counted
	Anonymous bool
	Worded    bool
	Rated     time.Time
	Answer    int // number of the answering line, 0 none
	Answered  *time.Time
	Complaint string // the rectification that a bad rating opened, "" none
	Demo      bool
}

// RatingFilter asks for a list of ratings, the newest first. A zero field does not narrow; without Scope and Public the
// list is empty. Its span has a beginning, so that nothing reads all ratings there ever were.
type RatingFilter struct {
	Scope  []PathRange
	Public bool // of everybody, for everybody
	Unit   string
	Item   string
	Bad    bool // levels 4 and 5
	Open   bool // not answered
	Span   Span
	Page   Page
}

// RatingPage is one page of ratings.
type RatingPage struct {
	Ratings []RatingRow
	Names   map[string]Sealed // of the applicants, by case
	Next    string
}

// Levels counts first ratings by level, from the best: 非常满意 … 非常不满意.
type Levels [5]int

// N is how many ratings there are.
func (l Levels) N() (n int) {
	for _, count := range l {
		n += count
	}
	return n
}

// Satisfaction is (5a + 4b + 3c + 2d + 1e) ÷ 5n, from 0.2 to 1; 0 without a rating (domain.md 3.3).
func (l Levels) Satisfaction() float64 {
	if l.N() == 0 {
		return 0
	}
	points := 0
	for i, count := range l {
		points += (5 - i) * count
	}
	return float64(points) / float64(5*l.N())
}
