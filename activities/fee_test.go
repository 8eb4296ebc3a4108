package activities_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// tolled is a watched desk whose item has one published standard.
func tolled(t *testing.T) *desk {
	d := watched(t)
	d.office.Offered.Standards = 1
	d.office.Process.Standards = []models.Standard{{Code: "place", Price: 8000, Per: "m2", Account: "10304"}}
	d.c().Bind(d.office.Process)
	typed := models.Charge{Standard: "place", Quantity: 1500, Amount: 1}
	d.does(wang, models.ChargeFee, models.Facts{Fee: &models.FeeFacts{Charges: []models.Charge{typed}, Amount: 1}})
	return d
}

func payment(fen models.Fen) models.Facts {
	return models.Facts{Fee: &models.FeeFacts{Bill: 3, Amount: fen, Channel: "online", Account: "10304", Voucher: "V-1", Asked: fen}}
}

// covers S23
func TestMoneyInTheTurnOfTheAct(t *testing.T) {
	t.Run("amounts are computed as the line is written, whatever the command says (K14)", func(t *testing.T) {
		d := tolled(t)
		require.Equal(t, models.Fen(12000), d.c().Bills[0].Amount)
		last := d.office.Batches[len(d.office.Batches)-1]
		require.Len(t, last.Fees, 1)
		require.Equal(t, models.FeeRow{
			ID: "c1/3/0", Subject: "c1", Line: 3, Kind: models.FeeCharge, Number: d.c().Filed.Number, Item: d.c().Filed.Item, Unit: "bureau",
			Path: d.c().Filed.Path, Standard: "place", Quantity: 1500, Amount: 12000, At: d.now, Demo: d.c().Filed.Demo,
		}, last.Fees[0])
	})

	t.Run("what the bill asks is no finding (A09)", func(t *testing.T) {
		d := tolled(t)
		d.does(wang, models.RecordPayment, payment(12000))
		require.Empty(t, d.c().Marks)
	})

	t.Run("a fen more is a yellow card in the same transaction, with what was asked as evidence (A09, R-F1)", func(t *testing.T) {
		d := tolled(t)
		d.does(wang, models.RecordPayment, payment(12001))
		require.Equal(t, models.Yellow, d.card("A09", models.Yellow).Level)
		require.Equal(t, "issue_card A09 yellow", d.verbs()[len(d.verbs())-1])
		require.Equal(t, models.Fen(12000), d.c().Bills[0].Amount)
	})

	t.Run("money for an item without a published standard is a red card (A09, K14)", func(t *testing.T) {
		d := watched(t)
		d.does(wang, models.RecordPayment, models.Facts{Fee: &models.FeeFacts{Amount: 100, Channel: "cash"}})
		require.Equal(t, "wang", d.card("A09", models.Red).Holder)
	})
}
