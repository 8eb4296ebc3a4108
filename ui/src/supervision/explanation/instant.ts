/** A wall time of Shanghai, e.g. "2026-11-23T09:05", as the instant it is; nothing if it is none. */
export function instantOf(wall: string): string | undefined {
  const at = new Date(`${wall}:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Reads the instant that the address asks about. */
export function readInstant(search: Record<string, unknown>): { at?: string } {
  const { at } = search;
  return typeof at === "string" && !Number.isNaN(Date.parse(at)) ? { at: new Date(at).toISOString() } : {};
}
