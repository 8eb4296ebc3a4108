package store

import (
	"context"
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

// sealing makes the database encrypt every column of type models.Sealed on its way in and decrypt it on its way out, and
// brings every instant to UTC and whole microseconds. A ciphertext is bound to its table, column and row.
type sealing struct{ ring *Keyring }

// Name is under which gorm knows it.
func (sealing) Name() string { return "mingcha:sealing" }

// Initialize lets gorm open what it reads.
func (s sealing) Initialize(db *gorm.DB) error {
	return db.Callback().Query().After("gorm:query").Register("mingcha:open", func(tx *gorm.DB) {
		if st := tx.Statement; tx.Error == nil && st.Schema != nil {
			_ = tx.AddError(s.open(st.Context, st.Schema, st.ReflectValue))
		}
	})
}

func sealingOf(db *gorm.DB) sealing { return db.Plugins[sealing{}.Name()].(sealing) }

// in is a field's value as it enters the database.
func (s sealing) in(ctx context.Context, f *schema.Field, row reflect.Value) (any, error) {
	value := f.ReflectValueOf(ctx, row)
	switch f.FieldType {
	case sealedType:
		return s.ring.sealText(value.String(), placeOf(ctx, f, row))
	case instantType:
		return instant(value.Interface().(time.Time)), nil
	case maybeType:
		if t := value.Interface().(*time.Time); t != nil {
			return instant(*t), nil
		}
		return nil, nil
	}
	return value.Interface(), nil
}

// open decrypts the sealed fields of rows, in place, and takes never back out of their instants.
func (s sealing) open(ctx context.Context, table *schema.Schema, rows reflect.Value) error {
	each := func(row reflect.Value) error {
		if row = reflect.Indirect(row); row.Type() != table.ModelType {
			return nil
		}
		for _, f := range table.Fields {
			if f.FieldType != sealedType && f.FieldType != instantType {
				continue
			}
			if err := s.out(ctx, f, row); err != nil {
				return err
			}
		}
		return nil
	}
	switch rows.Kind() {
	case reflect.Slice:
		for i := range rows.Len() {
			if err := each(rows.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		return each(rows)
	}
	return nil
}

func (s sealing) out(ctx context.Context, f *schema.Field, row reflect.Value) error {
	value := f.ReflectValueOf(ctx, row)
	switch f.FieldType {
	case sealedType:
		text, err := s.ring.openText(value.String(), placeOf(ctx, f, row))
		value.SetString(text)
		return err
	case instantType:
		if at := value.Addr().Interface().(*time.Time); at.Equal(never) {
			*at = time.Time{}
		}
	}
	return nil
}

// placeOf names one column of one row.
func placeOf(ctx context.Context, f *schema.Field, row reflect.Value) string {
	parts := []string{f.Schema.Table, f.DBName}
	for _, key := range f.Schema.PrimaryFields {
		v, _ := key.ValueOf(ctx, row)
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
