import { cardLooks, type Look } from "../../looks";
import type { CardRow } from "./search";

// Record makes the compiler ask for a look when the contract gains a state.
const stateLooks: Record<Exclude<CardRow["state"], "issued">, Look> = {
  withheld: { zh: "暂扣待核", en: "Withheld", icon: "lock", tone: "wait" },
  dropped: { zh: "暂扣后撤除", en: "Dropped", icon: "trash", tone: "mute" },
  withdrawn: cardLooks.withdrawn,
};

/** How far a card has come: what became of its threshold and, once it is issued, its own status. */
export function standLook({ state, status, level }: Pick<CardRow, "state" | "status" | "level">): Look | undefined {
  if (state !== "issued") return stateLooks[state];
  const bare = level === "warning" && status !== "downgraded";
  return bare || status === undefined ? undefined : cardLooks[status];
}
