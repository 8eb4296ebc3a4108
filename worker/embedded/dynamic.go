package embedded

import (
	"time"

	dc "go.temporal.io/server/common/dynamicconfig"
)

const (
	// openRate lifts the server's own brakes, in requests per second: admission is the API's business.
	openRate = 20_000
	// openQueries stays above openRate because a request makes several queries, per second.
	openQueries = 100_000
)

// dynamicConfig deviates from the server's defaults only where a reason stands beside the value.
func dynamicConfig() dc.StaticClient {
	return dc.StaticClient{
		// One machine, one connection: artificial ceilings and partitions only cost.
		dc.FrontendRPS.Key():                                  openRate,
		dc.FrontendMaxNamespaceRPSPerInstance.Key():           openRate,
		dc.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,
		dc.HistoryRPS.Key():                                   openRate,
		dc.MatchingRPS.Key():                                  openRate,
		dc.FrontendPersistenceMaxQPS.Key():                    openQueries,
		dc.HistoryPersistenceMaxQPS.Key():                     openQueries,
		dc.MatchingPersistenceMaxQPS.Key():                    openQueries,
		dc.MatchingNumTaskqueueReadPartitions.Key():           1,
		dc.MatchingNumTaskqueueWritePartitions.Key():          1,

		// A countersign brings many decisions at once; continue-as-new bounds the total.
		dc.WorkflowExecutionMaxInFlightUpdates.Key(): 64,

		// The schema's columns hold 255 characters.
		dc.MaxIDLengthLimit.Key(): 255,

		// Fewer commits per step.
		dc.EnableActivityEagerExecution.Key(): true,
		dc.EnableEagerWorkflowStart.Key():     true,

		// CVE-2025-14987.
		dc.EnableCrossNamespaceCommands.Key(): false,
		// The server would otherwise tell its maker about this installation.
		dc.EnableServerVersionCheck.Key(): false,

		// Memory of one office, not of a cloud.
		dc.HistoryCacheHostLevelMaxSize.Key():     8096,
		dc.EnableHostLevelEventsCache.Key():       true,
		dc.EventsHostLevelCacheMaxSizeBytes.Key(): 32 << 20,

		// Idle work that finds nothing here: one namespace that changes at a start only, no scans, no batches, no
		// deployments, no nexus endpoints.
		dc.NamespaceCacheRefreshInterval.Key():         time.Minute,
		dc.TaskQueueScannerEnabled.Key():               false,
		dc.HistoryScannerEnabled.Key():                 false,
		dc.ExecutionsScannerEnabled.Key():              false,
		dc.EnableBatcherNamespace.Key():                false,
		dc.FrontendEnableBatcher.Key():                 false,
		dc.EnableParentClosePolicyWorker.Key():         false,
		dc.MatchingNexusEndpointsRefreshInterval.Key(): time.Minute,
	}
}
