package api

import (
	"context"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
	"mingcha/policies/directory"
)

// number makes the case number (办件编号): division, day and eight digits that follow from the case. In the rare case
// that another case has them, the next ones are taken.
func (s *Server) number(ctx context.Context, id string, unit directory.Unit) (string, error) {
	year, month, day := clock.DateOf(s.Now()).Civil()
	for attempt := 0; ; attempt++ {
		sum := keyedHash(s.Blinder, "number", id+"/"+itoa(attempt))
		digits := (uint64(sum[0])<<32 | uint64(sum[1])<<24 | uint64(sum[2])<<16 | uint64(sum[3])<<8 | uint64(sum[4])) % 1e8
		number := unit.Division[:6] + pad(year, 4) + pad(int(month), 2) + pad(day, 2) + pad(int(digits), 8)
		row, err := s.Cases.CaseByNumber(ctx, number)
		switch {
		case models.CodeOf(err) == models.NotFound, err == nil && row.ID == id:
			return number, nil
		case err != nil:
			return "", err
		}
	}
}

func pad(n, width int) string {
	text := itoa(n)
	return strings.Repeat("0", max(width-len(text), 0)) + text
}
