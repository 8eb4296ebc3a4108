import type { components } from "../contract";
import type { FieldFault } from "../fault";
import { type Found, judge } from "../forms/judge";
import { toSend, type Values } from "../forms/schema";
import type { Guide, GuideMaterial } from "../items/api";
import { applicantOf, applicantSchema } from "./applicant";

type Schemas = components["schemas"];

/** A file that was uploaded and is waiting to be named. */
export type Receipt = Schemas["FileReceipt"];

/** How one material is given: by files, from shared data, or promised (告知承诺). */
export type Given = { no: number; state: "received" | "shared" | "promised"; files: Receipt[] };

/** An application while it is written. */
export type Filing = { unit: string; applicant: Values; form: Values; materials: Given[]; page: number };

/** The pages of writing an application, in order. */
export const pages = ["applicant", "form", "materials", "check"] as const;

/** An empty application for an item. Materials that the authority can fetch by itself are fetched. */
export function begun(guide: Guide): Filing {
  const persons = guide.served?.includes("person") ?? true;
  return {
    unit: onlyUnit(guide),
    applicant: { kind: persons ? "person" : "organisation", identity_kind: "citizen" },
    form: {},
    materials: guide.materials.map((material) => ({ no: material.no, state: usualState(material), files: [] })),
    page: 0,
  };
}

/** Where there is a choice of units, the applicant makes it. */
const onlyUnit = (guide: Guide) => (guide.units.length > 1 ? "" : (guide.units[0] ?? guide.unit).id);

const usualState = (material: GuideMaterial) => (material.source === "government_shared" ? "shared" : "received");

/** Goes on with what was kept; what the item no longer asks for is dropped. */
export function resumed(guide: Guide, kept: Partial<Filing>): Filing {
  const fresh = begun(guide);
  const known = (key: string) => key in guide.schema.properties;
  return {
    unit: guide.units.find(({ id }) => id === kept.unit)?.id ?? fresh.unit,
    applicant: { ...fresh.applicant, ...kept.applicant },
    form: Object.fromEntries(Object.entries(kept.form ?? {}).filter(([key]) => known(key))),
    materials: fresh.materials.map((empty) => kept.materials?.find(({ no }) => no === empty.no) ?? empty),
    page: Math.min(kept.page ?? 0, pages.length - 1),
  };
}

/** What is wrong on a page, by the pointer of its field: "/form/phone", "/materials/3". `now` is in milliseconds. */
export function faultsOn(
  page: number,
  guide: Guide,
  filing: Filing,
  today: string,
  now: number,
): Record<string, Found> {
  const under = (prefix: string, faults: Record<string, Found>) =>
    Object.fromEntries(Object.entries(faults).map(([key, found]) => [`/${prefix}/${key}`, found]));
  switch (pages[page]) {
    case "applicant":
      return {
        ...(filing.unit === "" ? { "/unit": { rule: "required" } } : {}),
        ...under("applicant", judge(applicantSchema(filing.applicant), filing.applicant, today).faults),
      };
    case "form":
      return under("form", judge(guide.schema, filing.form, today).faults);
    case "materials":
      return under("materials", materialFaults(guide, filing, now));
    default:
      return {};
  }
}

function materialFaults(guide: Guide, filing: Filing, now: number): Record<string, Found> {
  const faults: Record<string, Found> = {};
  for (const material of guide.materials) {
    const given = filing.materials.find(({ no }) => no === material.no);
    const old = given?.files.find(({ expires }) => expires && Date.parse(expires) <= now);
    if (old) faults[material.no] = { rule: "expired", detail: old.name };
    else if (material.required && given?.state === "received" && given.files.length === 0) {
      faults[material.no] = { rule: "missing" };
    }
  }
  return faults;
}

/** The application as the server takes it. */
export function toApplication(guide: Guide, filing: Filing, draft: string | undefined): Schemas["Application"] {
  return {
    item: guide.key,
    bundle: guide.bundle,
    unit: filing.unit,
    applicant: applicantOf(filing.applicant),
    form: toSend(guide.schema, filing.form),
    materials: given(filing.materials),
    channel: window.matchMedia("(pointer: coarse)").matches ? "mobile" : "computer",
    ...(draft ? { draft } : {}),
  };
}

/** The materials as they are sent: those without anything to say are left out. */
export const given = (materials: Given[]): Schemas["GivenMaterial"][] =>
  materials
    .filter(({ state, files }) => state !== "received" || files.length > 0)
    .map(({ no, state, files }) => ({
      no,
      state,
      ...(files.length ? { files: files.map((file) => file.receipt) } : {}),
    }));

/**
 * The server's faults by the pointer of the field on the page: its places in the list of materials become the numbers
 * of the materials, its "/applicant/agent/name" our "/applicant/agent_name".
 */
export function placed(faults: FieldFault[], sent: { no: number }[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, sentence } of faults) {
    const [, group = "", first = "", second = ""] = field.split("/");
    let pointer = group === "" || first === "" ? `/${group}` : `/${group}/${first}`;
    if (group === "materials") pointer = `/materials/${sent[Number(first)]?.no ?? first}`;
    if (group === "applicant" && first === "agent" && second) pointer = `/applicant/agent_${second}`;
    found[pointer] ??= sentence;
  }
  return found;
}

/** On which page a field stands. */
export function pageOf(pointer: string): number {
  if (pointer.startsWith("/form")) return 1;
  return pointer.startsWith("/materials") ? 2 : 0;
}
