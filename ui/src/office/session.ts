import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { components } from "../contract";
import { Fault } from "../fault";
import { api, got } from "../http";

/** The person signed in and what they may do. */
export type Me = components["schemas"]["Me"];

/** One cache for the office. What would merely have to be sent again is sent again; other faults are shown at once. */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, fault) => times < 3 && fault instanceof Fault && fault.passing,
    },
    mutations: { retry: (times, fault) => times < 3 && fault instanceof Fault && fault.passing },
  },
});

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => got(api.GET("/me")),
  staleTime: 60_000,
});

/** Asks again who is signed in. The answer of a sign-in stands in the cache without a way to ask, so nobody else would. */
export const askMe = (cache: QueryClient) => cache.fetchQuery({ ...meQuery, staleTime: 0 });

export const signIn = (body: components["schemas"]["SignIn"]) => got(api.POST("/sessions", { body }));

export async function signOut() {
  await api.DELETE("/sessions/current");
  cache.clear();
}
