import type { components } from "../../contract";
import { legalDate } from "../../show";
import { lastDay } from "../../workbench/left";

type Schemas = components["schemas"];
export type Evidence = Schemas["Evidence"];

/** What became of one day between the start of a clock and the card: counted as number n, off, or stopped. */
export type DayCell = { date: string; kind: "start" | "counted" | "off" | "stopped"; n?: number; name?: string };

const oneDay = 86_400_000;
const atMost = 130;

/**
 * The days of a clock one by one, from its start to the day of the card, as the evidence has them: days off come from
 * the server, stopped days from the ledger by clock.md section 3, everything else counts. Only limits in days have such
 * a picture; one that would be longer than four months is left out.
 */
export function daysOf({ clock, days_off }: Evidence, cardDue: string): DayCell[] {
  if (clock === undefined) return [];
  const { unit } = clock.promised;
  if (unit !== "workday" && unit !== "day") return [];
  const start = legalDate(clock.started);
  const end = [lastDay(cardDue), ...(clock.promised_due ? [lastDay(clock.promised_due)] : [])].sort().at(-1) ?? start;
  const off = new Map(unit === "workday" ? days_off?.map(({ date, name }) => [date, name]) : []);
  const stops = stopsOf(clock.ledger);
  const cells: DayCell[] = [{ date: start, kind: "start" }];
  let n = 0;
  for (let at = Date.parse(start) + oneDay; at <= Date.parse(end); at += oneDay) {
    if (cells.length > atMost) return [];
    const date = new Date(at).toISOString().slice(0, 10);
    if (off.has(date)) cells.push({ date, kind: "off", name: off.get(date) });
    else if (stops.some(({ from, to }) => from <= date && date < to)) cells.push({ date, kind: "stopped" });
    else cells.push({ date, kind: "counted", n: ++n });
  }
  return cells;
}

/** The stopped days by date: from the day a stop begins up to, not including, the day it ends. */
function stopsOf(ledger: Schemas["LedgerEntry"][]): { from: string; to: string }[] {
  const stops: { from: string; to: string }[] = [];
  for (const { move, at } of [...ledger].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const open = stops.find(({ to }) => to === never);
    if (move === "stop" && !open) stops.push({ from: legalDate(at), to: never });
    if (move === "resume" && open) open.to = legalDate(at);
  }
  return stops;
}

/** Later than any date. */
const never = "9999";

/**
 * Whether the picture comes to the server's own count: as many counted days up to the promised due instant as the limit
 * has, and up to the card as were used by then. A picture that does not is not shown, for evidence must not contradict
 * itself.
 */
export function agrees(cells: DayCell[], { clock }: Evidence, cardDue: string): boolean {
  const countedBy = (due: string) => cells.findLast(({ date, n }) => n !== undefined && date <= lastDay(due))?.n ?? 0;
  if (clock?.promised_due === undefined || cells.length === 0) return false;
  return countedBy(clock.promised_due) === clock.used + clock.remaining && countedBy(cardDue) === clock.used;
}

/** How many days were counted, off and stopped. */
export const tally = (cells: DayCell[]) => ({
  counted: cells.filter(({ kind }) => kind === "counted").length,
  off: cells.filter(({ kind }) => kind === "off").length,
  stopped: cells.filter(({ kind }) => kind === "stopped").length,
});
