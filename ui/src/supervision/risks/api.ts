import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";

export type RiskPoint = components["schemas"]["RiskPoint"];

/** The steps of an item with the rules that watch them. */
export const risksQuery = (item: string | undefined) =>
  queryOptions({
    queryKey: ["risk-points", item],
    queryFn: () => got(api.GET("/risk-points", { params: { query: { item: item ?? "" } } })),
    enabled: item !== undefined,
  });

/** Which item the page shows, as it stands in the address. */
export const readRiskSearch = (search: Record<string, unknown>): { item?: string } => texts(search, "item");
