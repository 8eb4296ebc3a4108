/** The words for what is not a text. */
type Words = { yes: string; no: string; none: string };

/** The value of one field as a page shows it. */
export function shownAs(value: unknown, words: Words): string {
  if (value === undefined || value === null || value === "") return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? words.none : value.map(String).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
