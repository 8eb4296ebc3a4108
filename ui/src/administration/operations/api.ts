import { queryOptions } from "@tanstack/react-query";
import { api, got } from "../../http";

export const operationsQuery = queryOptions({
  queryKey: ["operations"],
  queryFn: () => got(api.GET("/operations")),
  refetchInterval: 10_000,
});

/** The settings in force; secrets are left out by the server. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => got(api.GET("/settings")),
});
