-- Uploads that nothing has named yet.

-- +goose Up

CREATE INDEX attachment_rows_draft ON attachment_rows (draft, at);
