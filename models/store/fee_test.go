package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func feeRow(n int, kind models.FeeKind, standard string, fen models.Fen) models.FeeRow {
	return models.FeeRow{
		ID: fmt.Sprintf("c1/%d/0", n), Subject: "c1", Line: n, Kind: kind, Number: "N-1", Item: "food", Unit: "bureau", Path: town,
		Standard: standard, Quantity: 1000, Amount: fen, At: monday.Add(time.Duration(n) * time.Hour),
	}
}

// covers S23
func TestFeeRows(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		rows := []models.FeeRow{
			feeRow(1, models.FeeCharge, "place", 8000), feeRow(2, models.FeePayment, "", 9000), feeRow(3, models.FeeRefund, "", 1000),
			feeRow(4, models.FeeCharge, "water", 300), feeRow(5, models.FeeWaiver, "", 300),
		}
		rows[1].Asked, rows[1].Differs = 8000, true
		rows[3].Unit, rows[3].Path = "elsewhere", other
		a := &author{t: t, kind: models.CaseKind, subject: "c1"}
		b := a.next("charge", models.ChargeFee, monday, "")
		b.Fees = rows
		a.write(s, b)
		within, since := []models.PathRange{models.Within(city)}, models.Span{From: monday}
		list := func(f models.FeeFilter) (ids []string) {
			for {
				page, err := s.Fees(t.Context(), f)
				require.NoError(t, err)
				for _, r := range page.Rows {
					ids = append(ids, r.ID)
				}
				if f.Page.Cursor = page.Next; page.Next == "" {
					return ids
				}
			}
		}

		t.Run("a list shows its scope and nothing without one, the newest first, page by page", func(t *testing.T) {
			require.Empty(t, list(models.FeeFilter{At: since}))
			require.Equal(t, []string{"c1/5/0", "c1/3/0", "c1/2/0", "c1/1/0"}, list(models.FeeFilter{Scope: within, At: since, Page: models.Page{Limit: 3}}))
		})

		t.Run("the money of one case is listed whole; otherwise it begins somewhere, all there ever was is not read", func(t *testing.T) {
			require.Len(t, list(models.FeeFilter{Scope: within, Number: "N-1"}), 4)
			_, err := s.Fees(t.Context(), models.FeeFilter{Scope: within})
			require.Equal(t, models.Invalid, models.CodeOf(err))
			_, err = s.FeeSums(t.Context(), "unit", models.FeeFilter{Scope: within, At: models.Span{To: rows[4].At}})
			require.Equal(t, models.Invalid, models.CodeOf(err))
		})

		t.Run("it is narrowed", func(t *testing.T) {
			require.Equal(t, []string{"c1/2/0"}, list(models.FeeFilter{Scope: within, At: since, Differs: true}))
			require.Equal(t, []string{"c1/1/0"}, list(models.FeeFilter{Scope: within, At: since, Kind: models.FeeCharge, Standard: "place"}))
			require.Equal(t, []string{"c1/3/0", "c1/2/0"}, list(models.FeeFilter{Scope: within, At: models.Span{From: rows[1].At, To: rows[4].At}}))
			require.Empty(t, list(models.FeeFilter{Scope: within, At: since, Item: "road"}))
		})

		t.Run("money is summed up by unit, item and standard, of the scope alone", func(t *testing.T) {
			sums, err := s.FeeSums(t.Context(), "unit", models.FeeFilter{Scope: within, At: since})
			require.NoError(t, err)
			require.Equal(t, []models.FeeSum{{Key: "bureau", Cases: 1, Charged: 8000, Paid: 9000, Refunded: 1000, Waived: 300, Differs: 1}}, sums)
			sums, err = s.FeeSums(t.Context(), "standard", models.FeeFilter{Scope: []models.PathRange{models.Within("/")}, At: since})
			require.NoError(t, err)
			require.Equal(t, []models.FeeSum{{Key: "place", Cases: 1, Charged: 8000}, {Key: "water", Cases: 1, Charged: 300}}, sums)
			for _, by := range []string{"unit", "nothing; DROP TABLE fee_rows"} {
				sums, err = s.FeeSums(t.Context(), by, models.FeeFilter{At: since})
				require.NoError(t, err)
				require.Empty(t, sums)
			}
		})
	})
}
