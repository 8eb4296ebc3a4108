import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../contract";
import { api, got } from "../http";

export type Notice = components["schemas"]["Notice"];
export type Counters = components["schemas"]["Counters"];

/** The latest notices, for the bell. */
export const latestNotices = queryOptions({
  queryKey: ["notices", "latest"],
  queryFn: () => got(api.GET("/notices", { params: { query: { limit: 8 } } })),
});

/** All notices, page by page. */
export const allNotices = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ["notices", "all", unread],
    queryFn: ({ pageParam }) =>
      got(api.GET("/notices", { params: { query: { unread: unread || undefined, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const markRead = (id: string) => got(api.POST("/notices/{id}/read", { params: { path: { id } } }));

/** Marks everything as read up to the newest notice that was shown; what came meanwhile stays unread. */
export const markAllRead = (until: string) => got(api.POST("/notices/read", { body: { until } }));

/** Notices about an evaluation; an appeal against a card names the card beside. */
const scoreKinds = ["measure", "announce_scores", "appeal_score", "decide_appeal", "publish_scores"];

/** Where a notice leads: its card, its evaluation, else its case. */
export function leadsTo(notice: Notice): string {
  if (notice.kind === "stand_in") return "/inbox";
  if (notice.kind === "one_time_code") return `/cases/${notice.subject}`;
  if (notice.kind === "lead") return `/leads/${notice.subject}`;
  if (notice.card) return `/cards/${notice.card}`;
  if (scoreKinds.includes(notice.kind) && !notice.item?.key) return `/supervision/scores/${notice.subject}`;
  return notice.subject ? `/cases/${notice.subject}` : "/notices";
}
