package paper

import (
	"image"
	"image/draw"
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

// broken breaks a paragraph into lines. Chinese breaks anywhere; no line begins with a closing mark.
func (t *typesetter) broken(text string, size, width, indent float64) []string {
	if t.err == nil {
		t.err = t.pdf.SetFont(family, "", size)
	}
	var lines []string
	var line strings.Builder
	left := width - indent
	for _, r := range t.printable(text) {
		w, err := t.pdf.MeasureTextWidth(string(r))
		if err != nil && t.err == nil {
			t.err = err
		}
		if left < w && !strings.ContainsRune("，。；：、！？）》”", r) {
			lines = append(lines, line.String())
			line.Reset()
			left = width
		}
		line.WriteRune(r)
		left -= w
	}
	return append(lines, line.String())
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
		w, err := t.pdf.MeasureTextWidth(line)
		if err != nil && t.err == nil {
			t.err = err
		}
		t.at(line, size, margin+(lineWidth-w)/2, t.y)
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

// sign sets the signature to the right.
func (t *typesetter) sign() {
	t.room(float64(len(t.sheet.Signed)) * bodySize * leading * 2)
	t.y += bodySize
	for _, line := range t.sheet.Signed {
		t.at(line, bodySize, margin+lineWidth*0.6, t.y)
		t.y += bodySize * leading
	}
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
