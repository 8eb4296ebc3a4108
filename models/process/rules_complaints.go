package process

import (
	"fmt"
	"maps"
	"slices"

	"mingcha/models/supervision"
)

// judgeComplaints refuses times of complaints that cannot be counted, and those without which nobody would ever answer.
func (j *ruleJudge) judgeComplaints(rules []supervision.ComplaintRule) {
	for i, r := range rules {
		at := fmt.Sprintf("/complaints/%d/terms", i)
		limits := r.ComplaintLimits()
		for _, name := range slices.Sorted(maps.Keys(limits)) {
			if err := limits[name].Validate(); err != nil {
				j.blame(at+"/"+name, "not_limit", err.Error())
			}
		}
		for _, name := range []string{"handling", "window", "review"} {
			if _, given := limits[name]; !given {
				j.blame(at+"/"+name, "missing", name)
			}
		}
	}
}
