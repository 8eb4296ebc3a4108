package directory

// Unit (机构) is one organisation: a department, a town government, a hall, a supervision organ.
type Unit struct {
	ID        string
	NameZH    string
	NameEN    string
	Official  string // full name of the government of a town-level unit, for notices
	Kind      string // market_regulation, service_hall, supervision_organ …
	Tier      Tier
	Division  string // 12-digit code
	Path      string // of the division
	Parent    string // unit above; "" for a province
	Line      string // department of the tier above whose business this unit does (业务主管部门)
	Stationed string // unit that supervises it from near by: the stationed body, else the organ (S04)
	Organ     string // supervision organ over it: of its own tier, else the nearest above; never itself
	NextUp    string // supervision organ one tier above that; for an organ, the one above itself (S05)
	Windows   []Window
	Example   bool
}

// Window (窗口) is one counter of a hall.
type Window struct {
	ID     string `yaml:"id"`
	NameZH string `yaml:"name_zh"`
}

// Kinds of unit that the directory itself must know.
const (
	SupervisionOrgan     = "supervision_organ"
	StationedSupervision = "stationed_supervision"
)
