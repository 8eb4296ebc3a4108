-- What cases came to, counted by day, unit and item as they move, and how long their steps took.

-- +goose Up

ALTER TABLE case_rows ADD COLUMN days INT NULL; -- working days to the decision
CREATE INDEX case_rows_decided_item ON case_rows (item, decided, id);
CREATE INDEX case_rows_decided_unit ON case_rows (unit, decided, id);

-- The sum over case_rows, kept exact by every append. Each case counts under its item and under '', every item; there also
-- under its month, written M2026-11.
CREATE TABLE analysis_days (
    item            {{.ID}} NOT NULL,
    day             VARCHAR(10) NOT NULL, -- of Asia/Shanghai
    path            {{.Path}} NOT NULL,
    unit            {{.ID}} NOT NULL,
    weekday         INT NOT NULL, -- 0 is Sunday
    submitted       INT NOT NULL DEFAULT 0, -- on the day of submission, what has become of the cases
    then_accepted   INT NOT NULL DEFAULT 0,
    then_decided    INT NOT NULL DEFAULT 0,
    then_delivered  INT NOT NULL DEFAULT 0,
    then_open       INT NOT NULL DEFAULT 0,
    then_declined   INT NOT NULL DEFAULT 0,
    then_returned   INT NOT NULL DEFAULT 0,
    then_withdrawn  INT NOT NULL DEFAULT 0,
    then_lapsed     INT NOT NULL DEFAULT 0,
    then_terminated INT NOT NULL DEFAULT 0,
    then_voided     INT NOT NULL DEFAULT 0,
    then_forwarded  INT NOT NULL DEFAULT 0,
    decided         INT NOT NULL DEFAULT 0, -- on the day of decision, how they were decided
    promised        INT NOT NULL DEFAULT 0,
    on_time         INT NOT NULL DEFAULT 0,
    early           INT NOT NULL DEFAULT 0,
    late            INT NOT NULL DEFAULT 0,
    granted         INT NOT NULL DEFAULT 0,
    denied          INT NOT NULL DEFAULT 0,
    measured        INT NOT NULL DEFAULT 0,
    days            INT NOT NULL DEFAULT 0,{{range .Classes 17}}
    c{{.}} INT NOT NULL DEFAULT 0,{{end}}
    PRIMARY KEY (item, day, path, unit, weekday)
){{.Packed}};

INSERT INTO analysis_days (item, day, path, unit, weekday, submitted, then_accepted, then_decided, then_delivered, then_open, then_declined,
    then_returned, then_withdrawn, then_lapsed, then_terminated, then_voided, then_forwarded, decided, promised, on_time, early, late, granted, denied)
SELECT item, day, path, unit, MIN(weekday), SUM(s), SUM(s * a), SUM(s * d), SUM(s * v), SUM(s * o), SUM(s * (status = 'declined')),
    SUM(s * (status = 'returned')), SUM(s * (status = 'withdrawn')), SUM(s * (status = 'lapsed')), SUM(s * (status = 'terminated')),
    SUM(s * (status = 'voided')), SUM(s * (status = 'forwarded')), SUM(z), SUM(z * p), SUM(z * p * t), SUM(z * p * e), SUM(z * p * (1 - t)),
    SUM(z * (outcome = 'granted')), SUM(z * (outcome = 'denied'))
FROM (
    {{range $i, $item := .Items}}{{if $i}} UNION ALL {{end}}
    SELECT {{$item}} AS item, {{$.Day "submitted"}} AS day, path, unit, {{$.Weekday "submitted"}} AS weekday, 1 AS s, 0 AS z, status, outcome,
        accepted IS NOT NULL AS a, decided IS NOT NULL AS d, decided IS NOT NULL AND status IN ('delivered', 'closed', 'archived') AS v, live AS o,
        0 AS p, 0 AS t, 0 AS e FROM case_rows
    UNION ALL
    SELECT {{$item}}, {{$.Day "decided"}}, path, unit, {{$.Weekday "decided"}}, 0, 1, status, outcome, 0, 0, 0, 0, promised_due IS NOT NULL,
        COALESCE(decided < promised_due, 0), COALESCE(decided < {{$.DayBefore "promised_due"}}, 0) FROM case_rows WHERE decided IS NOT NULL
    {{end}}
) every_case GROUP BY item, day, path, unit;

INSERT INTO analysis_days (item, day, path, unit, weekday, {{.Counts}})
SELECT item, CONCAT('M', SUBSTR(day, 1, 7)), path, unit, weekday, {{.Sums}} FROM analysis_days WHERE item = ''
GROUP BY item, CONCAT('M', SUBSTR(day, 1, 7)), path, unit, weekday;

CREATE TABLE step_rows (
    subject {{.ID}} NOT NULL,
    step    {{.ID}} NOT NULL,
    item    {{.ID}} NOT NULL,
    path    {{.Path}} NOT NULL,
    unit    {{.ID}} NOT NULL,
    closed  {{.TS}} NOT NULL,
    minutes INT NOT NULL,
    late    BOOLEAN NOT NULL,
    PRIMARY KEY (subject, step)
){{.Table}};
CREATE INDEX step_rows_item ON step_rows (item, step, closed, subject);

CREATE TABLE step_days (
    item    {{.ID}} NOT NULL,
    day     VARCHAR(10) NOT NULL,
    path    {{.Path}} NOT NULL,
    unit    {{.ID}} NOT NULL,
    step    {{.ID}} NOT NULL,
    cases   INT NOT NULL DEFAULT 0,
    late    INT NOT NULL DEFAULT 0,
    minutes BIGINT NOT NULL DEFAULT 0,{{range .Classes 9}}
    c{{.}} INT NOT NULL DEFAULT 0,{{end}}
    PRIMARY KEY (item, day, path, unit, step)
){{.Packed}};
