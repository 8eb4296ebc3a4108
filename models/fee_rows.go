package models

import (
	"strconv"
	"time"
)

// FeeKind is what happened to money.
type FeeKind string

// The kinds.
const (
	FeeCharge  FeeKind = "charge"
	FeePayment FeeKind = "payment"
	FeeRefund  FeeKind = "refund"
	FeeWaiver  FeeKind = "waiver"
)

// FeeRow is one movement of a case's money for lists and figures: a charge has one row for each standard.
type FeeRow struct {
	ID       string `gorm:"primaryKey"`
	Subject  string
	Line     int
	Kind     FeeKind
	Number   string
	Item     string
	Unit     string // who collects, else who is responsible for the case
	Path     string
	Standard string
	Quantity int64
	Amount   Fen
	Asked    Fen
	Differs  bool
	At       time.Time
	Demo     bool
}

// FeeFilter asks for movements of money, the newest first. A zero field does not narrow, except Scope: without it there
// are none.
type FeeFilter struct {
	Scope    []PathRange
	Kind     FeeKind
	Unit     string
	Item     string
	Standard string
	Number   string // of the case; without it the span needs a beginning
	Differs  bool   // only payments that are not what was asked
	At       Span
	Page     Page
}

// FeePage is one page of movements.
type FeePage struct {
	Rows []FeeRow
	Next string
}

// FeeSum is what moved in one unit, item or standard. Amounts are in fen.
type FeeSum struct {
	Key      string
	Cases    int
	Charged  Fen
	Paid     Fen
	Refunded Fen
	Waived   Fen
	Differs  int // payments that are not what was asked
}

// FeeRows lists what a line does to the money of a case; path finds a unit's division.
func (c *Case) FeeRows(l Line, path func(unit string) string) []FeeRow {
	f := l.Facts.Fee
	if f == nil {
		return nil
	}
	row := FeeRow{
		Subject: c.ID, Line: l.N, Number: c.Filed.Number, Item: c.Filed.Item, Unit: c.Filed.Unit, Path: c.Filed.Path,
		Amount: f.Amount, At: l.Acted, Demo: c.Filed.Demo,
	}
	switch l.Verb {
	case ChargeFee:
		var out []FeeRow
		for i, charge := range f.Charges {
			each := row
			each.ID, each.Kind, each.Standard = feeID(l, i), FeeCharge, charge.Standard
			each.Quantity, each.Amount, each.Unit = charge.Quantity, charge.Amount, charge.Unit
			each.Path = path(charge.Unit)
			out = append(out, each)
		}
		return out
	case RecordPayment:
		row.Kind, row.Asked, row.Differs = FeePayment, f.Asked, f.Differs()
	case Refund:
		row.Kind = FeeRefund
	case Waive:
		row.Kind = FeeWaiver
	}
	row.ID = feeID(l, 0)
	return []FeeRow{row}
}

func feeID(l Line, place int) string {
	return l.Subject + "/" + strconv.Itoa(l.N) + "/" + strconv.Itoa(place)
}
