package api

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/policies/access"
)

// accountObject is an account as the policy sees it: where its person is appointed first. One without appointments lies
// where the asking administrator does.
func (s *Server) accountObject(ctx context.Context, id string) access.Object {
	places := s.Gate.Snapshot()
	held := places.Of(id, s.Now())
	if len(held) == 0 {
		held = places.Of(me(ctx).id, s.Now())
	}
	if len(held) == 0 {
		return access.Object{Kind: access.Account}
	}
	return access.Object{Kind: access.Account, Unit: held[0].Unit, Path: places.Tree.Path(held[0].Division)}
}

func (n *naming) account(r models.AccountRow, passes []models.PassRow, now time.Time) Account {
	held := n.places.Of(r.ID, now)
	out := Account{
		Id: r.ID, Login: r.Login, Name: string(r.Name), Disabled: r.Disabled, Totp: r.TOTP != "", Demo: r.Demo, Created: r.Made,
		Locked: r.LockedUntil != nil && now.Before(*r.LockedUntil), Appointments: each(held, n.appointment), Kind: AccountKindPerson,
	}
	if r.Kind == models.MachineAccount {
		out.Kind = AccountKindSystem
	}
	for _, p := range passes {
		switch {
		case p.Account != r.ID:
		case p.Kind == models.Invitation:
			out.Invited = now.Before(p.Expires)
		default:
			out.KeyExpires, out.KeyUsed = p.Expires, orZero(p.Used)
		}
	}
	if len(held) > 0 {
		out.Unit = n.unit(held[0].Unit)
	}
	return out
}

// accountPage is one account as administrators see it.
func (s *Server) accountPage(ctx context.Context, row models.AccountRow) (Account, error) {
	rows, err := s.accountPages(ctx, []models.AccountRow{row})
	if err != nil {
		return Account{}, err
	}
	return rows[0], nil
}

func (s *Server) accountPages(ctx context.Context, rows []models.AccountRow) ([]Account, error) {
	ids := each(rows, func(r models.AccountRow) string { return r.ID })
	passes, err := s.Passes.PassesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	last, err := s.Audit.LastSignIns(ctx, ids)
	if err != nil {
		return nil, err
	}
	n, err := s.naming(ctx)
	return each(rows, func(r models.AccountRow) Account {
		page := n.account(r, passes, s.Now())
		page.LastSignIn = last[r.ID]
		return page
	}), err
}

// ListAccounts lists accounts of the administrator's jurisdiction.
func (s *Server) ListAccounts(ctx context.Context, req ListAccountsRequestObject) (ListAccountsResponseObject, error) {
	v := s.sight(ctx, access.Read, access.Account, "")
	if len(v.scopes) == 0 {
		return nil, s.must(ctx, access.Read, s.accountObject(ctx, me(ctx).id))
	}
	rows, next, err := gathered(pageOf(req.Params.Cursor, req.Params.Limit), func(p models.Page) ([]models.AccountRow, string, error) {
		return s.Accounts.Accounts(ctx, p)
	}, func(r models.AccountRow) bool {
		return strings.HasPrefix(r.Login, req.Params.Q) && v.covers(s.accountObject(ctx, r.ID))
	})
	if err != nil {
		return nil, err
	}
	pages, err := s.accountPages(ctx, rows)
	return ListAccounts200JSONResponse{Rows: pages, Next: next}, err
}

