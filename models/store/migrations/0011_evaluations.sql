-- Performance measuring (绩效测评): an evaluation of a period by an organ, and what each object achieved in it.

-- +goose Up

CREATE TABLE evaluation_rows (
    id           {{.ID}} NOT NULL PRIMARY KEY,
    unit         {{.ID}} NOT NULL, -- the organ that measures
    path         {{.Path}} NOT NULL,
    period       VARCHAR(16) NOT NULL,
    begins       VARCHAR(10) NOT NULL,
    ends         VARCHAR(10) NOT NULL,
    status       VARCHAR(32) NOT NULL,
    scheme       {{.ID}} NOT NULL,
    hash         VARCHAR(128) NOT NULL,
    objects      INT NOT NULL,
    ranked       INT NOT NULL,
    open_appeals INT NOT NULL,
    corrections  INT NOT NULL,
    begun        {{.TS}} NOT NULL,
    measured     {{.TS}} NOT NULL,
    announced    {{.TS}} NULL,
    window_ends  {{.TS}} NULL,
    published    {{.TS}} NULL,
    armed_for    {{.TS}} NULL,
    armed_key    VARCHAR(160) NOT NULL,
    n            INT NOT NULL,
    head         VARCHAR(128) NOT NULL,
    demo         BOOLEAN NOT NULL,
    live         INT NOT NULL -- 1 until it is published
){{.Table}};
CREATE INDEX evaluation_rows_begins ON evaluation_rows (begins, id);
CREATE INDEX evaluation_rows_unit ON evaluation_rows (unit, begins);
CREATE INDEX evaluation_rows_armed ON evaluation_rows (armed_for, id);
CREATE INDEX evaluation_rows_open ON evaluation_rows (live, id){{.Live}};

CREATE TABLE score_rows (
    evaluation {{.ID}} NOT NULL,
    kind       VARCHAR(16) NOT NULL,
    object     {{.ID}} NOT NULL,
    unit       {{.ID}} NOT NULL,
    path       {{.Path}} NOT NULL,
    score      DOUBLE NOT NULL,
    was        DOUBLE NULL, -- as it was published before a correction
    standing   INT NOT NULL, -- the rank; 0: shown, not ranked
    grade      VARCHAR(64) NOT NULL,
    sample     INT NOT NULL,
    content    {{.Text}} NOT NULL,
    PRIMARY KEY (evaluation, kind, object)
){{.Table}};
CREATE INDEX score_rows_object ON score_rows (object, kind);
