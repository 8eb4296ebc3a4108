package process

import (
	"strings"

	"mingcha/models/clock"
)

var citizenWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const citizenChecks = "10X98765432" // by the weighted sum modulo 11

// CitizenNumber reports whether number is a citizen number (公民身份号码) by GB 11643: a real date of birth in its place
// and the right check digit.
func CitizenNumber(number string) bool {
	if len(number) != 18 {
		return false
	}
	sum := 0
	for i, weight := range citizenWeights {
		digit := number[i]
		if digit < '0' || digit > '9' {
			return false
		}
		sum += int(digit-'0') * weight
	}
	birth := number[6:10] + "-" + number[10:12] + "-" + number[12:14]
	if _, err := clock.ParseDate(birth); err != nil {
		return false
	}
	return number[17] == citizenChecks[sum%11]
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// CreditCode reports whether code is a unified social credit code (统一社会信用代码) with the right check digit by
// GB 32100. A few codes of the first years are valid without.
func CreditCode(code string) bool {
	if len(code) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(creditAlphabet, code[i])
		if value < 0 {
			return false
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return code[17] == creditAlphabet[(31-sum%31)%31]
}

// InstantCase is GB/T 39046's code for an item that is decided while the applicant waits (即办件).
const InstantCase = 1
