import { describe, expect, test } from "vitest";
import { change, placed, size } from "./trend";

const scores = (...values: number[]) => values.map((score) => ({ score }));

describe("the trend of a unit", () => {
  test("has no change with a single month", () => {
    expect(change(scores(95))).toBeUndefined();
    expect(change([])).toBeUndefined();
  });
  test("changes by the last two months, to two decimals", () => {
    expect(change(scores(80, 95.1, 95.35))).toBe(0.25);
    expect(change(scores(95.35, 90))).toBe(-5.35);
  });
  test("draws a small change small: half a point is not a cliff", () => {
    const [first, second] = placed(scores(95, 95.5));
    expect(Math.abs((first?.[1] ?? 0) - (second?.[1] ?? 0))).toBeLessThan(2);
  });
  test("draws a better score higher, and stays within its box", () => {
    const drawn = placed(scores(0, 100, 50));
    expect(drawn[1]?.[1]).toBeLessThan(drawn[0]?.[1] ?? 0);
    for (const [x, y] of drawn) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(size.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(size.height);
    }
  });
});
