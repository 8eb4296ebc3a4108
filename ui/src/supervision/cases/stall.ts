import type { components } from "../../contract";

type CaseRow = components["schemas"]["CaseRow"];

/** Why a case does not move: something is broken, nobody has it, or whoever has it does nothing. */
export type Stall = { because: "blocked" | "unheld" | "idle"; days: number };

const oneDay = 86_400_000;

/** Says why a case is stalled and for how many whole days nobody has acted on it. */
export function stallOf(row: Pick<CaseRow, "incident" | "holder" | "acted" | "submitted">, now: Date): Stall {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(row.acted ?? row.submitted)) / oneDay));
  if (row.incident) return { because: "blocked", days };
  return { because: row.holder === undefined ? "unheld" : "idle", days };
}
