import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type Calendar = Schemas["Calendar"];
export type CalendarFile = Schemas["CalendarFile"];
export type CalendarDiff = Schemas["CalendarDiff"];

export const calendarsQuery = queryOptions({
  queryKey: ["calendars"],
  queryFn: () => got(api.GET("/calendars")),
});

/** Says which days a file would change and how many open cases they touch. Changes nothing. */
export const validateCalendar = (body: CalendarFile) => got(api.POST("/calendars/validation", { body }));

export const loadCalendar = (body: CalendarFile, key: string) =>
  got(api.POST("/calendars", { params: { header: { "Idempotency-Key": key } }, body }));
