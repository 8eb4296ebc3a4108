package node

import (
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// The people of the market regulation bureau, who watches it, and who appoints.
const (
	clerk     = bureau + ".window_clerk-01"
	handler   = bureau + ".handler-01"
	second    = bureau + ".handler-02"
	reviewer  = bureau + ".reviewer-01"
	approver  = bureau + ".approver-01"
	deliverer = bureau + ".delivery_clerk-01"
	appointer = "security-administrator"
)

// secondFactor is the device that every account of the tests carries.
const (
	password     = "correct horse battery staple"
	secondFactor = "JBSWY3DPEHPK3PXP"
)

// hire prepares a house that is not open yet: an official on every post, and accounts for those who sign in.
func hire(t *testing.T, s Settings) {
	t.Helper()
	ctx := t.Context()
	n := &Node{settings: s}
	require.NoError(t, n.settings.place())
	require.NoError(t, n.openStore(ctx))
	defer func() { require.NoError(t, n.Close()) }()
	_, err := temporalKeys(n.settings.Keys)
	require.NoError(t, err)
	begun := time.Now().Add(-time.Hour)
	rows, err := staffed(begun)
	require.NoError(t, err)
	rows = append(rows, models.AppointmentRow{
		ID: "appoints", Person: appointer, Role: "security_admin", Unit: "dg", Division: "441900000000", From: begun,
	})
	_, err = n.store.ChangeAppointments(ctx, -1, rows...)
	require.NoError(t, err)
	cheap := &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 8, KeyLength: 16}
	hash, err := argon2id.CreateHash(password, cheap)
	require.NoError(t, err)
	for _, who := range []string{clerk, handler, second, reviewer, approver, deliverer, appointer} {
		require.NoError(t, n.store.CreateAccount(ctx, models.AccountRow{
			ID: who, Login: who, Name: models.Sealed("官员" + who), Password: hash, TOTP: secondFactor, Made: begun, Changed: begun,
		}))
	}
}

// oneTime is what the device shows now.
func oneTime(t *testing.T) string {
	t.Helper()
	code, err := totp.GenerateCode(secondFactor, time.Now())
	require.NoError(t, err)
	return code
}
