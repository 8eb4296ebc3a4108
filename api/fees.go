package api

import (
	"context"
	"math"
	"slices"
	"strings"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/policies/access"
)

// Fees is the part of the store that holds movements of money.
type Fees interface {
	Fees(ctx context.Context, f models.FeeFilter) (models.FeePage, error)
	FeeSums(ctx context.Context, by string, f models.FeeFilter) ([]models.FeeSum, error)
}

// thousandths of a unit in one.
const thousandths = 1000

// feeOfCommand is what a command says of money; nil if it is about something else. Amounts of a charge are computed in the
// append.
func feeOfCommand(verb models.Verb, body CaseCommand) *models.FeeFacts {
	switch verb {
	case models.ChargeFee, models.RecordPayment, models.Refund, models.Waive:
		return &models.FeeFacts{
			Charges: each(body.Charges, func(c NewCharge) models.Charge {
				return models.Charge{Standard: c.Standard, Quantity: int64(math.Round(c.Quantity * thousandths))}
			}),
			Bill: body.Bill, Payment: body.Payment, Amount: models.Fen(body.Amount), Voucher: body.Voucher,
			Channel: string(body.PayBy), Account: body.Account,
		}
	default:
		return nil
	}
}

// ListFees lists movements of money in units that the person may see.
func (s *Server) ListFees(ctx context.Context, req ListFeesRequestObject) (ListFeesResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Fee, q.Path)
	f := models.FeeFilter{
		Scope: v.ranges, Kind: q.Kind, Unit: q.Unit, Item: q.Item, Standard: q.Standard, Number: q.Number, Differs: q.Differs,
		At: days(q.From, q.To), Page: pageOf(q.Cursor, q.Limit),
	}
	if f.Number == "" {
		f.At = lastYear(f.At, s.Now())
	}
	rows, next, err := gathered(f.Page, func(p models.Page) ([]models.FeeRow, string, error) {
		f.Page = p
		page, err := s.Fees.Fees(ctx, f)
		return page.Rows, page.Next, err
	}, func(r models.FeeRow) bool {
		return v.covers(access.Object{Kind: access.Fee, Unit: r.Unit, Path: r.Path})
	})
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	return ListFees200JSONResponse{Rows: each(rows, n.feeRow), Next: next}, nil
}

func (n *naming) feeRow(r models.FeeRow) FeeRow {
	out := FeeRow{
		Id: r.ID, Case: r.Subject, Line: r.Line, Kind: r.Kind, Number: r.Number, Item: n.item(r.Item), Unit: n.unit(r.Unit),
		Standard: r.Standard, Quantity: float64(r.Quantity) / thousandths, Amount: int64(r.Amount), Asked: int64(r.Asked),
		Differs: r.Differs, At: r.At, Demo: r.Demo,
	}
	out.StandardName, out.StandardNameEn = n.standard(r.Item, r.Standard)
	return out
}

// standard finds the name of a fee standard as the item publishes it now; "" one that is gone.
func (n *naming) standard(item, code string) (name, nameEN string) {
	if b, known := n.shelf.Catalogue().Find(item); known && code != "" {
		fee := b.Fees.Item(code)
		return fee.Name, fee.NameEN
	}
	return "", ""
}

// SumFees sums money up by unit, item or standard.
func (s *Server) SumFees(ctx context.Context, req SumFeesRequestObject) (SumFeesResponseObject, error) {
	q := req.Params
	v := s.sight(ctx, access.Read, access.Fee, q.Path)
	f := models.FeeFilter{Scope: v.ranges, Unit: q.Unit, Item: q.Item, At: lastYear(days(q.From, q.To), s.Now())}
	sums, err := s.Fees.FeeSums(ctx, string(q.By), f)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	if err != nil {
		return nil, err
	}
	return SumFees200JSONResponse{Rows: each(sums, func(sum models.FeeSum) FeeFigure {
		out := FeeFigure{
			Key: sum.Key, Name: sum.Key, NameEn: sum.Key, Cases: sum.Cases, Charged: int64(sum.Charged), Paid: int64(sum.Paid),
			Refunded: int64(sum.Refunded), Waived: int64(sum.Waived), Differs: sum.Differs,
		}
		switch q.By {
		case SumFeesParamsByUnit:
			unit := n.unit(sum.Key)
			out.Name, out.NameEn = unit.Name, unit.NameEn
		case SumFeesParamsByItem:
			item := n.item(sum.Key)
			out.Name, out.NameEn = item.Name, item.NameEn
		case SumFeesParamsByStandard:
			out.Name, out.NameEn = s.standardNamed(sum.Key)
		}
		return out
	})}, nil
}

