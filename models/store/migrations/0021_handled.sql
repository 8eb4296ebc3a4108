-- What scores count of complaints: about a unit wherever they lie, and whether they were handled in time. Of what was lodged
-- before, the unit's division is known where a case is complained of; a time to handle is known again with the next line.

-- +goose Up

ALTER TABLE complaint_rows ADD COLUMN about_path {{.Path}} NOT NULL DEFAULT '/';
ALTER TABLE complaint_rows ADD COLUMN handling_due {{.TS}} NULL;
ALTER TABLE complaint_rows ADD COLUMN handled {{.TS}} NULL;
UPDATE complaint_rows SET handled = answered;
UPDATE complaint_rows SET about_path = COALESCE((SELECT c.path FROM case_rows c WHERE c.id = complaint_rows.case_id AND c.unit = complaint_rows.about), path);
CREATE INDEX complaint_rows_handled ON complaint_rows (handled, id);
CREATE INDEX complaint_rows_handling ON complaint_rows (handling_due, id);
