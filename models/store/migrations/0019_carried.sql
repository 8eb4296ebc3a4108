-- Cases that a town's service centre took in for another unit (代办): the centre sees them until they end.

-- +goose Up

CREATE TABLE carried (
    unit    {{.ID}} NOT NULL,
    subject {{.ID}} NOT NULL,
    PRIMARY KEY (unit, subject)
){{.Table}};
CREATE INDEX carried_subject ON carried (subject);
