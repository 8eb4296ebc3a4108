import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type Account = Schemas["Account"];
export type AccountVerb = Schemas["AccountVerb"];
export type NewAccount = Schemas["NewAccount"];
export type AccountChange = Schemas["AccountChange"];
export type CreatedAccount = Schemas["CreatedAccount"];

/** Accounts by the beginning of their login, page by page. */
export const accountsQuery = (q?: string) =>
  infiniteQueryOptions({
    queryKey: ["accounts", "list", q],
    queryFn: ({ pageParam }) => got(api.GET("/accounts", { params: { query: { q, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** A few accounts by the beginning of their login, to choose one. */
export const accountChoices = (q: string) =>
  queryOptions({
    queryKey: ["accounts", "choices", q],
    queryFn: () => got(api.GET("/accounts", { params: { query: { q: q || undefined, limit: 30 } } })),
    placeholderData: (before) => before,
  });

/** One account with its appointments. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["accounts", "one", id],
    queryFn: () => got(api.GET("/accounts/{id}", { params: { path: { id } } })),
  });

export const createAccount = (body: NewAccount, key: string) =>
  got(api.POST("/accounts", { params: { header: { "Idempotency-Key": key } }, body }));

export const changeAccount = (id: string, body: AccountChange) =>
  got(api.PATCH("/accounts/{id}", { params: { path: { id } }, body }));

export const commandAccount = (id: string, verb: AccountVerb, reason: string, key: string) =>
  got(
    api.POST("/accounts/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body: { reason },
    }),
  );
