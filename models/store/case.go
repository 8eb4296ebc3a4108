package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"mingcha/models"
)

// caseRecord is a case's row with the columns that only lists need.
type caseRecord struct {
	models.CaseRow
	Live   int
	Urgent time.Time // when the decision is due; never, while it is not or once it is made
}

// TableName is where gorm finds cases.
func (caseRecord) TableName() string { return "case_rows" }

func caseRecordOf(row models.CaseRow) caseRecord {
	r := caseRecord{CaseRow: row}
	if !row.Status.Ended() {
		r.Live = 1
	}
	if row.PromisedDue != nil && row.Decided == nil {
		r.Urgent = *row.PromisedDue
	}
	return r
}

func (r caseRecord) site() site { return site{models.CaseKind, r.ID, r.Path, r.Submitted} }

func writeCase(tx *gorm.DB, b models.Batch, days tally) error {
	if b.Case == nil {
		return nil
	}
	row := caseRecordOf(*b.Case)
	old, err := earlier[caseRecord](tx, b.From, row.ID)
	if err != nil {
		return err
	}
	var was *site
	if len(old) > 0 {
		days.addCase(old[0].CaseRow, -1)
		if row.ApplicantName == "" { // stands in the first line only
			row.ApplicantName = old[0].ApplicantName
		}
		where := old[0].site()
		was = &where
	}
	days.addCase(row.CaseRow, +1)
	if err := writeCarried(tx, b); err != nil {
		return err
	}
	if err := shareFiles(tx, b); err != nil {
		return err
	}
	if err := row.site().move(tx, was); err != nil {
		return err
	}
	return writeOver(tx, old, row)
}

// Case returns the summary of a case.
func (s *Store) Case(ctx context.Context, id string) (models.CaseRow, error) {
	return s.oneCase(ctx, "id = ?", id)
}

// CaseByNumber returns the summary of the case with this number.
func (s *Store) CaseByNumber(ctx context.Context, number string) (models.CaseRow, error) {
	return s.oneCase(ctx, "number = ?", number)
}

func (s *Store) oneCase(ctx context.Context, where, value string) (models.CaseRow, error) {
	r, err := take[caseRecord](s.from(ctx), where, value)
	if err != nil {
		return models.CaseRow{}, fmt.Errorf("read case %s: %w", value, missing(err, "no_such_case", "there is no such case"))
	}
	return r.CaseRow, nil
}

// OpenCasesOf returns the applicant's cases of this item that have not ended, the newest first.
func (s *Store) OpenCasesOf(ctx context.Context, applicantRef, item string) ([]models.CaseRow, error) {
	if applicantRef == "" {
		return nil, nil
	}
	var records []caseRecord
	err := s.from(ctx).Where("applicant_ref = ? AND item = ? AND live = 1", applicantRef, item).
		Order("submitted DESC").Limit(maxRows).Find(&records).Error
	if err != nil {
		return nil, fmt.Errorf("read the open cases of an applicant: %w", err)
	}
	return caseRows(records), nil
}

func caseRows(records []caseRecord) []models.CaseRow {
	rows := make([]models.CaseRow, len(records))
	for i, r := range records {
		rows[i] = r.CaseRow
	}
	return rows
}

// OpenCasesByBundle returns how many open cases are bound to each of some bundles.
func (s *Store) OpenCasesByBundle(ctx context.Context, hashes []string) (map[string]int, error) {
	var rows []struct {
		Bundle string
		N      int
	}
	if len(hashes) == 0 {
		return nil, nil
	}
	err := s.from(ctx).Raw("SELECT bundle, COUNT(*) AS n FROM case_rows WHERE live = 1 AND bundle IN ? GROUP BY bundle", hashes).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("count open cases by bundle: %w", err)
	}
	out := map[string]int{}
	for _, r := range rows {
		out[r.Bundle] = r.N
	}
	return out, nil
}
