package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"mingcha/models"
)

// feeRecord is a movement of money as it is kept.
type feeRecord struct{ models.FeeRow }

// TableName is where gorm finds movements of money.
func (feeRecord) TableName() string { return "fee_rows" }

func writeFees(tx *gorm.DB, rows []models.FeeRow) error {
	records := make([]feeRecord, len(rows))
	for i, r := range rows {
		r.At = instant(r.At)
		records[i] = feeRecord{r}
	}
	return put(tx, records)
}

// Fees returns one page of movements, the latest first.
func (s *Store) Fees(ctx context.Context, f models.FeeFilter) (models.FeePage, error) {
	if err := feesBegin(f); err != nil {
		return models.FeePage{}, err
	}
	id, at := func(r feeRecord) string { return r.ID }, func(r feeRecord) any { return r.At }
	records, next, err := listed(ctx, s, feeList(f), f.Page, id, at)
	if err != nil {
		return models.FeePage{}, fmt.Errorf("list fees: %w", err)
	}
	page := models.FeePage{Next: next}
	for _, r := range records {
		page.Rows = append(page.Rows, r.FeeRow)
	}
	return page, nil
}

// feesBegin refuses to read all the money that ever moved: a filter says from when, or of which case.
func feesBegin(f models.FeeFilter) error {
	if f.Number != "" {
		return nil
	}
	return begins(f.At)
}

func feeList(f models.FeeFilter) list {
	l := list{down: true}
	where := feeConds(f)
	if len(where.sql) == 0 {
		return l
	}
	l.arms = []arm{{from: "fee_rows c", keys: []string{"c.at", "c.id"}, conds: where}}
	return l
}

// feeConds are the conditions of a filter; none at all means that there is nothing to see.
func feeConds(f models.FeeFilter) conds {
	scope := disjoint(f.Scope)
	var where conds
	if len(scope) == 0 {
		return where
	}
	for _, narrow := range []struct{ column, value string }{
		{"kind", string(f.Kind)}, {"unit", f.Unit}, {"item", f.Item}, {"standard", f.Standard}, {"number", f.Number},
	} {
		if narrow.value != "" {
			where.add("c."+narrow.column+" = ?", narrow.value)
		}
	}
	if f.Differs {
		where.add("c.differs = ?", true)
	}
	if !f.At.From.IsZero() {
		where.add("c.at >= ?", instant(f.At.From))
	}
	if !f.At.To.IsZero() {
		where.add("c.at < ?", instant(f.At.To))
	}
	where.addAll(inScope("c.", scope))
	return where
}

// feeGroups are the columns by which money is summed up.
var feeGroups = map[string]string{"unit": "c.unit", "item": "c.item", "standard": "c.standard"}

// FeeSums sums up the movements of a filter by unit, item or standard, the greatest sum charged first, at most 200.
// Only charges name a standard.
func (s *Store) FeeSums(ctx context.Context, by string, f models.FeeFilter) ([]models.FeeSum, error) {
	if err := feesBegin(f); err != nil {
		return nil, err
	}
	column, known := feeGroups[by]
	where := feeConds(f)
	if !known || len(where.sql) == 0 {
		return nil, nil
	}
	if by == "standard" {
		where.add("c.kind = ?", string(models.FeeCharge))
	}
	sum := func(kind models.FeeKind) string {
		return fmt.Sprintf("SUM(CASE WHEN c.kind = '%s' THEN c.amount ELSE 0 END)", kind)
	}
	sql := fmt.Sprintf("SELECT %s AS `key`, COUNT(DISTINCT c.subject) AS cases, %s AS charged, %s AS paid, %s AS refunded, %s AS waived, "+
		"SUM(CASE WHEN c.differs THEN 1 ELSE 0 END) AS differs FROM fee_rows c WHERE %s GROUP BY %s ORDER BY charged DESC, paid DESC, 1 LIMIT %d",
		column, sum(models.FeeCharge), sum(models.FeePayment), sum(models.FeeRefund), sum(models.FeeWaiver), where, column, maxRows)
	var sums []models.FeeSum
	if err := s.from(ctx).Raw(sql, where.args...).Scan(&sums).Error; err != nil {
		return nil, fmt.Errorf("sum up fees: %w", err)
	}
	return sums, nil
}
