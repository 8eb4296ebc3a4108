package store

import (
	"reflect"
	"slices"
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
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	}
	table := &gorm.Statement{DB: tx}
	if err := table.Parse(&row); err != nil {
		return err
	}
	var differ []*schema.Field
	for _, f := range table.Schema.Fields {
		if f.DBName != "" && !sameIn(tx, f, &old[0], &row) {
			differ = append(differ, f)
		}
	}
	if slices.ContainsFunc(differ, func(f *schema.Field) bool { return f.FieldType == sealedType }) {
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	}
	return update(tx, table.Schema, differ, reflect.ValueOf(&row).Elem())
}

// update writes some columns of a row that is there.
func update(tx *gorm.DB, table *schema.Schema, differ []*schema.Field, row reflect.Value) error {
	if len(differ) == 0 {
		return nil
	}
	var text strings.Builder
	var args []any
	equal := func(before, between string, fields []*schema.Field) {
		for _, f := range fields {
			write(&text, before, "`", f.DBName, "`=?")
			before = between
			value, _ := f.ValueOf(tx.Statement.Context, row)
			args = append(args, stored(value))
		}
	}
	write(&text, "UPDATE `", table.Table, "`")
	equal(" SET ", ",", differ)
	equal(" WHERE ", " AND ", table.PrimaryFields)
	return send(tx, text.String(), args)
}

// stored is a value as it enters the database.
func stored(value any) any {
	switch at := value.(type) {
	case time.Time:
		return instant(at)
	case *time.Time:
		if at != nil {
			return instant(*at)
		}
	}
	return value
}

// earlier reads the row that stands under an ID; none in the first turn of a subject.
func earlier[T any](tx *gorm.DB, from int, id string) (old []T, err error) {
	if from > 1 {
		err = tx.Where("id = ?", id).Find(&old).Error
	}
	return old, err
}

// sameIn reports whether two rows would look the same in one column of the database.
func sameIn(tx *gorm.DB, f *schema.Field, a, b any) bool {
	ctx := tx.Statement.Context
	x, y := f.ReflectValueOf(ctx, reflect.ValueOf(a)).Interface(), f.ReflectValueOf(ctx, reflect.ValueOf(b)).Interface()
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
