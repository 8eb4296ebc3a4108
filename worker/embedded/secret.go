package embedded

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"strings"

	"go.temporal.io/server/common/authorization"
)

const (
	secretHeader = "authorization"
	secretScheme = "Bearer "

	workflowService = "/temporal.api.workflowservice.v1.WorkflowService/"
	healthService   = "/grpc.health.v1.Health/"
)

// secret is drawn at every start, kept in memory and carried by every call of this process's clients.
type secret string

func newSecret() secret { return secret(rand.Text()) }

// GetHeaders carries the secret in the metadata of a call. It serves client.Options.HeadersProvider.
func (s secret) GetHeaders(context.Context) (map[string]string, error) {
	return map[string]string{secretHeader: secretScheme + string(s)}, nil
}

// String hides the secret from logs.
func (secret) String() string { return "secret of this boot" }

// door decides who may call the frontend: the services of this server by certificate, its clients by the secret.
type door struct {
	secret    secret
	namespace string
}

var (
	_ authorization.ClaimMapper = door{}
	_ authorization.Authorizer  = door{}

	errStranger = errors.New("neither this boot's certificate nor its secret")
)

// GetClaims tells the server's own services (system) from its clients (one namespace).
func (d door) GetClaims(info *authorization.AuthInfo) (*authorization.Claims, error) {
	if info.TLSSubject != nil {
		return &authorization.Claims{System: authorization.RoleAdmin}, nil
	}
	given, found := strings.CutPrefix(info.AuthToken, secretScheme)
	if !found || subtle.ConstantTimeCompare([]byte(given), []byte(d.secret)) != 1 {
		return nil, errStranger
	}
	return &authorization.Claims{Namespaces: map[string]authorization.Role{d.namespace: authorization.RoleAdmin}}, nil
}

// Authorize admits services everywhere and clients to the workflow service of their namespace; operator and
// administrator calls are refused to clients, everything to strangers.
func (d door) Authorize(
	_ context.Context, claims *authorization.Claims, target *authorization.CallTarget,
) (authorization.Result, error) {
	allow := authorization.Result{Decision: authorization.DecisionAllow}
	deny := authorization.Result{Decision: authorization.DecisionDeny}
	if claims == nil {
		return deny, nil
	}
	if claims.System == authorization.RoleAdmin {
		return allow, nil
	}
	if _, ours := claims.Namespaces[target.Namespace]; !ours && target.Namespace != "" {
		return deny, nil
	}
	if strings.HasPrefix(target.APIName, workflowService) || strings.HasPrefix(target.APIName, healthService) {
		return allow, nil
	}
	return deny, nil
}
