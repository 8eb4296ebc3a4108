import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";
import { type CaseSearch, readCaseSearch } from "../../workbench/search/api";

/** What narrows the cases of a division: what narrows any search, and the division. */
export type PlaceSearch = CaseSearch & { path?: string };

export const readPlaceSearch = (search: Record<string, unknown>): PlaceSearch => ({
  ...readCaseSearch(search),
  ...texts(search, "path"),
});

/** The cases of a division and everything below it, page by page. */
export const casesBelowQuery = (search: PlaceSearch, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["cases", "below", search, limit],
    queryFn: ({ pageParam }) => got(api.GET("/cases", { params: { query: { ...search, limit, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
