package store

import (
	"errors"
	"reflect"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"
)

// writeOver writes a row, in the place of the old one if there is one. Only columns that differ are touched, and with
// them only the indexes that hold them: a turn changes a third of a case's row.
func writeOver[T any](tx *gorm.DB, old []T, row T) error {
	if len(old) == 0 {
		return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), []T{row})
	}
	table, err := tableOf[T](tx)
	if err != nil {
		return err
	}
	before, after := reflect.ValueOf(&old[0]).Elem(), reflect.ValueOf(&row).Elem()
	var differ []*schema.Field
	for _, f := range table.Fields {
		if f.DBName != "" && !sameIn(tx, f, before, after) {
			differ = append(differ, f)
		}
	}
	if len(differ) == 0 {
		return nil
	}
	var text strings.Builder
	var args []any
	equal := func(before, between string, fields []*schema.Field) {
		for _, f := range fields {
			write(&text, before, "`", f.DBName, "`=?")
			before = between
			value, fault := sealingOf(tx).in(tx.Statement.Context, f, after)
			args, err = append(args, value), errors.Join(err, fault)
		}
	}
	write(&text, "UPDATE `", table.Table, "`")
	equal(" SET ", ",", differ)
	equal(" WHERE ", " AND ", table.PrimaryFields)
	if err == nil {
		_, err = send(tx, text.String(), args...)
	}
	return err
}

// earlier reads the row that stands under an ID; none in the first turn of a subject.
func earlier[T any](tx *gorm.DB, from int, id string) ([]T, error) {
	if from == 1 {
		return nil, nil
	}
	return find[T](tx, "id = ?", id)
}

// sameIn reports whether two rows would look the same in one column of the database.
func sameIn(tx *gorm.DB, f *schema.Field, a, b reflect.Value) bool {
	ctx := tx.Statement.Context
	x, y := f.ReflectValueOf(ctx, a).Interface(), f.ReflectValueOf(ctx, b).Interface()
	switch x := x.(type) {
	case time.Time:
		return same(x, y.(time.Time))
	case *time.Time:
		other := y.(*time.Time)
		return x == other || x != nil && other != nil && same(*x, *other)
	default:
		return x == y
	}
}
