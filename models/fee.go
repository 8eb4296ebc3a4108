package models

import (
	"fmt"
	"slices"
)

// Fen is an amount of money in fen, hundredths of a yuan.
type Fen int64

// String is the amount in yuan.
func (f Fen) String() string { return fmt.Sprintf("%d.%02d", f/100, f%100) }

// Standard (收费标准) is one published charge of an item (K14): what is charged, for what, into which account.
type Standard struct {
	Code    string `json:"code"`
	Price   Fen    `json:"price"`             // of one unit
	Per     string `json:"per"`               // the unit
	Account string `json:"account,omitempty"` // treasury account (国库收入科目); "" not published
	Step    string `json:"step,omitempty"`    // the step whose unit collects it; "" the item's own unit
}

// Charge is one entry of a bill. Who charges names standard and quantity; the rest is computed.
type Charge struct {
	Standard string `json:"standard"`
	Quantity int64  `json:"quantity"` // thousandths of the unit
	Price    Fen    `json:"price"`
	Amount   Fen    `json:"amount"`
	Account  string `json:"account,omitempty"`
	Unit     string `json:"unit,omitempty"` // the department that collects it
}

// FeeFacts are what a line says of money. Amounts are in fen.
type FeeFacts struct {
	Charges []Charge `json:"charges,omitempty"` // charge
	Bill    int      `json:"bill,omitempty"`    // record_payment, waive: number of the line that charges; 0: of none
	Payment int      `json:"payment,omitempty"` // refund: number of the line that records the payment
	Amount  Fen      `json:"amount"`            // charged, paid, refunded, waived
	Voucher string   `json:"voucher,omitempty"` // number of the treasury's voucher (财政票据)
	Channel string   `json:"channel,omitempty"` // how it was paid
	Account string   `json:"account,omitempty"` // where the money went
	Asked   Fen      `json:"asked,omitempty"`   // record_payment: what the bill still asked into that account
	Astray  bool     `json:"astray,omitempty"`  // record_payment: the account is not the standard's
}

// Differs reports whether a payment is not what its bill asks, is for no bill, or went elsewhere (A09).
func (f FeeFacts) Differs() bool { return f.Asked != f.Amount || f.Astray || f.Bill == 0 }

// Bill (缴费单) is what one charge asks of the applicant: the charges of every department concerned on one sheet.
type Bill struct {
	Line     int       `json:"line"`
	Charges  []Charge  `json:"charges"`
	Amount   Fen       `json:"amount"`
	Waived   Fen       `json:"waived,omitempty"`
	Payments []Payment `json:"payments,omitempty"`
	By       string    `json:"by"` // who charged
}

// Payment is money that came in, for a bill or for none.
type Payment struct {
	Line     int    `json:"line"`
	Amount   Fen    `json:"amount"`
	Refunded Fen    `json:"refunded,omitempty"`
	Account  string `json:"account,omitempty"`
	By       string `json:"by"` // who recorded it
}

// Kept is what was paid and not given back.
func (p Payment) Kept() Fen { return p.Amount - p.Refunded }

// Paid is what was paid on a bill and not given back.
func (b Bill) Paid() (sum Fen) {
	for _, p := range b.Payments {
		sum += p.Kept()
	}
	return sum
}

// Open is what a bill still asks, never less than nothing.
func (b Bill) Open() Fen { return max(0, b.Amount-b.Waived-b.Paid()) }

// asks is what a bill still asks into an account. An account it does not know is asked for the whole.
func (b Bill) asks(account string) (open Fen, known bool) {
	var into Fen
	single := true
	for _, c := range b.Charges {
		single = single && c.Account == b.Charges[0].Account
		if c.Account == account {
			into, known = into+c.Amount, true
		}
	}
	if !known || single {
		return b.Open(), known
	}
	for _, p := range b.Payments {
		if p.Account == account {
			into -= p.Kept()
		}
	}
	return max(0, min(into, b.Open())), true
}

// Bill returns the bill that a line made, or nil.
func (c *Case) Bill(line int) *Bill {
	i := slices.IndexFunc(c.Bills, func(b Bill) bool { return b.Line == line })
	if i < 0 {
		return nil
	}
	return &c.Bills[i]
}

// payment returns the payment that a line recorded, or nil.
func (c *Case) payment(line int) *Payment {
	for i := range c.Bills {
		for j := range c.Bills[i].Payments {
			if c.Bills[i].Payments[j].Line == line {
				return &c.Bills[i].Payments[j]
			}
		}
	}
	for i := range c.Unbilled {
		if c.Unbilled[i].Line == line {
			return &c.Unbilled[i]
		}
	}
	return nil
}

// FeesOpen is what all bills of the case still ask.
func (c *Case) FeesOpen() (sum Fen) {
	for _, b := range c.Bills {
		sum += b.Open()
	}
	return sum
}

// Priced completes what a command says of money with what the standards and the bill say: amounts are never typed.
func (c *Case) Priced(verb Verb, given FeeFacts) FeeFacts {
	switch verb {
	case ChargeFee:
		given.Amount = 0
		given.Charges = slices.Clone(given.Charges)
		for i := range given.Charges {
			if s, known := c.procedure.Standard(given.Charges[i].Standard); known {
				given.Charges[i] = s.charge(given.Charges[i].Quantity, c.unitOf(s.Step))
				given.Amount += given.Charges[i].Amount
			}
		}
	case RecordPayment:
		given.Asked, given.Astray = 0, false
		if b := c.Bill(given.Bill); b != nil {
			asked, known := b.asks(given.Account)
			given.Asked, given.Astray = asked, !known
		}
	}
	return given
}

// charge multiplies and rounds to the fen, a half upwards.
func (s Standard) charge(quantity int64, unit string) Charge {
	amount := (int64(s.Price)*quantity + 500) / 1000
	return Charge{Standard: s.Code, Quantity: quantity, Price: s.Price, Amount: Fen(amount), Account: s.Account, Unit: unit}
}

// Standard returns the published standard with this code.
func (p *Procedure) Standard(code string) (Standard, bool) {
	i := slices.IndexFunc(p.Standards, func(s Standard) bool { return s.Code == code })
	if i < 0 {
		return Standard{}, false
	}
	return p.Standards[i], true
}

func foldCharge(c *Case, l Line) {
	f := l.Facts.Fee
	c.Bills = append(slices.Clone(c.Bills), Bill{Line: l.N, Charges: f.Charges, Amount: f.Amount, By: l.Actor.Account})
}

func foldPayment(c *Case, l Line) {
	f := l.Facts.Fee
	p := Payment{Line: l.N, Amount: f.Amount, Account: f.Account, By: l.Actor.Account}
	if b := c.Bill(f.Bill); b != nil {
		b.Payments = append(slices.Clone(b.Payments), p)
		return
	}
	c.Unbilled = append(slices.Clone(c.Unbilled), p)
}

func foldRefund(c *Case, l Line) {
	if p := c.payment(l.Facts.Fee.Payment); p != nil {
		p.Refunded += l.Facts.Fee.Amount
	}
}

func foldWaive(c *Case, l Line) {
	if b := c.Bill(l.Facts.Fee.Bill); b != nil {
		b.Waived += l.Facts.Fee.Amount
	}
}