// standardNamed finds the name of a standard wherever it is published.
func (s *Server) standardNamed(code string) (name, nameEN string) {
	for _, b := range s.Shelf.Catalogue().All() {
		if fee := b.Fees.Item(code); fee.Name != "" {
			return fee.Name, fee.NameEN
		}
	}
	return code, code
}

// caseFees is what a case costs, as it stands.
func (n *naming) caseFees(f *caseFile) CaseFees {
	b := f.bundle
	out := CaseFees{
		Free: b.Fees.Free, PaidBefore: b.Procedure.PaidBefore, Open: int64(f.state.FeesOpen()), Bills: []FeeBill{},
		Standards: each(b.Procedure.Standards, func(s models.Standard) FeeStandard { return n.feeStandard(f, b, s) }),
		Unbilled:  each(f.state.Unbilled, func(p models.Payment) FeePayment { return n.feePayment(f, p) }),
	}
	for _, bill := range f.state.Bills {
		line := f.lines[bill.Line-1]
		out.Bills = append(out.Bills, FeeBill{
			Line: bill.Line, At: line.Acted, By: n.person(line.Actor.Account), Amount: int64(bill.Amount), Waived: int64(bill.Waived),
			Paid: int64(bill.Paid()), Open: int64(bill.Open()),
			Entries:  each(bill.Charges, func(c models.Charge) FeeEntry { return n.feeEntry(b, c) }),
			Payments: each(bill.Payments, func(p models.Payment) FeePayment { return n.feePayment(f, p) }),
		})
	}
	return out
}

func (n *naming) feeStandard(f *caseFile, b *process.Bundle, s models.Standard) FeeStandard {
	fee, unit := b.Fees.Item(s.Code), f.row.Unit
	if step := f.state.Step(s.Step); step != nil {
		unit = step.Unit
	}
	return FeeStandard{
		Code: s.Code, Name: fee.Name, NameEn: fee.NameEN, Price: int64(s.Price), Per: s.Per, Account: s.Account, Unit: n.unit(unit),
	}
}

func (n *naming) feeEntry(b *process.Bundle, c models.Charge) FeeEntry {
	fee := b.Fees.Item(c.Standard)
	return FeeEntry{
		Standard: c.Standard, Name: fee.Name, NameEn: fee.NameEN, Quantity: float64(c.Quantity) / thousandths, Per: strings.TrimPrefix(fee.Unit, "yuan_per_"),
		Price: int64(c.Price), Amount: int64(c.Amount), Account: c.Account, Unit: n.unit(c.Unit),
	}
}

func (n *naming) feePayment(f *caseFile, p models.Payment) FeePayment {
	line := f.lines[p.Line-1]
	said := line.Facts.Fee
	return FeePayment{
		Line: p.Line, At: line.Acted, By: n.person(line.Actor.Account), Amount: int64(p.Amount), Refunded: int64(p.Refunded),
		Account: p.Account, Voucher: said.Voucher, PayBy: said.Channel, Asked: int64(said.Asked), Differs: said.Differs(),
	}
}

// anonymous leaves the officials out of what an applicant sees.
func (c CaseFees) anonymous() CaseFees {
	for i := range c.Bills {
		c.Bills[i].By = Person{}
		for j := range c.Bills[i].Payments {
			c.Bills[i].Payments[j].By = Person{}
		}
	}
	for i := range c.Unbilled {
		c.Unbilled[i].By = Person{}
	}
	return c
}

// probeFee is money that a command could be about: what is published, the first bill or payment on which something is open.
func (f *caseFile) probeFee(verb models.Verb) *models.FeeFacts {
	fee := &models.FeeFacts{Amount: 1, Channel: "online"}
	if published := f.bundle.Procedure.Standards; verb == models.ChargeFee && len(published) > 0 {
		fee.Charges = []models.Charge{{Standard: published[0].Code, Quantity: thousandths}}
	}
	for _, b := range slices.Backward(f.state.Bills) {
		if b.Open() > 0 {
			fee.Bill = b.Line
		}
		for _, p := range b.Payments {
			if p.Kept() > 0 {
				fee.Payment = p.Line
			}
		}
	}
	for _, p := range f.state.Unbilled {
		if fee.Payment == 0 && p.Kept() > 0 {
			fee.Payment = p.Line
		}
	}
	return fee
}
