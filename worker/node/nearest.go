package node

// mostSlips of the pen that still leave a word recognisable.
const mostSlips = 2

// nearest returns the known word that is meant by a misspelt one, or "" if none is near enough.
func nearest(word string, known []string) string {
	best, fewest := "", min(mostSlips, len(word)/2)+1
	for _, k := range known {
		if n := slips(word, k); n < fewest {
			best, fewest = k, n
		}
	}
	return best
}

// slips counts the letters to add, drop or exchange to make one word of another (Levenshtein distance).
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0]++
		for j := range len(b) {
			exchanged := diagonal
			if a[i] != b[j] {
				exchanged++
			}
			diagonal = row[j+1]
			row[j+1] = min(exchanged, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
