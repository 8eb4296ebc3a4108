package process

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"mingcha/models"
	"mingcha/models/score"
)

// ParseScheme reads a scheme of performance measuring and refuses one that cannot measure. Every fault is named with its
// line: weights that are not a hundred, a number that nothing counts, a formula that does not compile or costs too much.
func ParseScheme(file string, text []byte) (*score.Scheme, error) {
	w, err := writtenIn(text, func() any { return &score.Scheme{} })
	if err != nil {
		return nil, fmt.Errorf("read scheme %s: %w", file, err)
	}
	if w == nil {
		return nil, models.Faulty("scheme "+file+" is empty", empty())
	}
	scheme := &score.Scheme{}
	if faults := w.into(scheme); faults != nil {
		return nil, models.Faulty("scheme "+file+" cannot be read", faults)
	}
	if faults := scheme.Bind(CompileFormula); len(faults) > 0 {
		return nil, models.Faulty("scheme "+file+" cannot measure", w.locate(faults))
	}
	sum := sha256.Sum256(text)
	scheme.Text, scheme.Hash = string(text), hex.EncodeToString(sum[:])
	return scheme, nil
}

// schemeSentences are about schemes of performance measuring and what is entered for them.
var schemeSentences = map[string]sentence{
	"code_twice":        {"代码格式不对或重复：%", "a code of the wrong form, or given twice: %"},
	"not_hundred":       {"各测评项权重之和应为100，现为%", "the weights of the heads must add up to 100, not %"},
	"not_positive":      {"权重或分值应为正数：%", "must be a positive number: %"},
	"factor":            {"折合系数应为正数：%", "factors must be positive: %"},
	"counters":          {"问责门槛应高于诫勉门槛，且不得为负", "accountability must lie above the admonition, and nothing below zero"},
	"grades":            {"等次应由高到低排列，最低一等从0分起：%", "grades lead from the best down, the last one from 0: %"},
	"clamp":             {"上限应大于下限", "the maximum must be greater than the minimum"},
	"unknown_number":    {"没有这个基数：%", "there is no such base number: %"},
	"unknown_count":     {"不认识的统计对象：%", "nothing that can be counted: %"},
	"unknown_word":      {"不认识的统计条件：%", "unknown condition: %"},
	"unknown_sum":       {"不能这样累计：%", "cannot be added up: %"},
	"unknown_span":      {"不认识的统计时段：%", "unknown time: %"},
	"not_in_row":        {"“连续”仅用于办结件：%", "in a row is only for decided cases: %"},
	"no_rules":          {"监察规则仅用于预警和牌：%", "rules are only for warnings and cards: %"},
	"unknown_indicator": {"不认识的指标类型：%", "unknown kind of indicator: %"},
	"unknown_head":      {"没有这个测评项：%", "there is no such head: %"},
	"bonus_in_head":     {"加分不归入测评项：%", "a bonus belongs to no head: %"},
	"unknown_direction": {"不认识的方向：%", "unknown direction: %"},
	"unknown_switch":    {"没有这个开关：%", "there is no such switch: %"},
	"formula_or_manual": {"指标应有公式或由人填报，二者居一：%", "an indicator has a formula or is entered by a person, not both: %"},
	"formula":           {"公式有误：%", "cannot be computed: %"},
	"shares_above_head": {"指标权重之和超过测评项：%", "the indicators weigh more than their head: %"},
	"unknown_entry":     {"没有这个可填报的指标：%", "there is no such indicator to enter: %"},
	"unknown_reason":    {"事由不在目录中：%", "the reason is not in the catalogue: %"},
	"out_of_range":      {"填报值超出范围：%", "the value is out of range: %"},
	"entered_twice":     {"重复填报：%", "entered twice: %"},
}
