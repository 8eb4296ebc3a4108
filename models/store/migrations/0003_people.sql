-- Who is away and who stands in, one-time links and keys of systems, what waits for a supervisor, cases that lie with
-- other units.

-- +goose Up

CREATE TABLE absence_rows (
    id           {{.ID}} NOT NULL PRIMARY KEY,
    account      {{.ID}} NOT NULL,
    begins       {{.TS}} NOT NULL,
    ends         {{.TS}} NOT NULL,
    stand_in     {{.ID}} NOT NULL,
    made_by      {{.ID}} NOT NULL,
    made         {{.TS}} NOT NULL,
    cancelled    {{.TS}} NULL,
    cancelled_by {{.ID}} NOT NULL
){{.Table}};
CREATE INDEX absence_rows_account ON absence_rows (account, ends);
CREATE INDEX absence_rows_stand_in ON absence_rows (stand_in, ends);

ALTER TABLE account_rows ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT '';

-- What opens an account without a password: a one-time link, or the key of another system. Only digests are kept.
CREATE TABLE pass_rows (
    account {{.ID}} NOT NULL,
    kind    VARCHAR(16) NOT NULL,
    digest  VARCHAR(64) NOT NULL,
    made_by {{.ID}} NOT NULL,
    made    {{.TS}} NOT NULL,
    expires {{.TS}} NOT NULL,
    used    {{.TS}} NULL,
    PRIMARY KEY (account, kind)
){{.Table}};
CREATE UNIQUE INDEX pass_rows_digest ON pass_rows (digest);

ALTER TABLE incident_rows ADD COLUMN settled_by {{.ID}} NOT NULL DEFAULT '';
ALTER TABLE incident_rows ADD COLUMN settled_key VARCHAR(64) NOT NULL DEFAULT '';

-- Lines of open records that wait for somebody: demands for an answer, overrides for a second supervisor.
CREATE TABLE wait_rows (
    subject {{.ID}} NOT NULL,
    line    INT NOT NULL,
    kind    VARCHAR(16) NOT NULL,
    verb    VARCHAR(32) NOT NULL,
    account {{.ID}} NOT NULL,
    number  {{.ID}} NOT NULL,
    item    {{.ID}} NOT NULL,
    unit    {{.ID}} NOT NULL,
    path    {{.Path}} NOT NULL,
    since   {{.TS}} NOT NULL,
    PRIMARY KEY (subject, line)
){{.Table}};
CREATE INDEX wait_rows_kind ON wait_rows (kind, since, subject, line);

CREATE INDEX task_rows_unit ON task_rows (unit, subject);
CREATE INDEX case_rows_bundle ON case_rows (live, bundle){{.Live}};
CREATE INDEX case_rows_decided ON case_rows (decided, id);

-- The draft that names an upload; what neither a case nor a draft names vanishes after a day.
ALTER TABLE attachment_rows ADD COLUMN draft {{.ID}} NOT NULL DEFAULT '';
CREATE INDEX attachment_rows_at ON attachment_rows (at);
