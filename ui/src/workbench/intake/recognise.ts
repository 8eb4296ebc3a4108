import { citizenNumber, creditCode } from "../../forms/identity";

/** Who a number stands for, as far as its shape tells. */
export type Recognised = {
  kind: "person" | "organisation";
  identity_kind: "citizen" | "uscc" | "passport" | "other";
};

const citizen: Recognised = { kind: "person", identity_kind: "citizen" };
const organisation: Recognised = { kind: "organisation", identity_kind: "uscc" };

/**
 * Recognises an identity by its number: a right check digit decides; where none is right, the shape does, so that a
 * mistyped number is judged as what it was meant to be. Undefined while too little is typed.
 */
export function recognise(number: string): Recognised | undefined {
  if (citizenNumber(number)) return citizen;
  if (creditCode(number)) return organisation;
  if (/^[0-9]{17}[0-9X]$/.test(number)) return citizen;
  if (/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(number)) return organisation;
  if (/^[A-Z][A-Z0-9]{7,8}$/.test(number)) return { kind: "person", identity_kind: "passport" };
  return undefined;
}
