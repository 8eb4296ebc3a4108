/** What a procedure is drawn from: keys, and what has to be done before. */
export type Drawable = { key: string; after: string[] };

/** A step with its place: rank along the procedure, lane across it. */
export type Placed<S> = { step: S; rank: number; lane: number };
export type Edge = { from: string; to: string };
export type Drawing<S> = { placed: Placed<S>[]; edges: Edge[]; ranks: number; lanes: number };

/**
 * Lays a procedure out: a step's rank is the longest way to it, steps of one rank lie side by side in lanes. Steps that
 * do not name a known step before them begin at the first rank.
 */
export function drawn<S extends Drawable>(steps: S[]): Drawing<S> {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const rank = new Map<string, number>();
  const rankOf = (key: string, seen: Set<string>): number => {
    const known = rank.get(key);
    if (known !== undefined) return known;
    if (seen.has(key)) return 0;
    const before = byKey.get(key)?.after.filter((other) => byKey.has(other)) ?? [];
    const way = new Set([...seen, key]);
    const found = before.length === 0 ? 0 : Math.max(...before.map((other) => rankOf(other, way))) + 1;
    rank.set(key, found);
    return found;
  };
  const used = new Map<number, number>();
  const placed = steps.map((step) => {
    const at = rankOf(step.key, new Set());
    const lane = used.get(at) ?? 0;
    used.set(at, lane + 1);
    return { step, rank: at, lane };
  });
  const edges = steps.flatMap((step) =>
    step.after.filter((from) => byKey.has(from)).map((from) => ({ from, to: step.key })),
  );
  return {
    placed,
    edges,
    ranks: Math.max(0, ...placed.map((each) => each.rank + 1)),
    lanes: Math.max(0, ...used.values()),
  };
}
