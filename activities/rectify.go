package activities

import (
	"encoding/json"
	"fmt"

	"mingcha/models"
)

// rectify begins the rectification of a bad rating (差评整改, C08): a complaint that lies with the unit itself. Who is not to
// be named to the public is not called either: his name stays with the case.
func (p *pen) rectify(act models.Line) error {
	c, rating := p.state.Case, act.Facts.Rating
	if c == nil || rating == nil || rating.Complaint == "" {
		return nil
	}
	body, err := p.badWords(act, !rating.Anonymous)
	if err != nil {
		return err
	}
	facts := models.ComplaintFacts{
		Number: fmt.Sprintf("TS%s-%d", c.Filed.Number, act.N), Source: models.FromReview, Topic: "other", About: c.Filed.Unit, Case: c.ID,
		CaseNumber: c.Filed.Number, Item: c.Filed.Item, Named: !rating.Anonymous, Unit: c.Filed.Unit, Path: c.Filed.Path, Demo: c.Filed.Demo,
	}
	if facts.Named {
		facts.Complainant = c.Filed.Applicant
	}
	return p.beginComplaint(rating.Complaint, facts, body)
}

// badWords is the body of a rectification: what the rating says, and whom to call.
func (p *pen) badWords(act models.Line, named bool) (json.RawMessage, error) {
	type person struct {
		Name  string `json:"name,omitempty"`
		Phone string `json:"phone,omitempty"`
	}
	var said struct {
		Text        string  `json:"text"`
		Complainant *person `json:"complainant,omitempty"`
	}
	if words := p.bodies[act.N-p.from].Content; len(words) > 0 {
		if err := json.Unmarshal(words, &said); err != nil {
			return nil, fmt.Errorf("read the words of a rating: %w", err)
		}
	}
	said.Complainant = nil
	if named {
		first, err := p.body(1)
		if err != nil && models.CodeOf(err) != models.NotFound { // erased: there is nobody to call
			return nil, err
		}
		var application struct {
			Applicant person `json:"applicant"`
		}
		if json.Unmarshal(first, &application) == nil {
			said.Complainant = &application.Applicant
		}
	}
	return json.Marshal(said)
}

// rectified are the complaints that begin with bad ratings.
func rectified(lines []models.Line) []string {
	var out []string
	for _, l := range lines {
		if r := l.Facts.Rating; r != nil && r.Complaint != "" {
			out = append(out, r.Complaint)
		}
	}
	return out
}
