import type { components } from "../../contract";
import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import type { Case, CaseMaterial, Offer } from "../cases/api";

/** What became of one material when somebody looked at it. */
export type MaterialState = NonNullable<components["schemas"]["GivenMaterial"]["state"]>;

/** One looked-at material as a command sends it. */
export type Checked = components["schemas"]["GivenMaterial"] & { state: MaterialState };

/** A material of a checklist, of a case or of an item's guide. */
export type Material = { no: number; name: string; name_en: string; required: boolean };

// Record makes the compiler ask for a look when the contract gains a state. The digit is its key on the keyboard.
export const materialLooks: Record<MaterialState, { icon: IconName; tone: Tone; digit: string }> = {
  received: { icon: "check", tone: "good", digit: "1" },
  missing: { icon: "cross", tone: "red", digit: "2" },
  shared: { icon: "fork", tone: "calm", digit: "3" },
  promised: { icon: "hourglass", tone: "wait", digit: "4" },
  waived: { icon: "ban", tone: "mute", digit: "5" },
};

export const materialStates = Object.keys(materialLooks) as MaterialState[];

/** The state that a digit key sets. */
export const stateOfDigit = (digit: string) => materialStates.find((state) => materialLooks[state].digit === digit);

/** The checklist with one material set anew, in the order of its numbers. */
export function withMaterial(given: Checked[], no: number, change: Partial<Checked>): Checked[] {
  const before = given.find((each) => each.no === no);
  const state = change.state ?? before?.state;
  if (state === undefined) return given;
  const after = { ...before, ...change, no, state };
  if (after.state !== "missing" && change.note === undefined) delete after.note;
  return [...given.filter((each) => each.no !== no), after].sort((a, b) => a.no - b.no);
}

/** Every material that nobody has looked at set to received. */
export const allReceived = (materials: Material[], given: Checked[]): Checked[] =>
  materials.reduce(
    (list, { no }) => (list.some((each) => each.no === no) ? list : withMaterial(list, no, { state: "received" })),
    given,
  );

/** Where a case's checklist begins in a form: what was found when somebody last looked. */
export const beginWith = (materials: CaseMaterial[]): Checked[] =>
  materials.flatMap(({ no, state, note }) => {
    const known = materialStates.find((each) => each === state);
    return known ? [{ no, state: known, ...(note && { note }) }] : [];
  });

/** Required materials that nobody has looked at. */
export const unchecked = (materials: Material[], given: Checked[]) =>
  materials.filter(({ no, required }) => required && !given.some((each) => each.no === no));

/** Required materials that are missing: with one of them nothing can be accepted (A02). */
export const lacking = (materials: Material[], given: Checked[]) =>
  materials.filter(({ no, required }) => required && given.some((each) => each.no === no && each.state === "missing"));

/** The materials that a command is about: at a co-department's check its own, else the whole checklist. */
export function ownMaterials(
  offer: Pick<Offer, "verb" | "step">,
  { steps, materials }: Pick<Case, "steps" | "materials">,
) {
  if (offer.verb !== "contribute") return materials;
  const own = steps.find(({ key }) => key === offer.step)?.materials ?? [];
  return materials.filter(({ no }) => own.includes(no));
}

/** What a supplement notice would ask for. */
export const missingOnes = (given: Checked[]) => given.filter(({ state }) => state === "missing");

/** How a checklist stands: everything there, something missing, or not yet looked through. */
export function standOf(materials: Material[], given: Checked[]): "complete" | "missing" | "open" {
  if (unchecked(materials, given).length > 0) return "open";
  return lacking(materials, given).length > 0 ? "missing" : "complete";
}

/** The notice's text: every missing material by number and name, with what is wrong with it (K02: once, all of it). */
export function supplementText(materials: Material[], given: Checked[]): string {
  const names = new Map(materials.map(({ no, name }) => [no, name]));
  return missingOnes(given)
    .map(({ no, note }, i) => `${i + 1}. ${names.get(no) ?? no}${note ? `：${note}` : ""}`)
    .join("\n");
}
