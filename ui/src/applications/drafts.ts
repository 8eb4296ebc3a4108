import type { Filing } from "./filing";

/** A draft kept on this device: what was filled in, and the handle of its copy on the server. */
export type Kept = {
  item: string;
  name: string;
  name_en: string;
  saved: string;
  expires?: string;
  handle?: string;
  filing: Filing;
};

const place = "mingcha.drafts";

/** The drafts on this device, the latest first. What cannot be read counts as none. */
export function keptDrafts(): Kept[] {
  try {
    const all: Kept[] = JSON.parse(localStorage.getItem(place) ?? "[]");
    return all.toSorted((a, b) => b.saved.localeCompare(a.saved));
  } catch {
    return [];
  }
}

export const keptDraft = (item: string) => keptDrafts().find((draft) => draft.item === item);

/** Keeps a draft on this device; says whether the device could. */
export function keepHere(draft: Kept): boolean {
  try {
    localStorage.setItem(place, JSON.stringify([draft, ...keptDrafts().filter(({ item }) => item !== draft.item)]));
    return true;
  } catch {
    return false;
  }
}

export function forgetHere(item: string) {
  localStorage.setItem(place, JSON.stringify(keptDrafts().filter((draft) => draft.item !== item)));
}
