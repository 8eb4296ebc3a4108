package store

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"mingcha/models"
)

// never stands in the database for an instant that has not come: it is a lawful value of every date type and sorts last.
var never = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

var (
	sealedType  = reflect.TypeFor[models.Sealed]()
	instantType = reflect.TypeFor[time.Time]()
	maybeType   = reflect.TypeFor[*time.Time]()
)

// sealColumns makes the database encrypt every column of type models.Sealed on its way in and decrypt it on its way
// out, and brings every instant to UTC and whole microseconds. A ciphertext is bound to its table, column and row.
// Rows are changed in place, so callers pass copies.
func sealColumns(db *gorm.DB, ring *Keyring) error {
	in := func(tx *gorm.DB) { eachField(tx, sealing{ring}.in) }
	out := func(tx *gorm.DB) { eachField(tx, sealing{ring}.out) }
	if err := db.Callback().Create().Before("gorm:create").Register("mingcha:seal", in); err != nil {
		return err
	}
	return db.Callback().Query().After("gorm:query").Register("mingcha:open", out)
}

// eachField applies do to every sealed field and every instant of every row that a statement is about.
func eachField(tx *gorm.DB, do func(tx *gorm.DB, f *schema.Field, row reflect.Value) error) {
	if tx.Error != nil || tx.Statement.Schema == nil {
		return
	}
	each := func(row reflect.Value) {
		if row = reflect.Indirect(row); row.Type() != tx.Statement.Schema.ModelType {
			return
		}
		for _, f := range tx.Statement.Schema.Fields {
			if f.FieldType != sealedType && f.FieldType != instantType && f.FieldType != maybeType {
				continue
			}
			if err := do(tx, f, row); err != nil {
				_ = tx.AddError(err)
				return
			}
		}
	}
	rows := tx.Statement.ReflectValue
	switch rows.Kind() {
	case reflect.Slice:
		for i := range rows.Len() {
			each(rows.Index(i))
		}
	case reflect.Struct:
		each(rows)
	}
}

type sealing struct{ ring *Keyring }

func (s sealing) in(tx *gorm.DB, f *schema.Field, row reflect.Value) error {
	value := f.ReflectValueOf(tx.Statement.Context, row)
	switch f.FieldType {
	case sealedType:
		text, err := s.ring.sealText(value.String(), placeOf(tx, f, row))
		value.SetString(text)
		return err
	case instantType:
		value.Set(reflect.ValueOf(instant(value.Interface().(time.Time))))
	case maybeType:
		if t, _ := value.Interface().(*time.Time); t != nil {
			at := instant(*t)
			value.Set(reflect.ValueOf(&at))
		}
	}
	return nil
}

func (s sealing) out(tx *gorm.DB, f *schema.Field, row reflect.Value) error {
	value := f.ReflectValueOf(tx.Statement.Context, row)
	switch f.FieldType {
	case sealedType:
		text, err := s.ring.openText(value.String(), placeOf(tx, f, row))
		value.SetString(text)
		return err
	case instantType:
		if at := value.Interface().(time.Time); at.Equal(never) {
			value.Set(reflect.ValueOf(time.Time{}))
		}
	}
	return nil
}

// placeOf names one column of one row.
func placeOf(tx *gorm.DB, f *schema.Field, row reflect.Value) string {
	parts := []string{tx.Statement.Schema.Table, f.DBName}
	for _, key := range tx.Statement.Schema.PrimaryFields {
		v, _ := key.ValueOf(tx.Statement.Context, row)
		parts = append(parts, fmt.Sprint(v))
	}
	return strings.Join(parts, "/")
}

// instant is the one form in which times enter the database.
func instant(t time.Time) time.Time {
	if t.IsZero() {
		return never
	}
	return t.UTC().Truncate(time.Microsecond)
}
