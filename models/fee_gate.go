package models

import (
	"slices"
	"strconv"
)

// mostQuantity bounds a charge, in thousandths: a million units.
const mostQuantity = 1_000_000_000

// payChannels are the ways in which money comes in.
var payChannels = []string{"online", "bank", "card", "cash"}

// standards asks for a bill that names published standards, each once, and how much of each (K14, 行政许可法 58、59). What an
// item does not publish is not charged.
func standards(c *Case, cmd Command) error {
	fee := orNone(cmd.Facts.Fee)
	if len(c.procedure.Standards) == 0 {
		return Errorf(Conflict, "no_standard", "item %s has no published fee standard: nothing is charged (K14)", c.Filed.Item)
	}
	var faults []Fault
	if len(fee.Charges) == 0 {
		faults = append(faults, Fault{Field: "/charges", Rule: "required"})
	}
	seen := map[string]bool{}
	for i, charge := range fee.Charges {
		at := "/charges/" + strconv.Itoa(i)
		if _, known := c.procedure.Standard(charge.Standard); !known {
			faults = append(faults, Fault{Field: at + "/standard", Rule: "unknown"})
		} else if seen[charge.Standard] {
			faults = append(faults, Fault{Field: at + "/standard", Rule: "twice"})
		}
		seen[charge.Standard] = true
		if charge.Quantity <= 0 || charge.Quantity > mostQuantity {
			faults = append(faults, Fault{Field: at + "/quantity", Rule: "range", Detail: "0.001–1000000"})
		}
	}
	return Faulty("only published standards are charged (K14)", faults)
}

// money asks for what a payment needs to be on record. What is wrong with it is recorded too: A09 finds it.
func money(c *Case, cmd Command) error {
	fee := orNone(cmd.Facts.Fee)
	var faults []Fault
	if fee.Amount <= 0 {
		faults = append(faults, Fault{Field: "/amount", Rule: "required"})
	}
	if !slices.Contains(payChannels, fee.Channel) {
		faults = append(faults, Fault{Field: "/pay_by", Rule: "unknown"})
	}
	if fee.Bill != 0 && c.Bill(fee.Bill) == nil {
		faults = append(faults, Fault{Field: "/bill", Rule: "unknown"})
	}
	return Faulty("a payment names what was paid and how", faults)
}

// refundable gives back at most what was paid. Who took the money does not give it back.
func refundable(c *Case, cmd Command) error {
	fee := orNone(cmd.Facts.Fee)
	if len(c.Unbilled) == 0 && !slices.ContainsFunc(c.Bills, func(b Bill) bool { return len(b.Payments) > 0 }) {
		return Errorf(Conflict, "no_payment", "nothing has been paid")
	}
	paid := c.payment(fee.Payment)
	switch {
	case paid == nil:
		return Faulty("a refund names its payment", []Fault{{Field: "/payment", Rule: "unknown"}})
	case fee.Amount <= 0 || fee.Amount > paid.Kept():
		return Faulty("no more is given back than was paid", []Fault{{Field: "/amount", Rule: "range", Detail: "0.01–" + paid.Kept().String()}})
	case cmd.Actor.Account == paid.By || cmd.Actor.Seat() == paid.By:
		return Errorf(Forbidden, "same_hand", "who took the money does not give it back")
	}
	return nil
}

// waivable lets go of at most what a bill still asks. Who charged does not waive.
func waivable(c *Case, cmd Command) error {
	fee := orNone(cmd.Facts.Fee)
	if c.FeesOpen() == 0 {
		return Errorf(Conflict, "nothing_open", "no bill asks anything")
	}
	bill := c.Bill(fee.Bill)
	switch {
	case bill == nil:
		return Faulty("a waiver names its bill", []Fault{{Field: "/bill", Rule: "unknown"}})
	case fee.Amount <= 0 || fee.Amount > bill.Open():
		return Faulty("no more is waived than is asked", []Fault{{Field: "/amount", Rule: "range", Detail: "0.01–" + bill.Open().String()}})
	case cmd.Actor.Account == bill.By || cmd.Actor.Seat() == bill.By:
		return Errorf(Forbidden, "same_hand", "who charged does not waive")
	}
	return nil
}

// paidUp holds back the step before which the item asks for its fees: there must be a bill, and nothing open on it. A
// denial costs nothing.
func paidUp(c *Case, cmd Command) error {
	i := c.procedure.StepIndex(cmd.Facts.Step)
	if i < 0 || c.procedure.PaidBefore == "" || c.procedure.Steps[i].Kind != c.procedure.PaidBefore || c.Outcome == Denied {
		return nil
	}
	if len(c.Bills) == 0 {
		return Errorf(Conflict, "not_charged", "step %s waits for the bill", cmd.Facts.Step)
	}
	if c.FeesOpen() > 0 {
		return Errorf(Conflict, "not_paid", "step %s waits for payment", cmd.Facts.Step)
	}
	return nil
}

func orNone(f *FeeFacts) FeeFacts {
	if f == nil {
		return FeeFacts{}
	}
	return *f
}
