-- Everything else that outlives the process: who may sign in and holds which post, what is published, what waits, what
-- is proved.

-- +goose Up

CREATE TABLE account_rows (
    id           {{.ID}} NOT NULL PRIMARY KEY,
    login        {{.ID}} NOT NULL,
    name         {{.Text}} NOT NULL,
    password     VARCHAR(256) NOT NULL,
    person_ref   VARCHAR(128) NOT NULL,
    external     VARCHAR(255) NOT NULL,
    totp         {{.Text}} NOT NULL,
    failed       INT NOT NULL,
    locked_until {{.TS}} NULL,
    disabled     BOOLEAN NOT NULL,
    demo         BOOLEAN NOT NULL,
    made         {{.TS}} NOT NULL,
    changed      {{.TS}} NOT NULL
){{.Table}};
CREATE UNIQUE INDEX account_rows_login ON account_rows (login);
CREATE INDEX account_rows_external ON account_rows (external);

CREATE TABLE appointment_rows (
    id       {{.ID}} NOT NULL PRIMARY KEY,
    person   {{.ID}} NOT NULL,
    role     {{.ID}} NOT NULL,
    unit     {{.ID}} NOT NULL,
    division VARCHAR(32) NOT NULL,
    begins   {{.TS}} NOT NULL,
    ends     {{.TS}} NOT NULL,
    made_by  {{.ID}} NOT NULL,
    made     {{.TS}} NOT NULL
){{.Table}};
CREATE INDEX appointment_rows_person ON appointment_rows (person);

-- One counter per thing of which every node keeps a copy in memory. It moves in the transaction that changes the thing.
CREATE TABLE revisions (
    name {{.ID}} NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
){{.Table}};

CREATE TABLE bundle_rows (
    item         {{.ID}} NOT NULL,
    begins       {{.TS}} NOT NULL,
    ends         {{.TS}} NOT NULL,
    hash         VARCHAR(128) NOT NULL,
    source       {{.Text}} NOT NULL,
    content      {{.Blob}} NOT NULL,
    published_by {{.ID}} NOT NULL,
    published    {{.TS}} NOT NULL,
    PRIMARY KEY (item, begins)
){{.Table}};
CREATE INDEX bundle_rows_hash ON bundle_rows (hash);

CREATE TABLE rule_set_rows (
    name    {{.ID}} NOT NULL,
    version {{.ID}} NOT NULL,
    source  {{.Text}} NOT NULL,
    begins  {{.TS}} NOT NULL,
    ends    {{.TS}} NOT NULL,
    made_by {{.ID}} NOT NULL,
    made    {{.TS}} NOT NULL,
    PRIMARY KEY (name, version)
){{.Table}};

CREATE TABLE calendar_rows (
    revision  BIGINT NOT NULL PRIMARY KEY,
    division  {{.Path}} NOT NULL,
    year      INT NOT NULL,
    source    {{.Text}} NOT NULL,
    loaded_by {{.ID}} NOT NULL,
    loaded    {{.TS}} NOT NULL
){{.Table}};

CREATE TABLE draft_rows (
    id        {{.ID}} NOT NULL PRIMARY KEY,
    applicant VARCHAR(128) NOT NULL,
    item      {{.ID}} NOT NULL,
    content   {{.Text}} NOT NULL,
    updated   {{.TS}} NOT NULL
){{.Table}};
CREATE INDEX draft_rows_applicant ON draft_rows (applicant, updated);
CREATE INDEX draft_rows_updated ON draft_rows (updated);

CREATE TABLE attachment_rows (
    id      {{.ID}} NOT NULL PRIMARY KEY,
    subject {{.ID}} NOT NULL,
    address VARCHAR(128) NOT NULL,
    name    {{.Text}} NOT NULL,
    type    VARCHAR(128) NOT NULL,
    size    BIGINT NOT NULL,
    scan    VARCHAR(16) NOT NULL,
    made_by {{.ID}} NOT NULL,
    at      {{.TS}} NOT NULL
){{.Table}};
CREATE INDEX attachment_rows_subject ON attachment_rows (subject, at);
CREATE INDEX attachment_rows_address ON attachment_rows (address);

