package paper

import (
	"image"
	"image/draw"
	"regexp"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/signintech/gopdf"
)

// text sets a paragraph, its first line indented.
func (t *typesetter) text(text string, size, indent float64) {
	for _, paragraph := range strings.Split(text, "\n") {
		for i, line := range t.broken(paragraph, size, lineWidth, indent) {
			t.room(size * leading)
			x := margin
			if i == 0 {
				x += indent
			}
			t.at(line, size, x, t.y)
			t.y += size * leading
		}
	}
}

// broken breaks a paragraph into lines. Chinese breaks anywhere, other scripts between words; no line begins with a
// closing mark.
func (t *typesetter) broken(text string, size, width, indent float64) []string {
	if t.err == nil {
		t.err = t.pdf.SetFont(family, "", size)
	}
	var lines []string
	var line strings.Builder
	left := width - indent
	for _, piece := range t.pieces(t.printable(text), width) {
		w := t.wide(strings.TrimRight(piece, " "))
		if left < w && !strings.Contains("，。；：、！？）》”", piece) {
			lines = append(lines, line.String())
			line.Reset()
			left = width
		}
		line.WriteString(piece)
		left -= t.wide(piece)
	}
	return append(lines, line.String())
}

// pieces are what a line never divides: a Chinese character, a word with the spaces behind it. A word that is wider than
// a line falls into its letters.
func (t *typesetter) pieces(text string, width float64) []string {
	var out []string
	for _, piece := range unbroken.FindAllString(text, -1) {
		if t.wide(piece) < width {
			out = append(out, piece)
			continue
		}
		out = append(out, strings.Split(piece, "")...)
	}
	return out
}

// unbroken matches a word of a script that has spaces, or one sign.
var unbroken = regexp.MustCompile(`[\x21-\x7E\x{201C}\x{201D}\x{2019}]*[A-Za-z][\x21-\x7E\x{201D}\x{2019}]* *|[0-9][0-9.,:-]* *|(?s:.)`)

func (t *typesetter) wide(text string) float64 {
	w, err := t.pdf.MeasureTextWidth(text)
	if err != nil && t.err == nil {
		t.err = err
	}
	return w
}

// printable replaces what the font lacks, so that one strange sign in a name keeps nobody from printing.
func (t *typesetter) printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		if there, err := t.pdf.IsCurrFontContainGlyph(r); err != nil || !there {
			return '□'
		}
		return r
	}, text)
}

func (t *typesetter) centred(text string, size float64) {
	for _, line := range t.broken(text, size, lineWidth, 0) {
		t.at(line, size, margin+(lineWidth-t.wide(line))/2, t.y)
		t.y += size * leading
	}
}

const padding = 4.0

// table sets rows with lines around their cells; a row never breaks over a page unless it is longer than one.
func (t *typesetter) table(table Table) {
	if len(table.Head) > 0 {
		t.row(table, table.Head)
	}
	for _, row := range table.Rows {
		t.row(table, row)
	}
	t.y += bodySize / 2
}

func (t *typesetter) row(table Table, row []string) {
	cells := make([][]string, len(table.Shares))
	most := 1
	for i := range cells {
		for _, paragraph := range strings.Split(table.cell(row, i), "\n") {
			cells[i] = append(cells[i], t.broken(paragraph, bodySize, table.width(i)-2*padding, 0)...)
		}
		most = max(most, len(cells[i]))
	}
	height := float64(most)*bodySize*1.4 + 2*padding
	t.room(min(height, bottom-margin))
	x := margin
	for i, lines := range cells {
		t.pdf.RectFromUpperLeftWithStyle(x, t.y, table.width(i), min(height, bottom-t.y), "D")
		for n, line := range lines {
			if y := t.y + padding + float64(n)*bodySize*1.4; y+bodySize < bottom {
				t.at(line, bodySize, x+padding, y)
			}
		}
		x += table.width(i)
	}
	t.y += min(height, bottom-t.y)
}

const sealSize = 96.0

// sign sets the signature to the right, in the circle where its seal is to be put.
func (t *typesetter) sign() {
	height := float64(len(t.sheet.Signed)) * bodySize * leading
	x := margin + min(lineWidth*0.6, max(0, lineWidth-t.widest(t.sheet.Signed)))
	if t.sheet.Seal == "" {
		t.room(height * 2)
	} else {
		t.room(sealSize + bodySize)
	}
	t.y += bodySize
	if t.sheet.Seal != "" && t.err == nil {
		t.seal(x + 12)
		t.y += (sealSize - height) / 2
	}
	for _, line := range t.sheet.Signed {
		t.at(line, bodySize, x, t.y)
		t.y += bodySize * leading
	}
	if t.sheet.Seal != "" {
		t.y += (sealSize - height) / 2
	}
}

// widest is the width of the longest of these lines: a unit with a long name begins further left.
func (t *typesetter) widest(lines []string) float64 {
	if t.err == nil {
		t.err = t.pdf.SetFont(family, "", bodySize)
	}
	var most float64
	for _, line := range lines {
		most = max(most, t.wide(line))
	}
	return most
}

// seal draws the place for a seal: a dashed circle with a word in it, in grey.
func (t *typesetter) seal(x float64) {
	t.pdf.SetStrokeColor(170, 170, 170)
	t.pdf.SetLineType("dashed")
	t.pdf.Oval(x, t.y, x+sealSize, t.y+sealSize)
	t.pdf.SetLineType("solid")
	t.pdf.SetStrokeColor(0, 0, 0)
	t.pdf.SetTextColor(130, 130, 130)
	t.at(t.sheet.Seal, smallSize, x+(sealSize-t.smallWide(t.sheet.Seal))/2, t.y+sealSize-2.2*smallSize)
	t.pdf.SetTextColor(0, 0, 0)
}

func (t *typesetter) smallWide(text string) float64 {
	if t.err == nil {
		t.err = t.pdf.SetFont(family, "", smallSize)
	}
	return t.wide(text)
}

const codeSize = 84.0

func (t *typesetter) code() {
	if t.err != nil || t.sheet.Code.URL == "" {
		return
	}
	picture, err := qrCode(t.sheet.Code.URL)
	if err != nil {
		t.err = err
		return
	}
	t.room(codeSize + bodySize)
	if err := t.pdf.ImageFrom(picture, margin, t.y, &gopdf.Rect{W: codeSize, H: codeSize}); err != nil {
		t.err = err
		return
	}
	y := t.y + codeSize/3
	for _, line := range strings.Split(t.sheet.Code.Text, "\n") {
		t.at(line, smallSize, margin+codeSize+8, y)
		y += smallSize * leading
	}
	t.y += codeSize
}

// qrCode draws the code in 8-bit grey: the PDF library does not read the 16-bit picture that the encoder makes.
func qrCode(content string) (image.Image, error) {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return nil, err
	}
	scaled, err := barcode.Scale(code, 336, 336)
	if err != nil {
		return nil, err
	}
	grey := image.NewGray(scaled.Bounds())
	draw.Draw(grey, grey.Bounds(), scaled, scaled.Bounds().Min, draw.Src)
	return grey, nil
}
