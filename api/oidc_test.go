package api

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"

	"mingcha/models"
)

// provider is a small identity provider: discovery, keys, tokens.
type provider struct {
	*httptest.Server
	key   *rsa.PrivateKey
	nonce string
	who   string
}

func newProvider(t *testing.T) *provider {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	p := &provider{key: key, who: "identity-1"}
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{
			"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"},
		})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		e := big.NewInt(int64(key.E)).Bytes()
		answer(w, map[string]any{"keys": []map[string]string{{
			"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": base64.RawURLEncoding.EncodeToString(key.N.Bytes()),
			"e": base64.RawURLEncoding.EncodeToString(e),
		}}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("code") != "good" || r.FormValue("code_verifier") == "" {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		token := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.MapClaims{
			"iss": p.URL, "sub": p.who, "aud": "mingcha", "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix(), "nonce": p.nonce,
		})
		token.Header["kid"] = "1"
		signed, err := token.SignedString(key)
		require.NoError(t, err)
		answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": signed})
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func TestOIDC(t *testing.T) {
	p := newProvider(t)
	o := openOffice(t, func(d *Deps) { d.OIDC = &OIDC{Issuer: p.URL, ClientID: "mingcha", Secret: "s"} })
	o.hire(clerk)
	row, err := o.store.Account(t.Context(), clerk)
	require.NoError(t, err)
	row.External = p.URL + " identity-1"
	require.NoError(t, o.store.SaveAccount(t.Context(), row))

	start := func(back string) (cookie string, state string) {
		got := o.get("", "/sessions/oidc?back="+url.QueryEscape(back)).is(302)
		to, err := url.Parse(got.header.Get("Location"))
		require.NoError(t, err)
		require.Equal(t, "S256", to.Query().Get("code_challenge_method"))
		p.nonce = to.Query().Get("nonce")
		return cookieOf(got), to.Query().Get("state")
	}
	finish := func(cookie, state, code string) reply {
		return o.withCookie(cookie, ask{method: "GET", path: "/sessions/oidc/callback?state=" + state + "&code=" + code})
	}

	t.Run("signs in the account that an administrator has bound to the identity, under a new token", func(t *testing.T) {
		cookie, state := start("/office.html")
		got := finish(cookie, state, "good").is(302)
		require.Equal(t, "/office.html", got.header.Get("Location"))
		require.NotEqual(t, cookie, cookieOf(got))
		o.withCookie(cookieOf(got), ask{method: "GET", path: "/me"}).is(200)
		finish(cookie, state, "good").problem(401, "oidc_failed")
	})
	t.Run("another state, another browser, a wrong code or nonce, an identity of nobody: no session", func(t *testing.T) {
		cookie, state := start("/")
		finish(cookie, "other", "good").problem(401, "oidc_failed")
		o.get("", "/sessions/oidc/callback?state="+state+"&code=good").problem(401, "oidc_failed")
		cookie, state = start("/")
		finish(cookie, state, "bad").problem(401, "oidc_failed")
		cookie, state = start("/")
		p.nonce = "replayed"
		finish(cookie, state, "good").problem(401, "oidc_failed")
		p.who = "stranger"
		cookie, state = start("/")
		finish(cookie, state, "good").problem(401, "oidc_failed")
		require.NotEmpty(t, o.audited("sign_in"))
	})
	t.Run("never sends anybody to another site afterwards", func(t *testing.T) {
		for _, back := range []string{"//evil.example", "https://evil.example", `/\evil.example`} {
			o.get("", "/sessions/oidc?back="+url.QueryEscape(back)).problem(422, "faulty_fields")
		}
	})
	t.Run("without a provider there is none", func(t *testing.T) {
		o.server.OIDC = nil
		o.get("", "/sessions/oidc").problem(404, "no_oidc")
		require.Equal(t, models.NotFound, models.CodeOf(errDocument))
	})
}
