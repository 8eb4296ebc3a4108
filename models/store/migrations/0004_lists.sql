-- Lists by holder; the case at the root of every card, also of a card that was issued on a card.

-- +goose Up

CREATE INDEX case_rows_holder ON case_rows (holder, submitted, id);

ALTER TABLE card_rows ADD COLUMN root {{.ID}} NOT NULL DEFAULT '';
UPDATE card_rows SET root = subject WHERE subject_kind = 'case';
CREATE INDEX card_rows_root ON card_rows (root, due, id);
