package models_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestACopyOfAStateSharesNothing(t *testing.T) {
	for _, kind := range models.Kinds() {
		t.Run("a "+string(kind), func(t *testing.T) {
			state := models.Begin(kind, "x", nil)
			fillAll(reflect.ValueOf(&state).Elem(), 0)
			copied := state.Clone()
			require.Equal(t, state, copied)
			held := map[uintptr]string{}
			eachHold(reflect.ValueOf(state), string(kind), func(at uintptr, place string) { held[at] = place })
			require.NotEmpty(t, held)
			eachHold(reflect.ValueOf(copied), string(kind), func(at uintptr, place string) {
				require.NotContains(t, held, at, place)
			})
		})
	}
	t.Run("the procedure of a case stays the same one: it never changes", func(t *testing.T) {
		p := &models.Procedure{}
		require.Same(t, p, models.State{Case: models.NewCase("c1", p)}.Clone().Case.Procedure())
	})
}

// fillAll puts something into every place where a state may hold something of its own.
func fillAll(v reflect.Value, depth int) {
	switch {
	case depth > 6 || !v.CanSet():
	case v.Kind() == reflect.Pointer && !v.IsNil():
		fillAll(v.Elem(), depth+1)
	case v.Kind() == reflect.Pointer && depth > 1:
		v.Set(reflect.New(v.Type().Elem()))
		fillAll(v.Elem(), depth+1)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fillAll(v.Index(i), depth+1)
		}
	case v.Kind() == reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillAll(value, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), depth+1)
		}
	}
}

// eachHold finds every place of a state that another could share.
func eachHold(v reflect.Value, place string, found func(at uintptr, place string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type().Elem().Size() > 0 {
			found(v.Pointer(), place)
			eachHold(v.Elem(), place, found)
		}
	case reflect.Slice:
		if v.Len() > 0 && v.Type().Elem().Size() > 0 {
			found(v.Pointer(), place)
		}
		for i := range v.Len() {
			eachHold(v.Index(i), place+"[]", found)
		}
	case reflect.Map:
		if !v.IsNil() {
			found(v.Pointer(), place)
		}
		for _, value := range v.Seq2() {
			eachHold(value, place+"{}", found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				eachHold(v.Field(i), place+"."+field.Name, found)
			}
		}
	}
}
