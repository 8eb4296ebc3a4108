import type { FieldFault } from "../../../fault";
import type { PlannedLimit } from "../../../workbench/commands/fields";
import type { CardCommand, CardOffer } from "../api";

export type CardField = keyof CardCommand;

/** One field that the form of a command on a card asks for. */
export type Asked = { name: CardField; required: boolean };

/** What stands in a form while it is filled in. */
export type Values = Omit<Partial<CardCommand>, "planned"> & { planned?: Partial<PlannedLimit> };

// Record makes the compiler ask for a place when the contract gains a field.
const order: Record<CardField, number> = {
  outcome: 1,
  ground: 2,
  cause: 3,
  text: 4,
  reason: 5,
  corrected: 6,
  extend: 7,
  planned: 8,
  document: 9,
  files: 10,
};

const isField = (name: string): name is CardField => name in order;

/** The fields of a command in the order in which its form asks: exactly those that the server needs and takes. */
export function fieldsOf({ needs, takes }: Pick<CardOffer, "needs" | "takes">): Asked[] {
  const asked = (names: string[], required: boolean) => names.filter(isField).map((name) => ({ name, required }));
  return [...asked(needs, true), ...asked(takes, false)].sort((a, b) => order[a.name] - order[b.name]);
}

/** The request that a filled-in form makes: the fields asked for that are not empty. */
export function bodyOf(asked: Asked[], values: Values): CardCommand {
  const body: Record<string, unknown> = {};
  for (const { name } of asked) {
    const value = sent(values[name]);
    if (value !== undefined) body[name] = value;
  }
  return body;
}

function sent(value: Values[CardField]): unknown {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (typeof value === "object" && value !== null) return "n" in value && "unit" in value ? value : undefined;
  return value || undefined;
}

/** What the page can already tell is wrong, before anything is sent. The server judges everything again. */
export function check(asked: Asked[], values: Values): Found[] {
  const body: Record<string, unknown> = bodyOf(asked, values);
  return asked.flatMap(({ name, required }): Found[] => {
    const value = body[name];
    if (required && value === undefined) return [{ name, fault: "required" }];
    const written = name === "text" || name === "reason";
    return written && typeof value === "string" && value.length < 2 ? [{ name, fault: "short" }] : [];
  });
}

/** A fault that the page finds by itself. */
export type Found = { name: CardField; fault: "required" | "short" };

/** The server's faults by the field of the form that shows them; what no field shows is told above the form. */
export function placed(faults: FieldFault[], asked: Asked[]) {
  const home = ({ field }: FieldFault) => asked.find(({ name }) => name === field.split("/")[1])?.name;
  return {
    fields: asked.map(({ name }) => ({
      name,
      errors: faults.filter((fault) => home(fault) === name).map(({ sentence }) => sentence),
    })),
    rest: faults.filter((fault) => home(fault) === undefined).map(({ sentence }) => sentence),
  };
}
