-- Suspicions (疑点线索) that wait for a supervising body, or were settled by one.

-- +goose Up

CREATE TABLE lead_rows (
    id         {{.ID}} NOT NULL PRIMARY KEY,
    `key`      VARCHAR(200) NOT NULL,
    rule       VARCHAR(64) NOT NULL,
    version    VARCHAR(64) NOT NULL,
    about_kind VARCHAR(32) NOT NULL,
    about      VARCHAR(128) NOT NULL,
    number     {{.ID}} NOT NULL,
    item       {{.ID}} NOT NULL,
    unit       {{.ID}} NOT NULL, -- whose work is in doubt
    path       {{.Path}} NOT NULL,
    organ      {{.ID}} NOT NULL, -- who has to settle it
    holder     {{.ID}} NOT NULL,
    period     VARCHAR(16) NOT NULL,
    assignee   {{.ID}} NOT NULL,
    status     VARCHAR(32) NOT NULL,
    opened     {{.TS}} NOT NULL,
    due        {{.TS}} NULL,
    settled    {{.TS}} NULL,
    level      INT NOT NULL,
    card       {{.ID}} NOT NULL,
    armed_for  {{.TS}} NULL,
    n          INT NOT NULL,
    head       VARCHAR(128) NOT NULL,
    demo       BOOLEAN NOT NULL,
    live       INT NOT NULL -- 1 until it is settled
){{.Table}};
CREATE INDEX lead_rows_opened ON lead_rows (opened, id);
CREATE INDEX lead_rows_unit ON lead_rows (unit, opened, id);
CREATE INDEX lead_rows_about ON lead_rows (about, opened, id);
CREATE INDEX lead_rows_rule ON lead_rows (rule, opened, id, path, unit);
CREATE INDEX lead_rows_armed ON lead_rows (armed_for, id);
CREATE INDEX lead_rows_open ON lead_rows (live, path, unit, due, id){{.Live}};
