import kinds from "../../models/process/kinds.json";
import type { components } from "./contract";
import { type CaseStatus, type Look, statusLooks, verbLook } from "./looks";

type Kind = components["schemas"]["ItemKind"];
type Item = { kind?: Kind };

/** How a kind of item is called in the page's language. */
export const kindName = (kind: Kind, language: string) => kinds[kind].name[language.startsWith("en") ? "en" : "zh"];

/**
 * How the status of a case looks. A decision is worded by the kind of the item: 准予许可 for a permit, 予以确认 for a
 * confirmation, 不予给付 for a benefit.
 */
export function statusLook(status: CaseStatus, { kind }: Item): Look {
  const words = kind && (status === "granted" || status === "denied") && kinds[kind][status];
  return words ? { ...statusLooks[status], ...words } : statusLooks[status];
}

/** How a verb on a case looks. To refuse reads in Chinese as what comes of it. */
export function deedLook(verb: string, item: Item): Look {
  const look = verbLook(verb);
  return verb === "refuse" && item.kind ? { ...look, zh: statusLook("denied", item).zh } : look;
}
