package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/policies/subsystems"
)

const foodFees = `fee:
  free: false
  paid_before: deliver
  items:
    - {code: FOOD-1, name: 许可证工本费, name_en: Licence, amount: 10, unit: yuan_per_book, account: "10304"}
    - {code: FOOD-2, name: 检验费, name_en: Testing, amount: 80.5, unit: yuan_per_case, account: "10304"}
  basis:
    - {law: 示例收费办法, article: 第三条}
`

// charger publishes items, which are in force at once.
const charger = "charger"

// charging puts a version of the food item into force that costs something.
func (o *office) charging() {
	o.t.Helper()
	o.inForce(foodItem, func(s string) string { return strings.Replace(s, "fee:\n  free: true\n", foodFees, 1) })
}

// inForce puts a version of a shipped item into force and returns its hash.
func (o *office) inForce(item string, change func(source string) string) string {
	o.t.Helper()
	text, err := subsystems.Files.ReadFile("administrative-approval/items/" + item + ".yaml")
	require.NoError(o.t, err)
	source := change(string(text))
	require.NotEqual(o.t, string(text), source)
	bundle, err := o.compile(source)
	require.NoError(o.t, err)
	content, err := json.Marshal(bundle)
	require.NoError(o.t, err)
	require.NoError(o.t, o.store.PublishBundle(context.Background(), models.BundleRow{
		Item: item, From: o.clock(), Hash: bundle.Hash, Source: source, Content: content, PublishedBy: charger, Published: o.clock(),
	}))
	require.NoError(o.t, o.places.Refresh(context.Background()))
	return bundle.Hash
}

func (o *office) fees(as, id string) CaseFees {
	o.t.Helper()
	var page Case
	o.get(as, "/cases/"+id).is(200).into(&page)
	return page.Fees
}

// billed is an accepted case with a bill of 100.50 yuan, and the number of its line.
func (o *office) billed() (id string, bill int) {
	o.t.Helper()
	id = o.accepted()
	o.do(clerk, id, models.ChargeFee, CaseCommand{Charges: []NewCharge{{Standard: "FOOD-1", Quantity: 2}, {Standard: "FOOD-2", Quantity: 1}}}).is(200)
	return id, o.fees(clerk, id).Bills[0].Line
}

// found is the one card of the level on a case.
func (o *office) found(id string, level Level) CardRow {
	o.t.Helper()
	var page CardPage
	o.get(supervisor, "/cards?case="+id+"&level="+string(level)).is(200).into(&page)
	require.Len(o.t, page.Rows, 1)
	return page.Rows[0]
}

func payment(bill int, fen int64) CaseCommand {
	return CaseCommand{Bill: bill, Amount: fen, PayBy: "online", Account: "10304", Voucher: "粤财票0001"}
}

