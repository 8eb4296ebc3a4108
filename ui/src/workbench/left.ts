import type { components } from "../contract";
import type { IconName } from "../icons";
import type { Level, Tone } from "../looks";
import { lastDay, legalDate, legalInstant, weekdayOf } from "../show";

export { lastDay };

export type Unit = components["schemas"]["Limit"]["unit"];

/** How hard a limit presses. */
export type Pressure = "none" | "stands" | "standsLate" | "ahead" | "near" | "today" | "late";

/** What is known of a limit: its due instant and, where the server has counted it, what is left (negative when late), and of which clock. */
export type Limited = {
  due?: string;
  stands?: boolean;
  level?: Level;
  counted?: { n: number; unit: Unit };
  clock?: string;
};

/** The limit of a row whose remainder the server has counted in working days. */
export const inWorkdays = ({ due, workdays }: { due?: string; workdays?: number }): Limited => ({
  due,
  counted: workdays === undefined ? undefined : { n: workdays, unit: "workday" },
});

type CaseRow = components["schemas"]["CaseRow"];

/**
 * The limit that a case has to keep now, counted as on its own page: that of the clock which runs for the whole case.
 * Undefined where none does: once a case is over, nothing is left.
 */
export function limitOfCase({ remaining, decided, ended, promised_due: due, stands }: CaseRow): Limited | undefined {
  if (remaining) return { ...remaining, counted: remaining };
  return decided === undefined && ended === undefined ? { due, stands } : undefined;
}

/** What is left of a limit, or by how much it is over: `n` is never negative. */
export type Left = { pressure: Pressure; n: number; unit: Unit };

/** How each pressure looks beside its words. */
export const pressureLooks: Record<Pressure, { icon: IconName; tone: Tone }> = {
  none: { icon: "clock", tone: "mute" },
  stands: { icon: "pause", tone: "wait" },
  standsLate: { icon: "pause", tone: "red" },
  ahead: { icon: "clock", tone: "calm" },
  near: { icon: "bell", tone: "warning" },
  today: { icon: "hourglass", tone: "yellow" },
  late: { icon: "alert", tone: "red" },
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Says what is left of a limit. Working time is the server's to count: where it has, its count is shown; where it
 * has not, the time on the wall up to the due instant is, in minutes, hours or days.
 */
export function leftOf(limit: Limited, now: Date): Left {
  const { due } = limit;
  const counted = limit.counted && { n: Math.abs(limit.counted.n), unit: limit.counted.unit };
  if (limit.stands) {
    const late = (limit.counted?.n ?? 0) < 0;
    return { pressure: late ? "standsLate" : "stands", ...(counted ?? { n: 0, unit: "workday" }) };
  }
  if (due === undefined) return { pressure: "none", n: 0, unit: "workday" };
  const ahead = Date.parse(due) - now.getTime();
  return { pressure: pressureOf(due, limit.level ?? "none", now), ...(counted ?? onTheWall(Math.abs(ahead))) };
}

function pressureOf(due: string, level: Level, now: Date): Pressure {
  if (Date.parse(due) <= now.getTime()) return "late";
  const dueDay = lastDay(due);
  if (dueDay === legalDate(now.toISOString())) return "today";
  if (dueDay === legalDate(new Date(now.getTime() + day).toISOString())) return "near";
  return level === "none" ? "ahead" : "near";
}

function onTheWall(span: number): { n: number; unit: Unit } {
  if (span < hour) return { n: Math.ceil(span / minute), unit: "minute" };
  if (span < 2 * day) return { n: Math.floor(span / hour), unit: "hour" };
  return { n: Math.floor(span / day), unit: "day" };
}

/** A due instant as officials say it: midnight is the end of the day before, "2026-11-25 24:00". */
export function dueText(due: string): string {
  const at = legalInstant(due);
  return at.endsWith(" 00:00") ? `${lastDay(due)} 24:00` : at;
}

/** A day or an instant with the weekday after its date, e.g. "2026-11-25 周三 24:00": officials reckon in weeks. */
export function withWeekday(said: string, language: string): string {
  const [date = "", ...time] = said.split(" ");
  return [date, weekdayOf(date, language), ...time].join(" ");
}

/** A due instant without the year, for lists. */
export const briefDue = (due: string, language: string) => withWeekday(dueText(due), language).slice(5);
