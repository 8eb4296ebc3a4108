-- Answers to complaints without a name that the answering unit lets everybody read.

-- +goose Up

ALTER TABLE complaint_rows ADD COLUMN published {{.TS}} NULL;
CREATE INDEX complaint_rows_published ON complaint_rows (published, id);
