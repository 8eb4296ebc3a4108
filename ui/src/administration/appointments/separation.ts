import type { Appointment, RoleList } from "./api";

/** What an appointment would be, as far as it is filled in. */
export type Wanted = { role?: string; unit?: string; from?: string; to?: string };

/** An appointment of the same person that stands against a new one, and the rule that keeps them apart. */
export type Clash = { held: Appointment; rule: string };

/**
 * The appointments of a person that two people must hold instead: roles that exclude each other during a common time,
 * in the same unit, or anywhere if the unit is not chosen yet. The server judges again and knows more: that the three
 * administrators hold no other role at all, and pairs that only one case keeps apart.
 */
export function clashes(
  held: Appointment[],
  wanted: Wanted,
  { incompatible }: Pick<RoleList, "incompatible">,
): Clash[] {
  return held.flatMap((each) => {
    if (wanted.role === undefined || !overlaps(each, wanted)) return [];
    const pair = incompatible.find(
      ({ a, b, within }) =>
        within === "unit" && ((a === wanted.role && b === each.role.key) || (b === wanted.role && a === each.role.key)),
    );
    if (pair === undefined) return [];
    const elsewhere = wanted.unit !== undefined && wanted.unit !== each.unit.id && !administrators(pair);
    return elsewhere ? [] : [{ held: each, rule: pair.rule }];
  });
}

/** The three administrators are three people wherever they are appointed. */
const administrators = ({ a, b }: { a: string; b: string }) => a.endsWith("_admin") && b.endsWith("_admin");

function overlaps(held: Appointment, wanted: Wanted): boolean {
  const begins = wanted.from ?? new Date(0).toISOString();
  const before = wanted.to === undefined || Date.parse(held.from) < Date.parse(wanted.to);
  return before && (held.to === undefined || Date.parse(begins) < Date.parse(held.to));
}

/** How an appointment stands at an instant. */
export function standOf({ from, to }: Pick<Appointment, "from" | "to">, now: Date): "ahead" | "current" | "ended" {
  if (Date.parse(from) > now.getTime()) return "ahead";
  return to !== undefined && Date.parse(to) <= now.getTime() ? "ended" : "current";
}
