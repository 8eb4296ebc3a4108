package ui

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// unbuilt is what every page says before the first build.
const unbuilt = "the pages are not built yet: run make ui"

// places are where the apps live; people also type the names of their files.
var places = map[string]string{"index.html": "/", "office.html": "/office"}

// Handler serves the pages. A path that is no file, and not in a folder of the build either, is a place inside one of
// the two apps: below /office the office's, elsewhere the hall's. Files are sent as the build compressed them where the browser takes that.
func Handler(pages fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if place, app := places[name]; app {
			http.Redirect(w, r, place, http.StatusFound)
			return
		}
		if isFile(pages, name) {
			w.Header().Set("Cache-Control", lasting(name))
			send(w, r, pages, name)
			return
		}
		if built, _, below := strings.Cut(name, "/"); below && isFolder(pages, built) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		send(w, r, pages, appAt(name))
	})
}

// appAt is the app that a deep link leads into.
func appAt(name string) string {
	if name == "office" || strings.HasPrefix(name, "office/") {
		return "office.html"
	}
	return "index.html"
}

// lasting says how long a browser may keep a file: forever what bears the hash of its content in its name.
func lasting(name string) string {
	if strings.HasPrefix(name, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

func send(w http.ResponseWriter, r *http.Request, pages fs.FS, name string) {
	if !isFile(pages, name) {
		http.Error(w, unbuilt, http.StatusServiceUnavailable)
		return
	}
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		h.Set("Content-Type", kind)
	}
	if isFile(pages, name+".gz") && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		name += ".gz"
	}
	content, err := fs.ReadFile(pages, name)
	if err != nil {
		http.Error(w, "the page cannot be read", http.StatusInternalServerError)
		return
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(content) // the reader has gone away
	}
}

func isFile(pages fs.FS, name string) bool {
	info, err := fs.Stat(pages, name)
	return err == nil && info.Mode().IsRegular()
}

func isFolder(pages fs.FS, name string) bool {
	info, err := fs.Stat(pages, name)
	return err == nil && info.IsDir()
}
