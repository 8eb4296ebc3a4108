import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { pageOf } from "./timeline";

type Schemas = components["schemas"];
export type Case = Schemas["Case"];
export type Step = Schemas["Step"];
export type Clock = Schemas["Clock"];
export type Line = Schemas["Line"];
export type CaseMaterial = Schemas["CaseMaterial"];
export type CaseFile = Schemas["File"];
export type Offer = Schemas["Offer"];
export type NoticeKind = Schemas["NoticeKind"];

const one = (id: string) => ["cases", id];

/** Everything that the case page shows. `why` says why the form is read, for the audit. */
export const caseQuery = (id: string, why?: string) =>
  queryOptions({
    queryKey: [...one(id), "whole", why],
    queryFn: () => got(api.GET("/cases/{id}", { params: { path: { id }, query: { why } } })),
    placeholderData: (before) => before,
  });

/** Every command on the case, with whether I may give it now. */
export const offersQuery = (id: string) =>
  queryOptions({
    queryKey: [...one(id), "offers"],
    queryFn: () => got(api.GET("/cases/{id}/offers", { params: { path: { id } } })),
  });

/** The timeline from its end: each further page is older. `n` is the number of the last line. */
export const linesQuery = (id: string, n: number) =>
  infiniteQueryOptions({
    queryKey: [...one(id), "lines", n],
    queryFn: ({ pageParam }) =>
      got(api.GET("/cases/{id}/lines", { params: { path: { id }, query: pageOf(pageParam) } })),
    initialPageParam: n,
    getNextPageParam: (_page, _pages, last) => pageOf(last).after || undefined,
    placeholderData: (before) => before,
  });

/** All attachments of the case. `n` is the number of the last line: a later line may have brought more. */
export const filesQuery = (id: string, n: number) =>
  queryOptions({
    queryKey: [...one(id), "files", n],
    queryFn: () => got(api.GET("/cases/{id}/files", { params: { path: { id } } })),
    placeholderData: (before) => before,
  });

/** Why a card was issued at an instant, or none. */
export const explanationQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: [...one(id), "explanation", at],
    queryFn: () => got(api.GET("/cases/{id}/explanation", { params: { path: { id }, query: { at } } })),
  });

/** The content of one attachment. Reading it is audited, so it is asked for only when somebody opens it. */
export const fileQuery = (id: string, address: string) =>
  queryOptions({
    queryKey: ["files", id, address],
    queryFn: async () => {
      const path = { id, file: address };
      return (await got(api.GET("/cases/{id}/files/{file}", { params: { path }, parseAs: "blob" }))) as unknown as Blob;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where the server prints a notice of the case: that of a line, or the last of its kind. */
export const noticeAddress = (id: string, kind: NoticeKind, line?: number) =>
  `/api/v1/cases/${encodeURIComponent(id)}/notices/${kind}${line ? `?line=${line}` : ""}`;

/** Where the server gives the archive package of a case that has ended; why it is taken is kept in the audit. */
export const archiveAddress = (id: string, why: string) =>
  `/api/v1/cases/${encodeURIComponent(id)}/archive?why=${encodeURIComponent(why)}`;

/** Where the server prints the whole evidence of the case. */
export const evidenceAddress = (id: string) => `/api/v1/cases/${encodeURIComponent(id)}/evidence`;
