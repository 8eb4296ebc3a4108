package store

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// tables are the kinds of rows, as gorm reads them from their types.
var tables sync.Map // by reflect.Type: *schema.Schema

func tableOf[T any](db *gorm.DB) (*schema.Schema, error) {
	kind := reflect.TypeFor[T]()
	if known, is := tables.Load(kind); is {
		return known.(*schema.Schema), nil
	}
	table, err := schema.Parse(new(T), &sync.Map{}, db.NamingStrategy)
	if err == nil {
		tables.Store(kind, table)
	}
	return table, err
}

// rowsAtOnce keeps a statement within the number of arguments that every database takes.
const rowsAtOnce = 500

// put inserts rows. What becomes of one that is there already, a clause of tx says.
func put[T any](tx *gorm.DB, rows []T) error {
	table, err := tableOf[T](tx)
	if err != nil || len(rows) == 0 {
		return err
	}
	over := asked(tx.Statement, table)
	for some := range slices.Chunk(rows, rowsAtOnce) {
		var text strings.Builder
		spellInsert(&text, table.Table, table.DBNames, len(some))
		if over != nil {
			over.spell(&text, tx.Name(), table.Table)
		}
		args := make([]any, 0, len(some)*len(table.DBNames))
		for i := range some {
			row := reflect.ValueOf(&some[i]).Elem()
			for _, column := range table.DBNames {
				value, err := sealingOf(tx).in(tx.Statement.Context, table.FieldsByDBName[column], row)
				if err != nil {
					return err
				}
				args = append(args, value)
			}
		}
		if _, err := send(tx, text.String(), args...); err != nil {
			return err
		}
	}
	return nil
}

// find reads the rows that a condition is true of. Rows that many requests read are read so: gorm builds a statement
// anew each time.
func find[T any](db *gorm.DB, where string, args ...any) ([]T, error) {
	table, err := tableOf[T](db)
	if err != nil {
		return nil, err
	}
	ctx := db.Statement.Context
	rows, err := db.Statement.ConnPool.QueryContext(ctx, "SELECT * FROM `"+table.Table+"` WHERE "+where, args...)
	if err != nil {
		return nil, translated(db, err)
	}
	found, err := scan(ctx, table, rows)
	if err = errors.Join(err, rows.Close()); err != nil {
		return nil, translated(db, err)
	}
	return found.Interface().([]T), sealingOf(db).open(ctx, table, found)
}

// take reads the one row that a condition is true of, or else gorm.ErrRecordNotFound.
func take[T any](db *gorm.DB, where string, args ...any) (row T, err error) {
	rows, err := find[T](db, where+" LIMIT 1", args...)
	if err == nil && len(rows) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return row, err
	}
	return rows[0], nil
}

// send carries a statement out and returns how many rows it was about.
func send(tx *gorm.DB, text string, args ...any) (int64, error) {
	result, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, text, args...)
	if err != nil {
		return 0, translated(tx, err)
	}
	return result.RowsAffected()
}

// translated gives an error of the database the name that this package knows.
func translated(db *gorm.DB, err error) error {
	return db.Dialector.(gorm.ErrorTranslator).Translate(err)
}

// scan reads rows: the driver's values go straight into their fields. A column that this program does not know is left
// out: a newer one may have added it.
func scan(ctx context.Context, table *schema.Schema, rows gorm.Rows) (found reflect.Value, err error) {
	found = reflect.MakeSlice(reflect.SliceOf(table.ModelType), 0, 0)
	columns, err := rows.Columns()
	if err != nil {
		return found, err
	}
	fields, targets := make([]*schema.Field, len(columns)), make([]any, len(columns))
	for i, column := range columns {
		fields[i] = table.FieldsByDBName[column]
	}
	for rows.Next() {
		row := reflect.New(table.ModelType).Elem()
		for i, f := range fields {
			if f != nil {
				targets[i] = f.ReflectValueOf(ctx, row).Addr().Interface()
			} else {
				targets[i] = new(any)
			}
		}
		if err := rows.Scan(targets...); err != nil {
			return found, err
		}
		found = reflect.Append(found, row)
	}
	return found, rows.Err()
}
