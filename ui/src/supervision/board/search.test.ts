import { describe, expect, test } from "vitest";
import { beginOf, readBoardSearch, spanSince } from "./search";

describe("the board's place in the address", () => {
  test("a division, a first day and a measure are kept", () => {
    expect(readBoardSearch({ path: "/44/4419/", from: "2026-11-01", by: "red" })).toEqual({
      path: "/44/4419/",
      from: "2026-11-01",
      by: "red",
    });
  });
  test.each([
    ["a path that is none", { path: "/44/../etc/" }],
    ["a path without its last slash", { path: "/44/4419" }],
    ["a date that does not exist", { from: "2026-13-40" }],
    ["a measure that nobody counts", { by: "speed" }],
    ["words of others", { q: "x", path: 44 }],
  ])("%s is left out", (_, search) => expect(readBoardSearch(search)).toEqual({}));
});

describe("the span of the trend", () => {
  // Late in the evening in London it is already tomorrow in Shanghai.
  const now = new Date("2026-11-22T18:00:00Z");
  test("seven days end today", () => expect(beginOf(7, now)).toBe("2026-11-17"));
  test("a span is known again by its first day", () => expect(spanSince("2026-10-25", now)).toBe(30));
  test("another first day is no span", () => expect(spanSince("2026-01-01", now)).toBeUndefined());
});
