package process

import (
	"strings"

	"mingcha/models"
)

// sentence is what a person reads of a broken rule. "%" stands for the fault's detail.
type sentence struct{ zh, en string }

// Sentence tells a fault of a form, an authored item, a rule set or a scheme to a person. lang is "zh" or "en"; whatever is
// not "en" is answered in Chinese. A rule without a sentence is told by its key.
func Sentence(f models.Fault, lang string) string {
	s, known := formSentences[f.Rule]
	for _, more := range []map[string]sentence{itemSentences, ruleSetSentences, schemeSentences} {
		if !known {
			s, known = more[f.Rule]
		}
	}
	if !known {
		return strings.TrimSpace(f.Rule + " " + f.Detail)
	}
	if lang == "en" {
		return strings.ReplaceAll(s.en, "%", f.Detail)
	}
	return strings.ReplaceAll(s.zh, "%", inChinese.Replace(f.Detail))
}

// inChinese says the details that are not names in Chinese.
var inChinese = strings.NewReplacer(
	" days", "天", " months", "个月", " years", "年", " WD", "个工作日", " min", "分钟", " > ", "超过", " for ", "对应", " on ", "用于",
)

// Sentence tells a fault of this bundle's form, with the name of the field before it.
func (b *Bundle) Sentence(f models.Fault, lang string) string {
	for _, field := range b.Fields {
		switch {
		case pointer(field.Key) != f.Field:
		case lang == "en":
			return field.LabelEN + ": " + Sentence(f, lang)
		default:
			return field.Label + "：" + Sentence(f, lang)
		}
	}
	return Sentence(f, lang)
}

// formSentences are about filled forms.
var formSentences = map[string]sentence{
	"not_object":  {"提交的内容不是表单", "this is not a form"},
	"unknown":     {"表单中没有这一项", "the form has no such field"},
	"twice":       {"重复填写 %", "given twice %"},
	"required":    {"必须填写", "must be filled in"},
	"blank":       {"不能为空白", "must not be blank"},
	"not_text":    {"应为文字", "must be text"},
	"not_number":  {"应为数字", "must be a number"},
	"not_boolean": {"应为“是”或“否”", "must be yes or no"},
	"not_list":    {"应为选项列表", "must be a list of options"},
	"too_long":    {"不得超过%个字", "must not be longer than % characters"},
	"control":     {"含有不能使用的字符", "contains characters that cannot be used"},
	"pattern":     {"格式不正确", "does not have the right form"},
	"option":      {"不在可选范围内", "is not one of the options"},
	"min":         {"不得小于%", "must not be less than %"},
	"max":         {"不得大于%", "must not be greater than %"},
	"decimals":    {"小数不得超过%位", "must not have more than % decimals"},
	"date":        {"不是有效的日期(年-月-日)", "is not a date (YYYY-MM-DD)"},
	"not_before":  {"不得早于“%”", "must not be before “%”"},
	"min_lead":    {"应至少提前%", "must be at least % ahead"},
	"max_age":     {"不得早于%前", "must not be older than %"},
	"future":      {"不得晚于今天", "must not be later than today"},
	"max_span":    {"期限不得超过%", "must not span more than %"},
	"checksum":    {"校验码不正确，请核对", "the check digit is wrong, please compare"},
	"division":    {"没有这个行政区划", "there is no such division"},
}
