import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import type { AnalysisSearch, Probe } from "./search";

type Schemas = components["schemas"];
export type Analysis = Schemas["Analysis"];
export type Figures = Schemas["AnalysisFigures"];
export type AnalysedUnit = Schemas["AnalysedUnit"];
export type AnalysedStep = Schemas["AnalysedStep"];
export type AnalysedTime = Schemas["AnalysedTime"];

/** What the cases of a time came to. */
export const analysisQuery = (search: AnalysisSearch) =>
  queryOptions({
    queryKey: ["analysis", search],
    queryFn: () => got(api.GET("/analysis", { params: { query: search } })),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });

/** The cases behind a figure, page by page. */
export const behindQuery = (probe: Probe) =>
  infiniteQueryOptions({
    queryKey: ["analysis", "behind", probe],
    queryFn: ({ pageParam }) =>
      got(api.GET("/analysis/cases", { params: { query: { ...probe, limit: 50, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** The address of the table or the printable report of what is shown. */
export function fileOf(kind: "table" | "report", search: AnalysisSearch, language: string): string {
  const asked = new URLSearchParams(search as Record<string, string>);
  if (language.startsWith("en")) asked.set("language", "en");
  return `/api/v1/analysis/${kind}?${asked}`;
}
