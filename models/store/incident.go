package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"mingcha/models"
)

// Incidents returns what is not settled in the divisions one may see, the oldest first, at most 200.
func (s *Store) Incidents(ctx context.Context, scope []models.PathRange) ([]models.IncidentRow, error) {
	page, err := s.IncidentPage(ctx, models.IncidentFilter{Scope: scope, Page: models.Page{Limit: maxRows}})
	return page.Incidents, err
}

// IncidentPage returns one page of incidents.
func (s *Store) IncidentPage(ctx context.Context, f models.IncidentFilter) (models.IncidentPage, error) {
	a := arm{from: "incident_rows c", keys: []string{"c.raised", "c.id"}}
	a.addAll(openIncidents("c.", f.Scope))
	if f.Settled {
		a.sql[0] = "c.settled IS NOT NULL"
	}
	if f.Kind != "" {
		a.add("c.kind = ?", f.Kind)
	}
	if f.Subject != "" {
		a.add("c.subject = ?", f.Subject)
	}
	sql, args, err := list{arms: []arm{a}, down: f.Settled}.query(f.Page)
	if err != nil {
		return models.IncidentPage{}, err
	}
	var ids []string
	if err := s.from(ctx).Raw(sql, args...).Scan(&ids).Error; err != nil {
		return models.IncidentPage{}, fmt.Errorf("list incidents: %w", err)
	}
	ids, more := cut(ids, f.Page)
	var rows []models.IncidentRow
	if err := s.some(ctx, &rows, "id", ids); err != nil {
		return models.IncidentPage{}, fmt.Errorf("list incidents: %w", err)
	}
	page := models.IncidentPage{Incidents: inOrder(ids, rows, func(r models.IncidentRow) string { return r.ID })}
	if more && len(rows) > 0 {
		last := page.Incidents[len(page.Incidents)-1]
		page.Next = cursorOf(last.Raised, last.ID)
	}
	return page, nil
}

func openIncidents(alias string, scope []models.PathRange) conds {
	var c conds
	c.add(alias + "settled IS NULL")
	c.addAll(inScope(alias, disjoint(scope)))
	return c
}

// CountIncidents returns how many incidents are not settled in the divisions one may see.
func (s *Store) CountIncidents(ctx context.Context, scope []models.PathRange) (int, error) {
	open := openIncidents("", scope)
	var n int64
	if err := s.from(ctx).Model(&models.IncidentRow{}).Where(open.String(), open.args...).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count incidents: %w", err)
	}
	return int(n), nil
}

// Incident returns one incident.
func (s *Store) Incident(ctx context.Context, id string) (models.IncidentRow, error) {
	var row models.IncidentRow
	if err := s.from(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return row, fmt.Errorf("read incident %s: %w", id, missing(err, "no_such_incident", "there is no such incident"))
	}
	return row, nil
}

// IncidentsOf returns all incidents of one subject, the oldest first.
func (s *Store) IncidentsOf(ctx context.Context, subject string) ([]models.IncidentRow, error) {
	var rows []models.IncidentRow
	if err := s.from(ctx).Where("subject = ?", subject).Order("raised, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the incidents of %s: %w", subject, err)
	}
	return rows, nil
}

// RaiseIncident adds an incident that belongs to no append. One with the same ID stays as it is.
func (s *Store) RaiseIncident(ctx context.Context, row models.IncidentRow) error {
	err := put(s.into(ctx).Clauses(clause.OnConflict{DoNothing: true}), []models.IncidentRow{row})
	if err != nil {
		return fmt.Errorf("raise incident %s: %w", row.Kind, err)
	}
	return nil
}

// SettleIncident notes that an incident is over. NotFound: there is none, or it is settled already.
func (s *Store) SettleIncident(ctx context.Context, id string, now time.Time) error {
	settled := s.into(ctx).Model(&models.IncidentRow{}).Where("id = ? AND settled IS NULL", id).Update("settled", instant(now))
	if settled.Error != nil {
		return fmt.Errorf("settle incident %s: %w", id, settled.Error)
	}
	if settled.RowsAffected == 0 {
		return models.Errorf(models.NotFound, "no_such_incident", "there is no open incident %s", id)
	}
	return nil
}

// SetRight notes who set an incident right, when and with which click. The same click again changes nothing.
// Conflict: another one has settled it.
func (s *Store) SetRight(ctx context.Context, id, by, key string, now time.Time) error {
	settled := s.into(ctx).Model(&models.IncidentRow{}).Where("id = ? AND settled IS NULL", id).
		Updates(map[string]any{"settled": instant(now), "settled_by": by, "settled_key": key})
	if settled.Error != nil {
		return fmt.Errorf("settle incident %s: %w", id, settled.Error)
	}
	if settled.RowsAffected > 0 {
		return nil
	}
	row, err := s.Incident(ctx, id)
	if err == nil && (row.SettledBy != by || row.SettledKey != key) {
		return models.Errorf(models.Conflict, "already_settled", "incident %s was settled before", id)
	}
	return err
}

// SettleOver settles the open incidents of a kind that are over: those of the subjects looked at, nil meaning all, that
// do not still stand.
func (s *Store) SettleOver(ctx context.Context, kind string, looked, still []string, now time.Time) error {
	if looked != nil && len(looked) == 0 {
		return nil
	}
	over := s.into(ctx).Model(&models.IncidentRow{}).Where("kind = ? AND settled IS NULL", kind)
	if looked != nil {
		over = over.Where("subject IN ?", looked)
	}
	if len(still) > 0 {
		over = over.Where("subject NOT IN ?", still)
	}
	if err := over.Update("settled", instant(now)).Error; err != nil {
		return fmt.Errorf("settle incidents of kind %s that are over: %w", kind, err)
	}
	return nil
}
