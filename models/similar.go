package models

import "unicode"

// Similar is how much two texts have in common, in percent: the share of their runs of three characters that both have.
// Blanks and punctuation do not count. Texts of fewer characters are alike only if they are the same.
func Similar(a, b string) int {
	one, other := runsOf(a), runsOf(b)
	both := 0
	for run := range one {
		if other[run] {
			both++
		}
	}
	if all := len(one) + len(other) - both; all > 0 {
		return both * 100 / all
	}
	return 0
}

func runsOf(text string) map[[3]rune]bool {
	var letters []rune
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	out := map[[3]rune]bool{}
	if len(letters) > 0 && len(letters) < 3 {
		var short [3]rune
		copy(short[:], letters)
		out[short] = true
	}
	for i := 0; i+3 <= len(letters); i++ {
		out[[3]rune(letters[i:i+3])] = true
	}
	return out
}
