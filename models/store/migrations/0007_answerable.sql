-- An incident is somebody's: until when, and which rung of those who are answerable it has reached.

-- +goose Up

ALTER TABLE incident_rows ADD COLUMN due {{.TS}} NULL;
ALTER TABLE incident_rows ADD COLUMN rung INT NOT NULL DEFAULT 0;
