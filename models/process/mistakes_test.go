package process

import (
	"strconv"
	"strings"
)

var mistakesOfForm = []mutation{
	{"what is not YAML", "levels: [3, 4]", "levels: [3, 4", "stall.yaml:5 yaml did not find expected ',' or ']'"},
	{"a key nobody knows", "body: 1\n", "body: 1\nbuddy: 2\n", "stall.yaml:7 unknown_key buddy"},
	{"a key written twice", "body: 1\n", "body: 1\nbody: 1\n", "stall.yaml:7 duplicate_key body"},
	{"a list where the keys begin", "item: street-stall\n", "- item: street-stall\n", "stall.yaml:2 yaml did not find expected '-' indicator"},
	{"a unit that is a word", "unit: {kind: urban_management, name: 城市管理局, name_en: Urban Management}", "unit: urban_management", "stall.yaml:9 not_mapping"},
	{"tiers that are a number", "levels: [3, 4]", "levels: 3", "stall.yaml:5 no_list"},
	{"a name that is a list", "name: 临时摊位许可", "name: [临时, 摊位]", "stall.yaml:2 not_value"},
	{"a name that is empty", "name: 临时摊位许可", "name:", "stall.yaml:2 not_value"},
	{"an alias instead of a value", "notes:\n  - 夜市另行规定", "notes:\n  - &n 夜市另行规定\n  - *n", "stall.yaml:66 not_value"},
	{"a body in words", "body: 1\n", "body: one\n", "stall.yaml:6 not_whole one"},
	{"a flag in words", "deemed: {acceptance: true}", "deemed: {acceptance: yes}", "stall.yaml:24 not_boolean yes"},
	{"a fee in words", "amount: 80", "amount: eighty", "stall.yaml:28 not_number eighty"},
	{"a fee with an exponent", "amount: 80", "amount: 1e99", "stall.yaml:28 not_number 1e99"},
	{"a limit without a unit", "promised: 7 working_day", "promised: 7", "stall.yaml:20 not_limit 7"},
	{"a limit in a unit the clock does not count", "promised: 7 working_day", "promised: 1 fortnight", "stall.yaml:20 not_limit 1 fortnight"},
	{"a limit of nothing", "promised: 7 working_day", "promised: 0 working_day", "stall.yaml:20 not_limit 0 working_day"},
}

