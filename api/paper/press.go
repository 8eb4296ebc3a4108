package paper

import (
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"sync"

	"github.com/signintech/gopdf"
)

// Font is where the Chinese font lies in the files given to New.
const Font = "fonts/NotoSansSC-Regular.ttf"

// Press prints sheets. It reads the font once.
type Press struct {
	font func() ([]byte, error)
}

// New returns a press whose font is read from files at the first print.
func New(files fs.FS) *Press {
	return &Press{font: sync.OnceValues(func() ([]byte, error) { return fs.ReadFile(files, Font) })}
}

// Measures of an A4 page in points.
const (
	margin    = 56.0
	lineWidth = 595.28 - 2*margin
	bottom    = 841.89 - 64.0
	family    = "body"
)

// Sizes of type in points, and how far apart lines stand.
const (
	bodySize    = 11.0
	titleSize   = 20.0
	headingSize = 13.0
	smallSize   = 8.5
	leading     = 1.6
)

// Print writes a sheet as PDF.
func (p *Press) Print(w io.Writer, sheet Sheet) error {
	font, err := p.font()
	if err != nil {
		return fmt.Errorf("read the font: %w", err)
	}
	t := &typesetter{sheet: sheet, pdf: &gopdf.GoPdf{}}
	t.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	if err := t.pdf.AddTTFFontData(family, font); err != nil {
		return fmt.Errorf("load the font: %w", err)
	}
	t.pdf.SetInfo(gopdf.PdfInfo{Title: sheet.Title, Creator: "Mingcha"})
	t.set()
	if t.err != nil {
		return fmt.Errorf("set %s: %w", sheet.Title, t.err)
	}
	_, err = t.pdf.WriteTo(w)
	return err
}

// typesetter lays a sheet out from top to bottom. The first failure stays in err and ends the work.
type typesetter struct {
	sheet Sheet
	pdf   *gopdf.GoPdf
	page  int
	y     float64
	err   error
}

func (t *typesetter) set() {
	t.newPage()
	t.centred(t.sheet.Title, titleSize)
	if t.sheet.Number != "" {
		t.centred(t.sheet.Number, bodySize)
	}
	t.y += bodySize
	if t.sheet.To != "" {
		t.text(t.sheet.To, bodySize, 0)
	}
	for _, b := range t.sheet.Blocks {
		t.block(b)
	}
	t.sign()
	t.code()
}

func (t *typesetter) block(b Block) {
	switch {
	case b.Heading != "":
		t.y += headingSize / 2
		t.text(b.Heading, headingSize, 0)
	case b.Text != "":
		t.text(b.Text, bodySize, 2*bodySize)
	case b.Table != nil:
		t.table(*b.Table)
	default:
		rows := make([][]string, len(b.Pairs))
		for i, pair := range b.Pairs {
			rows[i] = []string{pair.Name, pair.Value}
		}
		t.table(Table{Shares: []float64{0.28, 0.72}, Rows: rows})
	}
}

func (t *typesetter) newPage() {
	t.pdf.AddPage()
	t.page++
	t.y = margin
	t.at(t.sheet.Notice, smallSize, margin, margin/2)
	t.at(t.sheet.Footer+"　"+strconv.Itoa(t.page), smallSize, margin, bottom+smallSize*2)
}

// room turns the page unless so much of it is left.
func (t *typesetter) room(height float64) {
	if t.y+height > bottom {
		t.newPage()
	}
}

func (t *typesetter) at(text string, size, x, y float64) {
	if t.err != nil || text == "" {
		return
	}
	if t.err = t.pdf.SetFont(family, "", size); t.err == nil {
		t.pdf.SetXY(x, y)
		t.err = t.pdf.Cell(nil, t.printable(text))
	}
}
