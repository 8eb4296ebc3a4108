package paper

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// font is where npm puts the font; `make` installs it before the tests.
const font = "../../ui/node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"

func press(t *testing.T) *Press {
	t.Helper()
	data, err := os.ReadFile(font)
	require.NoError(t, err, "the npm packages of ui are not installed")
	return New(fstest.MapFS{Font: {Data: data}})
}

func TestPress(t *testing.T) {
	t.Run("without the font says so instead of printing empty boxes", func(t *testing.T) {
		require.ErrorContains(t, New(fstest.MapFS{}).Print(&bytes.Buffer{}, Sheet{Title: "受理通知书"}), "read the font")
	})
	t.Run("a strange sign in a name keeps nobody from printing", func(t *testing.T) {
		var out bytes.Buffer
		require.NoError(t, press(t).Print(&out, Sheet{Title: "受理通知书", To: "王\U0001F600\x00芳"}))
		require.True(t, strings.HasPrefix(out.String(), "%PDF"))
	})
	t.Run("a long table runs over several pages and the page is subset", func(t *testing.T) {
		rows := make([][]string, 200)
		for i := range rows {
			rows[i] = []string{"审查", "材料齐全，符合法定形式。依照《中华人民共和国行政许可法》第三十二条第一款第五项的规定，予以受理。"}
		}
		var out bytes.Buffer
		require.NoError(t, press(t).Print(&out, Sheet{
			Title: "办件全案材料", Number: "DG20261122000012", Blocks: []Block{Heading("经过"), Rows(Table{Head: []string{"环节", "内容"}, Shares: []float64{0.2, 0.8}, Rows: rows})},
			Signed: []string{"东莞市市场监督管理局", "2026年11月22日"}, Code: Code{URL: "https://example.gov.cn/verify/abc", Text: "扫码核验"},
		}))
		require.Greater(t, strings.Count(out.String(), "/Type /Page\n"), 5)
		require.Less(t, out.Len(), 1<<20)
	})
	t.Run("English breaks between words, and a word wider than the line breaks anywhere", func(t *testing.T) {
		p := press(t)
		data, err := p.font()
		require.NoError(t, err)
		s := &typesetter{}
		require.NoError(t, startWith(s, data))
		const text = "Your application (number 4419-01) was accepted on 23 November 2026; the decision is promised by then."
		lines := s.broken(text, bodySize, 120, 22)
		require.Greater(t, len(lines), 3)
		require.Equal(t, text, strings.Join(lines, ""))
		for _, line := range lines[:len(lines)-1] {
			require.True(t, strings.HasSuffix(line, " "), line)
		}
		require.Greater(t, len(s.broken(strings.Repeat("x", 100), bodySize, 120, 0)), 3)
		require.NoError(t, s.err)
	})
	t.Run("a place for the seal stands on the page of the signature", func(t *testing.T) {
		var plain, sealed bytes.Buffer
		sheet := Sheet{Title: "受理通知书", Signed: []string{"东莞市市场监督管理局", "2026年11月22日"}}
		require.NoError(t, press(t).Print(&plain, sheet))
		sheet.Seal = "（加盖公章处）"
		for range 40 {
			sheet.Blocks = append(sheet.Blocks, Text("予以受理。"))
		}
		require.NoError(t, press(t).Print(&sealed, sheet))
		require.Equal(t, 1, strings.Count(plain.String(), "/Type /Page\n"))
		require.Equal(t, 2, strings.Count(sealed.String(), "/Type /Page\n"))
	})
	t.Run("no character is lost at the end of a line", func(t *testing.T) {
		const text = "统一社会信用代码与法定代表人公民身份号码应当与营业执照记载一致，依照第一款的规定办理，逾期不告知的，自收到申请材料之日起即为受理。"
		p := press(t)
		data, err := p.font()
		require.NoError(t, err)
		s := &typesetter{}
		require.NoError(t, startWith(s, data))
		require.Equal(t, text, strings.Join(s.broken(text, bodySize, 200, 22), ""))
		require.NoError(t, s.err)
	})
}

func BenchmarkPrint(b *testing.B) {
	data, err := os.ReadFile(font)
	require.NoError(b, err)
	p := New(fstest.MapFS{Font: {Data: data}})
	for b.Loop() {
		require.NoError(b, p.Print(&bytes.Buffer{}, Sheet{Title: "受理通知书", Blocks: []Block{Text("予以受理。")}}))
	}
}
