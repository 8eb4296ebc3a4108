package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// covers S86 (M03)
func TestSimilar(t *testing.T) {
	long := "经查，您反映的情况属实。我局已对窗口人员进行批评教育，并优化了排队叫号流程。感谢您的监督。"
	for _, c := range []struct {
		name        string
		one, other  string
		least, most int
	}{
		{"the same answer", long, long, 100, 100},
		{"other punctuation and blanks", long, "经查 您反映的情况属实 我局已对窗口人员进行批评教育 并优化了排队叫号流程 感谢您的监督", 100, 100},
		{"one more word at the end of a long answer", long + long, long + long + "祝", 90, 99},
		{"another matter", long, "关于收费标准的疑问，经核对，收费依据为省物价局文件，未发现多收情形。", 0, 30},
		{"nothing and something", "", long, 0, 0},
		{"two letters", "属实", "属实", 100, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := models.Similar(c.one, c.other)
			require.Equal(t, got, models.Similar(c.other, c.one))
			require.GreaterOrEqual(t, got, c.least)
			require.LessOrEqual(t, got, c.most)
		})
	}
}
