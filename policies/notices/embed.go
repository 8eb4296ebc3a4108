// Package notices holds what is said when a notice leaves the house, and when that must wait, as data in both languages.
// It is read and checked at the start; a faulty file stops the program.
package notices

import (
	"embed"
	"sync"
)

//go:embed *.yaml
var files embed.FS

// Shipped returns the letters that come with the product. They are read once.
var Shipped = sync.OnceValues(func() (*Letters, error) { return Load(files) })
