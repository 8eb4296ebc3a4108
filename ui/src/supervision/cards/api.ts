import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got, sentFile } from "../../http";
import type { CardSearch } from "./search";

type Schemas = components["schemas"];
export type Card = Schemas["Card"];
export type CardVerb = Schemas["CardVerb"];
export type CardCommand = Schemas["CardCommand"];
export type CardOffer = Schemas["CardOffer"];
export type CardAct = Schemas["CardAct"];
export type CardAnswer = Schemas["CardAnswer"];
export type CardFile = Schemas["File"];
export type CardQueue = Schemas["CardQueue"];
export type CardsVerb = Schemas["CardsVerb"];

/** Warnings and cards that I may see, page by page, newest first; of a queue, what falls due first. */
export const cardsQuery = ({ waiting, ...asked }: CardSearch) =>
  infiniteQueryOptions({
    queryKey: ["cards", "list", asked, waiting],
    queryFn: ({ pageParam }) =>
      got(api.GET("/cards", { params: { query: { ...asked, unanswered: waiting, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** How many cards wait for me in each queue. */
export const queuesQuery = queryOptions({
  queryKey: ["cards", "queues"],
  queryFn: () => got(api.GET("/cards/queues")),
});

/** One card with its evidence, its rounds, its clocks, its ladder and its lines. */
export const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ["cards", "one", id],
    queryFn: () => got(api.GET("/cards/{id}", { params: { path: { id } } })),
  });

/** Acts on a card, or releases or drops a withheld one. The key names the click. */
export const commandCard = (id: string, verb: CardVerb, key: string, body: CardCommand) =>
  got(
    api.POST("/cards/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body,
    }),
  );

/** Releases or drops many withheld cards; each has its own result. */
export const commandCards = (verb: CardsVerb, key: string, ids: string[], reason: string) =>
  got(
    api.POST("/cards/commands/{verb}", {
      params: { path: { verb }, header: { "Idempotency-Key": key } },
      body: { ids, reason },
    }),
  );

/** Uploads a proof; its receipt names it in a command on the card. */
export const uploadProof = (id: string, file: File) =>
  got(api.POST("/cards/{id}/files", { params: { path: { id } }, ...sentFile(file) }));

/** Where a proof is read; reading it is audited. */
export const proofAddress = (id: string, address: string) => `/api/v1/cards/${encodeURIComponent(id)}/files/${address}`;

/** Where the server prints a document of the card: that of a line, or the last of its kind; Chinese, or its translation. */
export const paperAddress = (id: string, kind: Schemas["NoticeKind"], line?: number, language?: "en") => {
  const asked = new URLSearchParams({ ...(line && { line: String(line) }), ...(language && { language }) });
  return `/api/v1/cards/${encodeURIComponent(id)}/documents/${kind}?${asked}`;
};
