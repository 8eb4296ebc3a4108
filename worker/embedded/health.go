package embedded

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

const (
	// beatLimit is how long an answer may take: slower is as bad as none.
	beatLimit = 5 * time.Second
	// matchingHealth is the name under which the matching service answers health questions.
	matchingHealth = "temporal.api.workflowservice.v1.MatchingService"
	// nobody is the ID of a workflow that never exists.
	nobody = "mingcha-health"
)

// pulse asks the services through connections of its own.
type pulse struct {
	namespace          string
	frontend, matching *grpc.ClientConn
}

func newPulse(namespace string, p ports, cert *certificate) (*pulse, error) {
	member := grpc.WithTransportCredentials(credentials.NewTLS(cert.member()))
	frontend, err := grpc.NewClient(address(p.frontend), member)
	if err != nil {
		return nil, fmt.Errorf("connect to the frontend service: %w", err)
	}
	matching, err := grpc.NewClient(address(p.matching), member)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("connect to the matching service: %w", err), frontend.Close())
	}
	return &pulse{namespace: namespace, frontend: frontend, matching: matching}, nil
}

func (p *pulse) Close() error { return errors.Join(p.frontend.Close(), p.matching.Close()) }

// beat describes a workflow that does not exist, which the frontend, the shard and the database must agree on, and asks
// the matching service for its state.
func (p *pulse) beat(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, beatLimit)
	defer cancel()
	_, err := workflowservice.NewWorkflowServiceClient(p.frontend).DescribeWorkflowExecution(ctx,
		&workflowservice.DescribeWorkflowExecutionRequest{
			Namespace: p.namespace,
			Execution: &common.WorkflowExecution{WorkflowId: nobody},
		})
	var unknown *serviceerror.NotFound
	if !errors.As(serviceerror.FromStatus(status.Convert(err)), &unknown) {
		return fmt.Errorf("ask the history service: %w", err)
	}
	answer, err := grpc_health_v1.NewHealthClient(p.matching).Check(ctx,
		&grpc_health_v1.HealthCheckRequest{Service: matchingHealth})
	if err != nil {
		return fmt.Errorf("ask the matching service: %w", err)
	}
	if answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		return fmt.Errorf("the matching service is %s", answer.GetStatus())
	}
	return nil
}

// keepRetention brings an existing namespace to the wanted retention.
func (p *pulse) keepRetention(ctx context.Context, retention time.Duration) error {
	service := workflowservice.NewWorkflowServiceClient(p.frontend)
	found, err := service.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: p.namespace})
	if err != nil {
		return fmt.Errorf("read retention of namespace %s: %w", p.namespace, err)
	}
	if found.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration() == retention {
		return nil
	}
	_, err = service.UpdateNamespace(ctx, &workflowservice.UpdateNamespaceRequest{
		Namespace: p.namespace,
		Config:    &namespace.NamespaceConfig{WorkflowExecutionRetentionTtl: durationpb.New(retention)},
	})
	if err != nil {
		return fmt.Errorf("set retention of namespace %s to %s: %w", p.namespace, retention, err)
	}
	return nil
}
