import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type RuleSet = Schemas["RuleSet"];
export type RuleSetSource = Schemas["RuleSetSource"];

export const ruleSetsQuery = queryOptions({
  queryKey: ["rule-sets"],
  queryFn: () => got(api.GET("/rule-sets")),
});

export const validateRuleSet = (body: RuleSetSource) => got(api.POST("/rule-sets/validation", { body }));

export const publishRuleSet = (body: RuleSetSource, key: string) =>
  got(api.POST("/rule-sets", { params: { header: { "Idempotency-Key": key } }, body }));
