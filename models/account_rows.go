package models

import "time"

// AccountRow is one person who can sign in. What the person may do is not here but in appointments.
type AccountRow struct {
	ID          string `gorm:"primaryKey"`
	Login       string // unique
	Kind        AccountKind
	Name        Sealed
	Password    string     // argon2id hash; "" no local password
	PersonRef   string     // keyed hash of the identity number, "" if not known
	External    string     // issuer and subject of OpenID Connect, "" if none
	TOTP        Sealed     // secret of the second factor, "" if none
	Failed      int        // wrong passwords since the last right one
	LockedUntil *time.Time // nil: not locked
	Disabled    bool
	Demo        bool
	Made        time.Time
	Changed     time.Time // when the password was last set
}

// LoginRule says when wrong passwords lock an account or a case number, and for how long.
type LoginRule struct {
	Tries int
	Lock  time.Duration
}

// AppointmentRow (任职) says that a person holds a role in a unit, for a division, during a time.
type AppointmentRow struct {
	ID       string `gorm:"primaryKey"`
	Person   string // account ID
	Role     string
	Unit     string
	Division string    // 12 digits
	From     time.Time `gorm:"column:begins"`
	To       time.Time `gorm:"column:ends"` // zero: until further notice
	MadeBy   string
	Made     time.Time
}

// Founding is what a new house begins with.
type Founding struct {
	Token        string // name of the setting that holds the one-time token
	Accounts     []AccountRow
	Appointments []AppointmentRow
	Audit        []AuditLine
}
