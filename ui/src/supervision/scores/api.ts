import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type EvaluationRow = Schemas["EvaluationRow"];
export type Evaluation = Schemas["Evaluation"];
export type EvaluationStatus = Schemas["EvaluationStatus"];
export type EvaluationVerb = Schemas["EvaluationVerb"];
export type EvaluationCommand = Schemas["EvaluationCommand"];
export type Scheme = Schemas["Scheme"];
export type Indicator = Schemas["Indicator"];
export type MeasuredIndicator = Schemas["MeasuredIndicator"];
export type Behind = Schemas["Behind"];
export type ScoreKind = Schemas["ScoreKind"];
export type ScoreObject = Schemas["ScoreObject"];
export type ScoreRow = Schemas["ScoreRow"];
export type ScoreSheet = Schemas["ScoreSheet"];
export type ScoreEntry = Schemas["ScoreEntry"];
export type ScoreAppeal = Schemas["ScoreAppeal"];
export type TrendPoint = Schemas["TrendPoint"];

/** What is asked for again after an act on an evaluation. */
export const evaluationChanges = [["evaluations"], ["notices"]];

/** Evaluations that I may see, the latest period first. */
export const evaluationsQuery = infiniteQueryOptions({
  queryKey: ["evaluations", "list"],
  queryFn: ({ pageParam }) => got(api.GET("/evaluations", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});

export const evaluationQuery = (id: string) =>
  queryOptions({
    queryKey: ["evaluations", "one", id],
    queryFn: () => got(api.GET("/evaluations/{id}", { params: { path: { id } } })),
  });

/** Who achieved what, by kind of object. */
export const scoresQuery = (id: string, kind: ScoreKind) =>
  queryOptions({
    queryKey: ["evaluations", "scores", id, kind],
    queryFn: () => got(api.GET("/evaluations/{id}/scores", { params: { path: { id }, query: { kind } } })),
  });

/** The sheet of one object. */
export const sheetQuery = (id: string, kind: ScoreKind, object: string) =>
  queryOptions({
    queryKey: ["evaluations", "sheet", id, kind, object],
    queryFn: () => got(api.GET("/evaluations/{id}/scores/{kind}/{object}", { params: { path: { id, kind, object } } })),
  });

/** The cases or cards on which a base number rests, page by page. */
export const behindQuery = (id: string, kind: ScoreKind, object: string, number: string) =>
  infiniteQueryOptions({
    queryKey: ["evaluations", "behind", id, kind, object, number],
    queryFn: ({ pageParam }) =>
      got(
        api.GET("/evaluations/{id}/scores/{kind}/{object}/behind/{number}", {
          params: { path: { id, kind, object, number }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** The published scores of an object, period after period. */
export const trendQuery = (kind: ScoreKind, object: string) =>
  queryOptions({
    queryKey: ["evaluations", "trend", kind, object],
    queryFn: () => got(api.GET("/scores/{kind}/{object}/trend", { params: { path: { kind, object } } })),
  });

/** Measures a period by hand. */
export const beginEvaluation = (body: Schemas["NewEvaluation"], key: string) =>
  got(api.POST("/evaluations", { params: { header: { "Idempotency-Key": key } }, body }));

export const commandEvaluation = (id: string, verb: EvaluationVerb, key: string, body: EvaluationCommand) =>
  got(
    api.POST("/evaluations/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body,
    }),
  );

/** Where the table and the report of an evaluation lie. */
export const tableOf = (id: string, kind: ScoreKind, language: string) =>
  `/api/v1/evaluations/${id}/table?kind=${kind}&language=${spoken(language)}`;
export const reportOf = (id: string, language: string) =>
  `/api/v1/evaluations/${id}/report?language=${spoken(language)}`;

const spoken = (language: string) => (language.startsWith("en") ? "en" : "zh-CN");
