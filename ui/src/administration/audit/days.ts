const oneDay = 86_400_000;

const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

/** The first instant of a legal day; nothing if the text is no day. */
export function dayStart(day: string | undefined): string | undefined {
  const start = startOf(day ?? "");
  return Number.isNaN(start) ? undefined : new Date(start).toISOString();
}

/** The first instant after a legal day; nothing if the text is no day. */
export function dayEnd(day: string | undefined): string | undefined {
  const start = startOf(day ?? "");
  return Number.isNaN(start) ? undefined : new Date(start + oneDay).toISOString();
}
