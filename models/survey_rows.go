package models

import "time"

// SurveyRow is what one browser answered in a survey (满意度调查). Nothing in it says who.
type SurveyRow struct {
	Survey   string `gorm:"primaryKey"`
	Browser  string `gorm:"primaryKey"` // keyed digest of the browser's token
	Version  string // of the questions
	Path     string // division path; "/" if not told
	Answered time.Time
	Choices  string // JSON: by question, what was chosen
	Words    Sealed // JSON: by question, free words
}

// TableName is where gorm finds answers.
func (SurveyRow) TableName() string { return "survey_answers" }
