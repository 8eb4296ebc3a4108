-- The life of a card: the level it was issued with, who supervises it, what it waits for and until when, what took its place.

-- +goose Up

ALTER TABLE card_rows ADD COLUMN issued_level INT NOT NULL DEFAULT 0;
ALTER TABLE card_rows ADD COLUMN supervisor {{.ID}} NOT NULL DEFAULT '';
ALTER TABLE card_rows ADD COLUMN awaits VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE card_rows ADD COLUMN awaits_due {{.TS}} NULL;
ALTER TABLE card_rows ADD COLUMN superseded_by {{.ID}} NOT NULL DEFAULT '';
ALTER TABLE card_rows ADD COLUMN appealed BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE card_rows SET issued_level = level;
UPDATE card_rows SET awaits = 'answer', awaits_due = COALESCE(feedback_due, due) WHERE live = 1;
UPDATE card_rows SET awaits = 'release', awaits_due = due WHERE state = 'withheld';
CREATE INDEX card_rows_awaits ON card_rows (awaits, path, unit, level, due, id);
