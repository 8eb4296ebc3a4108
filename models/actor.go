package models

// Actor is who gave a command and by what right. It holds no name: names are bodies.
type Actor struct {
	Account     string `json:"account"`               // account ID; "applicant" for a citizen without an account, "system" for the subject itself
	Person      string `json:"person,omitempty"`      // keyed hash of the identity number, to refuse acting on one's own case
	Role        string `json:"role,omitempty"`        // role key of data/catalog/organisations.yaml
	Unit        string `json:"unit,omitempty"`        // the unit of the appointment used
	Path        string `json:"path,omitempty"`        // division path of that unit
	Appointment string `json:"appointment,omitempty"` // the appointment that allowed it
	For         string `json:"for,omitempty"`         // account of the absent person for whom the actor stands in
}

// Seat is the account in whose place the actor acts: that of the absent person, or the own.
func (a Actor) Seat() string {
	if a.For != "" {
		return a.For
	}
	return a.Account
}

// The actors that are not officials.
const (
	SystemAccount    = "system"
	ApplicantAccount = "applicant"
)

// System is the subject acting by itself because time has come.
func System() Actor { return Actor{Account: SystemAccount} }
