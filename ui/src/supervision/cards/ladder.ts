import type { components } from "../../contract";

export type Rung = components["schemas"]["Rung"];
type Told = components["schemas"]["Told"];

/** How a rung of a ladder stands: told at its instant, the next to be told, or beyond the next. */
export type RungState = "told" | "empty" | "next" | "ahead";
export type DrawnRung = { rung: Rung; state: RungState };

/**
 * The ladder of a card from the top down, as it is drawn. Rung 0 is the notice at issue. A rung that was climbed with
 * nobody appointed there is told so: it passed on at once. Once the card rests nothing lies ahead any more.
 */
export function drawn(ladder: Rung[], resting: boolean): DrawnRung[] {
  const up = [...ladder].sort((a, b) => a.rung - b.rung);
  const next = up.find(({ at }) => at === undefined);
  return up
    .filter(({ at }) => at !== undefined || !resting)
    .map((rung) => ({ rung, state: stateOf(rung, next) }))
    .reverse();
}

function stateOf(rung: Rung, next: Rung | undefined): RungState {
  if (rung.at !== undefined) return rung.told.length > 0 ? "told" : "empty";
  return rung === next ? "next" : "ahead";
}

/** When somebody whom a rung told first opened what it said; undefined while it lies unread. */
export function readOf({ rung, at }: Rung, account: string, told: Told[]): string | undefined {
  if (at === undefined) return undefined;
  const theirs = told.filter(({ to, kind }) => to.account === account && (kind === "climb") === rung > 0);
  return theirs.find(({ made }) => Date.parse(made) >= Date.parse(at))?.read;
}
