package process

import (
	"encoding/json"
	"slices"

	"mingcha/models/clock"
)

// Number is a decimal number as it was written.
type Number = json.Number

// Guide (办事指南) is what the public reads about an item, besides its materials, form, fees and result.
type Guide struct {
	Item       string      `json:"item"`
	Name       string      `json:"name"`
	NameEN     string      `json:"name_en"`
	Kind       string      `json:"kind"`               // GB/T 39046: 01 permit, 05 payment, 07 confirmation, 20 public service …
	Levels     []int       `json:"levels"`             // GB/T 39046: 2 province … 6 village
	Body       int         `json:"body"`               // GB/T 39046: 1 legal organ, 2 authorised, 3 entrusted, 9 other
	Served     []int       `json:"served"`             // GB/T 39046: 1 person, 2 enterprise …
	CaseKind   int         `json:"case_kind"`          // GB/T 39046: 1 instant, 2 promised, 9 other
	Internal   bool        `json:"internal,omitempty"` // a public body opens it; it is neither shown to the public nor applied for
	Unit       Office      `json:"unit"`
	With       []Office    `json:"with,omitempty"` // the co-departments
	LifeEvents []string    `json:"life_events,omitempty"`
	Topics     []string    `json:"topics,omitempty"`
	Basis      []Citation  `json:"basis"`
	Conditions []string    `json:"conditions,omitempty"`
	Limits     Limits      `json:"limits"`
	Special    []Special   `json:"special,omitempty"`
	Deemed     Deemed      `json:"deemed,omitzero"`
	Steps      []GuideStep `json:"steps"`
	Notes      []string    `json:"notes,omitempty"`
}

// Office is a kind of unit with the name that people know.
type Office struct {
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	NameEN string `json:"name_en"`
}

// Citation is the place in a law or document that something rests on.
type Citation struct {
	Law      string `json:"law"`
	Document string `json:"document,omitempty"` // number of a document that is no law
	Article  string `json:"article,omitempty"`
	Quote    string `json:"quote,omitempty"`
	Copy     string `json:"copy,omitempty"`   // date of the text that was read
	Verify   bool   `json:"verify,omitempty"` // check again before it is shown as law
	Note     string `json:"note,omitempty"`
}

// Span is a limit as people write it: 7 working_day, 0.5 working_day, on_the_spot.
type Span struct {
	Number Number `json:"number,omitempty"`
	Unit   string `json:"unit"`
}

// Limit is the span in the units of the legal clock. The zero Span is no limit.
func (s Span) Limit() (clock.Limit, error) {
	if s == (Span{}) {
		return clock.Limit{}, nil
	}
	if s.Number == "" {
		return clock.ParseLimit(0, s.Unit)
	}
	number, err := s.Number.Float64()
	if err != nil {
		return clock.Limit{}, err
	}
	return clock.ParseLimit(number, s.Unit)
}

// Limits are the limits of an item as written, with the law that sets them.
type Limits struct {
	Start      string     `json:"start"`
	Acceptance Span       `json:"acceptance"`
	Statutory  Span       `json:"statutory,omitzero"` // left out where no law sets one
	Basis      *Citation  `json:"basis,omitempty"`    // of the statutory limit
	Promised   Span       `json:"promised"`
	Extension  *Extension `json:"extension,omitempty"`
	Delivery   Span       `json:"delivery"`
	Supplement Span       `json:"supplement"`
	Prereview  Span       `json:"prereview"`
	AskLater   bool       `json:"ask_later,omitempty"` // after acceptance the applicant may be asked once more
	Notes      []string   `json:"notes,omitempty"`
}

// Extension is the lawful extension of the statutory limit (K04, K05).
type Extension struct {
	By     Span   `json:"by"`
	Head   string `json:"head"` // role of the head whom the law names
	Times  int    `json:"times"`
	Ground string `json:"ground,omitempty"`
	Duty   string `json:"duty,omitempty"` // what the applicant is told
}

// Special is a special procedure (K08).
type Special struct {
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Stops   bool   `json:"stops_clock"`
	Planned Span   `json:"planned,omitzero"` // left out where the time cannot be known
	Law     string `json:"law,omitempty"`
	Article int    `json:"article,omitempty"`
}

// Deemed says what silence means.
type Deemed struct {
	Acceptance bool   `json:"acceptance,omitempty"` // accepted on the day of receipt (K02)
	Renewal    bool   `json:"renewal,omitempty"`    // renewed (K12)
	Basis      string `json:"basis,omitempty"`
}

// GuideStep is one step as the guide draws it.
type GuideStep struct {
	Key        string `json:"key"`
	Name       string `json:"name"`
	NameEN     string `json:"name_en"`
	Stage      string `json:"stage"`
	StageEN    string `json:"stage_en"`
	Kind       string `json:"kind"`
	Act        string `json:"act,omitempty"`
	Role       string `json:"role,omitempty"`
	Unit       Office `json:"unit"`
	Limit      Span   `json:"limit,omitzero"`
	After      []int  `json:"after,omitempty"`
	WhenName   string `json:"when_name,omitempty"` // in which cases the step takes place; "" in all
	WhenNameEN string `json:"when_name_en,omitempty"`
}

// Material (申请材料) is one entry of the checklist.
type Material struct {
	No       int      `json:"no"` // from 1
	Name     string   `json:"name"`
	NameEN   string   `json:"name_en"`
	Required bool     `json:"required"`
	Medium   string   `json:"medium"`             // original, electronic, original_or_electronic
	Copies   int      `json:"copies"`             // 0: nothing to bring
	Source   string   `json:"source"`             // applicant, government_shared, third_party, generated
	From     string   `json:"from,omitempty"`     // row of the sharing catalogue
	Template string   `json:"template,omitempty"` // blank form to download: application or statement
	For      []string `json:"for,omitempty"`      // kinds of unit that it concerns in a joint approval; none: all
}

// Brought reports whether somebody outside the government has to bring the material.
func (m Material) Brought() bool { return m.Source == "applicant" || m.Source == "third_party" }

// Fees are what an item costs (K14: by law and published standard only).
type Fees struct {
	Free   bool       `json:"free"`
	Before string     `json:"paid_before,omitempty"` // kind of step that waits for payment: decide, deliver
	Items  []Fee      `json:"items,omitempty"`
	Basis  []Citation `json:"basis,omitempty"`
}

// Fee is one charge.
type Fee struct {
	Code     string `json:"code,omitempty"`
	Name     string `json:"name"`
	NameEN   string `json:"name_en"`
	Amount   Number `json:"amount,omitempty"` // yuan; "" where it is set locally
	Unit     string `json:"unit"`
	Standard string `json:"standard,omitempty"`
	Account  string `json:"account,omitempty"` // of the treasury, into which it is paid
	Step     string `json:"step,omitempty"`    // whose unit collects it; "" the item's own
	Verify   bool   `json:"verify,omitempty"`
}

// Item returns the fee with this code, or none.
func (f Fees) Item(code string) Fee {
	if i := slices.IndexFunc(f.Items, func(fee Fee) bool { return fee.Code == code }); i >= 0 {
		return f.Items[i]
	}
	return Fee{}
}

// priced counts the fees whose price is published.
func (f Fees) priced() (n int) {
	for _, fee := range f.Items {
		if fee.Amount != "" {
			n++
		}
	}
	return n
}

// Document is what the applicant gets in the end.
type Document struct {
	Name    string `json:"name"`
	NameEN  string `json:"name_en"`
	Valid   string `json:"valid,omitempty"`
	ValidEN string `json:"valid_en,omitempty"`
}
