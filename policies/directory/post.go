package directory

import "time"

// Post (岗位) is one seat in a unit that somebody with a role can be appointed to.
type Post struct {
	ID   string `yaml:"id"` // dg-scjgj/handler-01
	Unit string `yaml:"org"`
	Role string `yaml:"role"`
}

// Staff is one invented person of the demonstration.
type Staff struct {
	Login       string `yaml:"login"`
	Name        string `yaml:"display_zh"`
	Post        string `yaml:"post"`
	Filed       bool   `yaml:"filed"`         // numbered and filed as an online approver (编号备案, S33)
	CardValidTo string `yaml:"card_valid_to"` // last day of the enforcement card, 2006-01-02; "" has none
	Example     bool   `yaml:"example"`
}

// Post returns the post with this ID.
func (d *Directory) Post(id string) (Post, bool) {
	for _, p := range d.Posts {
		if p.ID == id {
			return p, true
		}
	}
	return Post{}, false
}

// Appoint returns what a person holds who takes this post from an instant on. Its ID is the post's.
func (d *Directory) Appoint(p Post, person string, from time.Time) Appointment {
	unit, _ := d.Units.Find(p.Unit)
	return Appointment{ID: p.ID, Person: person, Role: p.Role, Unit: p.Unit, Division: unit.Division, From: from}
}

// Example returns the appointments of the invented staff from an instant on; the accounts are their logins.
func (d *Directory) Example(from time.Time) []Appointment {
	out := make([]Appointment, 0, len(d.Staff))
	for _, s := range d.Staff {
		if p, known := d.Post(s.Post); known {
			out = append(out, d.Appoint(p, s.Login, from))
		}
	}
	return out
}
