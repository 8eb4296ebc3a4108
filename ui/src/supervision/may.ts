import type { CaseVerb } from "../looks";
import type { Me } from "../office/session";

/** What a permission is about, in the words of the access policy. */
export type Kind =
  | "case"
  | "card"
  | "lead"
  | "complaint"
  | "board"
  | "incident"
  | "audit"
  | "account"
  | "appointment"
  | "calendar"
  | "bundle"
  | "ruleset"
  | "operations"
  | "evaluation"
  | "score"
  | "staff_score"
  | "fee";

/** Whether some appointment of mine allows one of these actions on this kind of thing. A click may still be refused. */
export const may = (me: Me, kind: Kind, ...actions: string[]) =>
  actions.some((action) => me.permissions[kind]?.includes(action));

/** The interventions that make somebody a supervisor: who may give one of them has a work list. */
const interventions: CaseVerb[] = [
  "demand_explanation",
  "reassign",
  "take_over",
  "stop_clock",
  "confirm",
  "release_card",
];

export const supervises = (me: Me) => may(me, "case", ...interventions);
