package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// tolled is an accepted case of an item with two standards: the bureau's own, and one that another department collects.
func tolled(t testing.TB) *docket {
	p := food()
	p.Standards = []models.Standard{
		{Code: "place", Price: 8000, Per: "m2", Account: "10304"},
		{Code: "water", Price: 333, Per: "t", Account: "10305", Step: "audit"},
	}
	d := open(t, p)
	filed := filing(models.WindowChannel)
	filed.Units = []models.StepUnit{{Step: "audit", Unit: "water-bureau"}}
	d.must(wang, models.Submit, models.Facts{Filed: filed})
	d.must(wang, models.Accept, accepting())
	return d
}

func charging(charges ...models.Charge) models.Facts {
	return models.Facts{Fee: &models.FeeFacts{Charges: charges}}
}

func of(standard string, thousandths int64) models.Charge {
	return models.Charge{Standard: standard, Quantity: thousandths}
}

func paying(bill int, fen models.Fen, account string) models.Facts {
	return models.Facts{Fee: &models.FeeFacts{Bill: bill, Amount: fen, Account: account, Channel: "bank", Voucher: "V-1"}}
}

func back(payment int, fen models.Fen) models.Facts {
	return models.Facts{Reasoned: true, Fee: &models.FeeFacts{Payment: payment, Amount: fen}}
}

func waiving(bill int, fen models.Fen) models.Facts {
	return models.Facts{Ground: "hardship", Document: "D-1", Fee: &models.FeeFacts{Bill: bill, Amount: fen}}
}

// covers S23
func TestFeesAreChargedByPublishedStandardsOnly(t *testing.T) {
	t.Run("an item without a published standard charges nothing (K14)", func(t *testing.T) {
		p := food()
		p.Standards = nil
		accepted(t, p).refuses("no_standard", wang, models.ChargeFee, charging(of("place", 1000)))
	})

	t.Run("what is not published, twice on a bill, or of no quantity is refused, every fault at once (K14)", func(t *testing.T) {
		d := tolled(t)
		err := d.try(wang, models.ChargeFee, charging(of("service", 1000), of("place", 1000), of("place", 0), of("water", 1_000_000_001)))
		require.ErrorContains(t, err, "/charges/0/standard unknown; /charges/2/standard twice; /charges/2/quantity range 0.001–1000000; /charges/3/quantity range")
		d.refuses("faulty_fields", wang, models.ChargeFee, models.Facts{})
	})

	t.Run("before it is accepted and after its end nothing is charged", func(t *testing.T) {
		online(t).refuses("not_in_status", wang, models.ChargeFee, charging(of("place", 1000)))
		closed(t).refuses("not_in_status", wang, models.ChargeFee, charging(of("place", 1000)))
	})

	t.Run("one bill lists the charges of every department concerned; amounts are computed and never typed", func(t *testing.T) {
		d := tolled(t)
		typed := of("place", 2500)
		typed.Amount, typed.Price, typed.Unit, typed.Account = 1, 1, "elsewhere", "own pocket"
		d.must(wang, models.ChargeFee, charging(typed, of("water", 500)))
		bill := d.c.Bills[0]
		require.Equal(t, []models.Charge{
			{Standard: "place", Quantity: 2500, Price: 8000, Amount: 20000, Account: "10304", Unit: "bureau"},
			{Standard: "water", Quantity: 500, Price: 333, Amount: 167, Account: "10305", Unit: "water-bureau"},
		}, bill.Charges, "1.665 yuan is 1.67")
		require.Equal(t, models.Fen(20167), bill.Open())
	})
}

// covers S23
func TestPaymentsAreRecordedAsTheyAre(t *testing.T) {
	bill := func(t *testing.T) *docket {
		return tolled(t).with(wang, models.ChargeFee, charging(of("place", 1000), of("water", 1000)))
	}
	last := func(d *docket) models.FeeFacts { return *d.lines[len(d.lines)-1].Facts.Fee }

	t.Run("without an amount, a way or for a bill that is not there it is no payment", func(t *testing.T) {
		err := bill(t).try(wang, models.RecordPayment, models.Facts{Fee: &models.FeeFacts{Bill: 9, Channel: "barter"}})
		require.ErrorContains(t, err, "/amount required; /pay_by unknown; /bill unknown")
	})

	t.Run("each department's account gets what its charges ask (A09)", func(t *testing.T) {
		d := bill(t).with(wang, models.RecordPayment, paying(3, 8000, "10304"))
		require.False(t, last(d).Differs())
		d.must(wang, models.RecordPayment, paying(3, 333, "10305"))
		require.False(t, last(d).Differs())
		require.Zero(t, d.c.FeesOpen())
	})

	t.Run("too much, elsewhere, or for no bill is on record and differs (A09)", func(t *testing.T) {
		d := bill(t).with(wang, models.RecordPayment, paying(3, 9000, "10304"))
		require.Equal(t, models.Fen(8000), last(d).Asked)
		require.True(t, last(d).Differs())
		d = bill(t).with(wang, models.RecordPayment, paying(3, 8333, "own pocket"))
		require.True(t, last(d).Astray)
		d = bill(t).with(wang, models.RecordPayment, paying(0, 8333, "10304"))
		require.True(t, last(d).Differs())
		require.Len(t, d.c.Unbilled, 1)
		require.Equal(t, models.Fen(8333), d.c.FeesOpen(), "it pays for nothing")
	})
}

