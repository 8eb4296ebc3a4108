import type { Limited } from "../left";
import type { Case, Clock } from "./api";

/** One clock as the head of the page shows it. */
export type Face = {
  key: string;
  kind: "promised" | "statutory" | "step";
  clock: Clock;
  limit: Limited;
  /** Units used of all units, for the bar. */
  used: { n: number; of: number };
};

/** Why the clock of the decision stands. */
export type Standstill = { kind: string; name: string; since: string; planned?: Clock["promised"]; override: boolean };

/**
 * The faces that matter now: the promised and the statutory limit of the clock that runs for the whole case, and the
 * limits of the steps at work. When everything is over, the last clock of the case is shown as it ended.
 */
export function faces(clocks: Clock[]): Face[] {
  const whole = clocks.filter(({ kind }) => wholeKinds.includes(kind));
  const current = whole.findLast(({ ended }) => ended === undefined) ?? whole.at(-1);
  const steps = clocks.filter(({ kind, ended }) => stepKinds.includes(kind) && ended === undefined);
  return [...(current ? limitsOf(current) : []), ...steps.map((clock) => promisedFace(clock, clock.name, "step"))];
}

const wholeKinds = ["prereview", "acceptance", "supplement", "decision", "delivery"];
const stepKinds = ["step", "joint", "stage", "special"];

function limitsOf(clock: Clock): Face[] {
  const promised = promisedFace(clock, `${clock.name}/promised`, "promised");
  const { statutory } = clock;
  if (statutory === undefined || sameLimit(clock)) return [promised];
  const { statutory_used: n, statutory_remaining: left } = clock;
  const limit = { due: clock.statutory_due, stands: clock.stands, counted: { n: left, unit: statutory.unit } };
  return [promised, { key: `${clock.name}/statutory`, kind: "statutory", clock, limit, used: { n, of: n + left } }];
}

const sameLimit = ({ promised, statutory }: Clock) => promised.n === statutory?.n && promised.unit === statutory.unit;

/** The promised limit of a clock, which the server counts in its own unit. */
const promisedFace = (clock: Clock, key: string, kind: Face["kind"]): Face => ({
  key,
  kind,
  clock,
  limit: {
    due: clock.promised_due,
    stands: clock.stands,
    level: clock.level,
    counted: { n: clock.remaining, unit: clock.promised.unit },
  },
  used: { n: clock.used, of: clock.used + clock.remaining },
});

/** Why the decision clock stands now, or undefined while it runs. */
export function standstill({ special }: Pick<Case, "special">): Standstill | undefined {
  const run = special.findLast(({ finished, stops }) => stops && finished === undefined);
  if (run === undefined) return undefined;
  return { kind: run.kind, name: run.name, since: run.started, planned: run.planned, override: run.override ?? false };
}

/** How much of a limit is used up, 0–100; a limit that is over is full. */
export const percentUsed = ({ n, of }: { n: number; of: number }) =>
  of <= 0 ? 100 : Math.min(100, Math.max(0, Math.round((100 * n) / of)));
