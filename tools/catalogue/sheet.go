package main

import "gopkg.in/yaml.v3"

// sheet is one written item. Its keys and their order are the format that models/process reads.
type sheet struct {
	Item       string
	Name       string
	NameEN     string `yaml:"name_en"`
	Kind       string
	Levels     line[[]int]
	Body       int
	Served     line[[]int]
	CaseKind   int `yaml:"case_kind"`
	Unit       line[office]
	With       []line[office] `yaml:",omitempty"`
	LifeEvents line[[]string] `yaml:"life_events"`
	Topics     line[[]string]
	Basis      []line[cited]
	Conditions []string
	Materials  []line[material]
	Limits     limits
	Special    []line[special] `yaml:",omitempty"`
	Deemed     *line[deemed]   `yaml:",omitempty"`
	Fee        fee
	Procedure  []stage
	Form       []line[field]
	Result     line[result]
	Rules      line[[]string]
	Notes      []string `yaml:",omitempty"`
}

// line is a value written on one line.
type line[T any] struct{ value T }

// MarshalYAML writes the value in flow style.
func (l line[T]) MarshalYAML() (any, error) {
	var node yaml.Node
	err := node.Encode(l.value)
	node.Style = yaml.FlowStyle
	return &node, err
}

type office struct {
	Kind   string
	Name   string
	NameEN string `yaml:"name_en"`
}

type cited struct {
	Law      string
	Document string `yaml:",omitempty"`
	Article  string `yaml:",omitempty"`
	Quote    string `yaml:",omitempty"`
	Copy     string `yaml:",omitempty"`
	Verify   bool   `yaml:",omitempty"`
	Note     string `yaml:",omitempty"`
}

type material struct {
	Name     string
	NameEN   string `yaml:"name_en"`
	Required bool
	Medium   string
	Copies   int
	Source   string
	From     string `yaml:",omitempty"`
	Template string `yaml:",omitempty"`
}

type limits struct {
	Start      string
	Acceptance string `yaml:",omitempty"`
	Statutory  string
	Basis      *line[cited] `yaml:",omitempty"`
	Promised   string
	Extension  *line[extension] `yaml:",omitempty"`
	Notes      []string         `yaml:",omitempty"`
}

type extension struct {
	By     string
	Head   string
	Times  int
	Ground string `yaml:",omitempty"`
	Duty   string `yaml:",omitempty"`
}

type special struct {
	Kind    string
	Name    string
	Stops   bool   `yaml:"stops_clock"`
	Planned string `yaml:",omitempty"`
	Law     string
	Article int
}

type deemed struct {
	Acceptance bool   `yaml:",omitempty"`
	Renewal    bool   `yaml:",omitempty"`
	Basis      string `yaml:",omitempty"`
}

type fee struct {
	Free  bool
	Items []line[charge] `yaml:",omitempty"`
	Basis []line[cited]  `yaml:",omitempty"`
}

type charge struct {
	Name     string
	NameEN   string   `yaml:"name_en"`
	Amount   *float64 `yaml:",omitempty"`
	Unit     string
	Standard string `yaml:",omitempty"`
	Verify   bool   `yaml:",omitempty"`
}

type stage struct {
	Stage  string
	NameEN string `yaml:"name_en"`
	Steps  []any  // line[step] or a parallel block
}

type parallel struct{ Parallel [][]line[step] }

type step struct {
	Key      string
	Name     string   `yaml:",omitempty"`
	NameEN   string   `yaml:"name_en,omitempty"`
	Kind     string   `yaml:",omitempty"`
	Service  string   `yaml:",omitempty"`
	Role     string   `yaml:",omitempty"`
	Unit     string   `yaml:",omitempty"`
	Limit    string   `yaml:",omitempty"`
	When     string   `yaml:",omitempty"`
	WhenName string   `yaml:"when_name,omitempty"`
	WhenEN   string   `yaml:"when_name_en,omitempty"`
	Separate []string `yaml:"separate_from,omitempty"`
}

type field struct {
	Key       string
	Label     string
	LabelEN   string `yaml:"label_en"`
	Type      string
	Required  bool     `yaml:",omitempty"`
	Mask      bool     `yaml:",omitempty"`
	From      string   `yaml:",omitempty"`
	Pattern   string   `yaml:",omitempty"`
	MaxLength int      `yaml:"max_length,omitempty"`
	Min       any      `yaml:",omitempty"`
	Max       any      `yaml:",omitempty"`
	Decimals  int      `yaml:",omitempty"`
	Measure   string   `yaml:",omitempty"`
	Options   []string `yaml:",omitempty"`
	NotBefore string   `yaml:"not_before,omitempty"`
	MinLead   string   `yaml:"min_lead,omitempty"`
	MaxAge    string   `yaml:"max_age,omitempty"`
	MaxSpan   string   `yaml:"max_span,omitempty"`
	MaxBy     any      `yaml:"max_by,omitempty"`
}

type result struct {
	Name    string
	NameEN  string `yaml:"name_en"`
	Valid   string `yaml:",omitempty"`
	ValidEN string `yaml:"valid_en,omitempty"`
}
