import { infiniteQueryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

export type Incident = components["schemas"]["Incident"];

/** Incidents that are open, or that were settled, page by page. */
export const incidentsQuery = (open: boolean) =>
  infiniteQueryOptions({
    queryKey: ["incidents", open],
    queryFn: ({ pageParam }) => got(api.GET("/incidents", { params: { query: { open, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 20_000,
  });

/** Starts the workflow of a subject again from its lines. */
export const rehydrate = (subject: string, key: string) =>
  got(api.POST("/subjects/{id}/rehydrate", { params: { path: { id: subject }, header: { "Idempotency-Key": key } } }));

export const settle = (given: { id: string; reason: string }, key: string) =>
  got(
    api.POST("/incidents/{id}/commands/settle", {
      params: { path: { id: given.id }, header: { "Idempotency-Key": key } },
      body: { reason: given.reason },
    }),
  );
