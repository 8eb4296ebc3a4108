import { queryOptions } from "@tanstack/react-query";
import type { components } from "../contract";
import { api, got } from "../http";

type Schemas = components["schemas"];
export type Board = Schemas["Board"];
export type Division = Schemas["Division"];
export type DivisionRow = Schemas["DivisionRow"];
export type UnitFigures = Schemas["UnitFigures"];

/** How often live figures are asked for besides what the stream of events tells, in milliseconds. */
export const pulse = 20_000;

/** The figures of a division, its units compared, the trend. Without a path: my own division. */
export const boardQuery = (path?: string, from?: string) =>
  queryOptions({
    queryKey: ["board", "whole", path, from],
    queryFn: () => got(api.GET("/board", { params: { query: { path, from } } })),
    refetchInterval: pulse,
    placeholderData: (before) => before,
  });

/** The divisions directly below one, each with its figures. */
export const placesQuery = (path?: string) =>
  queryOptions({
    queryKey: ["board", "below", path],
    queryFn: () => got(api.GET("/board/divisions", { params: { query: { path } } })),
    refetchInterval: pulse,
  });
