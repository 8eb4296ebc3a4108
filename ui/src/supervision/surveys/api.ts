import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";

type Schemas = components["schemas"];
export type SurveyResults = Schemas["SurveyResults"];
export type SurveyQuestion = Schemas["SurveyQuestion"];
export type SurveyResult = Schemas["SurveyResult"];

/** Which survey is shown, as it stands in the address. */
export type SurveySearch = { survey?: string; path?: string };

export const readSurveySearch = (search: Record<string, unknown>): SurveySearch => texts(search, "survey", "path");

export const surveysQuery = queryOptions({ queryKey: ["surveys"], queryFn: () => got(api.GET("/surveys")) });

export const resultsQuery = (survey: string, path?: string) =>
  queryOptions({
    queryKey: ["surveys", survey, path],
    queryFn: () => got(api.GET("/surveys/{survey}/results", { params: { path: { survey }, query: { path } } })),
  });

/** Where the table of all answers is downloaded. */
export const tableAddress = (survey: string, language: string) =>
  `/api/v1/surveys/${survey}/table${language.startsWith("en") ? "?language=en" : ""}`;
