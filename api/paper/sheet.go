// Package paper sets what people print: notices, decisions, licences and a case's whole evidence, as PDF with Chinese
// text and a QR code. It knows nothing of cases: a Sheet says what stands where.
package paper

// Sheet is one document to print.
type Sheet struct {
	Title  string // 受理通知书
	Number string // of the document or case, under the title
	To     string // who is addressed, with the mark that follows a salutation; "" nobody
	Blocks []Block
	Signed []string // lines of the signature: unit, date
	Seal   string   // what stands where the seal is to be put; "" no place for one
	Code   Code
	Notice string // stands at the head of every page, such as that it is a demonstration
	Footer string // stands at the foot of every page, beside its number
}

// Code is a QR code and what stands beside it. A zero Code prints none.
type Code struct {
	URL  string
	Text string
}

// Block is one part of the body. Its first field that is set counts.
type Block struct {
	Heading string
	Text    string
	Pairs   []Pair
	Table   *Table
}

// Pair is a named value.
type Pair struct{ Name, Value string }

// Table has columns of given shares of the width.
type Table struct {
	Head   []string
	Shares []float64 // of the width, together 1
	Rows   [][]string
}

// Heading makes a block.
func Heading(text string) Block { return Block{Heading: text} }

// Text makes a block; it may have several paragraphs.
func Text(text string) Block { return Block{Text: text} }

// Pairs makes a block of named values.
func Pairs(pairs ...Pair) Block { return Block{Pairs: pairs} }

// Rows makes a block of a table.
func Rows(t Table) Block { return Block{Table: &t} }

func (t Table) width(i int) float64 { return t.Shares[i] * lineWidth }

func (t Table) cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}
