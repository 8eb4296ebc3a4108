import { legalDate, legalInstant } from "../../show";
import type { Line } from "./api";

const size = 100;

/** The page of the timeline that ends with line `last`: the lines after `after`, at most `limit` of them. */
export function pageOf(last: number): { after: number; limit: number } {
  const after = Math.max(0, last - size);
  return { after, limit: Math.max(1, Math.min(size, last - after)) };
}

/** The lines of one legal day, the latest first. */
export type Day = { day: string; lines: Line[] };

/** The timeline by days, the latest first, each line once. */
export function byDay(lines: Line[]): Day[] {
  const once = new Map(lines.map((line) => [line.n, line]));
  const days: Day[] = [];
  for (const line of [...once.values()].sort((a, b) => b.n - a.n)) {
    const day = legalDate(line.acted);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

/** What a correction of an instant changes: "#2 2026-03-06 10:00 → 2026-03-04 10:00". */
export const correctionText = (said: Line["correction"]) =>
  said && `#${said.line} ${legalInstant(said.was)} → ${legalInstant(said.is)}`;

/** Whether a line was written down noticeably later than it was done: by a minute or more. */
export const recordedLater = (line: Line) => Date.parse(line.recorded) - Date.parse(line.acted) >= 60_000;

/** The texts that a person wrote, in the order in which they are read. */
export const textKinds = ["reason", "note", "text", "remedy", "receiver"] as const;

/** The texts of a line that are there. */
export const textsOf = (line: Line) =>
  textKinds.flatMap((kind) => {
    const text = line.text?.[kind]?.trim();
    return text ? [{ kind, text }] : [];
  });
