import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, got } from "../../http";
import type { FeeSearch } from "./search";

/** Movements of money in units that I may see, page by page. */
export const feesQuery = ({ per: _, ...asked }: FeeSearch) =>
  infiniteQueryOptions({
    queryKey: ["fees", "list", asked],
    queryFn: ({ pageParam }) => got(api.GET("/fees", { params: { query: { ...asked, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** What moved by unit, item or standard. What narrows only the list does not narrow the figures. */
export const figuresQuery = ({ per = "unit", unit, item, from, to }: FeeSearch) =>
  queryOptions({
    queryKey: ["fees", "figures", per, unit, item, from, to],
    queryFn: () => got(api.GET("/fees/figures", { params: { query: { by: per, unit, item, from, to } } })),
    placeholderData: (before) => before,
  });
