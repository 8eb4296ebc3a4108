import { queryOptions } from "@tanstack/react-query";
import type { components, operations } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";

export type Counter = components["schemas"]["CardCounter"];

type Asked = NonNullable<operations["countCards"]["parameters"]["query"]>;

/** Whose signals are counted, as it stands in the address. */
export type CounterSearch = Pick<Asked, "unit" | "path" | "leads"> & { people?: true };

/** Reads the search out of the address; what it does not know is left out. */
export const readCounterSearch = (search: Record<string, unknown>): CounterSearch => ({
  ...texts(search, "unit", "path"),
  ...(search.people === true && { people: true as const }),
  ...(search.leads === true && { leads: true }),
});

/** Opens a proceeding of accountability; the key says which click it was. */
export const openProceeding = (body: components["schemas"]["Accusation"], key: string) =>
  got(api.POST("/accountability", { body, params: { header: { "Idempotency-Key": key } } }));

/** The warnings and cards of each unit or person in a rolling year, and what they lead to. */
export const countersQuery = ({ people, ...asked }: CounterSearch) =>
  queryOptions({
    queryKey: ["cards", "counters", asked, people],
    queryFn: () => got(api.GET("/cards/counters", { params: { query: { ...asked, by: people ? "person" : "unit" } } })),
    placeholderData: (before) => before,
  });
