package models

import (
	"reflect"
	"sync"
	"time"
)

// flatTypes remembers of which types a plain copy shares nothing.
var flatTypes sync.Map

// flat reports whether a plain copy of a value of this type shares nothing that can be changed with the original.
func flat(t reflect.Type) bool {
	if known, found := flatTypes.Load(t); found {
		return known.(bool)
	}
	is := true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		is = false
	case reflect.Array:
		is = flat(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			is = is && (t == reflect.TypeFor[time.Time]() || flat(t.Field(i).Type))
		}
	}
	flatTypes.Store(t, is)
	return is
}

// deepen makes a plain copy share nothing with its original. What is not exported stays shared: of a case that is its
// procedure, which never changes.
func deepen(v reflect.Value) {
	if flat(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			own := reflect.New(v.Type().Elem())
			own.Elem().Set(v.Elem())
			v.Set(own)
			deepen(own.Elem())
		}
	case reflect.Slice:
		if !v.IsNil() {
			own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(own, v)
			v.Set(own)
			deepenEach(own)
		}
	case reflect.Array:
		deepenEach(v)
	case reflect.Map:
		deepenMap(v)
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				deepen(field)
			}
		}
	}
}

func deepenEach(list reflect.Value) {
	if flat(list.Type().Elem()) {
		return
	}
	for i := range list.Len() {
		deepen(list.Index(i))
	}
}

func deepenMap(v reflect.Value) {
	if v.IsNil() {
		return
	}
	own := reflect.MakeMapWithSize(v.Type(), v.Len())
	for key, value := range v.Seq2() {
		each := reflect.New(v.Type().Elem()).Elem()
		each.Set(value)
		deepen(each)
		own.SetMapIndex(key, each)
	}
	v.Set(own)
}
