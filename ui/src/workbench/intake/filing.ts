import { alreadySaid, applicantEntries, applicantOf, applicantSchema } from "../../applications/applicant";
import type { components } from "../../contract";
import { type Found, judge } from "../../forms/judge";
import { toSend, type Values } from "../../forms/schema";
import { meant } from "../../forms/typed";
import type { Guide } from "../../items/api";
import { type Checked, missingOnes, standOf, supplementText } from "../commands/checklist";
import { recognise } from "./recognise";

/** What a window clerk has taken down of one walk-in applicant. */
export type Filing = {
  applicant: Values;
  item?: string;
  unit?: string;
  form: Values;
  /** What the form took over from the applicant. */
  said: Values;
  materials: Checked[];
  /** What the supplement notice tells. */
  reason: string;
};

/** An empty desk. */
export const nothing: Filing = {
  applicant: { kind: "person", identity_kind: "citizen" },
  form: {},
  said: {},
  materials: [],
  reason: "",
};

/** Takes down one field of the applicant. The identity number says by its shape who it stands for. */
export function withApplicant(filing: Filing, key: string, value: Values[string]): Filing {
  const applicant = { ...filing.applicant, [key]: value };
  if (key === "identity" && typeof value === "string") {
    applicant.identity = meant("id_number", value);
    Object.assign(applicant, recognise(applicant.identity));
  }
  if (key === "kind") applicant.identity_kind = value === "organisation" ? "uscc" : "citizen";
  return { ...filing, applicant };
}

/** Takes down the item; what was filled in for another one is dropped. */
export function withItem(filing: Filing, item: string | undefined): Filing {
  return item === filing.item
    ? filing
    : { ...filing, item, unit: undefined, form: {}, said: {}, materials: [], reason: "" };
}

/** Fills into the item's form what the applicant has already said; what was typed there by hand is left alone. */
export function withSaid(filing: Filing, guide: Guide): Filing {
  const { form, applicant } = filing;
  const byHand = Object.fromEntries(Object.entries(form).filter(([key, value]) => value !== filing.said[key]));
  const said = alreadySaid(guide.fields, applicant, byHand);
  return { ...filing, form: { ...form, ...said }, said };
}

/** The unit that takes the case in: the one chosen, the clerk's own if it does, else the item's first. */
export function unitOf(filing: Filing, guide: Guide, own: string | undefined): string {
  const units = guide.units.length > 0 ? guide.units : [guide.unit];
  const wanted = filing.unit ?? own;
  return (units.find(({ id }) => id === wanted) ?? units[0] ?? guide.unit).id;
}

/** The applicant's fields in the order of the window: the identity first, it may tell of an open case. */
export function windowEntries(applicant: Values) {
  const entries = applicantEntries(applicant);
  return [...entries.filter(({ key }) => key === "identity"), ...entries.filter(({ key }) => key !== "identity")];
}

/** The number on which open cases are looked for: only one that is right. */
export function rightIdentity(applicant: Values): string | undefined {
  const number = String(applicant.identity ?? "");
  const { faults } = judge(applicantSchema(applicant), applicant, "2000-01-01");
  return number === "" || faults.identity ? undefined : number;
}

/** Everything that is wrong with a filing, by the pointer of its field; warnings apart. */
export function faultsOf(filing: Filing, guide: Guide | undefined, today: string) {
  const who = judge(applicantSchema(filing.applicant), filing.applicant, today);
  const what = guide && judge(guide.schema, filing.form, today);
  return {
    faults: {
      ...under("applicant", who.faults),
      ...(guide === undefined && { "/item": { rule: "required" } }),
      ...under("form", what?.faults ?? {}),
    } as Record<string, Found>,
    warnings: { ...under("applicant", who.warnings), ...under("form", what?.warnings ?? {}) },
  };
}

const under = (part: string, faults: Record<string, Found>) =>
  Object.fromEntries(Object.entries(faults).map(([key, found]) => [`/${part}/${key}`, found]));

/** What the window can do with a checklist that stands so; undefined while it is not looked through. */
export function usualChoice(filing: Filing, guide: Guide): Choice | undefined {
  return { complete: "accept" as const, missing: "notify_supplement" as const, open: undefined }[
    standOf(guide.materials, filing.materials)
  ];
}

/** The text of the supplement notice: as written by the clerk, else the list of everything that is missing. */
export const noticeText = ({ reason, materials }: Filing, guide: Guide) =>
  reason.trim() === "" ? supplementText(guide.materials, missingOnes(materials)) : reason;

/** What the window does with a case beyond taking it in. */
export type Choice = "accept" | "notify_supplement" | "receive";

/** An application made at the window: the channel is the server's to know. */
export type WindowApplication = Omit<components["schemas"]["Application"], "channel">;

/** The application as the server takes it. */
export function toApplication(filing: Filing, guide: Guide, unit: string): WindowApplication {
  return {
    item: guide.key,
    bundle: guide.bundle,
    unit,
    applicant: applicantOf(filing.applicant),
    form: toSend(guide.schema, filing.form),
    ...(filing.materials.length > 0 && { materials: filing.materials }),
  };
}
