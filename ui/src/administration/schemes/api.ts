import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type Scheme = Schemas["RuleSet"];
export type SchemeTrial = Schemas["SchemeTrial"];
export type TriedScore = Schemas["TriedScore"];

/** The schemes by which performance is measured, the latest first. */
export const schemesQuery = queryOptions({
  queryKey: ["score-schemes"],
  queryFn: () => got(api.GET("/score-schemes")),
});

export const validateScheme = (body: Schemas["RuleSetSource"]) => got(api.POST("/score-schemes/validation", { body }));

/** What the scores of a past month would have been. */
export const tryScheme = (body: Schemas["NewSchemeTrial"]) => got(api.POST("/score-schemes/try", { body }));

export const publishScheme = (body: Schemas["RuleSetSource"], key: string) =>
  got(api.POST("/score-schemes", { params: { header: { "Idempotency-Key": key } }, body }));
