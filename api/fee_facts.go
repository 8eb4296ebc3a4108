package api

import (
	"strconv"
	"strings"

	"mingcha/models"
)

// feeFacts tell a notice what was charged, paid, given back or waived; nothing where its line is about something else.
func (s *Server) feeFacts(facts map[string]string, f *caseFile, issued issuedNotice, language Language) {
	fee := issued.act.Facts.Fee
	if fee == nil {
		return
	}
	var rows []string
	var charged models.Fen
	for _, c := range fee.Charges {
		rows = append(rows, s.chargeText(f, c, language))
	}
	for _, b := range f.state.Bills {
		charged += b.Amount
	}
	if issued.act.Verb == models.ChargeFee {
		charged = fee.Amount
	}
	facts["charges"], facts["charged"], facts["fee_amount"] = strings.Join(rows, "\n"), charged.String(), fee.Amount.String()
	facts["fee_open"], facts["voucher"], facts["fee_account"] = f.state.FeesOpen().String(), fee.Voucher, fee.Account
	facts["fee_ground"] = s.vocabulary.ground(issued.act.Facts.Ground, language)
	var basis []string
	for _, c := range f.bundle.Fees.Basis {
		basis = append(basis, c.Law+c.Article+c.Document)
	}
	facts["fee_basis"] = strings.Join(basis, "；")
}

// chargeText is one entry of a bill, with the department that collects it.
func (s *Server) chargeText(f *caseFile, c models.Charge, language Language) string {
	fee, quantity := f.bundle.Fees.Item(c.Standard), strconv.FormatFloat(float64(c.Quantity)/thousandths, 'f', -1, 64)
	text := either(fee.Name, fee.NameEN, language) + "  " + c.Price.String() + " × " + quantity + " = " + c.Amount.String()
	if unit, known := s.Gate.Snapshot().Units.Find(c.Unit); known {
		text += "  " + either(unit.NameZH, unit.NameEN, language)
	}
	return text
}

// ground is the word for a ground; one that nobody knows stays as it is.
func (v Vocabulary) ground(key string, language Language) string {
	for _, g := range v.Grounds {
		if g.Key == key {
			return either(g.Name, g.NameEn, language)
		}
	}
	return key
}
