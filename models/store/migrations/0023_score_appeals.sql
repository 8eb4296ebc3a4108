-- By when the open appeal of an evaluation that is due first must be decided (R-S6).

-- +goose Up

ALTER TABLE evaluation_rows ADD COLUMN appeal_due {{.TS}} NULL;
