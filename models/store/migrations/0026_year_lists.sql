-- Ratings of one unit or item are listed and counted over a span from one index, those of one case number of fees from its own.

-- +goose Up

CREATE INDEX rating_rows_unit_span ON rating_rows (unit, rated, id, line, level, again);
DROP INDEX rating_rows_unit{{if not .Live}} ON rating_rows{{end}};
DROP INDEX rating_rows_unit_level{{if not .Live}} ON rating_rows{{end}};
CREATE INDEX rating_rows_item_span ON rating_rows (item, rated, id, line, level, again);
DROP INDEX rating_rows_item{{if not .Live}} ON rating_rows{{end}};
DROP INDEX rating_rows_item_level{{if not .Live}} ON rating_rows{{end}};
CREATE INDEX fee_rows_number ON fee_rows (number, at, id);
