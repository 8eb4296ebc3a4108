import { describe, expect, test } from "vitest";
import { drawn, line, onPaper } from "./drawing";

const step = (key: string, ...after: string[]) => ({ key, after });
const places = (...steps: ReturnType<typeof step>[]) =>
  Object.fromEntries(drawn(steps).placed.map(({ step, rank, lane }) => [step.key, [rank, lane]]));
const size = { width: 100, height: 50, along: 20, beside: 10 };

test("steps in a row lie one after another", () => {
  expect(places(step("accept"), step("review", "accept"), step("decide", "review"))).toEqual({
    accept: [0, 0],
    review: [1, 0],
    decide: [2, 0],
  });
});

const parallel = [
  step("accept"),
  step("fire", "accept"),
  step("health", "accept"),
  step("health2", "health"),
  step("decide", "fire", "health2"),
];

test("a parallel block lies side by side and joins after its longest branch", () => {
  expect(places(...parallel)).toEqual({
    accept: [0, 0],
    fire: [1, 0],
    health: [1, 1],
    health2: [2, 0],
    decide: [3, 0],
  });
});

test("a step after something unknown begins at the start, without an edge", () => {
  const drawing = drawn([step("review", "nowhere")]);
  expect(drawing.placed[0]).toMatchObject({ rank: 0, lane: 0 });
  expect(drawing.edges).toEqual([]);
});

test("a circle in the data does not hang the page", () => {
  expect(drawn([step("a", "b"), step("b", "a")]).placed).toHaveLength(2);
});

test("no steps, no drawing", () => expect(drawn([])).toEqual({ placed: [], edges: [], ranks: 0 }));

describe("on paper", () => {
  const chain = drawn([step("a"), step("b", "a"), step("c", "b"), step("d", "c")]);

  test("rows run to and fro, so that the fourth step lies below the third", () => {
    const { at, width, height } = onPaper(chain, 2, size);
    expect([...at.values()]).toEqual([
      { x: 0, y: 0 },
      { x: 120, y: 0 },
      { x: 120, y: 70 },
      { x: 0, y: 70 },
    ]);
    expect([width, height]).toEqual([220, 120]);
  });

  test("one in a row runs downwards, with parallel steps side by side and single ones in the middle", () => {
    const { at, width } = onPaper(drawn(parallel), 1, size);
    expect(at.get("accept")).toEqual({ x: 55, y: 0 });
    expect(at.get("fire")).toEqual({ x: 0, y: 70 });
    expect(at.get("health")).toEqual({ x: 110, y: 70 });
    expect(width).toBe(210);
  });

  test("no two boxes ever overlap", () => {
    for (const perRow of [1, 2, 3, 4]) {
      const points = [...onPaper(drawn(parallel), perRow, size).at.values()];
      for (const [i, a] of points.entries()) {
        for (const b of points.slice(i + 1)) {
          const apart = Math.abs(a.x - b.x) >= size.width || Math.abs(a.y - b.y) >= size.height;
          expect(apart, `${perRow} in a row`).toBe(true);
        }
      }
    }
  });

  test("a line leaves and enters on the sides that face each other", () => {
    expect(line({ x: 0, y: 0 }, { x: 120, y: 0 }, size, true)).toMatch(/^M100 25C.* 117 25$/);
    expect(line({ x: 120, y: 0 }, { x: 0, y: 0 }, size, true)).toMatch(/^M120 25C.* 103 25$/);
    expect(line({ x: 120, y: 0 }, { x: 120, y: 70 }, size, true)).toMatch(/^M170 50C.* 170 67$/);
  });
});
