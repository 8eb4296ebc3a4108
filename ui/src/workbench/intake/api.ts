import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { readGuide } from "../../items/api";
import { command } from "../commands/api";
import type { Desk } from "./serve";

export type Duplicate = components["schemas"]["Duplicate"];

/** What the applicant of an item has to bring, and how long it takes. */
export const guideQuery = (item: string) =>
  queryOptions({
    queryKey: ["guides", item],
    queryFn: () => readGuide(item),
    staleTime: 10 * 60_000,
  });

/** Open cases of the same applicant and item. */
export const duplicatesQuery = (item: string | undefined, identity: string | undefined) =>
  queryOptions({
    queryKey: ["duplicates", item, identity],
    queryFn: () => got(api.POST("/cases/duplicates", { body: { item: item ?? "", identity: identity ?? "" } })),
    enabled: item !== undefined && identity !== undefined,
    gcTime: 0,
  });

/** The server as the window uses it. */
export const desk: Desk = {
  takeIn: (key, application) => {
    const body = application as components["schemas"]["Application"];
    return got(api.POST("/cases", { params: { header: { "Idempotency-Key": key } }, body }));
  },
  offers: async (id) => (await got(api.GET("/cases/{id}/offers", { params: { path: { id } } }))).rows,
  command,
};
