-- The record: lines and bodies, the rows folded from them, and what is counted along the way.

-- +goose Up

-- One row per subject: how far its record has come. Every append moves it conditionally, and so waits its turn here.
CREATE TABLE heads (
    subject {{.ID}} NOT NULL PRIMARY KEY,
    kind    VARCHAR(32) NOT NULL,
    n       INT NOT NULL,
    hash    VARCHAR(128) NOT NULL,
    changed {{.TS}} NULL -- of the last line that no seal covers yet
){{.Packed}};
CREATE INDEX heads_changed ON heads (changed);

CREATE TABLE `lines` (
    subject  {{.ID}} NOT NULL,
    n        INT NOT NULL,
    command  VARCHAR(160) NOT NULL,
    verb     VARCHAR(32) NOT NULL,
    actor    {{.Text}} NOT NULL,
    acted    {{.TS}} NOT NULL,
    recorded {{.TS}} NOT NULL,
    facts    {{.Text}} NOT NULL,
    request  VARCHAR(128) NOT NULL,
    body     VARCHAR(128) NOT NULL,
    alg      VARCHAR(16) NOT NULL,
    previous VARCHAR(128) NOT NULL,
    hash     VARCHAR(128) NOT NULL,
    PRIMARY KEY (subject, n)
){{.Table}};
CREATE UNIQUE INDEX lines_command ON `lines` (subject, command);

-- The personal part of lines, encrypted. The only table of the record from which rows vanish: by lawful erasure.
CREATE TABLE bodies (
    subject {{.ID}} NOT NULL,
    n       INT NOT NULL,
    key_id  VARCHAR(32) NOT NULL,
    nonce   {{.Blob}} NOT NULL,
    sealed  {{.Blob}} NOT NULL,
    PRIMARY KEY (subject, n)
){{.Table}};

CREATE TABLE tombstones (
    subject   {{.ID}} NOT NULL,
    n         INT NOT NULL,
    at        {{.TS}} NOT NULL,
    account   {{.ID}} NOT NULL,
    ground    VARCHAR(96) NOT NULL,
    document  VARCHAR(160) NOT NULL,
    digest    VARCHAR(128) NOT NULL,
    signature VARCHAR(160) NOT NULL,
    PRIMARY KEY (subject, n)
){{.Table}};

CREATE TABLE case_rows (
    id             {{.ID}} NOT NULL PRIMARY KEY,
    number         {{.ID}} NOT NULL,
    item           {{.ID}} NOT NULL,
    bundle         VARCHAR(128) NOT NULL,
    unit           {{.ID}} NOT NULL,
    path           {{.Path}} NOT NULL,
    status         VARCHAR(32) NOT NULL,
    outcome        VARCHAR(32) NOT NULL,
    channel        VARCHAR(32) NOT NULL,
    applicant_ref  VARCHAR(128) NOT NULL,
    applicant_name {{.Text}} NOT NULL,
    account        {{.ID}} NOT NULL,
    submitted      {{.TS}} NOT NULL,
    received       {{.TS}} NULL,
    accepted       {{.TS}} NULL,
    decided        {{.TS}} NULL,
    ended          {{.TS}} NULL,
    acted          {{.TS}} NOT NULL,
    step           {{.ID}} NOT NULL,
    holder         {{.ID}} NOT NULL,
    holder_unit    {{.ID}} NOT NULL,
    promised_due   {{.TS}} NULL,
    statutory_due  {{.TS}} NULL,
    provisional    BOOLEAN NOT NULL,
    stands         BOOLEAN NOT NULL,
    level          INT NOT NULL,
    withheld       BOOLEAN NOT NULL,
    incident       BOOLEAN NOT NULL,
    armed_for      {{.TS}} NULL,
    armed_key      VARCHAR(160) NOT NULL,
    revision       VARCHAR(128) NOT NULL,
    n              INT NOT NULL,
    head           VARCHAR(128) NOT NULL,
    demo           BOOLEAN NOT NULL,
    live           INT NOT NULL,     -- 1 until the case has ended
    urgent         {{.TS}} NOT NULL  -- the promised due instant, or the end of days
){{.Table}};
CREATE INDEX case_rows_number ON case_rows (number, id);
CREATE INDEX case_rows_applicant ON case_rows (applicant_ref, submitted, id);
CREATE INDEX case_rows_account ON case_rows (account, submitted, id);
CREATE INDEX case_rows_unit ON case_rows (unit, submitted, id);
CREATE INDEX case_rows_status ON case_rows (status, submitted, id, path, unit, level);
CREATE INDEX case_rows_item ON case_rows (item, submitted, id, path, unit, status, level);
CREATE INDEX case_rows_level ON case_rows (level, submitted, id, path, unit, status){{.Marked}};
CREATE INDEX case_rows_armed ON case_rows (armed_for, id);
CREATE INDEX case_rows_open ON case_rows (live, id){{.Live}};
-- The board and the lists of open cases are answered from this index alone.
CREATE INDEX case_rows_board ON case_rows
    (live, path, unit, urgent, acted, level, status, item, withheld, incident, id){{.Live}};

