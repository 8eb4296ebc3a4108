import type { components } from "../../contract";
import { texts } from "../../workbench/inbox/sections";
import { isDate } from "../board/search";

export type Finding = components["schemas"]["Finding"];

/** What the analysis is about, as it stands in the address. */
export type AnalysisSearch = { path?: string; unit?: string; item?: string; from?: string; to?: string };

/** One figure of an analysis. */
export type Probe = AnalysisSearch & { finding: Finding; class?: number; weekday?: number; step?: string };

/** Reads what the analysis is about out of the address; what it does not know is left out. */
export function readAnalysisSearch(search: Record<string, unknown>): AnalysisSearch {
  const given = texts(search, "path", "unit", "item", "from", "to");
  return {
    ...(given.path && /^\/([0-9]+\/)*$/.test(given.path) && { path: given.path }),
    ...(given.unit && { unit: given.unit }),
    ...(given.item && { item: given.item }),
    ...(given.from && isDate(given.from) && { from: given.from }),
    ...(given.to && isDate(given.to) && { to: given.to }),
  };
}

/** Reads a figure out of the address. */
export function readProbe(search: Record<string, unknown>): Probe {
  const whole = (value: unknown, least: number, most: number) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
  const found = findings.find((each) => each === search.finding) ?? "submitted";
  const [at, weekday] = [whole(search.class, 0, 40), whole(search.weekday, 1, 7)];
  return {
    ...readAnalysisSearch(search),
    finding: found,
    ...(at !== undefined && { class: at }),
    ...(weekday !== undefined && { weekday }),
    ...texts(search, "step"),
  };
}

/** The ways out before a decision. */
export const exits = [
  "then_declined",
  "then_returned",
  "then_withdrawn",
  "then_lapsed",
  "then_terminated",
  "then_voided",
  "then_forwarded",
] as const satisfies Finding[];

/** The main way of a case, narrower from stage to stage. */
export const stages = ["submitted", "then_accepted", "then_decided", "then_delivered"] as const satisfies Finding[];

const findings: Finding[] = [
  ...stages,
  "then_open",
  ...exits,
  "decided",
  "promised",
  "on_time",
  "early",
  "late",
  "granted",
  "denied",
  "measured",
  "days",
  "step",
  "step_late",
  "step_class",
];

const oneDay = 86_400_000;

/** The spans offered, in days up to today. */
export const spans = [30, 90, 365] as const;
export type Span = (typeof spans)[number];

/** The span that the dates of an analysis make, if it is one of those offered. */
export function spanOf(from: string, to: string): Span | undefined {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / oneDay) + 1;
  return spans.find((span) => span === days);
}

/** The first day of a span that ends on a day. */
export const beginning = (span: Span, to: string) =>
  new Date(Date.parse(to) - (span - 1) * oneDay).toISOString().slice(0, 10);
