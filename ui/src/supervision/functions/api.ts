import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type SupervisionFunction = Schemas["SupervisionFunction"];
export type FunctionKey = Schemas["FunctionKey"];

/** The nine functions, each with its rules and what they found this month. */
export const functionsQuery = queryOptions({
  queryKey: ["functions"],
  queryFn: () => got(api.GET("/functions")),
});

const keys: Record<FunctionKey, true> = {
  prior: true,
  realtime: true,
  time: true,
  fees: true,
  procedure: true,
  results: true,
  complaints: true,
  orders: true,
  correction: true,
};

/** Reads the function that narrows a desk out of its address. */
export function readFunction({ function: given }: Record<string, unknown>): { function?: FunctionKey } {
  return typeof given === "string" && given in keys ? { function: given as FunctionKey } : {};
}