// covers S23
func TestFees(t *testing.T) {
	o := openOffice(t)

	t.Run("a free item charges nothing, and money taken for it is a red card (K14, A09, R-F1)", func(t *testing.T) {
		id := o.accepted()
		require.True(t, o.fees(clerk, id).Free)
		o.do(clerk, id, models.ChargeFee, CaseCommand{Charges: []NewCharge{{Standard: "FOOD-1", Quantity: 1}}}).problem(409, "no_standard")
		o.do(clerk, id, models.RecordPayment, CaseCommand{Amount: 5000, PayBy: "cash", Account: "私人账户"}).is(200)
		card := o.found(id, LevelRed)
		require.Equal(t, "A09", card.Rule)
		require.Equal(t, clerk, card.Holder.Account)
	})

	o.charging()
	id, bill := o.billed()

	t.Run("the bill is computed from published standards, told in writing, and shown to the applicant without officials", func(t *testing.T) {
		fees := o.fees(clerk, id)
		require.Equal(t, []int64{2000, 8050}, each(fees.Bills[0].Entries, func(e FeeEntry) int64 { return e.Amount }))
		require.Equal(t, int64(10050), fees.Open)
		notice := o.lastNotice(id, NoticeKindFeeNotice)
		text := o.reads(id, notice.Line, reading{language: ZhCN, whole: true})
		require.Contains(t, text, "许可证工本费  10.00 × 2 = 20.00")
		require.Contains(t, text, "合计：100.50元")
		f, err := o.server.publicFile(t.Context(), id)
		require.NoError(t, err)
		seen, err := o.server.publicCase(t.Context(), f)
		require.NoError(t, err)
		require.Equal(t, int64(10050), seen.Fees.Open)
		require.Empty(t, seen.Fees.Bills[0].By.Account)
	})

	t.Run("an amount is never typed, a standard that is not published never charged", func(t *testing.T) {
		o.do(clerk, id, models.ChargeFee, CaseCommand{Charges: []NewCharge{{Standard: "FOOD-1", Quantity: 1}}, Amount: 1}).is(422)
		o.do(clerk, id, models.ChargeFee, CaseCommand{Charges: []NewCharge{{Standard: "SERVICE", Quantity: 1}}}).is(422)
	})

	t.Run("only the counter charges and records, only others give back and waive", func(t *testing.T) {
		o.do(handler, id, models.ChargeFee, CaseCommand{Charges: []NewCharge{{Standard: "FOOD-1", Quantity: 1}}}).is(403)
		o.do(clerk, id, models.Waive, CaseCommand{Bill: bill, Amount: 50, Ground: "hardship", Document: "减1"}).is(403)
		o.do(approver, id, models.RecordPayment, payment(bill, 100)).is(403)
		o.do(clerk, id, models.Refund, CaseCommand{Payment: bill, Amount: 1, Reason: "多缴"}).is(403)
	})

	t.Run("what may be done with the money is offered to whom it may do, with what it needs", func(t *testing.T) {
		may := func(as string, verb models.Verb) bool {
			var offers OfferList
			o.get(as, "/cases/"+id+"/offers").is(200).into(&offers)
			i := slices.IndexFunc(offers.Rows, func(each Offer) bool { return each.Verb == verb })
			return offers.Rows[i].Allowed
		}
		require.True(t, may(clerk, models.ChargeFee))
		require.True(t, may(clerk, models.RecordPayment))
		require.True(t, may(approver, models.Waive))
		require.False(t, may(head, models.Refund), "nothing has been paid")
		require.False(t, may(handler, models.ChargeFee))
	})

	t.Run("a waiver is told with its ground; what is paid as asked is no finding (A09)", func(t *testing.T) {
		o.do(approver, id, models.Waive, CaseCommand{Bill: bill, Amount: 50, Ground: "hardship", Document: "减1"}).is(200)
		require.Contains(t, o.reads(id, o.lastNotice(id, NoticeKindFeeChange).Line, reading{language: ZhCN, whole: true}), "困难群体减免")
		o.do(clerk, id, models.RecordPayment, payment(bill, 10000)).is(200)
		fees := o.fees(clerk, id)
		require.Zero(t, fees.Open)
		require.False(t, fees.Bills[0].Payments[0].Differs)
		require.Contains(t, o.reads(id, o.lastNotice(id, NoticeKindFeeReceipt).Line, reading{language: En, whole: true}), "100.00 yuan were paid")
	})

	t.Run("too much is a yellow card on the unit; what is given back is told (A09, R-F1)", func(t *testing.T) {
		other, bill := o.billed()
		o.do(clerk, other, models.RecordPayment, payment(bill, 12050)).is(200)
		require.Equal(t, "A09", o.found(other, LevelYellow).Rule)
		paid := o.fees(clerk, other).Bills[0].Payments[0].Line
		o.do(head, other, models.Refund, CaseCommand{Payment: paid, Amount: 2000, Reason: "多收退还"}).is(200)
		require.Contains(t, o.reads(other, o.lastNotice(other, NoticeKindFeeChange).Line, reading{language: ZhCN, whole: true}), "退还20.00元")
	})
}

// covers S23
func TestFeeSupervision(t *testing.T) {
	o := openOffice(t)
	o.charging()
	id, bill := o.billed()
	o.do(clerk, id, models.RecordPayment, payment(bill, 9000)).is(200)

	list := func(as, query string) (out []models.FeeKind) {
		var page FeePage
		o.get(as, "/fees"+query).is(200).into(&page)
		return each(page.Rows, func(r FeeRow) models.FeeKind { return r.Kind })
	}

	t.Run("who watches the unit sees each movement, the unit its own, nobody else any", func(t *testing.T) {
		both := []models.FeeKind{models.FeePayment, models.FeeCharge, models.FeeCharge}
		require.Equal(t, both, list(supervisor, ""))
		require.Equal(t, both, list(approver, ""))
		require.Empty(t, list(clerk, ""))
		require.Empty(t, list("dg-wjw.approver-01", ""))
	})

	t.Run("a list is narrowed to what differs, a standard, a case", func(t *testing.T) {
		require.Equal(t, []models.FeeKind{models.FeePayment}, list(supervisor, "?differs=true"))
		require.Len(t, list(supervisor, "?standard=FOOD-2"), 1)
		require.Len(t, list(supervisor, "?kind=charge&item="+foodItem+"&unit="+bureau), 2)
		require.Empty(t, list(supervisor, "?number=4419"))
		require.Empty(t, list(supervisor, "?from=2026-11-24"))
	})

	t.Run("figures by unit, item and standard agree with the movements", func(t *testing.T) {
		var sums FeeFigures
		o.get(supervisor, "/fees/figures?by=unit").is(200).into(&sums)
		require.Equal(t, []FeeFigure{{Key: bureau, Name: "东莞市市场监督管理局", NameEn: sums.Rows[0].NameEn, Cases: 1, Charged: 10050, Paid: 9000, Differs: 1}}, sums.Rows)
		o.get(supervisor, "/fees/figures?by=standard").is(200).into(&sums)
		require.Equal(t, []string{"检验费", "许可证工本费"}, each(sums.Rows, func(f FeeFigure) string { return f.Name }))
		o.get(supervisor, "/fees/figures?by=item&from=2026-11-24").is(200).into(&sums)
		require.Empty(t, sums.Rows)
		o.get(supervisor, "/fees/figures?by=moon").is(422)
	})
}
