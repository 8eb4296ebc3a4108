// Package surveys holds, as data in both languages, what the public is asked about the service: the scale of a rating
// (好差评) and the questionnaires of satisfaction surveys (满意度调查). They are read and checked at the start.
package surveys

import (
	"embed"
	"sync"
)

//go:embed *.yaml forms/*.yaml
var files embed.FS

// Shipped returns the scale and the surveys that come with the product. They are read once.
var Shipped = sync.OnceValues(func() (*Book, error) { return Load(files) })
