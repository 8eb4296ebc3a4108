package api

import (
	"testing"
)

// What one request costs on this side of the engine. The engine of these tests appends in this process, so a command
// holds the append and its commit too.
func BenchmarkRequests(b *testing.B) {
	o := openOffice(b)
	id := o.accepted()
	for name, a := range map[string]ask{
		"me": {as: clerk, method: "GET", path: "/me"}, "inbox": {as: handler, method: "GET", path: "/inbox"},
		"case": {as: supervisor, method: "GET", path: "/cases/" + id}, "offers": {as: handler, method: "GET", path: "/cases/" + id + "/offers"},
		"guide": {method: "GET", path: "/public/items/" + foodItem}, "board": {as: supervisor, method: "GET", path: "/board"},
		"refusal": {as: handler, method: "POST", path: "/cases/" + id + "/commands/approve", body: CaseCommand{Step: "audit"}, key: "a-refusal"},
	} {
		o.signIn(supervisor)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				record(o, o.request(a))
			}
		})
	}
	b.Run("command", func(b *testing.B) {
		for b.Loop() {
			record(o, o.request(ask{as: supervisor, method: "POST", path: "/cases/" + id + "/commands/urge", body: CaseCommand{Reason: "催办", Ground: "K04"}, key: click()}))
			if o.engine.count()%50 == 0 {
				b.StopTimer()
				id = o.accepted()
				b.StartTimer()
			}
		}
	})
}
