// Package ui holds the pages: the public hall for citizens and the office for officials. Vite builds them into dist,
// from where they travel inside the binary.
package ui

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var built embed.FS

// Pages returns the built pages: index.html (the hall), office.html (the office), assets/ and fonts/. Before the
// first build it holds only .gitkeep, so that Go builds without Node.
func Pages() fs.FS {
	pages, err := fs.Sub(built, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path; the directive above proves that it exists
	}
	return pages
}
