import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type Rehearsal = Schemas["Rehearsal"];
export type NewRehearsal = Schemas["NewRehearsal"];
export type SignalCount = Schemas["SignalCount"];
export type Difference = Schemas["Difference"];
export type ForeseenEvent = Schemas["ForeseenEvent"];
export type WaitsFor = Schemas["WaitsFor"];

/** Begins to try a text in the background, or finds the rehearsal of it that still serves. */
export const rehearse = (body: NewRehearsal) => got(api.POST("/rehearsals", { body }));

/** A rehearsal, asked for again while it is under way. */
export const rehearsalQuery = (id: string) =>
  queryOptions({
    queryKey: ["rehearsals", id],
    queryFn: () => got(api.GET("/rehearsals/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 1500 : false),
  });

/** Who would fare otherwise. */
export const differencesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["rehearsals", id, "differences"],
    queryFn: ({ pageParam }) =>
      got(
        api.GET("/rehearsals/{id}/differences", { params: { path: { id }, query: { cursor: pageParam, limit: 20 } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** Where the whole list lies as a table. */
export const tableOf = (id: string, language: string) =>
  `/api/v1/rehearsals/${id}/table?language=${language.startsWith("en") ? "en" : "zh-CN"}`;
