-- What is tried before it is published (预演), and plans by which running cases go over to a new bundle.

-- +goose Up

CREATE TABLE rehearsal_rows (
    id        {{.ID}} NOT NULL PRIMARY KEY,
    kind      VARCHAR(16) NOT NULL,
    digest    VARCHAR(64) NOT NULL,
    base      VARCHAR(200) NOT NULL,
    item      {{.ID}} NOT NULL,
    division  {{.Path}} NOT NULL,
    source    {{.Text}} NOT NULL,
    begins    {{.TS}} NULL,
    past_from {{.TS}} NULL,
    past_to   {{.TS}} NULL,
    state     VARCHAR(16) NOT NULL,
    problem   VARCHAR(400) NOT NULL,
    `cursor`  VARCHAR(200) NOT NULL,
    phase     VARCHAR(16) NOT NULL,
    done      INT NOT NULL,
    total     INT NOT NULL,
    counts    {{.Text}} NOT NULL,
    made_by   {{.ID}} NOT NULL,
    made      {{.TS}} NOT NULL,
    finished  {{.TS}} NULL
){{.Table}};
CREATE INDEX rehearsal_rows_digest ON rehearsal_rows (digest, made);
CREATE INDEX rehearsal_rows_made ON rehearsal_rows (made);

CREATE TABLE rehearsal_differences (
    rehearsal {{.ID}} NOT NULL,
    phase     VARCHAR(16) NOT NULL,
    subject   {{.ID}} NOT NULL,
    kind      VARCHAR(16) NOT NULL,
    number    {{.ID}} NOT NULL,
    item      {{.ID}} NOT NULL,
    unit      {{.ID}} NOT NULL,
    path      {{.Path}} NOT NULL,
    detail    {{.Text}} NOT NULL,
    PRIMARY KEY (rehearsal, phase, subject)
){{.Table}};

CREATE TABLE move_plan_rows (
    id       {{.ID}} NOT NULL PRIMARY KEY,
    item     {{.ID}} NOT NULL,
    source   VARCHAR(64) NOT NULL, -- hash of the bundle that the cases are bound to
    target   VARCHAR(64) NOT NULL, -- hash of the bundle to which they go
    steps    {{.Text}} NOT NULL,
    reason   VARCHAR(800) NOT NULL,
    state    VARCHAR(16) NOT NULL,
    made_by  {{.ID}} NOT NULL,
    person   VARCHAR(128) NOT NULL,
    role     {{.ID}} NOT NULL,
    unit     {{.ID}} NOT NULL,
    path     {{.Path}} NOT NULL,
    made     {{.TS}} NOT NULL,
    checked  {{.TS}} NULL,
    finished {{.TS}} NULL,
    digest   VARCHAR(64) NOT NULL
){{.Table}};
CREATE INDEX move_plan_rows_item ON move_plan_rows (item, made);

CREATE TABLE move_plan_items (
    plan    {{.ID}} NOT NULL,
    subject {{.ID}} NOT NULL,
    number  {{.ID}} NOT NULL,
    step    VARCHAR(200) NOT NULL,
    state   VARCHAR(16) NOT NULL,
    code    VARCHAR(64) NOT NULL,
    reason  VARCHAR(64) NOT NULL,
    line    INT NOT NULL,
    PRIMARY KEY (plan, subject)
){{.Table}};
CREATE INDEX move_plan_items_state ON move_plan_items (plan, state, subject);
