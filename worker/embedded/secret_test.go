package embedded

import (
	"context"
	"crypto/tls"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

// covers reliability test 29: nobody else on this machine reaches the engine
func TestStranger(t *testing.T) {
	server := openServer(t, t.TempDir())
	defer func() { require.NoError(t, server.Stop()) }()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()

	t.Run("without the secret is refused by the frontend", func(t *testing.T) {
		options := server.Options()
		options.HeadersProvider = nil
		_, err := client.DialContext(ctx, options)
		require.ErrorContains(t, err, "unauthorized")
	})
	t.Run("with a guessed secret is refused by the frontend", func(t *testing.T) {
		options := server.Options()
		options.HeadersProvider = newSecret()
		_, err := client.DialContext(ctx, options)
		require.ErrorContains(t, err, "unauthorized")
	})
	t.Run("with the secret of another boot is refused before it can send it", func(t *testing.T) {
		other := openServer(t, t.TempDir())
		defer func() { require.NoError(t, other.Stop()) }()
		options := other.Options()
		options.HostPort = server.Options().HostPort
		options.Logger = sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))
		_, err := client.DialContext(ctx, options)
		require.ErrorContains(t, err, "certificate")
	})
	t.Run("is refused at every port, in clear and over TLS, by anybody's certificate", func(t *testing.T) {
		foreign, err := newCertificate()
		require.NoError(t, err)
		foreign.pool = server.ground.cert.pool
		own := server.ground.ports
		for _, proof := range []credentials.TransportCredentials{
			insecure.NewCredentials(),
			credentials.NewTLS(server.ground.cert.trust()),
			credentials.NewTLS(foreign.member()),
			credentials.NewTLS(&tls.Config{InsecureSkipVerify: true}),
		} {
			for _, port := range []int{own.frontend, own.history, own.matching, own.worker} {
				connection, err := grpc.NewClient(address(port), grpc.WithTransportCredentials(proof))
				require.NoError(t, err)
				_, err = grpc_health_v1.NewHealthClient(connection).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
				require.Contains(t, []codes.Code{codes.Unavailable, codes.PermissionDenied}, status.Code(err), err)
				require.NoError(t, connection.Close())
			}
		}
	})
}

func TestClientOfThisProcess(t *testing.T) {
	server := openServer(t, t.TempDir())
	defer func() { require.NoError(t, server.Stop()) }()
	ctx := context.Background()
	c := dial(t, server, keys(t, 'a'))
	defer c.Close()

	t.Run("works in its namespace", func(t *testing.T) {
		_, err := c.CheckHealth(ctx, &client.CheckHealthRequest{})
		require.NoError(t, err)
	})
	t.Run("is refused in the server's own namespace", func(t *testing.T) {
		_, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: "temporal-system"})
		require.ErrorContains(t, err, "unauthorized")
	})
	t.Run("may not operate the server", func(t *testing.T) {
		_, err := c.OperatorService().DeleteNamespace(ctx, &operatorservice.DeleteNamespaceRequest{Namespace: defaultNamespace})
		require.ErrorContains(t, err, "unauthorized")
	})
	t.Run("does not write the secret into a log", func(t *testing.T) {
		require.NotContains(t, slog.AnyValue(server.ground.secret).String(), string(server.ground.secret))
	})
}
