package store

import (
	"cmp"

	"gorm.io/gorm"

	"mingcha/models"
)

// cardRecord is a card's row with the column that only lists need.
type cardRecord struct {
	models.CardRow
	Live int
}

// TableName is where gorm finds warnings and cards.
func (cardRecord) TableName() string { return "card_rows" }

func cardRecordOf(row models.CardRow) cardRecord {
	r := cardRecord{CardRow: row}
	begun := row.Level >= models.Yellow && row.Issued != nil && row.Withdrawn == nil
	switch {
	case row.State == models.Withheld:
		r.Awaits, r.AwaitsDue = models.AwaitsRelease, &row.Due
	case begun && row.Awaits == models.AwaitsNothing && (row.Status == models.CardIssued || row.Status == models.CardDelivered):
		r.Awaits, r.AwaitsDue = models.AwaitsAnswer, cmp.Or(row.FeedbackDue, &row.Due)
	case !begun:
		r.Awaits, r.AwaitsDue = models.AwaitsNothing, nil
	}
	if begun && r.Awaits != models.AwaitsNothing {
		r.Live = 1
	}
	if r.IssuedLevel == models.NoLevel {
		r.IssuedLevel = row.Level
	}
	return r
}

func (r cardRecord) site() site { return site{models.CardKind, r.ID, r.Path, r.Due} }

// writeCards writes warnings and cards over by ID.
func writeCards(tx *gorm.DB, b models.Batch, days tally) error {
	for _, card := range b.Cards {
		if err := writeCard(tx, cardRecordOf(card), days); err != nil {
			return err
		}
	}
	return nil
}

func writeCard(tx *gorm.DB, row cardRecord, days tally) error {
	var old []cardRecord
	if err := tx.Where("id = ?", row.ID).Find(&old).Error; err != nil {
		return err
	}
	var was *site
	if len(old) > 0 {
		days.addCard(old[0].CardRow, -1)
		where := old[0].site()
		was = &where
	}
	if err := rooted(tx, &row, old); err != nil {
		return err
	}
	days.addCard(row.CardRow, +1)
	if err := row.site().move(tx, was); err != nil {
		return err
	}
	return writeOver(tx, old, row)
}

// rooted gives a card the case at its root. A card's own record does not know it, nor does that of a card on a card.
func rooted(tx *gorm.DB, row *cardRecord, old []cardRecord) error {
	switch {
	case row.SubjectKind == models.CaseKind:
		row.Case = row.Subject
	case len(old) == 0:
		if err := tx.Where("id = ?", row.Subject).Find(&old).Error; err != nil {
			return err
		}
	}
	if len(old) > 0 && row.Case == "" {
		row.Case = old[0].Case
	}
	if len(old) > 0 && row.Number == "" {
		row.Number, row.Item, row.Demo = old[0].Number, old[0].Item, old[0].Demo
	}
	return nil
}
