import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

export type Task = components["schemas"]["Task"];
export type Section = components["schemas"]["InboxSection"];
export type Absence = components["schemas"]["Absence"];

/** What narrows an inbox: its section, one item, a part of the case number. */
export type InboxSearch = { section: Section; item?: string; number?: string };

/** What waits for me, page by page, in the order that the law makes urgent. */
export const inboxQuery = (search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: ["inbox", search],
    queryFn: ({ pageParam }) => got(api.GET("/inbox", { params: { query: { ...search, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** Takes a task out of the pool. */
export const claim = (task: Task, key: string) =>
  got(
    api.POST("/cases/{id}/commands/{verb}", {
      params: { path: { id: task.case, verb: "claim" }, header: { "Idempotency-Key": key } },
      body: { step: task.step, round: task.round },
    }),
  );

export type BatchItem = components["schemas"]["BatchItem"];
export type BatchResult = components["schemas"]["BatchResult"];
export type HandOver = components["schemas"]["HandOver"];
export type NewHandOver = components["schemas"]["NewHandOver"];

/** Approves tasks, each with its own opinion. The key names the click for all of them. */
export const approveBatch = (items: BatchItem[], key: string) =>
  got(api.POST("/tasks/batch", { params: { header: { "Idempotency-Key": key } }, body: { items } }));

/** Everything that lies with one person and that I may hand over. */
export const handOverTasksQuery = (account: string) =>
  queryOptions({
    queryKey: ["hand-overs", "tasks", account],
    queryFn: () => got(api.GET("/hand-overs/tasks", { params: { query: { account } } })),
  });

/** The latest hand-overs of my work or by my order; while one is under way it is asked for again. */
export const handOversQuery = queryOptions({
  queryKey: ["hand-overs", "orders"],
  queryFn: () => got(api.GET("/hand-overs")),
  refetchInterval: ({ state }) => (state.data?.rows.some(underWay) ? 2000 : false),
});

export const underWay = ({ finished, stopped }: HandOver) => finished === undefined && stopped === undefined;

export const orderHandOver = (body: NewHandOver, key: string) =>
  got(api.POST("/hand-overs", { params: { header: { "Idempotency-Key": key } }, body }));

export const stopHandOver = (id: string, key: string) =>
  got(api.POST("/hand-overs/{id}/commands/stop", { params: { path: { id }, header: { "Idempotency-Key": key } } }));

/** Cases of which I was told, the latest first. */
export const copiesQuery = queryOptions({
  queryKey: ["copies"],
  queryFn: () => got(api.GET("/copies", { params: { query: { limit: 20 } } })),
});

/** Who of a unit is away and who stands in; of my own units if none is named. */
export const absencesQuery = (unit?: string) =>
  queryOptions({
    queryKey: ["absences", unit],
    queryFn: () => got(api.GET("/absences", { params: { query: { unit } } })),
    staleTime: 5 * 60_000,
  });

export type NewAbsence = components["schemas"]["NewAbsence"];

/** Records that I am away or, as head, that a colleague is, and who stands in. */
export const recordAbsence = (body: NewAbsence, key: string) =>
  got(api.POST("/absences", { params: { header: { "Idempotency-Key": key } }, body }));

/** The person is back, or does not go. */
export const cancelAbsence = (id: string, key: string) =>
  got(api.POST("/absences/{id}/commands/cancel", { params: { path: { id }, header: { "Idempotency-Key": key } } }));
