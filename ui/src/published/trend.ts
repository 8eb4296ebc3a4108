import type { PublicPoint } from "./api";

/** The size of a trend's drawing. */
export const size = { width: 96, height: 28 };

/** The least range that a trend spans: small changes shall not look like great ones. */
const leastSpan = 10;

/** Where the points of a trend lie in its drawing, from left to right; a better score lies higher. */
export function placed(points: Pick<PublicPoint, "score">[]): [number, number][] {
  const scores = points.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const span = Math.max(high - low, leastSpan);
  const bottom = (low + high - span) / 2;
  const step = (size.width - 8) / Math.max(points.length - 1, 1);
  return scores.map((score, i) => [
    Math.round((4 + i * step) * 10) / 10,
    Math.round((4 + (size.height - 8) * (1 - (score - bottom) / span)) * 10) / 10,
  ]);
}

/** By how much the last month differs from the one before; nothing without one. */
export function change(points: Pick<PublicPoint, "score">[]): number | undefined {
  const [before, last] = points.slice(-2);
  return before && last ? Math.round((last.score - before.score) * 100) / 100 : undefined;
}
