package api

import (
	"context"
	"crypto/subtle"

	"mingcha/models"
)

// SetupSetting is the name under which the one-time set-up token is kept. The first start makes it and prints the link.
const SetupSetting = "setup_token"

var errSetup = models.Errorf(models.NotFound, "no_such_setup", "this set-up link is not valid or was used")

func (s *Server) setupOpen(ctx context.Context, token string) error {
	if err := s.rates.allow("sign in", requestOf(ctx).source, s.Limits.SignIns); err != nil {
		s.flood(ctx, "set_up")
		return err
	}
	kept, found, err := s.Settings.Setting(ctx, SetupSetting)
	if err != nil {
		return err
	}
	if !found || subtle.ConstantTimeCompare([]byte(kept), []byte(token)) != 1 {
		s.failed(ctx, models.AuditLine{Action: "set_up", Reason: errSetup.Reason})
		return errSetup
	}
	return nil
}

// ReadSetup says whether the link is still good.
func (s *Server) ReadSetup(ctx context.Context, req ReadSetupRequestObject) (ReadSetupResponseObject, error) {
	if err := s.setupOpen(ctx, req.Token); err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	return ReadSetup200JSONResponse{Roles: each(administrators, n.role)}, err
}

// administrators are the three (三员): three people, and no other role beside.
var administrators = []string{"system_admin", "security_admin", "audit_admin"}

// Founder is the part of the store that gives a house its first accounts, all at once.
type Founder interface {
	Found(ctx context.Context, f models.Founding) error
}

// SetUp creates the first administrators, once: all three or nobody. They are appointed in the highest unit that there is.
func (s *Server) SetUp(ctx context.Context, req SetUpRequestObject) (SetUpResponseObject, error) {
	if err := s.setupOpen(ctx, req.Token); err != nil {
		return nil, err
	}
	founding := models.Founding{Token: SetupSetting}
	var err error
	if founding.Accounts, founding.Appointments, err = s.first(req.Body.Administrators); err != nil {
		return nil, err
	}
	for i, row := range founding.Accounts {
		created, err := s.change(ctx, "create_account", row.ID, "set-up", nil, plain(row))
		if err != nil {
			return nil, err
		}
		post := founding.Appointments[i]
		appointed, err := s.change(ctx, "appoint", post.ID, "set-up", nil, appointmentOf(post))
		if err != nil {
			return nil, err
		}
		founding.Audit = append(founding.Audit, created, appointed)
	}
	return SetUp204Response{}, s.Founder.Found(ctx, founding)
}

// first draws up three accounts for three people.
func (s *Server) first(given []Administrator) ([]models.AccountRow, []models.AppointmentRow, error) {
	var accounts []models.AccountRow
	var appointments []models.AppointmentRow
	roles, logins := map[string]bool{}, map[string]bool{}
	unit := s.Gate.Snapshot().Units.All()[0]
	for i, a := range given {
		row := models.AccountRow{ID: s.NewID(), Login: a.Login, Name: models.Sealed(a.Name), Made: s.Now()}
		if err := s.setPassword(&row, "/administrators/"+itoa(i)+"/password", a.Password, s.Now()); err != nil {
			return nil, nil, err
		}
		accounts = append(accounts, row)
		appointments = append(appointments, models.AppointmentRow{
			ID: "a-" + row.ID, Person: row.ID, Role: string(a.Role), Unit: unit.ID, Division: unit.Division, From: s.Now(),
			MadeBy: models.SystemAccount, Made: s.Now(),
		})
		roles[string(a.Role)], logins[a.Login] = true, true
	}
	if len(roles) != len(administrators) || len(logins) != len(administrators) {
		return nil, nil, models.Errorf(models.Invalid, "three_people", "the three administrators are three people")
	}
	return accounts, appointments, nil
}
