-- The money of cases (收费监察): what was charged, by standard, what was paid, given back and waived.

-- +goose Up

CREATE TABLE fee_rows (
    id         VARCHAR(160) NOT NULL PRIMARY KEY, -- subject, line, place
    subject    {{.ID}} NOT NULL,
    line       INT NOT NULL,
    kind       VARCHAR(16) NOT NULL, -- charge, payment, refund, waiver
    number     {{.ID}} NOT NULL,
    item       {{.ID}} NOT NULL,
    unit       {{.ID}} NOT NULL, -- who collects, or did the act
    path       {{.Path}} NOT NULL,
    standard   VARCHAR(64) NOT NULL, -- of a charge
    quantity   BIGINT NOT NULL, -- thousandths
    amount     BIGINT NOT NULL, -- fen
    asked      BIGINT NOT NULL, -- of a payment: what the bill still asked, fen
    differs    BOOLEAN NOT NULL, -- the payment is not what the bill asked, or went elsewhere
    at         {{.TS}} NOT NULL,
    demo       BOOLEAN NOT NULL
){{.Table}};
CREATE INDEX fee_rows_at ON fee_rows (at, id);
CREATE INDEX fee_rows_unit ON fee_rows (unit, at, id);
CREATE INDEX fee_rows_item ON fee_rows (item, at, id);
CREATE INDEX fee_rows_kind ON fee_rows (kind, at, id);
CREATE INDEX fee_rows_standard ON fee_rows (standard, at, id);
CREATE INDEX fee_rows_differs ON fee_rows (differs, at, id);
CREATE INDEX fee_rows_subject ON fee_rows (subject, line);
