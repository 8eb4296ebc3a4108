import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, got } from "../../http";
import { pulse } from "../api";

/** What waits for me as a supervisor, page by page. */
export const worklistQuery = infiniteQueryOptions({
  queryKey: ["worklist"],
  queryFn: ({ pageParam }) => got(api.GET("/worklist", { params: { query: { limit: 200, cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  refetchInterval: pulse,
});
