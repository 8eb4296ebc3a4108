import type { components } from "../../contract";
import type { Tone } from "../../looks";

export type Figures = components["schemas"]["Figures"];

/** By what places and units are compared. */
export const measures = ["late", "red", "yellow", "unanswered", "stalled", "near", "open"] as const;
export type Measure = (typeof measures)[number];

/** One place or unit among others: its figure, and how long its bar is beside the longest, 0–100. */
export type Ranked<Row> = { row: Row; rank: number; figure: number; length: number };

/** What can be compared. */
export type Comparable = { figures: Figures };

/**
 * Ranks rows by a measure, the highest first; those that are equal share a rank and stand in the order in which they
 * were given. Bars are drawn against the highest.
 */
export function ranked<Row extends Comparable>(rows: Row[], by: Measure): Ranked<Row>[] {
  const sorted = rows.map((row) => ({ row, figure: row.figures[by] })).sort((a, b) => b.figure - a.figure);
  const highest = sorted[0]?.figure ?? 0;
  return sorted.map(({ row, figure }) => ({
    row,
    figure,
    rank: sorted.findIndex((other) => other.figure === figure) + 1,
    length: highest === 0 ? 0 : Math.round((100 * figure) / highest),
  }));
}

/** One part of a bar: how many of the open cases. */
export type Part = { key: "late" | "near" | "ahead"; n: number; share: number; tone: Tone };

/** The open cases of a place as parts of one bar: late, nearly due, and those with time left. */
export function partsOf({ open, late, near }: Figures): Part[] {
  const parts = [
    { key: "late" as const, n: late, tone: "red" as const },
    { key: "near" as const, n: near, tone: "warning" as const },
    { key: "ahead" as const, n: Math.max(0, open - late - near), tone: "calm" as const },
  ];
  return parts.filter(({ n }) => n > 0).map((part) => ({ ...part, share: (100 * part.n) / Math.max(1, open) }));
}
