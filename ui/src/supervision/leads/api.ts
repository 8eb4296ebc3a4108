import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { type LeadSearch, onlyOpen } from "./search";

type Schemas = components["schemas"];
export type Lead = Schemas["Lead"];
export type LeadVerb = Schemas["LeadVerb"];
export type LeadCommand = Schemas["LeadCommand"];

/** Leads on units that I supervise, page by page. */
export const leadsQuery = ({ all, ...asked }: LeadSearch) =>
  infiniteQueryOptions({
    queryKey: ["leads", "list", asked, all],
    queryFn: ({ pageParam }) =>
      got(api.GET("/leads", { params: { query: { ...asked, open: onlyOpen({ all, ...asked }), cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** One lead with everything that raised it. */
export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ["leads", "one", id],
    queryFn: () => got(api.GET("/leads/{id}", { params: { path: { id } } })),
  });

/** Names who looks into a lead, confirms it or dismisses it. The key names the click. */
export const commandLead = (id: string, verb: LeadVerb, key: string, body: LeadCommand) =>
  got(
    api.POST("/leads/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body,
    }),
  );
