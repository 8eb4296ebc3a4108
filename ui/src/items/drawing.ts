/** What a procedure is drawn from: keys, and what has to be done before. */
export type Drawable = { key: string; after: string[] };

/** A step with its place: rank along the procedure, lane beside those of the same rank. */
export type Placed<S> = { step: S; rank: number; lane: number };
export type Edge = { from: string; to: string };
export type Drawing<S> = { placed: Placed<S>[]; edges: Edge[]; ranks: number };

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
  return { placed, edges, ranks: Math.max(0, ...placed.map((each) => each.rank + 1)) };
}

/** Sizes of a drawing in its own units: a step's box, and the gaps along the procedure and beside it. */
export type Sizes = { width: number; height: number; along: number; beside: number };
export type Point = { x: number; y: number };

/** A drawing on paper: where each box begins, and how large the whole is. */
export type Sheet = { at: Map<string, Point>; width: number; height: number; across: boolean };

/**
 * Puts a drawing on paper of `perRow` ranks in a row. Rows run to and fro like an ox that ploughs, so that the way from
 * one row to the next is short. One rank in a row is a drawing that runs downwards, its lanes side by side.
 */
export function onPaper<S extends Drawable>(drawing: Drawing<S>, perRow: number, size: Sizes): Sheet {
  return perRow === 1 ? downwards(drawing, size) : inRows(drawing, perRow, size);
}

function downwards<S extends Drawable>({ placed, ranks }: Drawing<S>, size: Sizes): Sheet {
  const pitch = size.width + size.beside;
  const most = Math.max(0, ...placed.map(({ rank }) => lanesOf(placed, rank)));
  const point = ({ rank, lane }: Placed<S>) => ({
    x: lane * pitch + ((most - lanesOf(placed, rank)) * pitch) / 2,
    y: rank * (size.height + size.along),
  });
  return {
    at: new Map(placed.map((each) => [each.step.key, point(each)])),
    width: most * pitch - size.beside,
    height: ranks * (size.height + size.along) - size.along,
    across: false,
  };
}

function inRows<S extends Drawable>({ placed, ranks }: Drawing<S>, perRow: number, size: Sizes): Sheet {
  const pitch = size.height + size.beside;
  const rows = Math.ceil(ranks / perRow);
  const lanes = Array.from({ length: rows }, (_, row) =>
    Math.max(
      0,
      ...placed.filter(({ rank }) => Math.floor(rank / perRow) === row).map(({ rank }) => lanesOf(placed, rank)),
    ),
  );
  const top = (row: number) => lanes.slice(0, row).reduce((sum, n) => sum + n * pitch - size.beside + size.along, 0);
  const point = ({ rank, lane }: Placed<S>) => {
    const row = Math.floor(rank / perRow);
    const column = row % 2 === 0 ? rank % perRow : perRow - 1 - (rank % perRow);
    const room = ((lanes[row] ?? 0) - lanesOf(placed, rank)) * pitch;
    return { x: column * (size.width + size.along), y: top(row) + room / 2 + lane * pitch };
  };
  return {
    at: new Map(placed.map((each) => [each.step.key, point(each)])),
    width: Math.min(ranks, perRow) * (size.width + size.along) - size.along,
    height: Math.max(0, top(rows) - size.along),
    across: true,
  };
}

const lanesOf = <S>(placed: Placed<S>[], rank: number) => placed.filter((each) => each.rank === rank).length;

/** The line from one box to the next: sideways within a row, downwards to another. The tip stays clear of the box. */
export function line(from: Point, to: Point, size: Sizes, across: boolean): string {
  const tip = 3;
  if (across && Math.abs(to.x - from.x) > 0.1) {
    const right = to.x > from.x;
    const [x1, x2] = right ? [from.x + size.width, to.x - tip] : [from.x, to.x + size.width + tip];
    const [y1, y2] = [from.y + size.height / 2, to.y + size.height / 2];
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  }
  const [x1, x2] = [from.x + size.width / 2, to.x + size.width / 2];
  const [y1, y2] = [from.y + size.height, to.y - tip];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}
