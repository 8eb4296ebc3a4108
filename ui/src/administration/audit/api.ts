import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components, operations } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";
import { dayEnd, dayStart } from "./days";

export type AuditLine = components["schemas"]["AuditLine"];

type Asked = NonNullable<operations["searchAudit"]["parameters"]["query"]>;
export type AuditResult = NonNullable<Asked["result"]>;
export const auditResults: AuditResult[] = ["allowed", "refused", "failed"];

/** What narrows the audit, as it stands in the address; days are legal days. */
export type AuditSearch = Pick<Asked, "account" | "subject" | "action" | "result" | "from" | "to">;

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const result = auditResults.find((each) => each === search.result);
  return { ...texts(search, "account", "subject", "action", "from", "to"), ...(result && { result }) };
}

/** Audit lines page by page, newest first. */
export const auditQuery = ({ from, to, ...asked }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", asked, from, to],
    queryFn: ({ pageParam }) =>
      got(
        api.GET("/audit", {
          params: { query: { ...asked, from: dayStart(from), to: dayEnd(to), cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** The case with a number, to look for it by its ID. */
export const caseByNumber = (number: string) =>
  queryOptions({
    queryKey: ["cases", "number", number],
    queryFn: () => got(api.GET("/cases", { params: { query: { number, limit: 2 } } })),
  });
