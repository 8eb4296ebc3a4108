import type { ScoreKind } from "./api";

/** Whose scores an evaluation's page shows; units if nothing is said. */
export type ScoreSearch = { kind?: ScoreKind };

export function readScoreSearch({ kind }: Record<string, unknown>): ScoreSearch {
  return kind === "window" || kind === "person" ? { kind } : {};
}
