// Package temporal connects this process to Temporal, to the server embedded in it or to one outside, with everything
// encrypted that is sent there.
package temporal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"
	sdklog "go.temporal.io/sdk/log"
)

const defaultNamespace = "mingcha"

// Options say where Temporal is and how payloads are encrypted.
type Options struct {
	// Embedded is what the embedded server's Options return. Nil means a server outside, described by the TEMPORAL_*
	// environment variables or Temporal's configuration file (address, namespace, TLS, API key).
	Embedded *client.Options
	// Keys encrypt and decrypt payloads. Required: nothing goes to Temporal in clear.
	Keys *KeyRing
	// Logger receives the client's and the workers' records. Default slog.Default().
	Logger *slog.Logger
}

var (
	errNoKeys    = errors.New("payload keys are missing")
	errNoAddress = errors.New("no address: set TEMPORAL_ADDRESS or name one in Temporal's configuration file")
)

// Dial connects and proves the connection by asking the server for its capabilities.
func Dial(ctx context.Context, options Options) (client.Client, error) {
	if options.Keys == nil {
		return nil, fmt.Errorf("connect to Temporal: %w", errNoKeys)
	}
	place, err := options.place()
	if err != nil {
		return nil, fmt.Errorf("connect to Temporal: %w", err)
	}
	place.DataConverter = options.Keys.DataConverter()
	place.FailureConverter = options.Keys.FailureConverter()
	if options.Logger != nil {
		place.Logger = sdklog.NewStructuredLogger(options.Logger)
	} else {
		place.Logger = sdklog.NewStructuredLogger(slog.Default())
	}
	c, err := client.DialContext(ctx, place)
	if err != nil {
		return nil, fmt.Errorf("connect to Temporal at %s: %w", place.HostPort, err)
	}
	return c, nil
}

// place returns the server's address and the proof it asks for.
func (o Options) place() (client.Options, error) {
	if o.Embedded != nil {
		return *o.Embedded, nil
	}
	outside, err := envconfig.LoadClientOptions(envconfig.LoadClientOptionsRequest{})
	if err != nil {
		return client.Options{}, fmt.Errorf("read settings of the server outside: %w", err)
	}
	if outside.HostPort == "" {
		return client.Options{}, errNoAddress
	}
	if outside.Namespace == "" {
		outside.Namespace = defaultNamespace
	}
	return outside, nil
}
