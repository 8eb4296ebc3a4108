import type { components } from "../contract";
import { api, got } from "../http";

type Schemas = components["schemas"];
export type OwnRating = Schemas["OwnRating"];
export type PublicRating = Schemas["PublicRating"];
export type RatingCount = Schemas["RatingCount"];
export type RatingScale = Schemas["RatingScale"];

/** The levels and what may be ticked besides. */
export const readScale = () => got(api.GET("/public/rating-scale"));

/** Whose ratings are shown. */
export type Rated = { item?: string; unit?: string };

export const listRatings = (rated: Rated, cursor?: string) =>
  got(api.GET("/public/ratings", { params: { query: { ...rated, cursor, limit: 20 } } }));
