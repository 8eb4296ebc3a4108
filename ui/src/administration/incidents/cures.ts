import type { Incident } from "./api";

/** Kinds of incident that starting the workflow again from its lines can cure. */
const fromLines = ["blocked", "drift", "lost"];

/** Whether one click on rehydrate may cure an incident: its subject is known and its workflow is at fault. */
export const curable = ({ kind, subject }: Pick<Incident, "kind" | "subject">) =>
  subject !== undefined && fromLines.includes(kind);
