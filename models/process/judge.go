package process

import (
	"regexp"
	"slices"
	"strconv"
)

var (
	keyForm = regexp.MustCompile(`^[a-z][a-z0-9]*([-_][a-z0-9]+)*$`)

	// GB/T 39046 annex A.
	bodies    = []int{1, 2, 3, 9}
	caseKinds = []int{InstantCase, 2, 9}

	clockStarts = []string{"acceptance", "receipt", "complete_documents"}
	sources     = []string{"applicant", "government_shared", "third_party", "generated"}
	media       = []string{"original", "electronic", "original_or_electronic"}
	templates   = []string{"", "application", "statement"}
)

// want blames a missing text.
func (c *compilation) want(name string, value *string, within any) {
	if *value == "" {
		c.blame("missing", name, value, within)
	}
}

// among blames a value that is not one of the known.
func among[T comparable](c *compilation, rule string, value *T, known []T, text string, within any) {
	if !slices.Contains(known, *value) {
		c.blame(rule, text, value, within)
	}
}

func (c *compilation) judgeGuide() {
	g := &c.Guide
	c.want("item", &g.Item, nil)
	c.want("name", &g.Name, nil)
	c.want("name_en", &g.NameEN, nil)
	c.want("result", &c.result.Name, &c.result)
	if g.Item != "" && !keyForm.MatchString(g.Item) {
		c.blame("bad_key", g.Item, &g.Item)
	}
	among(c, "unknown_kind", &g.Kind, kindCodes(), g.Kind, nil)
	among(c, "unknown_body", &g.Body, bodies, strconv.Itoa(g.Body), nil)
	among(c, "unknown_case_kind", &g.CaseKind, caseKinds, strconv.Itoa(g.CaseKind), nil)
	c.judgeCodes("levels", &g.Levels)
	c.judgeCodes("served", &g.Served)
	if len(g.Basis) == 0 {
		c.blame("missing", "basis", &g.Basis)
	}
	for i := range g.Basis {
		c.want("law", &g.Basis[i].Law, &g.Basis[i])
	}
	c.judgeOffice(&g.Unit)
	for i := range g.With {
		c.judgeOffice(&g.With[i])
	}
	c.judgeSpecial()
}

// judgeCodes blames a list that is empty or holds a code outside 1 to 6, the codes of tiers and of those served.
func (c *compilation) judgeCodes(name string, codes *[]int) {
	if len(*codes) == 0 {
		c.blame("missing", name, codes)
	}
	for i := range *codes {
		if code := (*codes)[i]; code < 1 || code > 6 {
			c.blame("unknown_code", strconv.Itoa(code), &(*codes)[i])
		}
	}
}

func (c *compilation) judgeOffice(o *Office) {
	c.want("name", &o.Name, o)
	if !c.directory.UnitKindExists(o.Kind) {
		c.blame("unknown_unit", o.Kind, &o.Kind, o)
	}
}

func (c *compilation) judgeSpecial() {
	seen := map[string]bool{}
	for i := range c.Special {
		s := &c.Special[i]
		c.want("name", &s.Name, s)
		c.want("kind", &s.Kind, s)
		if seen[s.Kind] {
			c.blame("duplicate_special", s.Kind, &s.Kind)
		}
		seen[s.Kind] = true
	}
}

func (c *compilation) judgeMaterials() {
	for i := range c.materials {
		m := &c.materials[i]
		c.want("name", &m.Name, m)
		among(c, "unknown_medium", &m.Medium, media, m.Medium, m)
		among(c, "unknown_template", &m.Template, templates, m.Template, m)
		if m.Source == "" {
			c.blame("no_source", m.Name, m)
			continue
		}
		among(c, "unknown_source", &m.Source, sources, m.Source, m)
		if m.Source == "government_shared" && m.From == "" {
			c.blame("no_shared_row", m.Name, m)
		}
		if m.Copies < 0 {
			c.blame("negative", strconv.Itoa(m.Copies), &m.Copies)
		}
	}
}
