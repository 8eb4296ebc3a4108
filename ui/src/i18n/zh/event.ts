/** Life events are named in Chinese by the catalogue itself; other languages give their words by the Chinese name. */
export const event: Record<string, string> = {};
