import type { Figures } from "./api";

/** A part of a whole in percent with one digit; undefined where there is no whole. */
export const rate = (part: number, whole: number) => (whole === 0 ? undefined : (100 * part) / whole);

/** A rate as it is read. */
export const percent = (value: number | undefined) => (value === undefined ? "—" : `${value.toFixed(1)}%`);

/** The count of a finding. */
export const count = (figures: Figures, finding: string) => figures.counts[finding] ?? 0;

export const onTimeRate = (figures: Figures) => rate(count(figures, "on_time"), count(figures, "promised"));
export const earlyRate = (figures: Figures) => rate(count(figures, "early"), count(figures, "promised"));

/** Working days of a case on average; undefined where none is measured. */
export function meanDays(figures: Figures): number | undefined {
  const measured = count(figures, "measured");
  return measured === 0 ? undefined : figures.days / measured;
}

/** A class of whole days as its first and last day; the last class has no end. */
export function classDays(bounds: number[], at: number): { from: number; to?: number } {
  const next = bounds[at + 1];
  return { from: bounds[at] ?? 0, ...(next !== undefined && { to: next - 1 }) };
}

/** How strongly something is tinted: its part of the greatest, from 0 to 1. */
export const strength = (value: number, greatest: number) => (greatest === 0 ? 0 : value / greatest);
