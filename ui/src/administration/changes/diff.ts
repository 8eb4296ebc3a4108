/** One line of a comparison: kept, only before, or only after. */
export type DiffLine = { kind: "same" | "gone" | "come"; text: string };

const most = 2000;

/**
 * Compares two texts line by line. JSON is laid out first, so that only what changed stands out. Texts of more than
 * 2,000 lines are set side by side as a whole.
 */
export function diffOf(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length > most || b.length > most) return [...lines(a, "gone"), ...lines(b, "come")];
  const head = a.findIndex((line, i) => line !== b[i]);
  if (head < 0 && a.length === b.length) return lines(a, "same");
  const start = head < 0 ? Math.min(a.length, b.length) : head;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [middleA, middleB] = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
  return [
    ...lines(a.slice(0, start), "same"),
    ...between(middleA, middleB),
    ...lines(a.slice(a.length - tail), "same"),
  ];
}

const lines = (texts: string[], kind: DiffLine["kind"]): DiffLine[] => texts.map((text) => ({ kind, text }));

/** The longest common part of two texts decides what stayed. */
function between(a: string[], b: string[]): DiffLine[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (row === undefined) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ kind: "same", text: a[i++] ?? "" });
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1)))
      found.push({ kind: "gone", text: a[i++] ?? "" });
    else found.push({ kind: "come", text: b[j++] ?? "" });
  }
  return found;
}

function linesOf(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    try {
      return JSON.stringify(JSON.parse(trimmed), null, 2).split("\n");
    } catch {
      return trimmed.split("\n");
    }
  }
  return trimmed.split("\n");
}

/** The lines that changed, each with up to `around` lines before and behind it; what is left out is a gap. */
export function hunks(diff: DiffLine[], around: number): (DiffLine | "gap")[] {
  const near = new Set<number>();
  diff.forEach(({ kind }, i) => {
    if (kind === "same") return;
    for (let n = i - around; n <= i + around; n++) near.add(n);
  });
  const found: (DiffLine | "gap")[] = [];
  diff.forEach((line, i) => {
    if (near.has(i)) found.push(line);
    else if (found.at(-1) !== "gap") found.push("gap");
  });
  return found;
}
