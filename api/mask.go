package api

import "strings"

// Masking follows reliability.md A6: the surname and *, the first six and last four of an identity number, the first
// three and last four of a phone number.

func maskName(name string) string {
	runes := []rune(strings.TrimSpace(name))
	switch {
	case len(runes) > 5 && !strings.ContainsRune(name, '·'): // an organisation: its name is public, a person's is short
		return string(runes[:2]) + strings.Repeat("*", len(runes)-4) + string(runes[len(runes)-2:])
	default:
		return maskPerson(name)
	}
}

func maskPerson(name string) string {
	for _, surname := range strings.TrimSpace(name) {
		return string(surname) + "*"
	}
	return ""
}

func maskIdentity(identity string) string { return maskMiddle(identity, 6, 4) }

func maskPhone(phone string) string { return maskMiddle(phone, 3, 4) }

// maskMiddle keeps the ends of a text only if more than they stays hidden between them.
func maskMiddle(text string, first, last int) string {
	runes := []rune(text)
	if len(runes) < first+last+4 {
		first, last = min(1, len(runes)), 0
	}
	hidden := max(len(runes)-first-last, 0)
	return string(runes[:first]) + strings.Repeat("*", hidden) + string(runes[len(runes)-last:])
}

// masked is an applicant as the public sees him.
func (a Applicant) masked() MaskedApplicant {
	name := maskName(a.Name)
	if a.Kind == "person" {
		name = maskPerson(a.Name)
	}
	return MaskedApplicant{Kind: string(a.Kind), Name: name, Identity: maskIdentity(a.Identity), Phone: maskPhone(a.Phone)}
}