var mistakesOfContent = []mutation{
	{"an item ID with a space", "item: street-stall", "item: street stall", "stall.yaml:1 bad_key street stall"},
	{"no item ID", "item: street-stall\n", "", "stall.yaml:1 missing item"},
	{"no English name", "name_en: Street stall permit\n", "", "stall.yaml:1 missing name_en"},
	{"a kind outside the code list", `kind: "01"`, `kind: "99"`, "stall.yaml:4 unknown_kind 99"},
	{"a body outside the code list", "body: 1\n", "body: 7\n", "stall.yaml:6 unknown_body 7"},
	{"a case kind outside the code list", "case_kind: 2", "case_kind: 4", "stall.yaml:8 unknown_case_kind 4"},
	{"a tier outside the code list", "levels: [3, 4]", "levels: [3, 9]", "stall.yaml:5 unknown_code 9"},
	{"nobody served", "served: [1, 2]\n", "", "stall.yaml:1 missing served"},
	{"no legal basis", "basis:\n  - {law: 城市道路管理条例, article: 第三十一条}\n", "", "stall.yaml:1 missing basis"},
	{"a basis without a law", "{law: 城市道路管理条例, article: 第三十一条}", "{article: 第三十一条}", "stall.yaml:13 missing law"},
	{"no result", "result: {name: 占道许可证, name_en: Permit, valid: 3个月}\n", "", "stall.yaml:1 missing result"},
	{"a unit that nobody knows", "unit: {kind: urban_management", "unit: {kind: moon_base", "stall.yaml:9 unknown_unit moon_base"},
	{"a co-department that nobody knows", "- {kind: traffic_police", "- {kind: moon_police", "stall.yaml:11 unknown_unit moon_police; stall.yaml:43 unnamed_unit traffic_police"},
	{"a special procedure twice", "planned: 5 working_day}\n", "planned: 5 working_day}\n  - {kind: testing, name: 检测}\n", "stall.yaml:24 duplicate_special testing"},
	{"a material without source", "copies: 1, source: applicant", "copies: 1", "stall.yaml:15 no_source 申请表"},
	{"a material from nowhere", "source: applicant", "source: heaven", "stall.yaml:15 unknown_source heaven"},
	{"a shared material without its row", ", from: market_regulation.business_licence", "", "stall.yaml:16 no_shared_row 营业执照"},
	{"a material on an unknown medium", "required: true, medium: electronic, copies: 1", "required: true, medium: clay, copies: 1", "stall.yaml:15 unknown_medium clay"},
	{"fewer copies than none", "copies: 1", "copies: -1", "stall.yaml:15 negative -1"},
	{"a blank form that nobody prints", "template: application", "template: poster", "stall.yaml:15 unknown_template poster"},
	{"a fee standard without a code (K14)", "code: stall, ", "", "stall.yaml:28 fee_code"},
	{"a fee finer than a fen", "amount: 80", "amount: 0.005", "stall.yaml:28 not_fen 0.005"},
	{"a step that cannot wait for payment", "free: false", "free: false\n  paid_before: accept", "stall.yaml:27 paid_before accept"},
	{"a fee on a free item", "free: false", "free: true", "stall.yaml:28 free_with_fees"},
	{"a fee without its items", "  items:\n    - {code: stall, name: 占道费, name_en: Fee, amount: 80, unit: yuan_per_m2, account: \"10304\"}\n", "", "stall.yaml:26 fee_without_items"},
	{"a fee without a law", "  basis:\n    - {law: 城市道路管理条例, article: 第三十七条}\n", "", "stall.yaml:26 fee_without_basis"},
	{"an unknown start of the clock", "start: acceptance", "start: monday", "stall.yaml:18 unknown_start monday"},
	{"no promise", "  promised: 7 working_day\n", "", "stall.yaml:18 missing promised"},
	{"no word on the statutory limit", "  statutory: 20 working_day\n", "", "stall.yaml:18 missing statutory"},
	{"a promise over the law in other days", "statutory: 20 working_day", "statutory: 7 calendar_day", "stall.yaml:20 promised_over_statutory 7 WD > 5 WD; stall.yaml:21 extension_unit working_day"},
	{"a promise over the law by a day", "statutory: 20 working_day", "statutory: 6 working_day", "stall.yaml:20 promised_over_statutory 7 WD > 6 WD"},
	{"an extension in other days", "by: 10 working_day", "by: 10 calendar_day", "stall.yaml:21 extension_unit calendar_day"},
	{"an extension that is never given", "times: 1", "times: 0", "stall.yaml:21 extension_times 0"},
	{"an extension by nobody", "head: department_head", "head: emperor", "stall.yaml:21 unknown_role emperor"},
	{"a step over the promise", "deliver, role: delivery_clerk, limit: 0.5 working_day", "deliver, role: delivery_clerk, limit: 8 working_day", "stall.yaml:53 step_over_promised 8 WD > 7 WD"},
	{"a stage over the promise", "limit: 3 working_day\n", "limit: 8 working_day\n", "stall.yaml:36 stage_over_promised 8 WD > 7 WD"},
	{"the steps over their stage", "limit: 3 working_day\n", "limit: 2 working_day\n", "stall.yaml:38 steps_over_stage 3 WD > 2 WD"},
	{"the longest way over the promise by half a day", "promised: 7 working_day", "promised: 5 working_day", "stall.yaml:20 steps_over_promised 5.5 WD > 5 WD"},
	{"a rule about special procedures that there are not", "special:\n  - {kind: testing, name: 检测, stops_clock: true, planned: 5 working_day}\n", "", "stall.yaml:61 rule_without_subject R-T4"},
	{"a clock rule that nobody wrote", "rules: [R-T1,", "rules: [R-T1, R-T9,", "stall.yaml:63 unknown_clock_rule R-T9"},
	{"a rule twice", "rules: [R-T1,", "rules: [R-T1, R-T1,", "stall.yaml:63 duplicate_rule R-T1"},
}

