package store

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/callbacks"
	"gorm.io/gorm/clause"
)

// shortcuts puts two short ways in the place of gorm's: rows of one type go into their table and come out of it without
// what gorm does beyond that for associations, defaults of the database and maps. Everything else goes gorm's way.
func shortcuts(db *gorm.DB) error {
	create, query := db.Callback().Create(), db.Callback().Query()
	inserting := create.Get("gorm:create")
	if err := create.Replace("gorm:create", func(tx *gorm.DB) { insert(tx, inserting) }); err != nil {
		return err
	}
	querying := query.Get("gorm:query")
	return query.Replace("gorm:query", func(tx *gorm.DB) { selectRows(tx, querying) })
}

// insert sends whole rows of one type.
func insert(tx *gorm.DB, otherwise func(*gorm.DB)) {
	st := tx.Statement
	if tx.Error != nil || tx.DryRun || !ofModel(st, st.ReflectValue) || len(st.Schema.FieldsWithDefaultDBValue)+len(st.Selects)+len(st.Omits) > 0 {
		otherwise(tx)
		return
	}
	over, plain := asked(st)
	rows := modelRows(st)
	if !plain || len(rows) == 0 {
		otherwise(tx)
		return
	}
	spellInsert(&st.SQL, st.Table, st.Schema.DBNames, len(rows))
	if over != nil {
		over.spell(&st.SQL, tx.Name(), st.Table)
	}
	st.Vars = make([]any, 0, len(rows)*len(st.Schema.DBNames))
	for _, row := range rows {
		for _, column := range st.Schema.DBNames {
			value, _ := st.Schema.FieldsByDBName[column].ValueOf(st.Context, row)
			st.Vars = append(st.Vars, value)
		}
	}
	result, err := st.ConnPool.ExecContext(st.Context, st.SQL.String(), st.Vars...)
	if tx.AddError(err) == nil {
		tx.RowsAffected, err = result.RowsAffected()
		_ = tx.AddError(err)
	}
}

// modelRows are the rows that a statement is about.
func modelRows(st *gorm.Statement) []reflect.Value {
	v := st.ReflectValue
	if v.Kind() != reflect.Slice {
		return []reflect.Value{v}
	}
	rows := make([]reflect.Value, v.Len())
	for i := range rows {
		rows[i] = v.Index(i)
	}
	return rows
}

// spellInsert writes down an insert of some rows.
func spellInsert(out *strings.Builder, table string, columns []string, rows int) {
	row := "(?" + strings.Repeat(",?", len(columns)-1) + ")"
	write(out, "INSERT INTO `", table, "` (`", strings.Join(columns, "`,`"), "`) VALUES ", row)
	for range rows - 1 {
		write(out, ",", row)
	}
}

// asked is what the caller wants to become of a row that is there already, nil if it is in the way. False: in words that
// only gorm knows.
func asked(st *gorm.Statement) (*change, bool) {
	c, conflicts := st.Clauses[clause.OnConflict{}.Name()]
	if !conflicts {
		return nil, true
	}
	on, _ := c.Expression.(clause.OnConflict)
	out := &change{key: st.Schema.PrimaryFieldDBNames}
	if len(on.Columns) > 0 {
		out.key = nil
		for _, column := range on.Columns {
			out.key = append(out.key, column.Name)
		}
	}
	switch {
	case on.OnConstraint != "" || len(on.Where.Exprs)+len(on.TargetWhere.Exprs) > 0:
		return nil, false
	case on.UpdateAll:
		out.columns = slices.DeleteFunc(slices.Clone(st.Schema.DBNames), func(column string) bool { return slices.Contains(out.key, column) })
	case !on.DoNothing:
		for _, a := range on.DoUpdates {
			if from, is := a.Value.(clause.Column); !is || from.Table != "excluded" || from.Name != a.Column.Name {
				return nil, false
			}
			out.columns = append(out.columns, a.Column.Name)
		}
	}
	return out, true
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

// send sends a statement that is spelled already.
func send(tx *gorm.DB, text string, args []any) error {
	one := tx.Session(&gorm.Session{NewDB: true}).Clauses()
	one.Statement.SQL.WriteString(text)
	one.Statement.Vars = args
	return one.Callback().Raw().Execute(one).Error
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
	found, err := scan(st, rows)
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

// scan reads rows. A column that this program does not know is left out: a newer one may have added it.
func scan(st *gorm.Statement, rows gorm.Rows) (found reflect.Value, err error) {
	found = reflect.MakeSlice(reflect.SliceOf(st.Schema.ModelType), 0, 0)
	columns, err := rows.Columns()
	if err != nil {
		return found, err
	}
	targets := make([]any, len(columns))
	for rows.Next() {
		row := reflect.New(st.Schema.ModelType).Elem()
		for i, column := range columns {
			if field := st.Schema.FieldsByDBName[column]; field != nil {
				targets[i] = field.ReflectValueOf(st.Context, row).Addr().Interface()
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
