package directory

import "time"

// checkPosts looks at posts and staff as if everybody were appointed at once.
func (f *organisationsFile) checkPosts(d *Directory, faults *Faults) {
	posts, held := map[string]Post{}, map[string][]Appointment{}
	for _, p := range d.Posts {
		if _, twice := posts[p.ID]; twice || p.ID == "" {
			faults.add("post "+p.ID, "the ID is missing or used twice")
		}
		posts[p.ID] = p
		for _, fault := range d.Check(d.Appoint(p, "somebody", time.Unix(0, 0))) {
			faults.add("post "+p.ID, "%s", fault.Problem)
		}
	}
	for _, s := range d.Staff {
		p, known := posts[s.Post]
		if !known {
			faults.add("staff "+s.Login, "there is no post %q", s.Post)
			continue
		}
		a := d.Appoint(p, s.Login, time.Unix(0, 0))
		for _, fault := range d.Clashes(held[s.Login], a) {
			faults.add("staff "+s.Login, "%s", fault.Problem)
		}
		held[s.Login] = append(held[s.Login], a)
	}
}
