import type { components } from "../contract";
import type { FormSchema } from "../forms/schema";
import { api, got } from "../http";

type Schemas = components["schemas"];
export type Guide = Omit<Schemas["Guide"], "schema"> & { schema: FormSchema };
export type GuideStep = Schemas["GuideStep"];
export type GuideMaterial = Schemas["GuideMaterial"];
export type ItemSummary = Schemas["ItemSummary"];

/** What an item is looked for by. */
export type Wanted = { q?: string; unit?: string; event?: string; served?: "person" | "organisation" };

export const searchItems = (wanted: Wanted, cursor?: string) =>
  got(api.GET("/public/items", { params: { query: { ...wanted, cursor, limit: 20 } } }));

export const readGuide = async (item: string) =>
  (await got(api.GET("/public/items/{item}", { params: { path: { item } } }))) as unknown as Guide;

export const listUnits = () => got(api.GET("/public/units"));
/** The life events that lead to items, named by the catalogue in Chinese. */
export const listEvents = () => got(api.GET("/public/life-events"));
