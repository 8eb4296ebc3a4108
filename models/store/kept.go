package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// sqliteDriver is the driver as it is registered, with everybody's hooks.
var sqliteDriver = func() driver.Driver {
	pool, err := sql.Open("sqlite", "")
	if err != nil {
		panic(err) // this program was built without its database
	}
	defer pool.Close() //nolint:errcheck // it has opened nothing
	return pool.Driver()
}()

// keptFile opens connections to a SQLite file that keep the statements they have compiled: compiling one takes longer
// than carrying it out.
type keptFile struct {
	dsn   string
	whole bool // a statement is short and carried out to its end, so that nothing need watch for the end of its context
}

// Driver is the driver under the connections.
func (keptFile) Driver() driver.Driver { return sqliteDriver }

// Connect opens one connection.
func (f keptFile) Connect(context.Context) (driver.Conn, error) {
	conn, err := sqliteDriver.Open(f.dsn)
	if err != nil {
		return nil, err
	}
	return &keptConn{sqliteConn: conn.(sqliteConn), whole: f.whole, kept: map[string]driver.Stmt{}}, nil
}

// sqliteConn is what the driver's connections can do beyond the least.
type sqliteConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keptConn is used by one goroutine at a time, as database/sql promises. A statement that is being carried out is not
// among the kept ones.
type keptConn struct {
	sqliteConn
	whole bool
	kept  map[string]driver.Stmt
}

// mostKept is how many statements one connection keeps. Lists with many filters are spelled in many ways.
const mostKept = 200

// ExecContext carries a statement out.
func (c *keptConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	ctx = c.within(ctx)
	stmt, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	result, err := stmt.(driver.StmtExecContext).ExecContext(ctx, args)
	return result, errors.Join(err, c.keep(query, stmt))
}

// QueryContext begins a query. Its statement is kept again when the rows are closed.
func (c *keptConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	ctx = c.within(ctx)
	stmt, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, stmt.Close())
	}
	return &keptRows{sqliteRows: rows.(sqliteRows), done: func() error { return c.keep(query, stmt) }}, nil
}

// within is the context that ends a statement. The driver has a goroutine watch for that end while the statement runs.
func (c *keptConn) within(ctx context.Context) context.Context {
	if c.whole {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

// take gives a statement that is ready to be carried out.
func (c *keptConn) take(ctx context.Context, query string) (driver.Stmt, error) {
	if stmt, known := c.kept[query]; known {
		delete(c.kept, query)
		return stmt, nil
	}
	return c.PrepareContext(ctx, query)
}

// keep puts a statement back; when there are too many, any other goes.
func (c *keptConn) keep(query string, stmt driver.Stmt) error {
	if _, twice := c.kept[query]; twice {
		return stmt.Close()
	}
	var err error
	if len(c.kept) >= mostKept {
		for other, old := range c.kept {
			delete(c.kept, other)
			err = old.Close()
			break
		}
	}
	c.kept[query] = stmt
	return err
}

// Close closes the connection and its statements.
func (c *keptConn) Close() error {
	var errs []error
	for _, stmt := range c.kept {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, c.sqliteConn.Close())...)
}

// sqliteRows is what the driver's rows tell of their columns.
type sqliteRows interface {
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// keptRows gives its statement back when it is closed.
type keptRows struct {
	sqliteRows
	done func() error
}

// Close ends the query.
func (r *keptRows) Close() error { return errors.Join(r.sqliteRows.Close(), r.done()) }
