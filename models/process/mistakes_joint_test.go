package process

import "strings"

var mistakesOfJoint = []mutation{
	{"a secret item (S36)", "body: 1\n", "body: 1\nsecret: true\n", "stall.yaml:7 secret_item"}, // covers S36
	{"a material for a department that the item does not name", "copies: 1, source: applicant", "copies: 1, for: [water], source: applicant", "stall.yaml:15 unknown_concern water"},
	{"a field for a department that the item does not name", "type: text, required: true, max_length: 20", "type: text, required: true, for: [water], max_length: 20", "stall.yaml:55 unknown_concern water"},
	{"a lead that closes after the promise", "rules: [R-T1", "joint: {close: 9 working_day}\nrules: [R-T1", "stall.yaml:63 close_over_promised 9 WD > 7 WD"},
	{"a joint approval over K05", "limits:\n  start: acceptance\n  statutory: 20 working_day", "joint: {close: 2 working_day}\nlimits:\n  start: acceptance\n  statutory: 46 working_day", "stall.yaml:20 joint_over_law 46; stall.yaml:22 joint_over_law 10 department_head"},
	{"a check of materials where nothing is joint", "- {key: accept, name: 受理", "- {key: check, name: 核对, name_en: Check, kind: check, role: co_handler, unit: traffic_police, limit: 1 working_day}\n      - {key: accept, name: 受理", "stall.yaml:35 joint_check check"},
	{"an agency after the acceptance", "      - {key: audit, name: 审核", "      - {key: forward, name: 转报, name_en: Forward, kind: forward, role: window_clerk, limit: 1 working_day}\n      - {key: audit, name: 审核", "stall.yaml:44 forward_first forward"},
}

// loneMistakes are those of an item in which no other department has a step.
func loneMistakes(text string) []mutation {
	alone := strings.Replace(text, "role: co_handler, unit: traffic_police", "role: reviewer", 1)
	alone = strings.Replace(alone, "rules: [R-T1, R-T4, R-T6, A16]", "joint: {close: 2 working_day}\nrules: [R-T1, R-T4, R-T6]", 1)
	return []mutation{{"a joint approval of one department", "", alone, "stall.yaml:32 joint_alone"}}
}
