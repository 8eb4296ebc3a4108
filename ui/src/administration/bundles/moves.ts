import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type MovePlan = Schemas["MovePlan"];
export type NewMovePlan = Schemas["NewMovePlan"];
export type StepMove = Schemas["StepMove"];

const busy = (plans: MovePlan[] = []) => plans.some(({ state }) => state === "checking" || state === "moving");

/** The latest plans of an item, asked for again while one is under way. */
export const plansQuery = (item: string) =>
  queryOptions({
    queryKey: ["move-plans", item],
    queryFn: () => got(api.GET("/move-plans", { params: { query: { item } } })),
    refetchInterval: ({ state }) => (busy(state.data?.rows) ? 1500 : false),
  });

/** The cases of a plan, first those that need somebody's eye. */
export const movesQuery = (id: string, state?: Schemas["MoveState"]) =>
  queryOptions({
    queryKey: ["move-plans", id, "cases", state],
    queryFn: () => got(api.GET("/move-plans/{id}/cases", { params: { path: { id }, query: { state, limit: 100 } } })),
  });

export const planMove = (body: NewMovePlan, key: string) =>
  got(api.POST("/move-plans", { params: { header: { "Idempotency-Key": key } }, body }));

export const turnPlan = ({ id, turn }: { id: string; turn: "start" | "stop" }, key: string) =>
  got(
    api.POST("/move-plans/{id}/commands/{turn}", {
      params: { path: { id, turn }, header: { "Idempotency-Key": key } },
    }),
  );
