-- What applicants think of the service (好差评), and what people answer in surveys.

-- +goose Up

CREATE TABLE rating_rows (
    id        {{.ID}} NOT NULL, -- of the case
    line      INT NOT NULL,
    number    {{.ID}} NOT NULL,
    item      {{.ID}} NOT NULL,
    unit      {{.ID}} NOT NULL,
    path      {{.Path}} NOT NULL,
    level     INT NOT NULL,
    tags      VARCHAR(400) NOT NULL,
    again     BOOLEAN NOT NULL, -- a further rating is not counted
    anonymous BOOLEAN NOT NULL,
    worded    BOOLEAN NOT NULL,
    rated     {{.TS}} NOT NULL,
    answer    INT NOT NULL,
    answered  {{.TS}} NULL,
    complaint {{.ID}} NOT NULL, -- the rectification of a bad one
    demo      BOOLEAN NOT NULL,
    PRIMARY KEY (id, line)
){{.Table}};
CREATE INDEX rating_rows_rated ON rating_rows (rated, id, path, unit);
CREATE INDEX rating_rows_unit ON rating_rows (unit, rated, id);
CREATE INDEX rating_rows_item ON rating_rows (item, rated, id);
CREATE INDEX rating_rows_unit_level ON rating_rows (unit, again, level);
CREATE INDEX rating_rows_item_level ON rating_rows (item, again, level);

CREATE TABLE survey_answers (
    survey   {{.ID}} NOT NULL,
    browser  {{.ID}} NOT NULL, -- keyed digest of the browser's token: one answer each
    version  VARCHAR(64) NOT NULL,
    path     {{.Path}} NOT NULL, -- of the division where the person lives; / if not told
    answered {{.TS}} NOT NULL,
    choices  {{.Text}} NOT NULL, -- JSON: question and what was chosen
    words    {{.Text}} NOT NULL, -- free words, encrypted
    PRIMARY KEY (survey, browser)
){{.Table}};
CREATE INDEX survey_answers_answered ON survey_answers (survey, answered, browser);
