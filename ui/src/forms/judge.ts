import { citizenNumber, creditCode, realDate } from "./identity";
import { moved } from "./reach";
import { decimalsOf, type FormSchema, isEmpty, type Property, type Values } from "./schema";

/** What is wrong with one field: the rule's stable key, as the server names it, and what was expected. */
export type Found = { rule: string; detail?: string };

/** Faults stand in the way of submitting; warnings only ask to look again. */
export type Judgement = { faults: Record<string, Found>; warnings: Record<string, Found> };

/**
 * Judges a form by the same rules as the server (models/process CheckForm), so that a page tells before the click what
 * the server would refuse after it. A credit code with a wrong check digit is a warning: a few of the first years are
 * valid all the same (GB 32100). `today` is a legal date.
 */
export function judge(schema: FormSchema, values: Values, today: string): Judgement {
  const found: Judgement = { faults: {}, warnings: {} };
  for (const [key, rules] of Object.entries(schema.properties)) {
    const value = values[key];
    if (isEmpty(value)) {
      if (schema.required?.includes(key)) found.faults[key] = { rule: "required" };
      continue;
    }
    const fault = alone(rules, value);
    if (fault) found.faults[key] = fault;
    else if (rules["x-type"] === "uscc" && !creditCode(String(value).trim()))
      found.warnings[key] = { rule: "checksum" };
  }
  for (const [key, rules] of Object.entries(schema.properties)) {
    if (found.faults[key] || isEmpty(values[key])) continue;
    const fault = related(schema, key, rules, values, found.faults, today);
    if (fault) found.faults[key] = fault;
  }
  return found;
}

/** Judges one value by itself. */
function alone(rules: Property, value: Values[string]): Found | undefined {
  if (typeof value === "boolean") return undefined;
  if (Array.isArray(value)) {
    const odd = value.find((option) => !rules.items?.enum.includes(option));
    return odd === undefined ? undefined : { rule: "option", detail: odd };
  }
  const text = (value ?? "").trim();
  if (rules.type === "number") return numberFault(rules, text);
  if (rules.enum) return rules.enum.includes(text) ? undefined : { rule: "option", detail: text };
  if (rules.format === "date") return realDate(text) ? undefined : { rule: "date" };
  return lineFault(rules, text);
}

function numberFault(rules: Property, text: string): Found | undefined {
  if (!/^-?[0-9]{1,20}(\.[0-9]{1,12})?$/.test(text)) return { rule: "not_number" };
  const decimals = decimalsOf(rules);
  const written = text.includes(".") ? text.replace(/0+$/, "").split(".")[1] : "";
  if (Number(text) < (rules.minimum ?? -Infinity)) return { rule: "min", detail: String(rules.minimum) };
  if (Number(text) > (rules.maximum ?? Infinity)) return { rule: "max", detail: String(rules.maximum) };
  return (written?.length ?? 0) > decimals ? { rule: "decimals", detail: String(decimals) } : undefined;
}

function lineFault(rules: Property, text: string): Found | undefined {
  const most = rules.maxLength ?? Infinity;
  if ([...text].length > most) return { rule: "too_long", detail: String(most) };
  if (rules.pattern && !new RegExp(rules.pattern, "u").test(text)) return { rule: "control" };
  const shape = rules.allOf?.find((part) => !new RegExp(part.pattern, "u").test(text));
  if (shape) return { rule: "pattern", detail: rules["x-type"] };
  return rules.format === "gb11643" && !citizenNumber(text) ? { rule: "checksum" } : undefined;
}

/** Judges a value against other fields and against today; only against fields that are right by themselves. */
function related(
  schema: FormSchema,
  key: string,
  rules: Property,
  values: Values,
  faults: Judgement["faults"],
  today: string,
): Found | undefined {
  if (rules.type === "number") {
    const most = maximumBy(schema, key, values);
    return most !== undefined && Number(values[key]) > most ? { rule: "max", detail: String(most) } : undefined;
  }
  if (rules.format !== "date") return undefined;
  const date = String(values[key]);
  const { "x-min-lead": lead, "x-max-age": age, "x-max-span": span, "x-not-before": before } = rules;
  if (lead && date < moved(today, lead, 1)) return { rule: "min_lead", detail: lead };
  if (age && date > today) return { rule: "future" };
  if (age && date < moved(today, age, -1)) return { rule: "max_age", detail: age };
  if (!before || faults[before] || isEmpty(values[before])) return undefined;
  const first = String(values[before]);
  if (date < first) return { rule: "not_before", detail: before };
  return span && date > moved(first, span, 1) ? { rule: "max_span", detail: span } : undefined;
}

function maximumBy(schema: FormSchema, key: string, values: Values): number | undefined {
  const part = schema.allOf?.find(
    (each) =>
      each.then.properties[key] &&
      Object.entries(each.if.properties).every(([other, { const: said }]) => values[other] === said),
  );
  return part?.then.properties[key]?.maximum;
}