CREATE TABLE intake_rows (
    source   {{.ID}} NOT NULL,
    batch    {{.ID}} NOT NULL,
    entry    {{.ID}} NOT NULL,
    subject  {{.ID}} NOT NULL,
    happened {{.TS}} NOT NULL,
    payload  {{.Text}} NOT NULL,
    state    VARCHAR(16) NOT NULL,
    detail   {{.Text}} NOT NULL,
    received {{.TS}} NOT NULL,
    settled  {{.TS}} NULL,
    PRIMARY KEY (source, batch, entry)
){{.Table}};
CREATE INDEX intake_rows_waiting ON intake_rows (state, subject, happened);

CREATE TABLE sessions (
    token   VARCHAR(64) NOT NULL PRIMARY KEY, -- its SHA-256: the database gives nobody a session
    account {{.ID}} NOT NULL,
    data    {{.Text}} NOT NULL,
    expiry  {{.TS}} NOT NULL,
    revoked BOOLEAN NOT NULL -- kept until expiry, so that a request under way does not bring it back
){{.Table}};
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sessions_expiry ON sessions (expiry);

CREATE TABLE query_codes (
    number_ref   VARCHAR(128) NOT NULL PRIMARY KEY, -- blind: of the case number
    subject      {{.ID}} NOT NULL,
    code_ref     VARCHAR(128) NOT NULL,             -- blind: of number and code
    failed       INT NOT NULL,
    locked_until {{.TS}} NULL
){{.Table}};

CREATE TABLE settings (
    name    {{.ID}} NOT NULL PRIMARY KEY,
    value   {{.Text}} NOT NULL,
    changed {{.TS}} NOT NULL
){{.Table}};

CREATE TABLE audit_lines (
    chain    {{.ID}} NOT NULL,
    n        INT NOT NULL,
    at       {{.TS}} NOT NULL,
    account  {{.ID}} NOT NULL,
    role     {{.ID}} NOT NULL,
    action   {{.ID}} NOT NULL,
    outcome  VARCHAR(16) NOT NULL,
    reason   {{.ID}} NOT NULL,
    subject  {{.ID}} NOT NULL,
    path     {{.Path}} NOT NULL,
    repeated INT NOT NULL,
    digest   VARCHAR(128) NOT NULL,
    alg      VARCHAR(16) NOT NULL,
    previous VARCHAR(128) NOT NULL,
    hash     VARCHAR(128) NOT NULL,
    PRIMARY KEY (chain, n)
){{.Table}};
CREATE INDEX audit_lines_at ON audit_lines (at, chain, n, path, account, action, outcome);
CREATE INDEX audit_lines_account ON audit_lines (account, at, chain, n);
CREATE INDEX audit_lines_subject ON audit_lines (subject, at, chain, n);

-- What came again within the minute of an audit line. Written into the chain when the minute is over.
CREATE TABLE audit_floods (
    flood  VARCHAR(64) NOT NULL, -- hash of what repeats
    minute {{.TS}} NOT NULL,
    chain  {{.ID}} NOT NULL,
    n      INT NOT NULL,         -- of the line that stands for the flood
    again  INT NOT NULL,
    PRIMARY KEY (minute, flood)
){{.Table}};

CREATE TABLE seals (
    n         INT NOT NULL PRIMARY KEY,
    at        {{.TS}} NOT NULL,
    alg       VARCHAR(16) NOT NULL,
    root      VARCHAR(128) NOT NULL,
    count     INT NOT NULL,
    previous  VARCHAR(128) NOT NULL,
    hash      VARCHAR(128) NOT NULL,
    signature VARCHAR(160) NOT NULL,
    leaves    {{.Text}} NOT NULL -- until the seal is exported
){{.Table}};
