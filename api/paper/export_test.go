package paper

import "github.com/signintech/gopdf"

func startWith(t *typesetter, font []byte) error {
	t.pdf = &gopdf.GoPdf{}
	t.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	if err := t.pdf.AddTTFFontData(family, font); err != nil {
		return err
	}
	t.pdf.AddPage()
	return t.pdf.SetFont(family, "", bodySize)
}
