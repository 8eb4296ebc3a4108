import type { components } from "../../contract";
import type { FieldFault } from "../../fault";
import type { Case, Offer, Step } from "../cases/api";
import { type Checked, lacking, missingOnes, unchecked } from "./checklist";

type Schemas = components["schemas"];
export type Command = Schemas["CaseCommand"];
export type Field = keyof Command;
export type PlannedLimit = Schemas["Limit"];
export type Way = NonNullable<Command["way"]>;

/** One field that a command's form asks for. */
export type Asked = { name: AskedField; required: boolean };

/** Step and round are the page's to know: the offer names them. */
export type AskedField = Exclude<Field, "step" | "round">;

/** What stands in a form while it is filled in. */
export type Values = Omit<Partial<Command>, "materials" | "planned"> & {
  materials?: Checked[];
  planned?: Partial<PlannedLimit>;
};

// Record makes the compiler ask for a place when the contract gains a field.
const order: Record<Field, number> = {
  step: 0,
  round: 0,
  answers: 1,
  instant: 2,
  card: 2,
  materials: 3,
  corrections: 4,
  adverse: 5,
  way: 6,
  receiver: 7,
  charges: 8,
  bill: 8,
  payment: 8,
  amount: 9,
  pay_by: 9,
  account: 10,
  voucher: 11,
  target: 8,
  to_unit: 9,
  giver: 10,
  order: 10,
  to: 10,
  copies: 10,
  ground: 11,
  extend: 12,
  planned: 13,
  reason: 14,
  note: 15,
  remedy: 16,
  document: 17,
  resume: 18,
  files: 19,
};

/** The target of a return that asks the applicant once more. */
export const toApplicant = "applicant";

const isField = (name: string): name is Field => name in order;

/**
 * The fields of a command in the order in which its form asks: exactly those that the server needs and takes for the
 * verb. Whether an opinion advises against is asked on opinion steps only; a decision against is a command of its own.
 */
export function fieldsOf(offer: Offer, step?: Pick<Step, "kind">): Asked[] {
  const asked = (names: string[], required: boolean) =>
    names.filter(isField).flatMap((name) => (name === "step" || name === "round" ? [] : [{ name, required }]));
  return [...asked(offer.needs, true), ...asked(offer.takes, false)]
    .filter(({ name }) => name !== "adverse" || step?.kind === "opinion" || offer.verb === "sign")
    .filter(({ name }) => name !== "materials" || offer.verb !== "return" || offer.targets?.includes(toApplicant))
    .sort((a, b) => order[a.name] - order[b.name]);
}

/** The request that a filled-in form makes: the fields asked for that are not empty, and the step that was offered. */
export function bodyOf(offer: Offer, asked: Asked[], values: Values): Command {
  const body: Record<string, unknown> = {};
  const known = [...offer.needs, ...offer.takes];
  if (known.includes("step") && offer.step !== undefined) body.step = offer.step;
  if (known.includes("round") && offer.round !== undefined) body.round = offer.round;
  for (const { name } of asked) {
    const value = sent(values[name]);
    if (value !== undefined) body[name] = value;
  }
  return body;
}

function sent(value: Values[AskedField]): unknown {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(plain);
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return undefined;
  return value ?? undefined;
}

const plain = (each: unknown) =>
  typeof each === "object" && each !== null
    ? Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined && value !== ""))
    : each;

/** A fault that the page finds by itself: the field and the key of the sentence under "workbench:check". */
export type Found = { field: AskedField; check: "required" | "short" | "unchecked" | "lacking" | "nothingMissing" };

/** What the page can already tell is wrong, before anything is sent. The server judges everything again. */
export function check(offer: Offer, asked: Asked[], values: Values, materials: Case["materials"]): Found[] {
  return asked.flatMap(({ name, required }) => {
    if (name === "materials") return checkMaterials(offer, required, values.materials ?? [], materials);
    const value = sent(values[name]);
    if (required && (value === undefined || isHalf(value))) return [{ field: name, check: "required" as const }];
    const short = (name === "reason" || name === "remedy") && typeof value === "string" && value.length < 2;
    return short ? [{ field: name, check: "short" as const }] : [];
  });
}

/** A planned time of which only the number or only the unit was given. */
const isHalf = (value: unknown) => typeof value === "object" && value !== null && "unit" in value !== "n" in value;

function checkMaterials(offer: Offer, required: boolean, given: Checked[], materials: Case["materials"]): Found[] {
  const fault = (check: Found["check"]): Found[] => [{ field: "materials", check }];
  if (offer.verb === "contribute" && given.length < materials.length) return fault("unchecked");
  if (offer.verb === "accept" && unchecked(materials, given).length > 0) return fault("unchecked");
  if (offer.verb === "accept" && lacking(materials, given).length > 0) return fault("lacking");
  if (offer.verb === "notify_supplement" && missingOnes(given).length === 0) return fault("nothingMissing");
  return required && given.length === 0 ? fault("required") : [];
}

/** The server's faults by the field of the form that shows them; what no field shows is told above the form. */
export function placeFaults(
  faults: FieldFault[],
  asked: Asked[],
): { placed: Map<AskedField, string[]>; rest: string[] } {
  const placed = new Map<AskedField, string[]>();
  const rest: string[] = [];
  for (const { field, sentence } of faults) {
    const name = field.split("/")[1];
    const home = asked.find((each) => each.name === name);
    if (home === undefined) rest.push(sentence);
    else placed.set(home.name, [...(placed.get(home.name) ?? []), sentence]);
  }
  return { placed, rest };
}
