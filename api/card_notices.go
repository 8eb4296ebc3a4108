package api

import (
	"context"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/directory"
)

// cardFile (牌卷) is one warning or card with the lines that its documents are set from: those of its own record, or for
// a warning, which has none, the lines of its subject that name it.
type cardFile struct {
	row   models.CardRow
	lines []models.Line
	said  map[int]spoken
}

// cardFile reads what the documents of a card are set from.
func (s *Server) cardFile(ctx context.Context, row models.CardRow) (*cardFile, error) {
	f := &cardFile{row: row}
	for _, subject := range []string{row.ID, row.Subject} {
		lines, err := s.Record.Lines(ctx, subject, 1)
		if err != nil {
			return nil, err
		}
		if subject != row.ID {
			lines = slices.DeleteFunc(lines, func(l models.Line) bool { return !f.concerned(l) })
		}
		if len(lines) > 0 {
			f.lines = lines
			f.said, err = s.answers(ctx, subject)
			return f, err
		}
	}
	return f, nil
}

// concerned reports whether a line is about this card: every line of its own record but those about cards on it.
func (f *cardFile) concerned(l models.Line) bool {
	if l.Subject != f.row.ID {
		return l.Facts.Card != nil && l.Facts.Card.ID == f.row.ID
	}
	return l.Facts.Card == nil || l.Facts.Card.ID == "" || l.Facts.Card.ID == f.row.ID
}

// notices lists the documents of the card, oldest first.
func (f *cardFile) notices() []bookNotice {
	return cardBook.issued(f.lines, func(l models.Line) []string {
		if !f.concerned(l) {
			return nil
		}
		return cardEvents(l)
	})
}

// cardEvents names what a line does to a card: its verb, and the verb with the level or the outcome.
func cardEvents(l models.Line) []string {
	events := []string{string(l.Verb)}
	if l.Facts.Outcome != "" {
		events = append(events, string(l.Verb)+"/"+l.Facts.Outcome)
	}
	if l.Verb == models.IssueCard && l.Facts.Card != nil {
		events = append(events, string(l.Verb)+"/"+l.Facts.Card.Level.String())
	}
	return events
}

// asOf is the card as it stood after its n-th line, so that a document says today what it said when it was issued.
func (f *cardFile) asOf(n int) (*models.Card, error) {
	card := models.NewCard(f.row.ID)
	first := f.lines[0]
	if first.Subject != card.ID {
		card.Facts, card.Unit, card.Issued = *first.Facts.Card, first.Facts.Card.Unit, first.Acted
		return card, nil
	}
	return card, models.FoldAll(card, f.lines[:n])
}

// number is the document's own: the one that an official gave it, else unit, kind, year, and the place in the record
// that it comes from. The places of a record have no gaps; the numbers of one kind have.
func (f *cardFile) number(n bookNotice, places *directory.Snapshot) string {
	if given := n.line.Facts.Document; given != "" && !n.beside() {
		return given
	}
	parts := []string{f.row.Number}
	if f.row.SubjectKind == models.CardKind {
		parts = append(parts, f.row.Subject[:4])
	}
	first := f.lines[0]
	if about := first.Facts.About; about != nil {
		parts = append(parts, itoa(about.N))
	} else {
		parts = append(parts, itoa(first.N))
	}
	if n.line.N != first.N {
		parts = append(parts, itoa(n.line.N))
	}
	organ, _ := places.Units.Find(f.organ(n.line, places))
	return fillIn(noticeWord("card_number", ZhCN), map[string]string{
		"organ_code": lastOf(organ.Path), "mark": n.form.Mark, "year": itoa(clock.DateOf(n.line.Acted).Year()), "serial": strings.Join(parts, "-"),
	})
}

// beside reports whether the document goes out with another one of the same line, whose number an official gave: the
// withdrawal that an appeal has led to.
func (n bookNotice) beside() bool {
	return n.line.Verb == models.DecideAppeal && !slices.Contains(n.form.On, string(models.DecideAppeal))
}

// organ is the unit in whose name a document is issued: that of the official, or the supervision organ over the unit
// where the rules spoke by themselves.
func (f *cardFile) organ(l models.Line, places *directory.Snapshot) string {
	if l.Actor.Unit != "" {
		return l.Actor.Unit
	}
	unit, _ := places.Units.Find(f.row.Unit)
	return unit.Organ
}

// lastOf is the code of a division by its path: "/44/4419/" is 4419.
func lastOf(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	return parts[len(parts)-1]
}

// shown is a document as a page lists it.
func (f *cardFile) shown(n bookNotice, places *directory.Snapshot) CaseNotice {
	return CaseNotice{
		Kind: n.form.Kind, Line: n.line.N, Document: f.number(n, places), Title: n.form.Title.ZH, TitleEn: n.form.Title.EN,
		Issued: n.line.Acted, Valid: n.valid,
	}
}
