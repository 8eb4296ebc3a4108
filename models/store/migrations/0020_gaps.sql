-- No list asks for open cards by place: the queues go by whose turn it is (card_rows_awaits).

-- +goose Up

DROP INDEX card_rows_board{{if not .Live}} ON card_rows{{end}};
