import { describe, expect, test } from "vitest";
import { drawn, type Rung, readOf } from "./ladder";

const chen = { account: "a1", name: "陈某1" };
const told: Rung = { rung: 0, at: "2026-11-20T16:00:00Z", told: [chen] };

describe("the ladder of a card", () => {
  test("is drawn from the top, the next rung above those that were told", () => {
    const ladder = [told, { rung: 1, due: "2026-11-23T16:00:00Z", told: [] }, { rung: 2, told: [] }];
    expect(drawn(ladder, false).map(({ rung, state }) => [rung.rung, state])).toEqual([
      [2, "ahead"],
      [1, "next"],
      [0, "told"],
    ]);
  });
  test("a rung with nobody appointed was passed, not told", () => {
    const ladder = [told, { rung: 1, at: "2026-11-23T16:00:00Z", told: [] }];
    expect(drawn(ladder, false)[0]?.state).toBe("empty");
  });
  test("an answered card climbs no further", () => {
    expect(drawn([told, { rung: 1, due: "2026-11-23T16:00:00Z", told: [] }], true)).toHaveLength(1);
  });
  test("rungs may come in any order", () => {
    expect(drawn([{ ...told, rung: 2 }, told, { ...told, rung: 1 }], false).map(({ rung }) => rung.rung)).toEqual([
      2, 1, 0,
    ]);
  });
});

describe("the read mark of a rung", () => {
  const notice = (kind: string, made: string, read?: string) => ({ to: chen, kind, made, read, deliveries: [] });
  const climbed: Rung = { ...told, rung: 1, at: "2026-11-23T16:00:00Z" };
  const all = [
    notice("yellow", "2026-11-20T16:00:01Z", "2026-11-21T01:00:00Z"),
    notice("climb", "2026-11-23T16:00:01Z"),
    notice("verify_card", "2026-11-24T16:00:01Z", "2026-11-24T17:00:00Z"),
  ];
  test("is that of the notice which this rung sent, and of no other", () => {
    expect(readOf(told, "a1", all)).toBe("2026-11-21T01:00:00Z");
    expect(readOf(climbed, "a1", all)).toBeUndefined();
    expect(readOf(told, "a2", all)).toBeUndefined();
  });
  test("a rung that has told nobody yet has none", () =>
    expect(readOf({ rung: 1, told: [] }, "a1", all)).toBeUndefined());
});
