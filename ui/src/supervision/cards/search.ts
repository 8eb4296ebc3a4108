import type { components, operations } from "../../contract";
import { type CardStatus, cardLooks, type Level, levelLooks } from "../../looks";
import { texts } from "../../workbench/inbox/sections";

export type CardRow = components["schemas"]["CardRow"];

type Asked = NonNullable<operations["listCards"]["parameters"]["query"]>;

/** What narrows the card desk, as it stands in the address. `waiting`: cards that nobody has answered. */
export type CardSearch = Pick<Asked, "level" | "status" | "unit" | "path" | "case" | "item" | "withheld"> & {
  waiting?: true;
};

/** Reads the search out of the address; what it does not know is left out. */
export function readCardSearch(search: Record<string, unknown>): CardSearch {
  const level = Object.keys(levelLooks).find((each) => each === search.level && each !== "none") as Level | undefined;
  const status = Object.keys(cardLooks).find((each) => each === search.status) as CardStatus | undefined;
  return {
    ...texts(search, "unit", "path", "case", "item"),
    ...(level && { level }),
    ...(status && { status }),
    ...(search.withheld === true && { withheld: true }),
    ...(search.waiting === true && { waiting: true as const }),
  };
}

/** Whether a card waits for the unit's answer: a warning never does. */
export const waits = (card: Pick<CardRow, "level" | "state" | "answered">) =>
  (card.level === "yellow" || card.level === "red") && card.state === "issued" && card.answered === undefined;

/** Names a part of a card's page among the same parts of other cards on one print. */
export const nameOf = (part: string, { rule, level, clock }: Pick<CardRow, "rule" | "level" | "clock">) =>
  `${part} ${rule} ${level} ${clock}`;

/** Whether a card was issued on another card, whose answer is late (R-T8), and not on a case. */
export const onCard = (card: Pick<CardRow, "on">) => card.on === "card";
