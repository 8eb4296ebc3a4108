package embedded

import (
	"context"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/server/api/visibilityservice/v1"
	"go.temporal.io/server/chasm"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/namespace"
	"go.temporal.io/server/common/persistence/visibility/manager"
	"go.temporal.io/server/common/persistence/visibility/store"
	"go.temporal.io/server/common/resolver"
	"go.temporal.io/server/common/searchattribute"
)

const visibilityName = "none"

// errNoVisibility answers every list and count. An empty list would be a lie: the lists of Mingcha come from its own database.
var errNoVisibility = serviceerror.NewInvalidArgument("the embedded Temporal server keeps no list of workflows: ask the application database")

// noVisibility is a visibility store that keeps nothing. It saves one commit per start, close and search attribute.
type noVisibility struct{}

var _ store.VisibilityStore = noVisibility{}

// NewVisibilityStore serves temporal.WithCustomVisibilityStoreFactory.
func (noVisibility) NewVisibilityStore(
	config.CustomDatastoreConfig, searchattribute.Provider, searchattribute.MapperProvider, namespace.Registry,
	*chasm.Registry, resolver.ServiceResolver, log.Logger, metrics.Handler,
) (store.VisibilityStore, error) {
	return noVisibility{}, nil
}

func (noVisibility) Close() {}

func (noVisibility) GetName() string { return visibilityName }

func (noVisibility) GetIndexName() string { return visibilityName }

func (noVisibility) ValidateCustomSearchAttributes(attributes map[string]any) (map[string]any, error) {
	return attributes, nil
}

func (noVisibility) RecordWorkflowExecutionStarted(context.Context, *store.InternalRecordWorkflowExecutionStartedRequest) error {
	return nil
}

func (noVisibility) RecordWorkflowExecutionClosed(context.Context, *store.InternalRecordWorkflowExecutionClosedRequest) error {
	return nil
}

func (noVisibility) UpsertWorkflowExecution(context.Context, *store.InternalUpsertWorkflowExecutionRequest) error {
	return nil
}

func (noVisibility) DeleteWorkflowExecution(context.Context, *manager.VisibilityDeleteWorkflowExecutionRequest) error {
	return nil
}

func (noVisibility) AddSearchAttributes(context.Context, *manager.AddSearchAttributesRequest) error {
	return nil
}

func (noVisibility) ListWorkflowExecutions(
	context.Context, *manager.ListWorkflowExecutionsRequestV2,
) (*store.InternalListExecutionsResponse, error) {
	return nil, errNoVisibility
}

func (noVisibility) CountWorkflowExecutions(
	context.Context, *manager.CountWorkflowExecutionsRequest,
) (*store.InternalCountExecutionsResponse, error) {
	return nil, errNoVisibility
}

func (noVisibility) GetWorkflowExecution(
	context.Context, *manager.GetWorkflowExecutionRequest,
) (*store.InternalGetWorkflowExecutionResponse, error) {
	return nil, errNoVisibility
}

func (noVisibility) ListChasmExecutions(
	context.Context, *visibilityservice.ListChasmExecutionsRequest,
) (*store.InternalListExecutionsResponse, error) {
	return nil, errNoVisibility
}

func (noVisibility) CountChasmExecutions(
	context.Context, *visibilityservice.CountChasmExecutionsRequest,
) (*store.InternalCountExecutionsResponse, error) {
	return nil, errNoVisibility
}
