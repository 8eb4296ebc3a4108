import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got, sentFile } from "../../http";
import type { CaseVerb } from "../../looks";
import type { Command } from "./fields";

export type Outcome = components["schemas"]["Outcome"];
export type Colleague = components["schemas"]["Colleague"];
export type FileReceipt = components["schemas"]["FileReceipt"];

/** Gives a command. The key names the click: the same key is the same act, however often it is sent. */
export const command = (id: string, verb: CaseVerb, key: string, body: Command) =>
  got(
    api.POST("/cases/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body,
    }),
  );

/** Uploads a file that a command will name. */
export const upload = (id: string, file: File): Promise<FileReceipt> =>
  got(api.POST("/cases/{id}/files", { params: { path: { id } }, ...sentFile(file) }));

/** Who of a unit could take a step over. */
export const colleaguesQuery = (unit: string | undefined, role: string | undefined) =>
  queryOptions({
    queryKey: ["colleagues", unit, role],
    queryFn: () => got(api.GET("/colleagues", { params: { query: { unit: unit ?? "", role } } })),
    enabled: unit !== undefined,
    staleTime: 60_000,
  });
