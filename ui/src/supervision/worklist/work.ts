import type { components } from "../../contract";
import type { IconName } from "../../icons";
import { type CaseVerb, levelLooks, type Tone } from "../../looks";
import type { Offer } from "../../workbench/cases/api";

export type Work = components["schemas"]["Work"];
export type WorkKind = Work["kind"];

// Record makes the compiler ask for a look when the contract gains a kind of work.
export const workLooks: Record<WorkKind, { icon: IconName; tone: Tone }> = {
  withheld: { icon: "lock", tone: "wait" },
  pending: { icon: "people", tone: "red" },
  card: { icon: levelLooks.red.icon, tone: "red" },
  demand: { icon: "info", tone: "wait" },
  incident: { icon: "alert", tone: "red" },
};

export const workKinds = Object.keys(workLooks) as WorkKind[];

/** Reads which kind of work the address asks for. */
export const readWorkSearch = (search: Record<string, unknown>): { kind?: WorkKind } => {
  const kind = workKinds.find((each) => each === search.kind);
  return kind ? { kind } : {};
};

/** Names one piece of work among others. */
export const workKey = ({ kind, subject, card, incident, line }: Work) =>
  [kind, subject, card, incident, line].filter((part) => part !== undefined).join("/");

/** How much work of each kind is there. */
export const countWork = (rows: Work[]): Record<WorkKind, number> =>
  Object.fromEntries(workKinds.map((kind) => [kind, rows.filter((row) => row.kind === kind).length])) as Record<
    WorkKind,
    number
  >;

/** The commands with which a piece of work is settled where it stands; everything else is settled on its own page. */
export const verbsOf = ({ kind, mine }: Pick<Work, "kind" | "mine">): CaseVerb[] =>
  kind === "pending" && !mine ? ["confirm", "discard"] : [];

/** What a command from a list is about: the line it answers. */
export type About = { line?: number };

/** The offer of a verb, narrowed to the one line that it is about. */
export function offerAbout(offers: Offer[], verb: CaseVerb, { line }: About): Offer | undefined {
  const offer = offers.find((each) => each.verb === verb && each.allowed) ?? offers.find((each) => each.verb === verb);
  return offer && line !== undefined && offer.answers?.includes(line) ? { ...offer, answers: [line] } : offer;
}
