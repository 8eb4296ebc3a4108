package access

import "mingcha/policies/directory"

// Verdict is the answer to one question.
type Verdict struct {
	Allowed     bool
	Appointment directory.Appointment // that allows it; empty when denied
	Path        string                // division path of that appointment
	Relation    Relation              // by which it allows
	Reason      Reason
}

// Reason says why, in both languages; Code is stable.
type Reason struct {
	Code   string
	ZH, EN string
}

// String returns both languages, for logs and the audit.
func (r Reason) String() string { return r.ZH + " / " + r.EN }

// The reasons for a denial.
var (
	noAppointment = Reason{"no_appointment", "此时没有有效任职", "no appointment is in force at this time"}
	noRole        = Reason{"not_in_role", "现任职务均无此项权限", "none of the present appointments may do this"}
	outOfReach    = Reason{"out_of_reach", "现任职务有此项权限，但不及于此：单位、辖区或持有人不符", "a present appointment may do this, but not here: another unit, place or holder"}
	unknownWord   = Reason{"unknown", "没有这种对象或操作", "there is no such object or action"}
	undecidable   = Reason{"undecidable", "权限判定出错，按不允许处理", "the policy could not be asked, which means no"}
)

func denied(r Reason) Verdict { return Verdict{Reason: r} }

// allowed names the appointment that allows.
func allowed(a directory.Appointment, path string, by Relation, places *directory.Snapshot) Verdict {
	role, _ := places.Roles.Find(a.Role)
	unit, _ := places.Units.Find(a.Unit)
	return Verdict{Allowed: true, Appointment: a, Path: path, Relation: by, Reason: Reason{
		Code: "allowed",
		ZH:   "依据任职 " + a.ID + "：" + unit.NameZH + " " + role.NameZH,
		EN:   "by appointment " + a.ID + ": " + role.NameEN + ", " + unit.NameEN,
	}}
}
