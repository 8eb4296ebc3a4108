package api

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
)

// reasonsGiven finds the reasons that refusals are made with, and the rules that fields break.
var (
	reasonsGiven = regexp.MustCompile(`(?:Errorf\((?:models\.)?(\w+), |notFound\(|AuditLine\{.*Reason: )"(\w+)"`)
	rulesGiven   = regexp.MustCompile(`Rule: "(\w+)"`)
)

// sources are the hand-written files of the packages whose refusals reach a reader.
func sources(t *testing.T) string {
	var all strings.Builder
	for _, folder := range []string{".", "../models", "../models/store", "../activities", "../workflows"} {
		names, err := filepath.Glob(folder + "/*.go")
		require.NoError(t, err)
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".gen.go") {
				continue
			}
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			all.Write(text)
		}
	}
	return all.String()
}

func TestSentences(t *testing.T) {
	s, err := readSentences()
	require.NoError(t, err)
	text := sources(t)

	t.Run("every reason that a refusal is made with has its words in both languages", func(t *testing.T) {
		for _, found := range reasonsGiven.FindAllStringSubmatch(text, -1) {
			code, reason := found[1], found[2]
			if code == "Internal" || strings.HasSuffix(reason, "_") {
				continue
			}
			require.NotEmpty(t, s.reason(reason, ZhCN), reason)
			require.NotEmpty(t, s.reason(reason, En), reason)
		}
	})
	t.Run("every rule that a field can break has its words", func(t *testing.T) {
		for _, found := range rulesGiven.FindAllStringSubmatch(text, -1) {
			for _, language := range []Language{ZhCN, En} {
				said := s.fault(models.Fault{Field: "/reason", Rule: found[1], Detail: "7"}, language)
				require.NotContains(t, said, found[1]+" 7", found[1])
				require.NotContains(t, said, "{")
			}
		}
	})
	t.Run("every code has a title, every verb and status its word on paper", func(t *testing.T) {
		for code := range statuses {
			require.NotEmpty(t, s.Codes[string(code)].ZH, code)
			require.NotEmpty(t, s.Codes[string(code)].EN, code)
		}
		for _, verb := range models.CaseVerbs() {
			require.NotEqual(t, string(verb), s.printed(string(verb)))
		}
		for _, status := range models.CaseStatuses() {
			require.NotEqual(t, string(status), s.printed(string(status)))
		}
	})
	t.Run("an item's own words win over ours below its form", func(t *testing.T) {
		bundle := &process.Bundle{Fields: []process.Field{{Key: "uscc", Label: "信用代码", LabelEN: "Credit code"}}}
		err := wordedFaults(bundle, []models.Fault{{Field: "/form/uscc", Rule: "required"}})
		p := s.problem(err.(*worded).refusal, En)
		reword(&p, err, En)
		require.Equal(t, "Credit code: must be filled in", p.Faults[0].Sentence)
	})
}

func TestMask(t *testing.T) {
	for name, want := range map[string]string{"": "", "李": "李*", "李四": "李*", "欧阳某某": "欧*", "买买提·吐尔逊": "买*", "东莞市某某餐饮有限公司": "东莞*******公司"} {
		require.Equal(t, want, maskName(name), name)
	}
	for identity, want := range map[string]string{"": "", "123456": "1*****", "11010519491231002X": "110105********002X", "E12345678": "E********"} {
		require.Equal(t, want, maskIdentity(identity), identity)
	}
	require.Equal(t, "138****1234", maskPhone("13800001234"))
	require.Equal(t, "0*********", maskPhone("0769-12345"))
}

func TestTokens(t *testing.T) {
	o := openOffice(t)
	b := o.server.Blinder
	token, err := sign(b, "receipt", "content", opening.Add(1e9))
	require.NoError(t, err)

	t.Run("opens what was signed here, for its use, until its time", func(t *testing.T) {
		content, ok := unsign[string](b, "receipt", token, opening)
		require.True(t, ok)
		require.Equal(t, "content", content)
		for _, wrong := range []string{"", ".", token + "A", "A" + token, strings.ToUpper(token), strings.Split(token, ".")[0]} {
			_, ok := unsign[string](b, "receipt", wrong, opening)
			require.False(t, ok, wrong)
		}
		_, ok = unsign[string](b, "tracking", token, opening)
		require.False(t, ok, "another use")
		_, ok = unsign[string](b, "receipt", token, opening.Add(1e9))
		require.False(t, ok, "too late")
	})
	t.Run("query codes have ten signs that nobody mistakes, another one for each case", func(t *testing.T) {
		seen := map[string]bool{}
		for i := range 1000 {
			code := queryCode(b, "case-"+itoa(i), 0)
			require.Regexp(t, "^["+codeAlphabet+"]{10}$", code)
			require.False(t, seen[code])
			seen[code] = true
		}
		require.NotEqual(t, queryCode(b, "c", 0), queryCode(b, "c", 1))
	})
}
