package ui

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func TestHandler(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	built := fstest.MapFS{
		"index.html": file("<hall>"), "office.html": file("<office>"), "assets/a-1.js": file("script"),
		"assets/a-1.js.gz": file("zipped"), "divisions/44.json": file("{}"),
	}
	for name, c := range map[string]struct {
		pages fstest.MapFS
		path  string
		code  int
		body  string
	}{
		"no build yet says what to do":            {fstest.MapFS{}, "/", 503, unbuilt + "\n"},
		"a file that is not there is not an app":  {built, "/assets/gone.js", 404, "404 page not found\n"},
		"a way out of the folder leads to an app": {built, "/../../etc/passwd", 200, "<hall>"},
		"a folder is not a file":                  {built, "/assets", 200, "<hall>"},
		"the first page is the hall":              {built, "/", 200, "<hall>"},
		"a deep link gets the hall":               {built, "/items/food-business-catering/apply", 200, "<hall>"},
		"a deep link gets the office":             {built, "/office/cases/C1", 200, "<office>"},
		"an identifier with a dot is no file":     {built, "/office/cases/C1.2", 200, "<office>"},
		"a page that only begins like the office": {built, "/officers", 200, "<hall>"},
		"a file": {built, "/assets/a-1.js", 200, "script"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(c.pages, c.path, "")
			require.Equal(t, c.code, got.Code)
			require.Equal(t, c.body, got.Body.String())
		})
	}

	t.Run("a browser that takes gzip gets what the build compressed", func(t *testing.T) {
		got := ask(built, "/assets/a-1.js", "gzip, br")
		require.Equal(t, "zipped", got.Body.String())
		require.Equal(t, "gzip", got.Header().Get("Content-Encoding"))
		require.Contains(t, got.Header().Get("Content-Type"), "javascript")
	})
	t.Run("an app by the name of its file leads to its place", func(t *testing.T) {
		got := ask(built, "/office.html", "")
		require.Equal(t, http.StatusFound, got.Code)
		require.Equal(t, "/office", got.Header().Get("Location"))
	})
	t.Run("what bears its hash is kept, a page is asked for again", func(t *testing.T) {
		require.Contains(t, ask(built, "/assets/a-1.js", "").Header().Get("Cache-Control"), "immutable")
		require.Equal(t, "no-cache", ask(built, "/office", "").Header().Get("Cache-Control"))
		require.Equal(t, "no-cache", ask(built, "/divisions/44.json", "").Header().Get("Cache-Control"))
	})
}

func ask(pages fstest.MapFS, path, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	Handler(pages).ServeHTTP(w, r)
	return w
}
