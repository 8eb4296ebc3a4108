package process

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"mingcha/models"
	"mingcha/models/clock"
)

// Directory says which roles and kinds of unit there are.
type Directory interface {
	RoleExists(role string) bool
	UnitKindExists(kind string) bool // town_government stands for town, subdistrict and zone
}

// Posts is a Directory that also knows whether any unit of a kind has a post with a role.
type Posts interface {
	PostExists(unitKind, role string) bool
}

// compilation judges one sheet and turns it into a bundle.
type compilation struct {
	*reader
	sheet
	directory Directory
	steps     []*authored // in the order of the text
	procedure models.Procedure
}

// Compile judges an item and builds its bundle. What the item leaves out is taken from the defaults, the later ones
// first. The error names every fault with its file and line.
func Compile(src Source, directory Directory, defaults ...Source) (*Bundle, error) {
	c := &compilation{reader: newReader(), directory: directory}
	for _, layer := range append(slices.Clone(defaults), src) {
		c.file = layer.File
		delete(c.places, &c.Limits) // what is missing is missing in the item
		c.mapping(layer.root, c.sheet.read(c.reader))
	}
	c.judgeGuide()
	c.judgeMaterials()
	c.judgeJoint()
	c.judgeFees()
	c.judgeForm()
	c.flatten()
	if !c.tangled() {
		c.judgeSteps()
		c.judgeFlow()
		c.judgeTogether()
		c.judgeLimits()
		c.judgeRules()
		c.judgeCollectors()
		c.judgeConditions()
	}
	if len(c.faults) > 0 {
		slices.SortStableFunc(c.faults, byLine)
		return nil, models.Faulty(unpublishable(src.File), c.faults)
	}
	return c.bundle()
}

func byLine(a, b models.Fault) int {
	fileA, lineA := splitPlace(a.Field)
	fileB, lineB := splitPlace(b.Field)
	return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(lineA, lineB))
}

func splitPlace(place string) (file string, line int) {
	colon := strings.LastIndexByte(place, ':')
	line, _ = strconv.Atoi(place[colon+1:])
	return place[:colon], line
}

func (c *compilation) bundle() (*Bundle, error) {
	for i := range c.materials {
		c.materials[i].No = i + 1
	}
	schema, err := schemaOf(c.Item, c.fields)
	if err != nil {
		return nil, err
	}
	c.complete()
	c.Guide.Steps = c.guideSteps()
	b := &Bundle{
		Procedure: c.procedure, Guide: c.Guide, Materials: c.materials, Fields: c.fields, Schema: schema,
		Fees: c.fees, ResultDocument: c.result, Rules: c.rules,
	}
	if err := b.seal(); err != nil {
		return nil, err
	}
	return b, b.prepare()
}

// complete fills the procedure with what is not a step.
func (c *compilation) complete() {
	l, p := &c.Limits, &c.procedure
	p.Item, p.Deemed, p.ClockStart = c.Item, c.Deemed.Acceptance, models.ClockStart(l.Start)
	p.Acceptance, p.Promised, p.Statutory = limitOf(l.Acceptance), limitOf(l.Promised), limitOf(l.Statutory)
	p.Delivery, p.Supplement, p.Prereview = limitOf(l.Delivery), limitOf(l.Supplement), limitOf(l.Prereview)
	if p.Statutory.IsZero() {
		p.Statutory = p.Promised // without a law the promise is the last word
	}
	p.AskLater = l.AskLater
	if c.joint.declared {
		p.Joint = &models.Joint{Close: limitOf(c.joint.close)}
	}
	p.Stages = c.timedStages()
	if e := l.Extension; e != nil {
		p.Extension = &models.ExtensionRule{N: limitOf(e.By).N, Role: e.Head, Times: e.Times}
	}
	for _, s := range c.Special {
		p.Special = append(p.Special, models.SpecialKind{
			Kind: s.Kind, Name: s.Name, StopsClock: s.Stops, Planned: limitOf(s.Planned),
		})
	}
	c.completeFees()
	for _, m := range c.materials {
		if m.Required && m.Brought() {
			p.Required = append(p.Required, m.No)
		}
	}
}

func limitOf(s Span) clock.Limit {
	limit, _ := s.Limit() // spans that cannot be counted were refused as they were read
	return limit
}

func (c *compilation) guideSteps() []GuideStep {
	out := make([]GuideStep, len(c.steps))
	for i, s := range c.steps {
		step := c.procedure.Steps[i]
		out[i] = GuideStep{
			Key: s.key, Name: s.name, NameEN: s.nameEN, Stage: s.stage.name, StageEN: s.stage.nameEN,
			Kind: string(step.Kind), Act: step.Act, Role: s.role, Unit: c.office(s.unit), Limit: s.limit,
			After: step.After, WhenName: s.whenName, WhenNameEN: s.whenEN,
		}
	}
	return out
}

// office finds the name of a kind of unit; "" is the item's own.
func (c *compilation) office(kind string) Office {
	for _, o := range c.With {
		if o.Kind == kind {
			return o
		}
	}
	return c.Unit
}
