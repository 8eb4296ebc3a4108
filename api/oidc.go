package api

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"mingcha/models"
)

// OIDC is the identity provider of the installation. Only accounts that an administrator has bound to an identity of
// it can sign in; it creates none.
type OIDC struct {
	Issuer   string
	ClientID string
	Secret   string

	mu       sync.Mutex
	verifier *oidc.IDTokenVerifier
	config   *oauth2.Config
}

// reach asks the provider for its addresses, once it answers.
func (o *OIDC) reach(ctx context.Context, callback string) (*oauth2.Config, *oidc.IDTokenVerifier, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.config != nil {
		return o.config, o.verifier, nil
	}
	provider, err := oidc.NewProvider(ctx, o.Issuer)
	if err != nil {
		return nil, nil, err
	}
	o.config = &oauth2.Config{
		ClientID: o.ClientID, ClientSecret: o.Secret, Endpoint: provider.Endpoint(), RedirectURL: callback,
		Scopes: []string{oidc.ScopeOpenID, "profile"},
	}
	o.verifier = provider.Verifier(&oidc.Config{ClientID: o.ClientID})
	return o.config, o.verifier, nil
}

// journey is what a sign-in at the provider must come back with.
type journey struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	Back     string `json:"back"`
}

var errOIDC = models.Errorf(models.Unauthorised, "oidc_failed", "the sign-in at the identity provider did not succeed")

func (s *Server) provider(ctx context.Context) (*oauth2.Config, *oidc.IDTokenVerifier, error) {
	if s.OIDC == nil {
		return nil, nil, notFound("no_oidc", "there is no identity provider")
	}
	config, verifier, err := s.OIDC.reach(ctx, strings.TrimSuffix(s.House.Address, "/")+base+"/sessions/oidc/callback")
	if err != nil {
		s.Log.Warn("the identity provider does not answer", "error", err)
		return nil, nil, errOIDC
	}
	return config, verifier, nil
}

// StartOidc sends the caller to the identity provider, with state, nonce and PKCE kept in a fresh session.
func (s *Server) StartOidc(ctx context.Context, req StartOidcRequestObject) (StartOidcResponseObject, error) {
	config, _, err := s.provider(ctx)
	if err != nil {
		return nil, err
	}
	j := journey{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Back: req.Params.Back}
	if j.Back == "" {
		j.Back = "/"
	}
	kept, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	session, err := s.sessions.manager.Load(ctx, "")
	if err != nil {
		return nil, err
	}
	s.sessions.manager.Put(session, oidcKey, string(kept))
	s.sessions.stamp(session)
	cookie, err := s.sessions.keep(session)
	to := config.AuthCodeURL(j.State, oidc.Nonce(j.Nonce), oauth2.S256ChallengeOption(j.Verifier))
	return withCookie{cookie: cookie, status: http.StatusFound, location: to}, err
}

// FinishOidc begins a session for the account that the identity is bound to.
func (s *Server) FinishOidc(ctx context.Context, req FinishOidcRequestObject) (FinishOidcResponseObject, error) {
	config, verifier, err := s.provider(ctx)
	if err != nil {
		return nil, err
	}
	session := requestOf(ctx).session
	if session == nil {
		return nil, errOIDC
	}
	var j journey
	kept := s.sessions.manager.PopString(session, oidcKey)
	if json.Unmarshal([]byte(kept), &j) != nil || j.State == "" || j.State != req.Params.State {
		return nil, errOIDC
	}
	external, err := identityOf(ctx, config, verifier, j, req.Params.Code)
	if err != nil {
		s.failed(ctx, models.AuditLine{Action: "sign_in", Reason: errOIDC.Reason})
		s.Log.Warn("an identity was not accepted", "error", err)
		return nil, errOIDC
	}
	row, err := s.Accounts.AccountByExternal(ctx, external)
	if models.CodeOf(err) == models.NotFound || (err == nil && row.Disabled) {
		s.failed(ctx, models.AuditLine{Account: row.ID, Action: "sign_in", Reason: errOIDC.Reason})
		return nil, errOIDC
	}
	if err != nil {
		return nil, err
	}
	if err := s.sessions.manager.Destroy(session); err != nil {
		return nil, err
	}
	cookie, _, err := s.beginFor(ctx, row)
	return withCookie{cookie: cookie, status: http.StatusFound, location: j.Back}, err
}

// identityOf exchanges the code and checks the token: signature, audience, nonce.
func identityOf(ctx context.Context, config *oauth2.Config, verifier *oidc.IDTokenVerifier, j journey, code string) (string, error) {
	tokens, err := config.Exchange(ctx, code, oauth2.VerifierOption(j.Verifier))
	if err != nil {
		return "", err
	}
	raw, _ := tokens.Extra("id_token").(string)
	token, err := verifier.Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	if token.Nonce != j.Nonce {
		return "", errOIDC
	}
	return token.Issuer + " " + token.Subject, nil
}
