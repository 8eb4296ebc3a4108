import type { Incident } from "./api";

/** Kinds of incident that starting the workflow again from its lines can cure. */
const fromLines = ["late", "lost", "drift", "blocked"];

/** Whether one click on rehydrate may cure an incident: its subject is known and its workflow is at fault. */
export const curable = ({ kind, subject }: Pick<Incident, "kind" | "subject">) =>
  subject !== undefined && fromLines.includes(kind);

/** Whether an incident is about a card and not about a case. The patrol names it so: "late/card/…". */
export const aboutCard = ({ id }: Pick<Incident, "id">) => id.split(/[/~]/)[1] === "card";
