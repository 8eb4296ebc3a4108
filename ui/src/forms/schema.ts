import type { components } from "../contract";

/** How one field is shown and in which order. */
export type FormField = components["schemas"]["FormField"];

/** What the rules of one field say: the part of JSON Schema that an item's form uses. */
export type Property = {
  type: "string" | "number" | "boolean" | "array";
  enum?: string[];
  items?: { enum: string[] };
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  maxLength?: number;
  pattern?: string;
  allOf?: { pattern: string }[];
  format?: string;
  "x-type"?: string;
  "x-not-before"?: string;
  "x-min-lead"?: string;
  "x-max-age"?: string;
  "x-max-span"?: string;
};

/** The maximum of one number by what a select says. */
type Depends = {
  if: { properties: Record<string, { const: string }> };
  then: { properties: Record<string, { maximum: number }> };
};

/** The form of an item as the server judges it. */
export type FormSchema = { properties: Record<string, Property>; required?: string[]; allOf?: Depends[] };

/** What stands in a form while it is filled in: numbers as they are typed, absent or "" what is still empty. */
export type Values = Record<string, string | boolean | string[] | undefined>;

/** How many decimals a number of this field may have. */
export const decimalsOf = (rules: Property) => Math.max(0, Math.round(-Math.log10(rules.multipleOf ?? 1)));

/** What is sent: numbers as numbers, nothing for what was left empty. */
export function toSend(schema: FormSchema, values: Values): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const [key, rules] of Object.entries(schema.properties)) {
    const value = values[key];
    if (isEmpty(value)) continue;
    if (rules.type === "number") sent[key] = Number(value);
    else sent[key] = typeof value === "string" ? value.trim() : value;
  }
  return sent;
}

export const isEmpty = (value: Values[string]) =>
  value === undefined || (Array.isArray(value) ? value.length === 0 : typeof value === "string" && value.trim() === "");
