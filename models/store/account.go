package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"mingcha/models"
)

// CreateAccount adds an account. A login that is taken is a Conflict.
func (s *Store) CreateAccount(ctx context.Context, row models.AccountRow) error {
	return createAccount(s.into(ctx), row)
}

func createAccount(db *gorm.DB, row models.AccountRow) error {
	err := put(db, []models.AccountRow{row})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.Errorf(models.Conflict, "login_taken", "there is an account with this login already")
	}
	if err != nil {
		return fmt.Errorf("create an account: %w", err)
	}
	return nil
}

// SaveAccount writes an account over by ID.
func (s *Store) SaveAccount(ctx context.Context, row models.AccountRow) error {
	err := s.transact(ctx, func(tx *gorm.DB) error {
		if err := tx.Where("id = ?", row.ID).Take(&models.AccountRow{}).Error; err != nil {
			return missing(err, "no_such_account", "there is no account %s", row.ID)
		}
		return put(tx.Clauses(clause.OnConflict{UpdateAll: true}), []models.AccountRow{row})
	})
	if err != nil {
		return fmt.Errorf("save account %s: %w", row.ID, err)
	}
	return nil
}

// Account returns an account by ID.
func (s *Store) Account(ctx context.Context, id string) (models.AccountRow, error) {
	return s.oneAccount(ctx, "id = ?", id)
}

// AccountByLogin returns the account with this login.
func (s *Store) AccountByLogin(ctx context.Context, login string) (models.AccountRow, error) {
	return s.oneAccount(ctx, "login = ?", login)
}

// AccountByExternal returns the account that belongs to an identity of OpenID Connect.
func (s *Store) AccountByExternal(ctx context.Context, external string) (models.AccountRow, error) {
	return s.oneAccount(ctx, "external = ? AND external <> ''", external)
}

func (s *Store) oneAccount(ctx context.Context, where, value string) (models.AccountRow, error) {
	row, err := take[models.AccountRow](s.from(ctx), where, value)
	if err != nil {
		return row, fmt.Errorf("read an account: %w", missing(err, "no_such_account", "there is no such account"))
	}
	return row, nil
}

// Accounts returns one page of accounts in the order of their logins.
func (s *Store) Accounts(ctx context.Context, p models.Page) (rows []models.AccountRow, next string, err error) {
	keys, err := list{text: true, arms: []arm{{keys: []string{"login"}}}}.decode(p.Cursor)
	if err != nil {
		return nil, "", err
	}
	query := s.from(ctx).Order("login").Limit(rowsOf(p) + 1)
	if len(keys) == 1 {
		query = query.Where("login > ?", keys[0])
	}
	if err := query.Find(&rows).Error; err != nil {
		return nil, "", fmt.Errorf("list accounts: %w", err)
	}
	rows, more := cut(rows, p)
	if more {
		next = cursorOf(rows[len(rows)-1].Login)
	}
	return rows, next, nil
}

// AccountsByID returns accounts by ID; one that does not exist is left out.
func (s *Store) AccountsByID(ctx context.Context, ids []string) (map[string]models.AccountRow, error) {
	var rows []models.AccountRow
	if err := s.from(ctx).Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	out := make(map[string]models.AccountRow, len(rows))
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, nil
}

// CountAccounts returns how many real and how many demo accounts there are.
func (s *Store) CountAccounts(ctx context.Context) (genuine, demo int, err error) {
	var groups []struct {
		Demo bool
		N    int
	}
	err = s.from(ctx).Raw("SELECT demo, COUNT(*) AS n FROM account_rows GROUP BY demo").Scan(&groups).Error
	if err != nil {
		return 0, 0, fmt.Errorf("count accounts: %w", err)
	}
	for _, g := range groups {
		if g.Demo {
			demo = g.N
		} else {
			genuine = g.N
		}
	}
	return genuine, demo, nil
}

// NoteLogin counts a wrong password and locks the account when the rule says so, or clears the count after a right one.
// The count is exact however many tries come at once.
func (s *Store) NoteLogin(ctx context.Context, id string, right bool, now time.Time, rule models.LoginRule) error {
	sql, args := "UPDATE account_rows SET locked_until = NULL, failed = 0 WHERE id = ?", []any{id}
	if !right {
		// The lock comes first: MySQL counts with the new value of a column once it is set.
		sql = `UPDATE account_rows SET locked_until = CASE WHEN failed + 1 >= ? THEN ? ELSE locked_until END,
			failed = failed + 1 WHERE id = ?`
		args = []any{rule.Tries, instant(now.Add(rule.Lock)), id}
	}
	if err := s.into(ctx).Exec(sql, args...).Error; err != nil {
		return fmt.Errorf("note a login: %w", err)
	}
	return nil
}
