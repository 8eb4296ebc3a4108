package api

import (
	"strconv"
	"strings"
)

// codeAlphabet is Crockford's: no I, L, O and U, which people take for something else.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const codeLength = 10

// queryCode is the code with which an applicant finds the own case. It follows from the case and from how often the
// code was replaced, so it is kept nowhere, and a click that is sent again is answered with the same one.
func queryCode(b Blinder, caseID string, replaced int) string {
	return codeFor(b, "query code", caseID+"/"+strconv.Itoa(replaced))
}

func codeFor(b Blinder, use, value string) string {
	sum := keyedHash(b, use, value)
	code := make([]byte, codeLength)
	for i := range code {
		code[i] = codeAlphabet[sum[i]&31]
	}
	return string(code)
}

// readAs undoes what people do to a code when they copy it.
var readAs = strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1")
