-- What a month's scores count: cases by their acceptance, cards by their issue and by when their answer falls due.

-- +goose Up

CREATE INDEX case_rows_accepted ON case_rows (accepted, id);
CREATE INDEX card_rows_issued ON card_rows (issued, id);
CREATE INDEX card_rows_feedback ON card_rows (feedback_due, id);
