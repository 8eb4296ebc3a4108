package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"time"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"

	"mingcha/models"
)

// errBusy marks a failure that another transaction caused: the same transaction may succeed when tried again.
var errBusy = errors.New("another transaction was in the way")

func busy(err error) error { return fmt.Errorf("%w: %w", gone(err), errBusy) }

// gone says that the database does not answer. The cause stays in the chain for the log.
func gone(err error) error {
	if models.CodeOf(err) == models.StoreAway {
		return err
	}
	return fmt.Errorf("%w: %w", models.Errorf(models.StoreAway, "store_away", "the database does not answer"), err)
}

// away recognises failures of the connection, which look alike on both databases.
func away(err error) error {
	var network net.Error
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, driver.ErrBadConn), errors.Is(err, mysql.ErrInvalidConn),
		errors.Is(err, sql.ErrConnDone), errors.Is(err, sql.ErrTxDone), errors.As(err, &network):
		return gone(err)
	default:
		return err
	}
}

// transact runs do in one transaction. When another transaction was in the way it tries again, until patience ends.
func (s *Store) transact(ctx context.Context, do func(tx *gorm.DB) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for attempt := 1; ; attempt++ {
		err := s.into(ctx).Transaction(do)
		if !errors.Is(err, errBusy) || attempt == 10 {
			return away(err)
		}
		pause := time.Duration(attempt)*5*time.Millisecond + rand.N(10*time.Millisecond)
		select {
		case <-ctx.Done():
			return gone(err)
		case <-time.After(pause):
		}
	}
}

// missing turns gorm's word for "no row" into ours.
func missing(err error, reason, format string, args ...any) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.Errorf(models.NotFound, reason, format, args...)
	}
	return err
}
