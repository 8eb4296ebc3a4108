package directory

import (
	"fmt"
	"strconv"
)

// Tier (层级) is how high a division or unit stands; a smaller number is higher. The numbers are the levels of
// GB/T 39046, where 1 is the nation.
type Tier int

// The tiers (S02).
const (
	Province Tier = 2
	City     Tier = 3
	County   Tier = 4
	Town     Tier = 5
	Village  Tier = 6
)

var tierNames = []string{"province", "city", "county", "town", "village"}

// Tiers lists the tiers from the highest to the lowest.
func Tiers() []Tier { return []Tier{Province, City, County, Town, Village} }

// Above reports whether t stands higher than other.
func (t Tier) Above(other Tier) bool { return t < other }

func (t Tier) valid() bool { return t >= Province && t <= Village }

// String returns the English name: "county".
func (t Tier) String() string {
	if !t.valid() {
		return fmt.Sprintf("tier %d", int(t))
	}
	return tierNames[t-Province]
}

// MarshalText writes the English name.
func (t Tier) MarshalText() ([]byte, error) {
	if !t.valid() {
		return nil, fmt.Errorf("write tier %d: there is no such tier", int(t))
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads the English name or the number of GB/T 39046.
func (t *Tier) UnmarshalText(text []byte) error {
	for _, tier := range Tiers() {
		if string(text) == tier.String() || string(text) == strconv.Itoa(int(tier)) {
			*t = tier
			return nil
		}
	}
	return fmt.Errorf("read tier %q: there is no such tier", text)
}

// digits is how many digits of a code tell divisions of this tier apart.
func (t Tier) digits() int {
	switch t {
	case Province:
		return 2
	case City:
		return 4
	case County:
		return 6
	case Town:
		return 9
	default:
		return 12
	}
}
