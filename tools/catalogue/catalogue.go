package main

// item is what we use of one item of the catalogue, see its field dictionary.
type item struct {
	ID         string
	NameZH     string `yaml:"name_zh"`
	NameEN     string `yaml:"name_en"`
	Kind       string
	Levels     []int
	Body       int `yaml:"body_kind"`
	Served     []int
	Department organ
	Co         []organ `yaml:"co_departments"`
	CaseKind   int     `yaml:"case_kind"`
	Basis      []citation
	Conditions []string `yaml:"conditions_zh"`
	Materials  []struct {
		NameZH   string `yaml:"name_zh"`
		NameEN   string `yaml:"name_en"`
		Required bool
		Form     string
		Copies   int
		Source   string
		From     string `yaml:"shared_from"`
	}
	Acceptance *duration
	Statutory  struct {
		duration  `yaml:",inline"`
		Start     string `yaml:"clock_start"`
		Basis     *citation
		Extension *struct {
			duration `yaml:",inline"`
			By       string `yaml:"approved_by"`
			Times    int
			Duty     string
			Ground   string
		}
		UnitNote string `yaml:"unit_note"`
		Note     string
	} `yaml:"statutory_limit"`
	Promised duration `yaml:"promised_limit"`
	Stages   []struct {
		Stage    string
		duration `yaml:",inline"`
		Basis    citation
	} `yaml:"stage_limits"`
	Fee struct {
		Free  bool
		Items []struct {
			NameZH   string `yaml:"name_zh"`
			NameEN   string `yaml:"name_en"`
			Standard string
			Amount   *float64
			Unit     string
			Verify   bool
		}
		Basis []citation
	}
	Special []struct {
		Kind    string
		NameZH  string   `yaml:"name_zh"`
		Stops   bool     `yaml:"stops_clock"`
		Number  *float64 `yaml:"typical_days"`
		Unit    string
		Law     string
		Article int
	} `yaml:"special_procedures"`
	Deemed struct {
		Acceptance      bool
		AcceptanceBasis string `yaml:"acceptance_basis"`
		Renewal         bool
		RenewalBasis    string `yaml:"renewal_basis"`
	}
	Steps  []work
	Result struct {
		NameZH string `yaml:"name_zh"`
		NameEN string `yaml:"name_en"`
		Valid  string
	} `yaml:"result_document"`
	Fields []map[string]any `yaml:"form_fields"`
	Rules  []string         `yaml:"supervision_rules"`
	Notes  string
}

type organ struct {
	Kind   string `yaml:"kind"`
	NameZH string `yaml:"name_zh"`
	NameEN string `yaml:"name_en"`
}

type citation struct {
	Law       string
	Document  string `yaml:"document_no"`
	ArticleZH string `yaml:"article_zh"`
	Paragraph int
	Quote     string `yaml:"quote_zh"`
	Copy      string
	Verify    bool
	Note      string
}

type duration struct {
	Number *float64
	Unit   string
}

// work is one step of the catalogue.
type work struct {
	NameZH string `yaml:"name_zh"`
	NameEN string `yaml:"name_en"`
	Kind   string
	Limit  float64
	Unit   string
	Role   string
	Clock  string
}

// extra is what extra.yaml adds to an item.
type extra struct {
	Events    []string
	Topics    []string
	Valid     string
	Consult   []asked
	Beside    string
	With      []organ
	Units     map[string]string
	When      map[string]condition
	Fields    map[string]map[string]any
	Note      string
	LimitNote string `yaml:"limit_note"`
}

// asked is one office whose opinion is sought.
type asked struct {
	Unit, Role, Key, Name string
	NameEN                string `yaml:"name_en"`
}

type condition struct {
	Holds  string
	Name   string
	NameEN string `yaml:"name_en"`
}
