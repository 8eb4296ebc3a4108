import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components, operations } from "../../contract";
import { api, got } from "../../http";
import { type CaseStatus, type Level, levelLooks, statusLooks } from "../../looks";
import { texts } from "../inbox/sections";

export type CaseRow = components["schemas"]["CaseRow"];
export type ItemSummary = components["schemas"]["ItemSummary"];
export type Unit = components["schemas"]["Unit"];

type Asked = NonNullable<operations["listCases"]["parameters"]["query"]>;

/** What narrows the list of cases, as it stands in the page's address. */
export type CaseSearch = Pick<
  Asked,
  "number" | "item" | "unit" | "level" | "state" | "from" | "to" | "decided_from" | "decided_to"
> & {
  status?: CaseStatus[];
};

export type CaseState = NonNullable<CaseSearch["state"]>;
export const caseStates: CaseState[] = ["open", "near", "late", "stands", "stalled", "ended"];

/** Reads the search out of the address; what it does not know is left out. */
export function readCaseSearch(search: Record<string, unknown>): CaseSearch {
  const given = Array.isArray(search.status) ? search.status : [];
  const status = given.filter((each): each is CaseStatus => typeof each === "string" && each in statusLooks);
  const level = Object.keys(levelLooks).find((each) => each === search.level) as Level | undefined;
  const state = caseStates.find((each) => each === search.state);
  return {
    ...texts(search, "number", "item", "unit", "from", "to", "decided_from", "decided_to"),
    ...(status.length > 0 && { status }),
    ...(level && { level }),
    ...(state && { state }),
  };
}

/** Cases that I may see, page by page, newest first. */
export const casesQuery = (search: CaseSearch) =>
  infiniteQueryOptions({
    queryKey: ["cases", "list", search],
    queryFn: ({ pageParam }) => got(api.GET("/cases", { params: { query: { ...search, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** Items by name, pinyin or initials. */
export const itemsQuery = (q: string) =>
  queryOptions({
    queryKey: ["items", q],
    queryFn: () => got(api.GET("/public/items", { params: { query: { q: q || undefined, limit: 30 } } })),
    staleTime: 10 * 60_000,
    placeholderData: (before) => before,
  });

/** Units by part of their name. */
export const unitsQuery = (q: string) =>
  queryOptions({
    queryKey: ["units", q],
    queryFn: () => got(api.GET("/units", { params: { query: { q: q || undefined, limit: 30 } } })),
    staleTime: 10 * 60_000,
    placeholderData: (before) => before,
  });
