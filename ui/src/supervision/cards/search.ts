import type { components, operations } from "../../contract";
import { type CardStatus, cardLooks, type Level, levelLooks } from "../../looks";
import { texts } from "../../workbench/inbox/sections";
import { inWorkdays, type Limited } from "../../workbench/left";
import { readFunction } from "../functions/api";

export type CardRow = components["schemas"]["CardRow"];

type Asked = NonNullable<operations["listCards"]["parameters"]["query"]>;

/** What narrows the card desk, as it stands in the address. `waiting`: cards that nobody has answered. */
export type CardSearch = Pick<
  Asked,
  | "level"
  | "status"
  | "unit"
  | "path"
  | "case"
  | "item"
  | "rule"
  | "withheld"
  | "function"
  | "issued_from"
  | "issued_to"
> & {
  waiting?: true;
  queue?: Queue;
};

/** What a supervisor works off, and what a unit owes. */
export type Queue = components["schemas"]["CardQueue"];

const queues: Queue[] = ["answer", "verification", "appeal", "release", "overdue"];

/** Reads the search out of the address; what it does not know is left out. */
export function readCardSearch(search: Record<string, unknown>): CardSearch {
  const level = Object.keys(levelLooks).find((each) => each === search.level && each !== "none") as Level | undefined;
  const status = Object.keys(cardLooks).find((each) => each === search.status) as CardStatus | undefined;
  const queue = queues.find((each) => each === search.queue);
  return {
    ...(queue && { queue }),
    ...texts(search, "unit", "path", "case", "item", "rule", "issued_from", "issued_to"),
    ...readFunction(search),
    ...(level && { level }),
    ...(status && { status }),
    ...(search.withheld === true && { withheld: true }),
    ...(search.waiting === true && { waiting: true as const }),
  };
}

/** Whether a card waits for the unit's answer: a warning never does. */
export const waits = (card: Pick<CardRow, "waits">) => card.waits?.for === "answer";

/** What is left of the clock that presses now, as the server has counted it in working days. */
export function pressing({ waits }: Pick<CardRow, "waits">): Limited | undefined {
  if (!waits) return undefined;
  return { ...inWorkdays(waits), stands: waits.due === undefined };
}

/** Names a part of a card's page among the same parts of other cards on one print. */
export const nameOf = (part: string, { rule, level, clock }: Pick<CardRow, "rule" | "level" | "clock">) =>
  `${part} ${rule} ${level} ${clock}`;

/** Whether a card was issued on another card, whose answer is late (R-T8), and not on a case. */
export const onCard = (card: Pick<CardRow, "on">) => card.on === "card";
