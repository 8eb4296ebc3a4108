import type { CaseVerb } from "../looks";
import type { Me } from "../office/session";

/** What the policy calls the actions on cases: the verbs, and besides them reading and taking in. */
export type CaseAction = CaseVerb | "read" | "submit";

/** Whether some appointment of mine allows one of these actions on cases. A click may still be refused. */
export const mayOnCases = (me: Me, ...actions: CaseAction[]) =>
  actions.some((action) => me.permissions.case?.includes(action));

/** The verbs of those who work on cases themselves: who has one of them has an inbox. */
export const workVerbs: CaseAction[] = ["receive", "accept", "approve", "refuse", "deliver", "claim", "answer_urge"];
