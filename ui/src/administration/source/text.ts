/** The most that the contract takes of a source, in characters. */
export const longest = 60_000;

/** The line that a fault names, from 1: "item.yaml:41" or "steps[3].role, line 41" → 41. */
export function lineOf(place: string): number | undefined {
  const found = /(?:\bline|行)\s*(\d+)/i.exec(place) ?? /(?:^|:)(\d+)$/.exec(place.trim());
  const line = Number(found?.[1]);
  return Number.isInteger(line) && line > 0 ? line : undefined;
}

/** Where line n of a text begins and ends, for selecting it; the end of the text if there is no such line. */
export function stretchOf(text: string, n: number): { start: number; end: number } {
  let start = 0;
  for (let line = 1; line < n; line++) {
    const next = text.indexOf("\n", start);
    if (next < 0) return { start: text.length, end: text.length };
    start = next + 1;
  }
  const end = text.indexOf("\n", start);
  return { start, end: end < 0 ? text.length : end };
}

/** How many lines a text has; an empty one has one. */
export const countLines = (text: string) => text.split("\n").length;

/** What is wrong with a text that should be JSON, in the parser's words; nothing if it is. */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
