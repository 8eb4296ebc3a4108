import { infiniteQueryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";
import { dayEnd, dayStart } from "../audit/days";

type Schemas = components["schemas"];
export type Change = Schemas["Change"];
export type ChangeKind = Schemas["ChangeKind"];
export type ChangePart = Schemas["ChangePart"];

export const changeKinds: ChangeKind[] = ["calendar", "bundle", "rule_set", "appointment", "absence", "account"];

/** What narrows the changes, as it stands in the address; days are legal days. */
export type ChangeSearch = { kind?: ChangeKind; from?: string; to?: string };

export function readChangeSearch(search: Record<string, unknown>): ChangeSearch {
  const kind = changeKinds.find((each) => each === search.kind);
  return { ...texts(search, "from", "to"), ...(kind && { kind }) };
}

/** Changes page by page, newest first, each with before and after. */
export const changesQuery = ({ kind, from, to }: ChangeSearch) =>
  infiniteQueryOptions({
    queryKey: ["changes", kind, from, to],
    queryFn: ({ pageParam }) =>
      got(
        api.GET("/changes", {
          params: { query: { kind, from: dayStart(from), to: dayEnd(to), cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
