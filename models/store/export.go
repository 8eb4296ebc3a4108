package store

import (
	"context"
	"fmt"
	"io"

	"mingcha/models"
	"mingcha/models/record"
)

// exported is how many lines are read at a time.
const exported = 1000

// ExportRecord writes the whole record and the audit in the form that record.Verify reads. withBodies adds the personal
// parts, decrypted. The seals to check it against must have been copied before: what is sealed meanwhile would look lost.
func (s *Store) ExportRecord(ctx context.Context, w io.Writer, withBodies bool) error {
	out, err := record.NewWriter(w, withBodies)
	if err != nil {
		return err
	}
	if err := s.exportBundles(ctx, out, nil); err != nil {
		return fmt.Errorf("export the bundles: %w", err)
	}
	if err := s.exportLines(ctx, out, "", withBodies); err != nil {
		return fmt.Errorf("export the record: %w", err)
	}
	if err := s.exportAudit(ctx, out); err != nil {
		return fmt.Errorf("export the audit: %w", err)
	}
	return out.Close()
}

// ExportSubjects writes the records of some subjects with their personal parts: the evidence of one case.
func (s *Store) ExportSubjects(ctx context.Context, w io.Writer, subjects ...string) error {
	out, err := record.NewWriter(w, true)
	if err != nil {
		return err
	}
	if err := s.exportBundles(ctx, out, subjects); err != nil {
		return fmt.Errorf("export the bundles: %w", err)
	}
	for _, subject := range subjects {
		if err := s.exportLines(ctx, out, subject, true); err != nil {
			return fmt.Errorf("export the record of %s: %w", subject, err)
		}
	}
	return out.Close()
}

// exportBundles writes every version that a case, or one of these cases, is bound to: without it nobody could fold the
// lines.
func (s *Store) exportBundles(ctx context.Context, out *record.Writer, of []string) error {
	query := s.from(ctx).Model(&models.CaseRow{}).Distinct("bundle").Order("bundle")
	if of != nil {
		query = query.Where("id IN ?", of)
	}
	var hashes []string
	if err := query.Pluck("bundle", &hashes).Error; err != nil {
		return err
	}
	for _, hash := range hashes {
		row, err := s.Bundle(ctx, hash)
		if models.CodeOf(err) == models.NotFound {
			continue // its cases are told as not folded
		}
		if err != nil {
			return err
		}
		if err := out.Add(record.Entry{Bundle: &record.Bundle{Hash: hash, Content: string(row.Content)}}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) exportLines(ctx context.Context, out *record.Writer, only string, withBodies bool) error {
	subject, n := "", 0
	for {
		query := s.from(ctx).Where("subject >= ? AND (subject > ? OR n > ?)", subject, subject, n)
		if only != "" {
			query = s.from(ctx).Where("subject = ? AND n > ?", only, n)
		}
		var records []lineRecord
		if err := query.Order("subject, n").Limit(exported).Find(&records).Error; err != nil || len(records) == 0 {
			return err
		}
		if err := s.exportPage(ctx, out, records, withBodies); err != nil {
			return err
		}
		last := records[len(records)-1]
		subject, n = last.Subject, last.N
	}
}

func (s *Store) exportPage(ctx context.Context, out *record.Writer, records []lineRecord, withBodies bool) error {
	lines, err := linesOf(records)
	if err != nil {
		return err
	}
	from, to := records[0].Subject, records[len(records)-1].Subject
	stones, bodies := map[lineKey]models.Tombstone{}, map[lineKey]bodyRecord{}
	var stoneRows []models.Tombstone
	if err := s.from(ctx).Where("subject >= ? AND subject <= ?", from, to).Find(&stoneRows).Error; err != nil {
		return err
	}
	for _, t := range stoneRows {
		stones[lineKey{t.Subject, t.N}] = t
	}
	if withBodies {
		var bodyRows []bodyRecord
		if err := s.from(ctx).Where("subject >= ? AND subject <= ?", from, to).Find(&bodyRows).Error; err != nil {
			return err
		}
		for _, b := range bodyRows {
			bodies[lineKey{b.Subject, b.N}] = b
		}
	}
	for i := range lines {
		key := lineKey{lines[i].Subject, lines[i].N}
		if err := out.Add(record.Entry{Line: &lines[i]}); err != nil {
			return err
		}
		if err := s.exportBody(out, key, bodies, stones); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) exportBody(out *record.Writer, key lineKey, bodies map[lineKey]bodyRecord, stones map[lineKey]models.Tombstone) error {
	if t, erased := stones[key]; erased {
		return out.Add(record.Entry{Tombstone: &t})
	}
	r, there := bodies[key]
	if !there {
		return nil
	}
	b, err := s.openBody(r)
	if err != nil {
		return err
	}
	return out.Add(record.Entry{Body: &record.Body{Subject: r.Subject, N: r.N, Salt: b.Salt, Content: string(b.Content)}})
}

func (s *Store) exportAudit(ctx context.Context, out *record.Writer) error {
	chain, n := "", 0
	for {
		var lines []models.AuditLine
		err := s.from(ctx).Where("chain >= ? AND (chain > ? OR n > ?)", chain, chain, n).
			Order("chain, n").Limit(exported).Find(&lines).Error
		if err != nil || len(lines) == 0 {
			return err
		}
		for i := range lines {
			if err := out.Add(record.Entry{Audit: &lines[i]}); err != nil {
				return err
			}
		}
		last := lines[len(lines)-1]
		chain, n = last.Chain, last.N
	}
}
