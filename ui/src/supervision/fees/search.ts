import type { components, operations } from "../../contract";
import { texts } from "../../workbench/inbox/sections";

export type FeeRow = components["schemas"]["FeeRow"];
export type FeeFigure = components["schemas"]["FeeFigure"];
export type FeeKind = components["schemas"]["FeeKind"];
export type By = operations["sumFees"]["parameters"]["query"]["by"];

type Asked = NonNullable<operations["listFees"]["parameters"]["query"]>;

/** What narrows fee supervision, as it stands in the address. `per`: by what the figures are summed up. */
export type FeeSearch = Pick<Asked, "kind" | "unit" | "item" | "standard" | "number" | "differs" | "from" | "to"> & {
  per?: By;
};

export const kinds: FeeKind[] = ["charge", "payment", "refund", "waiver"];
export const ways: By[] = ["unit", "item", "standard"];

const isDay = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Reads the search out of the address; what it does not know is left out. */
export function readFeeSearch(search: Record<string, unknown>): FeeSearch {
  const kind = kinds.find((each) => each === search.kind);
  const per = ways.find((each) => each === search.per);
  return {
    ...texts(search, "unit", "item", "standard", "number"),
    ...(kind && { kind }),
    ...(per && { per }),
    ...(search.differs === true && { differs: true }),
    ...(isDay(search.from) && { from: search.from }),
    ...(isDay(search.to) && { to: search.to }),
  };
}

/** The list behind a figure: the same search, narrowed to what the figure counts. */
export const behind = ({ per, ...search }: FeeSearch, figure: FeeFigure, narrow: Partial<FeeSearch>): FeeSearch => ({
  ...search,
  ...(per && { per }),
  [per ?? "unit"]: figure.key,
  ...narrow,
});
