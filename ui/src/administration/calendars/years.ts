import type { Calendar } from "./api";

/** The national base stands under this path. */
export const nation = "/";

/** Whether a text is a division path that a calendar can be loaded for. */
export const isPath = (text: string) => /^\/([0-9]+\/)*$/.test(text);

/** The calendars of one division, the latest year first. */
export type OfDivision = { division: string; calendars: Calendar[] };

/** Calendars by division, the nation first, then as the paths go. */
export function byDivision(rows: Calendar[]): OfDivision[] {
  const found = new Map<string, Calendar[]>();
  for (const row of rows) {
    const division = row.division === "" ? nation : row.division;
    found.set(division, [...(found.get(division) ?? []), row]);
  }
  return [...found.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([division, calendars]) => ({ division, calendars: calendars.sort((a, b) => b.year - a.year) }));
}

/** The years between the first and the last that the nation has loaded which are missing. */
export function missingYears(rows: Calendar[]): number[] {
  const years = rows.filter(({ division }) => division === nation || division === "").map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (years.length === 0) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((year) => !years.includes(year));
}
