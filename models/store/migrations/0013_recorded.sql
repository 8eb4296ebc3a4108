-- What moved since an instant is asked while a house that was cut off catches up: it must not read every line there is.

-- +goose Up

CREATE INDEX lines_recorded ON `lines` (recorded);
