import { staticJson } from "../http";

/** One place of the division tree: its 12-digit code and its name. */
export type Place = [code: string, name: string];

const read = new Map<string, Promise<unknown>>();

/** Reads a file once; one that failed may be read again. */
function once<T>(path: string): Promise<T> {
  const known = read.get(path) as Promise<T> | undefined;
  if (known) return known;
  const reading = staticJson<T>(path);
  read.set(path, reading);
  reading.catch(() => read.delete(path));
  return reading;
}

/** The places directly below one; below "" the provinces. */
export async function placesBelow(code: string): Promise<Place[]> {
  if (code === "") return once<Place[]>("/divisions/index.json");
  const part = await once<Record<string, Place[]>>(`/divisions/${code.slice(0, 2)}.json`);
  return part[code] ?? [];
}

/** The codes on the way down to a place, the province first: ["440000000000", "441900000000", "441900003000"]. */
export function wayTo(code: string): string[] {
  if (code.length !== 12) return [];
  return [...new Set([2, 4, 6, 9, 12].map((digits) => code.slice(0, digits).padEnd(12, "0")))];
}

/** The code of the last place on a division path such as "/44/4419/". */
export const codeOfPath = (path: string) => (path.split("/").filter(Boolean).at(-1) ?? "").padEnd(12, "0");