// ReadAccount gives one account.
func (s *Server) ReadAccount(ctx context.Context, req ReadAccountRequestObject) (ReadAccountResponseObject, error) {
	if err := s.must(ctx, access.Read, s.accountObject(ctx, req.Id)); err != nil {
		return nil, err
	}
	row, err := s.Accounts.Account(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	page, err := s.accountPage(ctx, row)
	return ReadAccount200JSONResponse(page), err
}

// CreateAccount adds a person or another system. ID and pass follow from the click, so that a click sent again finds them.
func (s *Server) CreateAccount(ctx context.Context, req CreateAccountRequestObject) (CreateAccountResponseObject, error) {
	if err := s.must(ctx, access.Create, s.accountObject(ctx, "")); err != nil {
		return nil, err
	}
	id := hex.EncodeToString(keyedHash(s.Blinder, "account", me(ctx).id+"\x00"+req.Params.IdempotencyKey)[:12])
	row := models.AccountRow{ID: id, Login: req.Body.Login, Name: models.Sealed(req.Body.Name), Demo: s.House.Demo, Made: s.Now()}
	if req.Body.Identity != "" {
		row.PersonRef = s.personRef(req.Body.Identity)
	}
	if req.Body.Kind == AccountKindSystem {
		row.Kind = models.MachineAccount
	}
	kept, err := s.Accounts.Account(ctx, id)
	switch {
	case !req.Body.Expires.IsZero() && !req.Body.Expires.After(s.Now()):
		err = models.Faulty("the key would be void", []models.Fault{{Field: "/expires", Rule: "other"}})
	case models.CodeOf(err) == models.NotFound:
		if err = s.changed(ctx, "create_account", id, "", nil, plain(row)); err == nil {
			err = s.Accounts.CreateAccount(ctx, row)
		}
	case err == nil && (kept.Login != row.Login || kept.Name != row.Name || kept.Kind != row.Kind):
		err = models.Errorf(models.Reused, "key_reused", "this idempotency key came with another request before")
	}
	if err != nil {
		return nil, err
	}
	created, err := s.handOver(ctx, row, req.Params.IdempotencyKey, req.Body.Expires)
	return CreateAccount201JSONResponse(created), err
}

// plain is an account for the audit: without secrets.
func plain(r models.AccountRow) map[string]any {
	return map[string]any{"login": r.Login, "name": string(r.Name), "kind": r.Kind, "disabled": r.Disabled, "totp": r.TOTP != ""}
}

// changed writes a change of what holds into the audit, before it takes effect.
func (s *Server) changed(ctx context.Context, action, key, why string, before, after any) error {
	line, err := s.change(ctx, action, key, why, before, after)
	if err != nil {
		return err
	}
	return s.Audit.Audit(ctx, line)
}

// change is the audit line of a change of what holds.
func (s *Server) change(ctx context.Context, action, key, why string, before, after any) (models.AuditLine, error) {
	line := models.AuditLine{Action: action, Outcome: models.Allowed, Subject: key, Detail: models.AuditDetail{Why: why}}
	var err error
	if before != nil {
		if line.Detail.Before, err = json.Marshal(before); err != nil {
			return line, err
		}
	}
	line.Detail.After, err = json.Marshal(after)
	return s.signed(ctx, line), err
}

// ChangeAccount changes the display name.
func (s *Server) ChangeAccount(ctx context.Context, req ChangeAccountRequestObject) (ChangeAccountResponseObject, error) {
	if err := s.must(ctx, access.Change, s.accountObject(ctx, req.Id)); err != nil {
		return nil, err
	}
	row, err := s.Accounts.Account(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	before := plain(row)
	row.Name = models.Sealed(req.Body.Name)
	if err := s.changed(ctx, "change_account", row.ID, "", before, plain(row)); err != nil {
		return nil, err
	}
	if err := s.Accounts.SaveAccount(ctx, row); err != nil {
		return nil, err
	}
	page, err := s.accountPage(ctx, row)
	return ChangeAccount200JSONResponse(page), err
}

// accountActions are the words of the policy for what can be done with an account.
var accountActions = map[AccountVerb]access.Action{
	Disable: access.Lock, Enable: access.Unlock, Unlock: access.Unlock, ResetPassword: access.Reset, ResetTotp: access.Reset,
	RenewKey: access.Reset,
}

// CommandAccount disables, enables, unlocks an account or resets what its person has lost. All its sessions end.
func (s *Server) CommandAccount(ctx context.Context, req CommandAccountRequestObject) (CommandAccountResponseObject, error) {
	if err := s.must(ctx, accountActions[req.Verb], s.accountObject(ctx, req.Id)); err != nil {
		return nil, err
	}
	row, err := s.Accounts.Account(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	before, renewed := plain(row), req.Verb == ResetPassword || req.Verb == RenewKey
	if renewed && (req.Verb == RenewKey) != (row.Kind == models.MachineAccount) {
		return nil, models.Errorf(models.Conflict, "other_account_kind", "a person has a password, another system a key")
	}
	switch req.Verb {
	case Disable:
		row.Disabled = true
	case Enable:
		row.Disabled = false
	case ResetTotp:
		row.TOTP = ""
	case ResetPassword:
		row.Password, row.Changed = "", time.Time{}
	}
	row.Failed, row.LockedUntil = 0, nil
	if err := s.changed(ctx, string(req.Verb), row.ID, req.Body.Reason, before, plain(row)); err != nil {
		return nil, err
	}
	if err := s.Accounts.SaveAccount(ctx, row); err != nil {
		return nil, err
	}
	if err := s.Sessions.DeleteByAccount(ctx, row.ID); err != nil {
		return nil, err
	}
	if renewed {
		answer, err := s.handOver(ctx, row, req.Params.IdempotencyKey, time.Time{})
		return CommandAccount200JSONResponse(answer), err
	}
	page, err := s.accountPage(ctx, row)
	return CommandAccount200JSONResponse{Account: page}, err
}
