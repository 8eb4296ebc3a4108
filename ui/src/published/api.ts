import type { components } from "../contract";
import { api, got } from "../http";

type Schemas = components["schemas"];
export type PublicScores = Schemas["PublicScores"];
export type PublicScore = Schemas["PublicScore"];
export type PublicPoint = Schemas["PublicPoint"];
export type Scheme = Schemas["Scheme"];

/** Which publication is shown: the latest month of the highest organ if nothing is said. */
export type Chosen = { organ?: string; period?: string };

export const listScores = (chosen: Chosen) => got(api.GET("/public/scores", { params: { query: chosen } }));

const spoken = (language: string) => (language.startsWith("en") ? "en" : "zh-CN");

/** Where the table and the report of a publication lie. */
export const tableOf = (id: string, language: string) =>
  `/api/v1/public/scores/${id}/table?language=${spoken(language)}`;
export const reportOf = (id: string, language: string) =>
  `/api/v1/public/scores/${id}/report?language=${spoken(language)}`;
