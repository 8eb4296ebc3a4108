import { expect, test } from "vitest";
import { drawn } from "./drawing";

const step = (key: string, ...after: string[]) => ({ key, after });
const places = (...steps: ReturnType<typeof step>[]) =>
  Object.fromEntries(drawn(steps).placed.map(({ step, rank, lane }) => [step.key, [rank, lane]]));

test("steps in a row lie one after another", () => {
  expect(places(step("accept"), step("review", "accept"), step("decide", "review"))).toEqual({
    accept: [0, 0],
    review: [1, 0],
    decide: [2, 0],
  });
});

test("a parallel block lies side by side and joins after its longest branch", () => {
  const steps = [
    step("accept"),
    step("fire", "accept"),
    step("health", "accept"),
    step("health2", "health"),
    step("decide", "fire", "health2"),
  ];
  expect(places(...steps)).toEqual({ accept: [0, 0], fire: [1, 0], health: [1, 1], health2: [2, 0], decide: [3, 0] });
  expect(drawn(steps)).toMatchObject({ ranks: 4, lanes: 2 });
});

test("a step after something unknown begins at the start, without an edge", () => {
  const drawing = drawn([step("review", "nowhere")]);
  expect(drawing.placed[0]).toMatchObject({ rank: 0, lane: 0 });
  expect(drawing.edges).toEqual([]);
});

test("a circle in the data does not hang the page", () => {
  expect(drawn([step("a", "b"), step("b", "a")]).placed).toHaveLength(2);
});

test("no steps, no drawing", () => expect(drawn([])).toEqual({ placed: [], edges: [], ranks: 0, lanes: 0 }));
