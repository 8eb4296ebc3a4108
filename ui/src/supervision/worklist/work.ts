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

/** The pieces of work in one row: all signals of one case, the most urgent at the head. */
export type Group = [Work, ...Work[]];

/**
 * Gathers what leads to pages of its own by the case it is about. What is settled from the list itself keeps a row of its
 * own, so that its commands stand open.
 */
export function grouped(rows: Work[]): Group[] {
  const groups = new Map<string, Group>();
  for (const work of rows) {
    const apart = work.kind === "withheld" || work.kind === "pending" || work.number === "";
    const key = apart ? workKey(work) : work.number;
    const group = groups.get(key);
    if (group) group.push(work);
    else groups.set(key, [work]);
  }
  return [...groups.values()];
}

/** The different values of something among pieces of work, each with the first piece that has it and how many do. */
export function tallied(works: Work[], trait: (work: Work) => string | undefined): { of: Work; n: number }[] {
  const found = new Map<string, { of: Work; n: number }>();
  for (const work of works) {
    const value = trait(work);
    if (value !== undefined) found.set(value, { of: work, n: (found.get(value)?.n ?? 0) + 1 });
  }
  return [...found.values()];
}

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
