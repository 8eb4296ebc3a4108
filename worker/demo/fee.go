package demo

import (
	"fmt"

	"mingcha/models"
)

// pay gives what happens next to the money of a granted case: the bill, now and then a waiver, the payment, a refund of what
// was too much. One counter in a few hundred takes money for what is free.
func (p *plan) pay(c *models.Case) (models.Command, bool) {
	published := p.bundle.Procedure.Standards
	switch {
	case c.Status != models.Granted:
		return models.Command{}, false
	case len(published) == 0:
		return p.pocket(c)
	case len(c.Bills) == 0:
		standard := published[p.lot%len(published)]
		return p.money(c, models.ChargeFee, "window_clerk", 15, models.Facts{}, models.FeeFacts{
			Charges: []models.Charge{{Standard: standard.Code, Quantity: 1000}},
		})
	}
	bill := c.Bills[0]
	switch paid := len(bill.Payments) > 0; {
	case !paid && bill.Open() > 0 && bill.Waived == 0 && p.lot%100 < 6:
		return p.money(c, models.Waive, "approver", 60, models.Facts{Ground: "hardship", Document: p.number + "-减"}, models.FeeFacts{
			Bill: bill.Line, Amount: bill.Open(),
		})
	case !paid && bill.Open() > 0 && p.lot%100 < 96:
		return p.receive(c, bill)
	case paid && bill.Paid() > bill.Amount:
		return p.money(c, models.Refund, "department_head", 300, models.Facts{Reasoned: true}, models.FeeFacts{
			Payment: bill.Payments[0].Line, Amount: bill.Paid() - bill.Amount,
		})
	default:
		return models.Command{}, false
	}
}

// owed reports whether delivery waits for money that does not come.
func (p *plan) owed(c *models.Case) bool {
	return c.Status == models.Granted && p.bundle.Procedure.PaidBefore != "" && (len(c.Bills) == 0 || c.FeesOpen() > 0)
}

// receive records the payment: most are right, a few are too much or without a voucher (A09).
func (p *plan) receive(c *models.Case, bill models.Bill) (models.Command, bool) {
	fee := models.FeeFacts{
		Bill: bill.Line, Amount: bill.Open(), Channel: "online", Account: bill.Charges[0].Account, Voucher: "示例票" + p.number,
	}
	switch lot := p.lot % 100; {
	case lot < 10:
		fee.Amount += 1000
	case lot < 13:
		fee.Voucher = ""
	}
	return p.money(c, models.RecordPayment, "window_clerk", 90, models.Facts{}, fee)
}

// pocket is what fee supervision is for (A09, R-F1).
func (p *plan) pocket(c *models.Case) (models.Command, bool) {
	if p.lot%400 != 7 || len(c.Unbilled) > 0 {
		return models.Command{}, false
	}
	return p.money(c, models.RecordPayment, "window_clerk", 20, models.Facts{}, models.FeeFacts{
		Amount: 5000, Channel: "cash", Account: "示例账户",
	})
}

func (p *plan) money(c *models.Case, verb models.Verb, role string, minutes int, facts models.Facts, fee models.FeeFacts) (models.Command, bool) {
	actor, ok := p.official(p.unit, role, p.handsOnMoney(c))
	if !ok {
		return models.Command{}, false
	}
	facts.Fee = &fee
	var said any
	if verb == models.Refund {
		said = text{Reason: fmt.Sprintf("多收%s元，退还。", fee.Amount)}
	}
	return p.command(p.work(c.Acted, minutes), verb, actor, facts, said)
}

// handsOnMoney are those who took money: they do not give it back.
func (p *plan) handsOnMoney(c *models.Case) []string {
	var out []string
	for _, b := range c.Bills {
		for _, paid := range b.Payments {
			out = append(out, paid.By)
		}
	}
	return out
}
