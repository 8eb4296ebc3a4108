package store

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/callbacks"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"
)

// shortcut puts a short way in the place of gorm's: rows of one type come out of their table without what gorm does beyond
// that for associations and maps. Everything else goes gorm's way.
func shortcut(db *gorm.DB) error {
	query := db.Callback().Query()
	querying := query.Get("gorm:query")
	return query.Replace("gorm:query", func(tx *gorm.DB) { selectRows(tx, querying) })
}

// spellInsert writes down an insert of some rows.
func spellInsert(out *strings.Builder, table string, columns []string, rows int) {
	row := "(?" + strings.Repeat(",?", len(columns)-1) + ")"
	write(out, "INSERT INTO `", table, "` (`", strings.Join(columns, "`,`"), "`) VALUES ", row)
	for range rows - 1 {
		write(out, ",", row)
	}
}

// asked is what the caller wants to become of a row that is there already, nil if it is in the way.
func asked(st *gorm.Statement, table *schema.Schema) *change {
	c, conflicts := st.Clauses[clause.OnConflict{}.Name()]
	if !conflicts {
		return nil
	}
	on := c.Expression.(clause.OnConflict)
	out := &change{key: table.PrimaryFieldDBNames}
	if len(on.Columns) > 0 {
		out.key = nil
		for _, column := range on.Columns {
			out.key = append(out.key, column.Name)
		}
	}
	if on.UpdateAll {
		out.columns = slices.DeleteFunc(slices.Clone(table.DBNames), func(column string) bool { return slices.Contains(out.key, column) })
	}
	for _, a := range on.DoUpdates {
		out.columns = append(out.columns, a.Column.Name)
	}
	return out
}

// change is what becomes of a column of a row that is there already: it takes the value of the new row, or is added to.
type change struct {
	key, columns []string
	add          bool
}

// spell writes the change down for a kind of database.
func (c change) spell(out *strings.Builder, database, table string) {
	before, after := "excluded.`", "`"
	switch {
	case database != "sqlite":
		before, after = "VALUES(`", "`)"
		write(out, " ON DUPLICATE KEY UPDATE ")
		if len(c.columns) == 0 {
			write(out, "`", c.key[0], "`=`", c.key[0], "`")
		}
	case len(c.columns) == 0:
		write(out, " ON CONFLICT DO NOTHING")
	default:
		write(out, " ON CONFLICT (`", strings.Join(c.key, "`,`"), "`) DO UPDATE SET ")
	}
	for i, column := range c.columns {
		if i > 0 {
			write(out, ",")
		}
		write(out, "`", column, "`=")
		if c.add {
			write(out, "`", table, "`.`", column, "`+")
		}
		write(out, before, column, after)
	}
}

func write(out *strings.Builder, parts ...string) {
	for _, part := range parts {
		out.WriteString(part)
	}
}

// selectRows reads whole rows of one type: the driver's values go straight into their fields.
func selectRows(tx *gorm.DB, otherwise func(*gorm.DB)) {
	st := tx.Statement
	into := st.ReflectValue
	if tx.Error != nil || tx.DryRun || !ofModel(st, into) || len(st.Joins)+len(st.Preloads)+len(st.Selects)+len(st.ColumnMapping) > 0 {
		otherwise(tx)
		return
	}
	callbacks.BuildQuerySQL(tx)
	rows, err := st.ConnPool.QueryContext(st.Context, st.SQL.String(), st.Vars...)
	if tx.AddError(err) != nil {
		return
	}
	found, err := scan(st.Context, st.Schema, rows)
	if tx.AddError(errors.Join(err, rows.Close())) != nil {
		return
	}
	tx.RowsAffected = int64(found.Len())
	switch {
	case into.Kind() == reflect.Slice:
		into.Set(found)
	case found.Len() > 0:
		into.Set(found.Index(0))
	case st.RaiseErrorOnNotFound:
		_ = tx.AddError(gorm.ErrRecordNotFound)
	}
}

// ofModel reports whether a value is a row of the statement's model, or a list of them.
func ofModel(st *gorm.Statement, v reflect.Value) bool {
	if st.Schema == nil || !v.IsValid() {
		return false
	}
	return v.Type() == st.Schema.ModelType || v.Kind() == reflect.Slice && v.Type().Elem() == st.Schema.ModelType
}
