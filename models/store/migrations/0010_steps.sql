-- Operations on steps: who was asked into one, copies, open work that changes hands, for which items somebody stands in.

-- +goose Up

ALTER TABLE task_rows ADD COLUMN part VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE task_rows ADD COLUMN waits BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE task_rows ADD COLUMN batch BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE absence_rows ADD COLUMN items VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE absence_rows ADD COLUMN ground VARCHAR(32) NOT NULL DEFAULT '';

CREATE TABLE copy_rows (
    subject {{.ID}} NOT NULL,
    line    INT NOT NULL,
    account {{.ID}} NOT NULL,
    giver   {{.ID}} NOT NULL,
    number  {{.ID}} NOT NULL,
    item    {{.ID}} NOT NULL,
    made    {{.TS}} NOT NULL,
    `read`  {{.TS}} NULL,
    demo    BOOLEAN NOT NULL,
    PRIMARY KEY (subject, line, account)
){{.Table}};
CREATE INDEX copy_rows_account ON copy_rows (account, made, subject, line);

CREATE TABLE hand_over_rows (
    id       {{.ID}} NOT NULL PRIMARY KEY,
    giver    {{.ID}} NOT NULL,
    taker    {{.ID}} NOT NULL,
    ground   VARCHAR(32) NOT NULL,
    made_by  {{.ID}} NOT NULL,
    person   VARCHAR(128) NOT NULL,
    made     {{.TS}} NOT NULL,
    finished {{.TS}} NULL,
    stopped  {{.TS}} NULL,
    digest   VARCHAR(64) NOT NULL
){{.Table}};
CREATE INDEX hand_over_rows_giver ON hand_over_rows (giver, made);
CREATE INDEX hand_over_rows_made_by ON hand_over_rows (made_by, made);

CREATE TABLE hand_over_items (
    hand_over   {{.ID}} NOT NULL,
    subject     {{.ID}} NOT NULL,
    step        {{.ID}} NOT NULL,
    round       INT NOT NULL,
    number      {{.ID}} NOT NULL,
    item        {{.ID}} NOT NULL,
    role        {{.ID}} NOT NULL,
    unit        {{.ID}} NOT NULL,
    path        {{.Path}} NOT NULL,
    appointment {{.ID}} NOT NULL,
    state       VARCHAR(16) NOT NULL,
    code        VARCHAR(64) NOT NULL,
    reason      VARCHAR(64) NOT NULL,
    line        INT NOT NULL,
    PRIMARY KEY (hand_over, subject, step)
){{.Table}};
