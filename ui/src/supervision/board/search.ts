import { legalDate } from "../../show";
import { texts } from "../../workbench/inbox/sections";
import { type Measure, measures } from "./ranking";

/** The board's place in the address: which division, since when the trend is drawn, by what the places are ranked. */
export type BoardSearch = { path?: string; from?: string; by?: Measure };

/** A division path as the contract writes it, e.g. "/44/4419/". */
const path = /^\/([0-9]+\/)*$/;

/** Reads the board's place out of the address; what it does not know is left out. */
export function readBoardSearch(search: Record<string, unknown>): BoardSearch {
  const given = texts(search, "path", "from");
  const by = measures.find((each) => each === search.by);
  return {
    ...(given.path && path.test(given.path) && { path: given.path }),
    ...(given.from && isDate(given.from) && { from: given.from }),
    ...(by && { by }),
  };
}

/** Whether a text is a date that exists. */
export const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The spans that the trend can be drawn over, in days. */
export const spans = [7, 30, 90] as const;
export type Span = (typeof spans)[number];

/** The legal date on which a span of so many days up to today begins. */
export const beginOf = (span: Span, now: Date) =>
  legalDate(new Date(now.getTime() - (span - 1) * 86_400_000).toISOString());

/** The span that begins on a date, if it is one of those offered. */
export const spanSince = (from: string, now: Date) => spans.find((span) => beginOf(span, now) === from);
