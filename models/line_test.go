package models_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models"
)

// leaf is one value somewhere inside a line.
type leaf struct {
	path string
	at   reflect.Value
}

// leaves lists every value that can be changed inside v, pointers and slices filled so that there is one of each.
func leaves(path string, v reflect.Value) []leaf {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		return []leaf{{path, v}}
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return leaves(path, v.Elem())
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		return leaves(path+"[0]", v.Index(0))
	case v.Kind() == reflect.Struct:
		var out []leaf
		for i := range v.NumField() {
			out = append(out, leaves(path+"."+v.Type().Field(i).Name, v.Field(i))...)
		}
		return out
	default:
		return []leaf{{path, v}}
	}
}

// change gives a value another one.
func (l leaf) change(t *rapid.T) {
	switch {
	case l.at.Type() == reflect.TypeFor[time.Time]():
		old := l.at.Interface().(time.Time)
		l.at.Set(reflect.ValueOf(old.Add(time.Duration(rapid.Int64Range(1, 1e12).Draw(t, "later")) * time.Microsecond)))
	case l.at.Kind() == reflect.String:
		l.at.SetString(l.at.String() + rapid.StringN(1, 8, 32).Draw(t, "more"))
	case l.at.Kind() == reflect.Bool:
		l.at.SetBool(!l.at.Bool())
	case l.at.Kind() == reflect.Float64:
		l.at.SetFloat(l.at.Float() + rapid.Float64Range(1, 1e6).Draw(t, "more"))
	case l.at.Kind() == reflect.Map:
		l.at.Set(reflect.ValueOf(map[string]string{"found": rapid.StringN(1, 8, 32).Draw(t, "other")}))
	default:
		l.at.SetInt(l.at.Int() + rapid.Int64Range(1, 1e6).Draw(t, "more"))
	}
}

func fullLine() (*models.Line, []leaf) {
	line := &models.Line{}
	all := leaves("", reflect.ValueOf(line).Elem())
	for i, l := range all {
		switch {
		case l.at.Type() == reflect.TypeFor[time.Time]():
			l.at.Set(reflect.ValueOf(monday.Add(time.Duration(i) * time.Hour)))
		case l.at.Kind() == reflect.String:
			l.at.SetString(fmt.Sprint("text-", i))
		case l.at.Kind() == reflect.Bool:
			l.at.SetBool(true)
		case l.at.Kind() == reflect.Float64:
			l.at.SetFloat(float64(i + 1))
		case l.at.Kind() == reflect.Map:
			l.at.Set(reflect.ValueOf(map[string]string{"found": fmt.Sprint("a longer text ", i)}))
		default:
			l.at.SetInt(int64(i + 1))
		}
	}
	return line, all
}

func TestSeal(t *testing.T) {
	t.Run("no value of a line can be changed without changing its hash", func(t *testing.T) {
		line, all := fullLine()
		require.Greater(t, len(all), 80)
		for _, l := range all {
			if l.path == ".Hash" {
				continue
			}
			rapid.Check(t, func(t *rapid.T) {
				line, all = fullLine()
				require.NoError(t, line.Seal(sha256.New))
				before := line.Hash
				for _, again := range all {
					if again.path == l.path {
						again.change(t)
					}
				}
				require.NoError(t, line.Seal(sha256.New))
				require.NotEqual(t, before, line.Hash, l.path)
			})
		}
	})

	t.Run("two fields cannot trade places: each is measured before it is hashed", func(t *testing.T) {
		a := models.Line{Subject: "c1", Command: "ab", Request: "c"}
		b := models.Line{Subject: "c1", Command: "a", Request: "bc"}
		require.NoError(t, a.Seal(sha256.New))
		require.NoError(t, b.Seal(sha256.New))
		require.NotEqual(t, a.Hash, b.Hash)
	})

	t.Run("gives the same hash after a trip through JSON and for the same instant in another zone", func(t *testing.T) {
		line, _ := fullLine()
		require.NoError(t, line.Seal(sha256.New))
		text, err := json.Marshal(line)
		require.NoError(t, err)
		var read models.Line
		require.NoError(t, json.Unmarshal(text, &read))
		read.Acted, read.Recorded = read.Acted.UTC(), read.Recorded.In(time.FixedZone("", -5*3600))
		require.NoError(t, read.Seal(sha256.New))
		require.Equal(t, line.Hash, read.Hash)
	})

	t.Run("the digest of a body is another one with another salt", func(t *testing.T) {
		require.NotEqual(t, models.DigestOf(sha256.New, []byte("a"), []byte("body")), models.DigestOf(sha256.New, []byte("b"), []byte("body")))
	})

	t.Run("a click is one person, subject, verb and key", func(t *testing.T) {
		ids := map[string]bool{}
		for _, account := range []string{"li", "zhao"} {
			for _, subject := range []string{"c1", "c2"} {
				for _, verb := range []models.Verb{models.Approve, models.Refuse} {
					for _, key := range []string{"k1", "k2"} {
						id := models.CommandID(account, subject, verb, key)
						require.Equal(t, id, models.CommandID(account, subject, verb, key))
						ids[id] = true
					}
				}
			}
		}
		require.Len(t, ids, 16)
	})
}

func TestFold(t *testing.T) {
	t.Run("refuses a line that does not follow: another subject, a gap, another past, an unknown verb", func(t *testing.T) {
		d := atDecision(t)
		for _, spoil := range []func(*models.Line){
			func(l *models.Line) { l.Subject = "c2" },
			func(l *models.Line) { l.N++ },
			func(l *models.Line) { l.Previous = "other" },
			func(l *models.Line) { l.Verb = "invented" },
		} {
			line := models.Line{Subject: "c1", N: d.c.N + 1, Verb: models.Urge, Previous: d.c.Head}
			spoil(&line)
			require.Error(t, d.c.Fold(line))
		}
		require.NoError(t, d.c.Fold(models.Line{Subject: "c1", N: d.c.N + 1, Verb: models.Urge, Previous: d.c.Head}))
	})

	t.Run("needs no body: a record whose bodies were lawfully erased gives the same state", func(t *testing.T) {
		d := closed(t)
		again := models.NewCase("c1", food())
		for _, l := range d.lines {
			require.NoError(t, again.Fold(l)) // a line holds no more of its body than the digest
		}
		require.Equal(t, d.c, again)
	})
}
