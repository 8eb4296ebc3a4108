import { describe, expect, test } from "vitest";
import type { Clock } from "./api";
import { faces, percentUsed, standstill } from "./clocks";

const clock = (name: string, more: Partial<Clock> = {}): Clock => ({
  name: `${name}#1`,
  kind: name,
  started: "2026-11-20T02:00:00Z",
  promised: { n: 7, unit: "workday" },
  statutory: { n: 20, unit: "workday" },
  promised_due: "2026-12-01T16:00:00Z",
  statutory_due: "2026-12-18T16:00:00Z",
  level: "none",
  provisional: false,
  stands: false,
  running: true,
  used: 2,
  remaining: 5,
  statutory_used: 2,
  statutory_remaining: 18,
  ledger: [],
  ...more,
});
const over = { ended: "2026-11-21T02:00:00Z" };
const shown = (clocks: Clock[]) => faces(clocks).map(({ key }) => key);

describe("the clocks that matter now", () => {
  test("before a decision: promised, statutory and the step at work", () => {
    expect(shown([clock("acceptance", over), clock("decision"), clock("step", { name: "step/review#1" })])).toEqual([
      "decision#1/promised",
      "decision#1/statutory",
      "step/review#1",
    ]);
  });
  test("steps that are done are not shown", () => {
    expect(shown([clock("decision"), clock("step", { ...over, name: "step/accept#1" })])).not.toContain(
      "step/accept#1",
    );
  });
  test("two limits that are the same are shown once", () => {
    expect(shown([clock("acceptance", { statutory: { n: 7, unit: "workday" } })])).toEqual(["acceptance#1/promised"]);
  });
  test("a closed case keeps its last clock", () => {
    expect(shown([clock("decision", over), clock("delivery", { ...over, statutory: undefined })])).toEqual([
      "delivery#1/promised",
    ]);
  });
  test("a special procedure's planned time is a clock of its own", () => {
    expect(shown([clock("decision", { stands: true }), clock("special", { name: "special#1" })])).toContain(
      "special#1",
    );
  });
  test("a case without any clock shows none", () => expect(faces([])).toEqual([]));
});

describe("why the clock stands", () => {
  const hearing = { kind: "hearing", name: "听证", started: "2026-11-22T02:00:00Z", stops: true };
  test("a hearing that has not ended", () => {
    expect(standstill({ special: [hearing] })).toMatchObject({ name: "听证", override: false });
  });
  test("one that has ended stops nothing", () => {
    expect(standstill({ special: [{ ...hearing, finished: "2026-11-23T02:00:00Z" }] })).toBeUndefined();
  });
  test("a procedure that does not stop the clock is no reason", () => {
    expect(standstill({ special: [{ ...hearing, stops: false }] })).toBeUndefined();
  });
  test("a supervisor's stop says so", () => {
    expect(standstill({ special: [{ ...hearing, override: true }] })).toMatchObject({ override: true });
  });
});

describe("the bar of a clock", () => {
  test.each([
    [0, 7, 0],
    [2, 7, 29],
    [9, 7, 100],
    [0, 0, 100],
  ])("%i of %i fills %i percent", (n, of, percent) => expect(percentUsed({ n, of })).toBe(percent));
});
