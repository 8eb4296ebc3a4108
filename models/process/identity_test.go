package process_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mingcha/models/process"
)

func TestKnownNumbersHaveTheirCheckDigit(t *testing.T) {
	require.True(t, process.CitizenNumber("11010519491231002X"), "GB 11643's own example")
	for _, code := range []string{"91440101MA5CJQ4N59", "91350200776049653A", "12441500196720244T"} {
		require.True(t, process.CreditCode(code), code)
	}
	for _, wrong := range []string{"", "1101051949123100", "110105194902300021", "11010519491231002x", "1101051949123100２X", strings.Repeat("0", 18)} {
		require.False(t, process.CitizenNumber(wrong), wrong)
	}
	for _, wrong := range []string{"", "91440101MA5CJQ4N5", "I1440101MA5CJQ4N59", "91440101ma5cjq4n59"} {
		require.False(t, process.CreditCode(wrong), wrong)
	}
}

func TestOneWrongCharacterIsNoticed(t *testing.T) { // both checks find every single substitution
	rapid.Check(t, func(t *rapid.T) {
		number := citizen(t, "number")
		at := rapid.IntRange(0, 16).Draw(t, "at")
		other := rapid.SampledFrom([]byte("0123456789")).Filter(func(c byte) bool { return c != number[at] }).Draw(t, "other")
		require.False(t, process.CitizenNumber(number[:at]+string(other)+number[at+1:]))
	})
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching("[0-9A-HJ-NPQRTUWXY]{17}").Draw(t, "body")
		var valid []string
		for _, c := range alphabet {
			if process.CreditCode(body + string(c)) {
				valid = append(valid, body+string(c))
			}
		}
		require.Len(t, valid, 1, "exactly one check character fits")
		at := rapid.IntRange(0, 17).Draw(t, "at")
		other := rapid.SampledFrom([]byte(alphabet)).Filter(func(c byte) bool { return c != valid[0][at] }).Draw(t, "other")
		require.False(t, process.CreditCode(valid[0][:at]+string(other)+valid[0][at+1:]))
	})
}
