import type { components, operations } from "../../contract";
import { type LeadStatus, leadLooks } from "../../looks";
import { texts } from "../../workbench/inbox/sections";
import { readFunction } from "../functions/api";

export type LeadRow = components["schemas"]["LeadRow"];

type Asked = NonNullable<operations["listLeads"]["parameters"]["query"]>;

/** What narrows the leads desk, as it stands in the address. `all`: also those that are settled. */
export type LeadSearch = Pick<
  Asked,
  "status" | "rule" | "unit" | "item" | "path" | "case" | "mine" | "function" | "opened_from" | "opened_to"
> & { all?: true };

/** Reads the search out of the address; what it does not know is left out. */
export function readLeadSearch(search: Record<string, unknown>): LeadSearch {
  const status = Object.keys(leadLooks).find((each) => each === search.status) as LeadStatus | undefined;
  return {
    ...texts(search, "rule", "unit", "item", "path", "case", "opened_from", "opened_to"),
    ...readFunction(search),
    ...(status && { status }),
    ...(search.mine === true && { mine: true }),
    ...(search.all === true && { all: true as const }),
  };
}

/** Whether only leads that wait are shown: unless a status or all of them are asked for. */
export const onlyOpen = ({ all, status }: LeadSearch) => all === undefined && status === undefined;
