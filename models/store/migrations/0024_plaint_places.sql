-- The list of all complaints of a division goes by its places, as that of cases does: no list reads every complaint there is.
-- Ratings and fees are listed and counted over a span of time, from indexes that hold all that is asked of a row.

-- +goose Up

INSERT INTO places SELECT DISTINCT 'complaint', p.place, c.lodged, c.id FROM complaint_rows c JOIN (
    SELECT place FROM places WHERE kind = 'case' UNION SELECT SUBSTR(path, 1, LENGTH(path) - 1) FROM complaint_rows
) p ON c.path LIKE CONCAT(p.place, '/%');
CREATE INDEX fee_rows_span ON fee_rows (at, id, path, unit);
DROP INDEX fee_rows_at{{if not .Live}} ON fee_rows{{end}};
CREATE INDEX rating_rows_span ON rating_rows (rated, id, line, path, unit, level, again);
DROP INDEX rating_rows_rated{{if not .Live}} ON rating_rows{{end}};