var mistakesOfFlow = []mutation{
	{"a stage without its steps", "steps:\n      - {key: accept, name: 受理", "stops:\n      - {key: accept, name: 受理", "stall.yaml:32 no_acceptance; stall.yaml:34 unknown_key stops; stall.yaml:48 separate_from accept"},
	{"a stage without a name", "- stage: 决定\n    name_en: Decision\n", "- name_en: Decision\n", "stall.yaml:45 missing stage"},
	{"a step that nobody does", "kind: review, role: handler, ", "kind: review, ", "stall.yaml:41 no_participant review"},
	{"a role that nobody knows", "kind: review, role: handler", "kind: review, role: wizard", "stall.yaml:41 unknown_role wizard"},
	{"a unit that nobody knows in a step", "unit: traffic_police, limit", "unit: moon_police, limit", "stall.yaml:43 unknown_unit moon_police"},
	{"a unit that the guide does not name", "unit: traffic_police, limit", "unit: water, limit", "stall.yaml:43 unnamed_unit water"},
	{"a post that no unit has", "role: co_handler", "role: approver", "stall.yaml:43 no_post approver in traffic_police"},
	{"a step without a limit", "kind: review, role: handler, limit: 1 working_day}", "kind: review, role: handler}", "stall.yaml:41 no_limit review"},
	{"a kind of step that nobody knows", "kind: review", "kind: ponder", "stall.yaml:41 unknown_step_kind ponder"},
	{"a clock that does not run in a decision", "kind: decide, ", "kind: decide, counts: delivery, ", "stall.yaml:48 wrong_clock delivery"},
	{"a service that the system does not have", "service: issue_licence", "service: make_tea", "stall.yaml:49 unknown_service make_tea"},
	{"a service done by people", "service: issue_licence", "service: issue_licence, role: handler", "stall.yaml:49 service_with_people issue_licence"},
	{"a step key with capitals", "key: review", "key: Review", "stall.yaml:41 bad_key Review; stall.yaml:44 separate_from review"},
	{"a step key twice", "key: onsite", "key: audit", "stall.yaml:44 duplicate_step audit; stall.yaml:44 separate_from onsite"},
	{"one branch beside nothing", "          - - {key: police, name: 交警意见, name_en: Police, kind: consult, role: co_handler, unit: traffic_police, limit: 2 working_day}\n", "", "stall.yaml:40 few_branches; stall.yaml:62 rule_without_subject A16"},
	{"an empty branch", "          - - {key: police, name: 交警意见, name_en: Police, kind: consult, role: co_handler, unit: traffic_police, limit: 2 working_day}\n", "          - []\n", "stall.yaml:43 empty_branch; stall.yaml:63 rule_without_subject A16"},
	{"a ratio of nothing", "{kind: weighted, percent: 60, weights: [2, 1], count: 2}", "{kind: ratio, percent: 0, count: 3}", "stall.yaml:44 percent 0"},
	{"a ratio over everybody", "{kind: weighted, percent: 60, weights: [2, 1], count: 2}", "{kind: ratio, percent: 101, count: 3}", "stall.yaml:44 percent 101"},
	{"weights for fewer than decide", "weights: [2, 1], count: 2", "weights: [2, 1], count: 3", "stall.yaml:44 weights_count 2 for 3"},
	{"a weight of nothing", "weights: [2, 1]", "weights: [2, 0]", "stall.yaml:44 weight 0"},
	{"all of nobody", "{kind: weighted, percent: 60, weights: [2, 1], count: 2}", "{kind: all, count: 0}", "stall.yaml:44 count 0"},
	{"a sequence of nobody", "{kind: weighted, percent: 60, weights: [2, 1], count: 2}", "{kind: sequential, count: -1}", "stall.yaml:44 count -1"},
	{"a percentage where one is enough", "{kind: weighted, percent: 60, weights: [2, 1], count: 2}", "{kind: any, percent: 50}", "stall.yaml:44 rule_parts any"},
	{"a decision rule that nobody knows", "kind: weighted", "kind: coin_toss", "stall.yaml:44 unknown_rule coin_toss"},
	{"a refusal that does something nobody knows", "weights: [2, 1], count: 2", "weights: [2, 1], count: 2, refusal: shrug", "stall.yaml:44 unknown_refusal shrug"},
	{"a veto of a role that nobody knows", "weights: [2, 1], count: 2", "weights: [2, 1], count: 2, veto: wizard", "stall.yaml:44 unknown_role wizard"},
	{"a veto that nobody in the unit could speak", "weights: [2, 1], count: 2", "weights: [2, 1], count: 2, veto: co_handler", "stall.yaml:44 no_post co_handler in urban_management"},
	{"a veto where one is enough", "{kind: weighted, percent: 60, weights: [2, 1], count: 2}", "{kind: any, veto: reviewer}", "stall.yaml:44 rule_parts any"},
	{"an acceptance in a batch", "key: accept,", "key: accept, batch: true,", "stall.yaml:35 batch_step accept"},
	{"a permit that asks the applicant after acceptance", "start: acceptance", "ask_later: true\n  start: acceptance", "stall.yaml:18 permit_asks_once"},
	{"a step with the applicant's name", "key: review,", "key: applicant,", "stall.yaml:41 bad_key applicant; stall.yaml:44 separate_from review"},
	{"four eyes on a step that is not before", "separate_from: [accept, audit]", "separate_from: [accept, deliver]", "stall.yaml:48 separate_from deliver"},
	{"four eyes on itself", "separate_from: [accept, audit]", "separate_from: [decide]", "stall.yaml:48 separate_from decide"},
	{"no acceptance", "kind: accept", "kind: verify", "stall.yaml:32 no_acceptance"},
	{"a second acceptance", "kind: audit", "kind: accept", "stall.yaml:44 second_acceptance audit"},
	{"acceptance under a condition", "kind: accept, ", "kind: accept, when: form.area > 1, when_name: x, ", "stall.yaml:35 conditional_acceptance accept"},
	{"work before acceptance", "      - {key: accept,", "      - {key: look, name: 看, kind: review, role: handler, limit: 0.5 working_day}\n      - {key: accept,", "stall.yaml:35 not_after_acceptance look"},
	{"no decision", "kind: decide", "kind: verify", "stall.yaml:32 no_decision"},
	{"no delivery", "kind: deliver, ", "kind: verify, ", "stall.yaml:32 no_delivery; stall.yaml:53 unreachable deliver; stall.yaml:63 rule_without_subject R-T6"},
	{"a decision under a condition", "kind: decide, ", "kind: decide, when: form.area > 1, when_name: x, ", "stall.yaml:48 every_decision_conditional"},
	{"a delivery under a condition", "kind: deliver, ", "kind: deliver, when: form.area > 1, when_name: x, ", "stall.yaml:53 every_delivery_conditional"},
	{"a decision while somebody is still asked", "kind: consult", "kind: decide", "stall.yaml:43 decision_beside_step police; stall.yaml:44 unreachable audit; stall.yaml:48 unreachable decide"},
	{"a delivery before the decision", "kind: audit", "kind: deliver", "stall.yaml:44 unreachable audit"},
	{"an opinion after the decision", "      - {key: licence, name: 制证, name_en: Licence, service: issue_licence}", "      - {key: late, name: 补, name_en: Late, kind: review, role: handler, limit: 0.5 working_day}", "stall.yaml:49 unreachable late"},
	{"a condition on a field that the form does not have", "form.area > 10", "form.weight > 10", "stall.yaml:42 condition undefined field 'weight'"},
	{"a condition that compares a number with a word", "form.area > 10", "form.area > 'ten'", "stall.yaml:42 condition found no matching overload for '_>_' applied to '(double, string)'"},
	{"a condition that is no yes or no", "\"form.area > 10\"", "form.area", "stall.yaml:42 condition_not_boolean"},
	{"a condition that takes too long", "form.area > 10", "[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, [1,2,3,4,5,6,7,8,9].all(d, a+b+c+d > 1))))", "stall.yaml:42 condition_costly"},
	{"a condition on what a list may not have", "form.area > 10", "form.goods[0] == '果蔬'", "stall.yaml:42 condition_partial []"},
	{"a condition that divides by what may be nothing", "form.area > 10", "10 / size(form.goods) > 3", "stall.yaml:42 condition_partial /"},
	{"a condition that takes the rest of what may be nothing", "form.area > 10", "10 % size(form.goods) > 3", "stall.yaml:42 condition_partial %"},
	{"a condition that reads a text as a number", "form.area > 10", "int(form.plate) > 3", "stall.yaml:42 condition_partial int"},
	{"a condition that reads a text as an instant", "form.area > 10", "timestamp(form.from).getFullYear() > 2026", "stall.yaml:42 condition_partial getFullYear"},
	{"a condition by a pattern that the applicant writes", "form.area > 10", "form.name.matches(form.plate)", "stall.yaml:42 condition_partial matches"},
	{"a condition that makes a form", "form.area > 10", "Form{area: 1.0}.area > 0.0", "stall.yaml:42 condition_partial {}"},
	{"a condition on a key that may not be there", "form.area > 10", "{'a': 1}[form.plate] > 0", "stall.yaml:42 condition_partial []"},
	{"a condition that compares what may be anything", "form.area > 10", "[1, 'a'].exists(x, x > 1)", "stall.yaml:42 condition_partial >"},
	{"a condition whose number grows out of bounds", "form.area > 10", "size(form.goods) + 9223372036854775807 + 1 > 0", "stall.yaml:42 condition_partial integer overflow"},
	{"a condition that does not end", "form.area > 10", "form.area > (", "stall.yaml:42 condition Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"},
	{"a condition that asks for the time", "form.area > 10", "form.from > now()", "stall.yaml:42 condition undeclared reference to 'now'"},
	{"a condition that nobody can read in the guide", ", when_name: 面积大的", "", "stall.yaml:42 missing when_name"},
}