-- Which divisions a case or card is seen in: its own and every one above it, in the order of lists.
CREATE TABLE places (
    kind  VARCHAR(16) NOT NULL,
    place {{.Path}} NOT NULL,
    at    {{.TS}} NOT NULL,
    id    {{.ID}} NOT NULL,
    PRIMARY KEY (kind, place, at, id)
){{.Packed}};

CREATE TABLE task_rows (
    subject   {{.ID}} NOT NULL,
    step      {{.ID}} NOT NULL,
    account   {{.ID}} NOT NULL,
    round     INT NOT NULL,
    kind      VARCHAR(32) NOT NULL,
    item      {{.ID}} NOT NULL,
    number    {{.ID}} NOT NULL,
    role      {{.ID}} NOT NULL,
    unit      {{.ID}} NOT NULL,
    path      {{.Path}} NOT NULL,
    holder    {{.ID}} NOT NULL,
    opened    {{.TS}} NOT NULL,
    step_due  {{.TS}} NULL,
    urgent_at {{.TS}} NOT NULL,
    level     INT NOT NULL,
    stands    BOOLEAN NOT NULL,
    demo      BOOLEAN NOT NULL,
    desk      VARCHAR(200) NOT NULL, -- on whose desk it lies: a person's or a pool's
    PRIMARY KEY (subject, step, account)
){{.Table}};
CREATE INDEX task_rows_desk ON task_rows (desk, urgent_at, subject, step, account);

CREATE TABLE card_rows (
    id           {{.ID}} NOT NULL PRIMARY KEY,
    subject      {{.ID}} NOT NULL,
    subject_kind VARCHAR(32) NOT NULL,
    number       {{.ID}} NOT NULL,
    item         {{.ID}} NOT NULL,
    `key`        VARCHAR(160) NOT NULL,
    rule         VARCHAR(64) NOT NULL,
    version      VARCHAR(64) NOT NULL,
    level        INT NOT NULL,
    clock        VARCHAR(96) NOT NULL,
    unit         {{.ID}} NOT NULL,
    path         {{.Path}} NOT NULL,
    holder       {{.ID}} NOT NULL,
    due          {{.TS}} NOT NULL,
    issued       {{.TS}} NULL,
    opened       {{.TS}} NULL,
    answered     {{.TS}} NULL,
    withdrawn    {{.TS}} NULL,
    state        VARCHAR(32) NOT NULL,
    status       VARCHAR(32) NOT NULL,
    cause        VARCHAR(96) NOT NULL,
    rung         INT NOT NULL,
    feedback_due {{.TS}} NULL,
    provisional  BOOLEAN NOT NULL,
    armed_for    {{.TS}} NULL,
    n            INT NOT NULL,
    head         VARCHAR(128) NOT NULL,
    demo         BOOLEAN NOT NULL,
    live         INT NOT NULL -- 1 while it waits for an answer
){{.Table}};
CREATE INDEX card_rows_subject ON card_rows (subject, due, id);
CREATE INDEX card_rows_unit ON card_rows (unit, due, id);
CREATE INDEX card_rows_item ON card_rows (item, due, id, path, unit, level);
CREATE INDEX card_rows_level ON card_rows (level, due, id, path, unit);
CREATE INDEX card_rows_state ON card_rows (state, due, id);
CREATE INDEX card_rows_armed ON card_rows (armed_for, id);
CREATE INDEX card_rows_open ON card_rows (live, id){{.Live}};
CREATE INDEX card_rows_board ON card_rows (live, path, unit, level, due, id){{.Live}};

-- What happened on each day in each unit: the sum over case_rows and card_rows, kept exact by every append.
CREATE TABLE daily_counts (
    day       VARCHAR(10) NOT NULL, -- of Asia/Shanghai
    path      {{.Path}} NOT NULL,
    unit      {{.ID}} NOT NULL,
    submitted INT NOT NULL,
    accepted  INT NOT NULL,
    decided   INT NOT NULL,
    ended     INT NOT NULL,
    warnings  INT NOT NULL,
    yellows   INT NOT NULL,
    reds      INT NOT NULL,
    PRIMARY KEY (day, path, unit)
){{.Packed}};

CREATE TABLE notices (
    id      {{.ID}} NOT NULL PRIMARY KEY,
    account {{.ID}} NOT NULL,
    kind    VARCHAR(64) NOT NULL,
    subject {{.ID}} NOT NULL,
    card    {{.ID}} NOT NULL,
    number  {{.ID}} NOT NULL,
    item    {{.ID}} NOT NULL,
    made    {{.TS}} NOT NULL,
    `read`  {{.TS}} NULL,
    demo    BOOLEAN NOT NULL
){{.Table}};
CREATE INDEX notices_account ON notices (account, made, id);
CREATE INDEX notices_unread ON notices (account, `read`);

CREATE TABLE incident_rows (
    id      {{.ID}} NOT NULL PRIMARY KEY,
    kind    VARCHAR(64) NOT NULL,
    subject {{.ID}} NOT NULL,
    detail  {{.Text}} NOT NULL,
    unit    {{.ID}} NOT NULL,
    path    {{.Path}} NOT NULL,
    holder  {{.ID}} NOT NULL,
    raised  {{.TS}} NOT NULL,
    settled {{.TS}} NULL
){{.Table}};
CREATE INDEX incident_rows_open ON incident_rows (settled, path, raised, id);
CREATE INDEX incident_rows_subject ON incident_rows (subject);
