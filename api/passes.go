package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"mingcha/models"
)

// Passes is the part of the store that keeps what opens an account without a password.
type Passes interface {
	GivePass(ctx context.Context, row models.PassRow) error
	Pass(ctx context.Context, kind models.PassKind, digest string) (models.PassRow, error)
	TakePass(ctx context.Context, kind models.PassKind, digest string) (bool, error)
	NotePassUsed(ctx context.Context, digest string, now time.Time) error
	PassesOf(ctx context.Context, accounts []string) ([]models.PassRow, error)
}

const (
	invitationLife = 72 * time.Hour
	keyLife        = 366 * 24 * time.Hour // at most
	keyPrefix      = "mck_"               // tells a key from a tracking token, and secret scanners what they have found
)

func digestOfPass(pass string) string {
	sum := sha256.Sum256([]byte(pass))
	return hex.EncodeToString(sum[:])
}

// handOver gives an account its one-time link or its key. The pass follows from the click, so that the same click sent
// again shows the same; only its digest is kept.
func (s *Server) handOver(ctx context.Context, row models.AccountRow, click string, expires time.Time) (CreatedAccount, error) {
	kind, latest := models.Invitation, s.Now().Add(invitationLife)
	if row.Kind == models.MachineAccount {
		kind, latest = models.SystemKey, s.Now().Add(keyLife)
	}
	if expires.IsZero() || expires.After(latest) || kind == models.Invitation {
		expires = latest
	}
	pass := encoding.EncodeToString(keyedHash(s.Blinder, string(kind), row.ID+"\x00"+me(ctx).id+"\x00"+click))
	if kind == models.SystemKey {
		pass = keyPrefix + pass
	}
	given := models.PassRow{
		Account: row.ID, Kind: kind, Digest: digestOfPass(pass), MadeBy: me(ctx).id, Made: s.Now(), Expires: expires,
	}
	if err := s.Passes.GivePass(ctx, given); err != nil {
		return CreatedAccount{}, err
	}
	page, err := s.accountPage(ctx, row)
	out := CreatedAccount{Account: page, Expires: expires}
	if kind == models.SystemKey {
		out.Key = pass
	} else {
		out.Link = strings.TrimSuffix(s.House.Address, "/") + "/office/invitations/" + pass
	}
	return out, err
}

var errInvitation = models.Errorf(models.NotFound, "no_such_invitation", "this link is not valid, was used or has expired")

// invited finds the account that a one-time link is for.
func (s *Server) invited(ctx context.Context, token string) (models.AccountRow, models.PassRow, error) {
	if err := s.rates.allow("sign in", requestOf(ctx).source, s.Limits.SignIns); err != nil {
		s.flood(ctx, "invitation")
		return models.AccountRow{}, models.PassRow{}, err
	}
	pass, err := s.Passes.Pass(ctx, models.Invitation, digestOfPass(token))
	if err == nil && !s.Now().Before(pass.Expires) {
		err = errInvitation
	}
	var row models.AccountRow
	if err == nil {
		row, err = s.Accounts.Account(ctx, pass.Account)
	}
	if err == nil && row.Disabled {
		err = errInvitation
	}
	if models.CodeOf(err) == models.NotFound {
		s.failed(ctx, models.AuditLine{Account: pass.Account, Action: "invitation", Reason: errInvitation.Reason})
		err = errInvitation
	}
	return row, pass, err
}

// ReadInvitation says whether a one-time link is still good.
func (s *Server) ReadInvitation(ctx context.Context, req ReadInvitationRequestObject) (ReadInvitationResponseObject, error) {
	row, pass, err := s.invited(ctx, req.Token)
	return ReadInvitation200JSONResponse{Login: row.Login, Expires: pass.Expires}, err
}

// AcceptInvitation sets the password that the person has chosen. The link is void from then on.
func (s *Server) AcceptInvitation(ctx context.Context, req AcceptInvitationRequestObject) (AcceptInvitationResponseObject, error) {
	row, pass, err := s.invited(ctx, req.Token)
	if err != nil {
		return nil, err
	}
	if err := s.setPassword(&row, "/password", req.Body.Password, s.Now()); err != nil {
		return nil, err
	}
	taken, err := s.Passes.TakePass(ctx, models.Invitation, pass.Digest)
	if err != nil {
		return nil, err
	}
	if !taken {
		return nil, errInvitation
	}
	line := models.AuditLine{Account: row.ID, Action: "accept_invitation", Outcome: models.Allowed, Subject: row.ID, Path: s.pathOf(row.ID)}
	if err := s.note(ctx, line); err != nil {
		return nil, err
	}
	return AcceptInvitation204Response{}, s.Accounts.SaveAccount(ctx, row)
}

var errKey = models.Errorf(models.Unauthorised, "bad_key", "the key is not valid or has expired")

// keyed is the account of another system that shows its key. A key that was renewed, has expired, or whose account was
// disabled opens nothing from the next request on, on every node.
func (s *Server) keyed(ctx context.Context, key string) (*person, error) {
	pass, err := s.Passes.Pass(ctx, models.SystemKey, digestOfPass(key))
	var row models.AccountRow
	if err == nil {
		row, err = s.Accounts.Account(ctx, pass.Account)
	}
	now := s.Now()
	switch {
	case models.CodeOf(err) == models.NotFound, err == nil && (row.Disabled || row.Kind != models.MachineAccount || !now.Before(pass.Expires)):
		s.failed(ctx, models.AuditLine{Account: pass.Account, Action: "use_key", Reason: errKey.Reason})
		return nil, errKey
	case err != nil:
		return nil, err
	}
	if pass.Used == nil || now.Sub(*pass.Used) >= time.Minute {
		if err := s.Passes.NotePassUsed(ctx, pass.Digest, now); err != nil {
			return nil, err
		}
	}
	return &person{id: row.ID, login: row.Login, name: string(row.Name), row: row, ends: pass.Expires}, nil
}

// personal are the operations for people only: what belongs to a session, a password, a device.
var personal = map[string]bool{
	"ChangeMe": true, "ChangePassword": true, "EnrolTotp": true, "ConfirmTotp": true, "SignOut": true,
}