var mistakesOfFields = []mutation{
	{"a field key with capitals", "key: plate", "key: Plate", "stall.yaml:56 bad_key Plate"},
	{"a field twice", "key: plate", "key: name", "stall.yaml:56 duplicate_field name"},
	{"a field without a label", "label: 号牌, ", "", "stall.yaml:56 missing label"},
	{"a type that nobody knows", "type: multiselect", "type: drawing", "stall.yaml:59 unknown_type drawing"},
	{"a pattern that does not compile", "^[A-Z]{2}[0-9]{4}$", "^[A-Z", "stall.yaml:56 bad_pattern ^[A-Z"},
	{"a pattern on a date", "type: date, required: true", "type: date, pattern: '^2', required: true", "stall.yaml:60 not_for_type pattern on date"},
	{"a dependent maximum on a choice", "options: [路边, 广场]", "options: [路边, 广场], max_by: {field: place, values: {}}", "stall.yaml:58 not_for_type max_by on select; stall.yaml:58 option_without_max 路边; stall.yaml:58 option_without_max 广场"},
	{"a length of nothing", "max_length: 20", "max_length: 0", "stall.yaml:55 bad_length 0"},
	{"decimals without end", "decimals: 1", "decimals: 12", "stall.yaml:57 bad_decimals 12"},
	{"a minimum over the maximum", "min: 1, max: 50", "min: 51, max: 50", "stall.yaml:57 min_over_max 51 > 50"},
	{"a maximum by a field that is no choice", "max_by: {field: place", "max_by: {field: goods", "stall.yaml:57 no_such_field goods"},
	{"a choice without its maximum", "values: {路边: 20, 广场: 50}", "values: {路边: 20}", "stall.yaml:57 option_without_max 广场"},
	{"a choice of nothing", "options: [果蔬, 小吃]", "options: []", "stall.yaml:59 no_options goods"},
	{"a choice twice", "options: [果蔬, 小吃]", "options: [果蔬, 果蔬]", "stall.yaml:59 duplicate_option 果蔬"},
	{"a date not before a word", "not_before: from", "not_before: name", "stall.yaml:61 no_such_field name"},
	{"a span from nowhere", "not_before: from, ", "", "stall.yaml:61 span_from_nowhere 3 months"},
	{"a span in moons", "max_span: 3 months", "max_span: 3 moons", "stall.yaml:61 not_days 3 moons"},
}

// wholeMistakes are too large to be one replaced place.
func wholeMistakes(text string) []mutation {
	before, rest, _ := strings.Cut(text, "procedure:\n")
	_, after, _ := strings.Cut(rest, "form:\n")
	block := `      - parallel:
          - - {key: a%d, name: 一, name_en: A, kind: review, role: handler, limit: 10 minute}
          - - {key: b%d, name: 二, name_en: B, kind: review, role: handler, limit: 10 minute}
`
	blocks := ""
	for i := range 12 {
		blocks += strings.ReplaceAll(block, "%d", strconv.Itoa(i))
	}
	audit := "      - {key: audit,"
	return []mutation{
		{"an empty file", "", "# nothing\n", "stall.yaml:1 empty"},
		{"no procedure at all", "", before + "form:\n" + after, "stall.yaml:1 missing procedure; stall.yaml:40 rule_without_subject R-T6; stall.yaml:40 rule_without_subject A16"},
		{"a maze of branches", "", strings.Replace(text, audit, blocks+audit, 1), "stall.yaml:72 tangled a9"},
	}
}
