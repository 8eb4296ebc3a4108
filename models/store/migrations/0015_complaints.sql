-- Efficiency complaints (效能投诉), as lists show them. Texts and whoever complains are bodies of the record.

-- +goose Up

CREATE TABLE complaint_rows (
    id           {{.ID}} NOT NULL PRIMARY KEY,
    number       {{.ID}} NOT NULL,
    source       VARCHAR(16) NOT NULL,
    topic        VARCHAR(32) NOT NULL,
    named        BOOLEAN NOT NULL,
    about        {{.ID}} NOT NULL, -- the unit complained of
    case_id      {{.ID}} NOT NULL,
    case_number  {{.ID}} NOT NULL,
    item         {{.ID}} NOT NULL,
    unit         {{.ID}} NOT NULL, -- with which it lies
    path         {{.Path}} NOT NULL,
    responsible  {{.ID}} NOT NULL,
    holder       {{.ID}} NOT NULL,
    accused      {{.Text}} NOT NULL,
    matter       VARCHAR(128) NOT NULL,
    way          VARCHAR(16) NOT NULL,
    status       VARCHAR(32) NOT NULL,
    instance     INT NOT NULL,
    result       VARCHAR(16) NOT NULL,
    satisfaction VARCHAR(16) NOT NULL,
    transfers    INT NOT NULL,
    extended     BOOLEAN NOT NULL,
    owes_call    BOOLEAN NOT NULL,
    lodged       {{.TS}} NOT NULL,
    answered_by  {{.ID}} NOT NULL,
    answer_line  INT NOT NULL,
    answered     {{.TS}} NULL,
    due          {{.TS}} NULL,
    ended        {{.TS}} NULL,
    level        INT NOT NULL,
    armed_for    {{.TS}} NULL,
    n            INT NOT NULL,
    head         VARCHAR(128) NOT NULL,
    demo         BOOLEAN NOT NULL,
    live         INT NOT NULL -- 1 until it has ended
){{.Table}};
CREATE INDEX complaint_rows_lodged ON complaint_rows (lodged, id);
CREATE INDEX complaint_rows_unit ON complaint_rows (unit, lodged, id);
CREATE INDEX complaint_rows_about ON complaint_rows (about, lodged, id);
CREATE INDEX complaint_rows_case ON complaint_rows (case_id, lodged);
CREATE INDEX complaint_rows_number ON complaint_rows (number);
CREATE INDEX complaint_rows_matter ON complaint_rows (matter, lodged);
CREATE INDEX complaint_rows_answered ON complaint_rows (answered_by, answered);
CREATE INDEX complaint_rows_responsible ON complaint_rows (responsible, live, due, id);
CREATE INDEX complaint_rows_armed ON complaint_rows (armed_for, id);
CREATE INDEX complaint_rows_open ON complaint_rows (live, path, unit, due, id){{.Live}};
