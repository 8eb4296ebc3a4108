-- The clock that a list counts, as the page of the case counts it. Rows of before have none until their next line: of these
-- a list says the due instant alone.

-- +goose Up

ALTER TABLE case_rows ADD COLUMN clock {{.Text}} NOT NULL DEFAULT {{if .Live}}''{{else}}(''){{end}};
ALTER TABLE task_rows ADD COLUMN clock {{.Text}} NOT NULL DEFAULT {{if .Live}}''{{else}}(''){{end}};
