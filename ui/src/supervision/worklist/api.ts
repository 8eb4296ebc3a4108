import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, got } from "../../http";

/** What waits for me as a supervisor, page by page. */
export const worklistQuery = infiniteQueryOptions({
  queryKey: ["worklist"],
  queryFn: ({ pageParam }) => got(api.GET("/worklist", { params: { query: { limit: 200, cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  refetchInterval: 60_000,
});

/** So many pages are read by themselves, so that the most urgent of them stands first whatever page it came on. */
export const pagesAtOnce = 5;