// covers S23
func TestMoneyGoesBackThroughOtherHands(t *testing.T) {
	paid := func(t *testing.T) *docket {
		return tolled(t).with(wang, models.ChargeFee, charging(of("place", 1000))).with(wang, models.RecordPayment, paying(3, 8000, "10304"))
	}

	t.Run("nothing is given back before something was paid, nor more than was", func(t *testing.T) {
		tolled(t).refuses("no_payment", zhou, models.Refund, back(3, 100))
		d := paid(t)
		d.refuses("faulty_fields", zhou, models.Refund, back(9, 100))
		d.refuses("faulty_fields", zhou, models.Refund, back(4, 8001))
		d.must(zhou, models.Refund, back(4, 3000))
		d.refuses("faulty_fields", zhou, models.Refund, back(4, 5001))
		require.Equal(t, models.Fen(3000), d.c.FeesOpen())
	})

	t.Run("who took the money does not give it back, and who charged does not waive", func(t *testing.T) {
		paid(t).refuses("same_hand", wang, models.Refund, back(4, 100))
		d := tolled(t).with(wang, models.ChargeFee, charging(of("place", 1000)))
		d.refuses("same_hand", wang, models.Waive, waiving(3, 100))
	})

	t.Run("a waiver has a ground and a document and lets go of what is asked at most", func(t *testing.T) {
		tolled(t).refuses("nothing_open", sun, models.Waive, waiving(3, 100))
		d := tolled(t).with(wang, models.ChargeFee, charging(of("place", 1000)))
		d.refuses("faulty_fields", sun, models.Waive, models.Facts{Fee: waiving(3, 100).Fee})
		d.refuses("faulty_fields", sun, models.Waive, waiving(9, 100))
		d.refuses("faulty_fields", sun, models.Waive, waiving(3, 8001))
		d.must(sun, models.Waive, waiving(3, 8000))
		require.Zero(t, d.c.FeesOpen())
	})
}

// covers S23
func TestAStepMayWaitForPayment(t *testing.T) {
	waiting := func(t *testing.T) *docket {
		p := food()
		p.PaidBefore = models.DeliverStep
		d := accepted(t, p).with(li, models.Approve, at("review")).with(zhao, models.Approve, at("audit"))
		return d
	}
	granted := func(d *docket) *docket {
		return d.with(sun, models.Approve, at("decide")).with(models.System(), models.CompleteStep, at("licence"))
	}

	t.Run("what was granted is delivered when there is a bill and nothing open on it", func(t *testing.T) {
		d := granted(waiting(t))
		d.refuses("not_charged", qian, models.Deliver, at("deliver"))
		d.must(wang, models.ChargeFee, charging(of("place", 1000)))
		d.refuses("not_paid", qian, models.Deliver, at("deliver"))
		d.must(wang, models.RecordPayment, paying(d.c.Bills[0].Line, 8000, "10304"))
		d.must(qian, models.Deliver, at("deliver"))
	})

	t.Run("a denial costs nothing", func(t *testing.T) {
		d := waiting(t).with(sun, models.Refuse, reasons("decide")).with(models.System(), models.CompleteStep, at("licence"))
		d.must(qian, models.Deliver, at("deliver"))
	})
}

// covers S23
func TestEachMovementOfMoneyHasItsRow(t *testing.T) {
	d := tolled(t).with(wang, models.ChargeFee, charging(of("place", 1000), of("water", 1000)))
	d.must(wang, models.RecordPayment, paying(3, 9000, "10304"))
	d.must(zhou, models.Refund, back(4, 1000))
	d.must(sun, models.Waive, waiving(3, 300))
	var rows []models.FeeRow
	for _, l := range d.lines {
		rows = append(rows, d.c.FeeRows(l, func(unit string) string { return "/44/" + unit + "/" })...)
	}
	var drawn [][5]any
	for _, r := range rows {
		drawn = append(drawn, [5]any{r.ID, r.Kind, r.Unit, r.Amount, r.Differs})
	}
	require.Equal(t, [][5]any{
		{"c1/3/0", models.FeeCharge, "bureau", models.Fen(8000), false},
		{"c1/3/1", models.FeeCharge, "water-bureau", models.Fen(333), false},
		{"c1/4/0", models.FeePayment, "bureau", models.Fen(9000), true},
		{"c1/5/0", models.FeeRefund, "bureau", models.Fen(1000), false},
		{"c1/6/0", models.FeeWaiver, "bureau", models.Fen(300), false},
	}, drawn)
	require.Equal(t, "/44/water-bureau/", rows[1].Path, "who collects sees it")
}
