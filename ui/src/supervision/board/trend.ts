import type { components } from "../../contract";

export type DayFigures = components["schemas"]["DayFigures"];

/** What the trend draws: two lines of work, three heaps of signals. */
export const series = ["submitted", "decided", "warnings", "yellow", "red"] as const;
export type Series = (typeof series)[number];

const oneDay = 86_400_000;

/** Every day from the first to the last, those without any figures with zeros. Dates are legal dates. */
export function everyDay(days: DayFigures[], from: string, to: string): DayFigures[] {
  const known = new Map(days.map((each) => [each.day, each]));
  const found: DayFigures[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += oneDay) {
    const day = new Date(at).toISOString().slice(0, 10);
    found.push(known.get(day) ?? { day, submitted: 0, decided: 0, warnings: 0, yellow: 0, red: 0 });
  }
  return found;
}

/** What the drawing says in sum, for those who do not see it. */
export const sums = (days: DayFigures[]): Record<Series, number> =>
  Object.fromEntries(series.map((key) => [key, days.reduce((sum, day) => sum + day[key], 0)])) as Record<
    Series,
    number
  >;
