import type { components } from "../contract";
import { type FormField, type FormSchema, isEmpty, type Property, type Values } from "../forms/schema";

const line = "^[ \u3000]*[^\\x00-\\x20\\x7f\u3000][^\\x00-\\x1f\\x7f]*$";
const phone = "^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$";
const text = (maxLength: number, more: Partial<Property> = {}): Property => ({
  type: "string",
  maxLength,
  pattern: line,
  ...more,
});
const citizen = text(18, { format: "gb11643", allOf: [{ pattern: "^[0-9]{17}[0-9X]$" }], "x-type": "id_number" });
const credit = text(18, { allOf: [{ pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$" }], "x-type": "uscc" });
const certificate = text(40, { allOf: [{ pattern: "^[0-9A-Za-z()-]{4,40}$" }] });
const call = text(13, { allOf: [{ pattern: phone }], "x-type": "phone" });

/** Words of a field of ours, filled in by the page. */
type Word =
  | "name"
  | "organisationName"
  | "identity"
  | "uscc"
  | "phone"
  | "address"
  | "agentName"
  | "agentIdentity"
  | "agentPhone";
type Entry = { key: string; word: Word; type: string; required: boolean; rules: Property };

/** The fields that every application asks of its applicant; which ones follows from who applies. */
export function applicantEntries(values: Values): Entry[] {
  const organisation = values.kind === "organisation";
  const entry = (key: string, word: Word, rules: Property, required = true): Entry => ({
    key,
    word,
    type: rules["x-type"] ?? "text",
    required,
    rules,
  });
  const identity = organisation ? credit : (values.identity_kind ?? "citizen") === "citizen" ? citizen : certificate;
  const agent = [
    entry("agent_name", "agentName", text(60)),
    entry("agent_identity", "agentIdentity", citizen),
    entry("agent_phone", "agentPhone", call),
  ];
  return [
    entry("name", organisation ? "organisationName" : "name", text(100)),
    entry("identity", organisation ? "uscc" : "identity", identity),
    entry("phone", "phone", call),
    entry("address", "address", text(200), false),
    ...(values.agent === true ? agent : []),
  ];
}

/** The same as a form that `judge` understands. */
export function applicantSchema(values: Values): FormSchema {
  const entries = applicantEntries(values);
  return {
    properties: Object.fromEntries(entries.map(({ key, rules }) => [key, rules])),
    required: entries.filter(({ required }) => required).map(({ key }) => key),
  };
}

export const fieldOf = (entry: Entry, label: string): FormField => ({
  key: entry.key,
  label,
  label_en: label,
  type: entry.type,
  required: entry.required,
});

/** The applicant as the server takes it. */
export function applicantOf(values: Values): components["schemas"]["Applicant"] {
  const given = (key: string) => String(values[key] ?? "").trim();
  const organisation = values.kind === "organisation";
  const agent = { name: given("agent_name"), identity: given("agent_identity"), phone: given("agent_phone") };
  return {
    kind: organisation ? "organisation" : "person",
    name: given("name"),
    identity_kind: organisation ? "uscc" : ((values.identity_kind as "citizen" | undefined) ?? "citizen"),
    identity: given("identity"),
    phone: given("phone"),
    ...(isEmpty(values.address) ? {} : { address: given("address") }),
    ...(values.agent === true ? { agent } : {}),
  };
}

/** Fields of the item's form that ask again what the applicant has already said, by their type. */
export function alreadySaid(fields: FormField[], applicant: Values, form: Values): Values {
  const organisation = applicant.kind === "organisation";
  const known: Values = {
    phone: applicant.phone,
    uscc: organisation ? applicant.identity : undefined,
    entity_name: organisation ? applicant.name : undefined,
  };
  const said: Values = {};
  for (const { key, type } of fields) {
    const value = known[key] ?? known[type];
    if (isEmpty(form[key]) && !isEmpty(value)) said[key] = value;
  }
  return said;
}
