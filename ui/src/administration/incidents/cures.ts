import type { Incident } from "./api";

/** Kinds of incident that starting the workflow again from its lines can cure. */
const fromLines = ["late", "lost", "drift", "blocked"];

/** Whether one click on rehydrate may cure an incident: its subject is known and its workflow is at fault. */
export const curable = ({ kind, subject }: Pick<Incident, "kind" | "subject">) =>
  subject !== undefined && fromLines.includes(kind);

/** Whether an incident is about a card and not about a case. The patrol names it so: "late/card/…". */
export const aboutCard = ({ id, kind }: Pick<Incident, "id" | "kind">) =>
  kind === "empty_rung" || id.split(/[/~]/)[1] === "card";

/** Kinds whose words say everything that the machine noted. */
export const plain = ["calendar", "empty_rung"];

/** What the words of an incident need: the year of a missing calendar, the rung of a ladder that nobody stands on. */
export const particulars = (id: string, detail: string) => ({
  year: /\d{4}/.exec(id)?.[0] ?? "",
  rung: /(?:^|[/ ])rung\/(\d+)/.exec(`${id} ${detail}`)?.[1] ?? "",
});
