import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import type { InboxSearch, Section } from "./api";

/** The sections of an inbox in the order of their counters. */
export const sections: { key: Section; icon: IconName; tone: Tone }[] = [
  { key: "mine", icon: "inbox", tone: "calm" },
  { key: "pool", icon: "people", tone: "calm" },
  { key: "near", icon: "hourglass", tone: "warning" },
  { key: "late", icon: "alert", tone: "red" },
];

/** Reads the inbox's place in the address; what it does not know is left out. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const section = sections.find(({ key }) => key === search.section)?.key ?? "mine";
  return { section, ...texts(search, "item", "number") };
}

/** Takes the named texts out of an address. A number of digits only comes as a number and is a text all the same. */
export function texts<Name extends string>(search: Record<string, unknown>, ...names: Name[]) {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = search[name];
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && text.trim() !== "") found[name] = text.trim();
  }
  return found;
}
