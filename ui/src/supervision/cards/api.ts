import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import type { CardSearch } from "./search";

type Schemas = components["schemas"];
export type Card = Schemas["Card"];
export type CardVerb = Schemas["CardVerb"];
export type CardCommand = Schemas["CardCommand"];

/** Warnings and cards that I may see, page by page, newest first. */
export const cardsQuery = ({ waiting, ...asked }: CardSearch) =>
  infiniteQueryOptions({
    queryKey: ["cards", "list", asked, waiting],
    queryFn: ({ pageParam }) =>
      got(api.GET("/cards", { params: { query: { ...asked, unanswered: waiting, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** One card with its evidence, its ladder and its lines. */
export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ["cards", "one", id],
    queryFn: () => got(api.GET("/cards/{id}", { params: { path: { id } } })),
  });

/** Opens or answers a card, releases or drops a withheld one. The key names the click. */
export const commandCard = (id: string, verb: CardVerb, key: string, body: CardCommand) =>
  got(
    api.POST("/cards/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body,
    }),
  );
