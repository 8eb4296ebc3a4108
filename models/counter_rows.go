package models

// CounterFilter asks for the signals of units, or of people in them, by their issue in a span.
type CounterFilter struct {
	Scope  []PathRange
	Unit   string
	Person bool // by unit and holder
	Span   Span
}

// CardCounter is how many signals stand against a unit or person. Withdrawn and self-corrected ones are counted apart.
type CardCounter struct {
	Unit      string
	Path      string
	Holder    string
	Warnings  int
	Yellows   int
	Reds      int
	Withdrawn int
	Corrected int
}
