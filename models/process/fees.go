package process

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingcha/models"
)

func (c *compilation) judgeFees() {
	f := &c.fees
	switch {
	case f.Free && len(f.Items) > 0:
		c.blame("free_with_fees", "", &f.Items)
	case !f.Free && len(f.Items) == 0:
		c.blame("fee_without_items", "", &f.Free, f)
	case !f.Free && len(f.Basis) == 0:
		c.blame("fee_without_basis", "", f)
	}
	seen := map[string]bool{}
	for i := range f.Items {
		fee := &f.Items[i]
		c.want("name", &fee.Name, fee)
		switch price, inFen := fenOf(fee.Amount); {
		case fee.Amount != "" && fee.Amount[0] == '-':
			c.blame("negative", string(fee.Amount), &fee.Amount)
		case fee.Amount != "" && !inFen || price > mostFen:
			c.blame("not_fen", string(fee.Amount), &fee.Amount)
		case fee.Amount != "" && !feeCode.MatchString(fee.Code):
			c.blame("fee_code", fee.Code, &fee.Code, fee)
		case seen[fee.Code]:
			c.blame("fee_code", fee.Code, &fee.Code)
		}
		seen[fee.Code] = fee.Code != ""
	}
}

// judgeCollectors asks that who collects a fee takes part in the procedure, and that a step waits for payment only where
// something can be paid.
func (c *compilation) judgeCollectors() {
	f := &c.fees
	for i := range f.Items {
		if step := f.Items[i].Step; step != "" && c.procedure.StepIndex(step) < 0 {
			c.blame("unknown_step", step, &f.Items[i].Step)
		}
	}
	waits := models.StepKind(f.Before)
	priced := slices.ContainsFunc(f.Items, func(fee Fee) bool { return fee.Amount != "" })
	if f.Before != "" && (waits != models.DecideStep && waits != models.DeliverStep || !priced) {
		c.blame("paid_before", f.Before, &f.Before)
	}
}

// completeFees puts what can be charged into the procedure: standards whose price is published.
func (c *compilation) completeFees() {
	p := &c.procedure
	p.PaidBefore = models.StepKind(c.fees.Before)
	for _, fee := range c.fees.Items {
		if price, published := fenOf(fee.Amount); published {
			p.Standards = append(p.Standards, models.Standard{
				Code: fee.Code, Price: price, Per: strings.TrimPrefix(fee.Unit, "yuan_per_"), Account: fee.Account, Step: fee.Step,
			})
		}
	}
}

var feeCode = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$`)

// mostFen bounds a price: ten million yuan.
const mostFen = 1_000_000_000

// Price is what one unit costs; false where it is set elsewhere.
func (f Fee) Price() (models.Fen, bool) { return fenOf(f.Amount) }

// fenOf reads a price in yuan. It is no price if it is none or finer than a fen.
func fenOf(yuan Number) (models.Fen, bool) {
	value, err := strconv.ParseFloat(string(yuan), 64)
	fen := math.Round(value * 100)
	if err != nil || math.Abs(fen-value*100) > 1e-6 || fen < 0 {
		return 0, false
	}
	return models.Fen(fen), true
}
