import { describe, expect, test } from "vitest";
import type { Line } from "./api";
import { byDay, pageOf, recordedLater, textsOf } from "./timeline";

const line = (n: number, acted: string, recorded = acted): Line => ({
  n,
  verb: "approve",
  by: { account: "a" },
  acted,
  recorded,
  hash: "",
});

describe("the timeline is read from its end", () => {
  test.each([
    ["a short record is one page", 7, { after: 0, limit: 7 }],
    ["a long record begins with its last hundred lines", 250, { after: 150, limit: 100 }],
    ["the page before that", 150, { after: 50, limit: 100 }],
    ["the oldest page takes what is left", 50, { after: 0, limit: 50 }],
    ["an empty record is still a lawful question", 0, { after: 0, limit: 1 }],
  ])("%s", (_, last, page) => expect(pageOf(last)).toEqual(page));
});

test("lines are gathered by Shanghai's days, the latest first, each once", () => {
  const lines = [
    line(1, "2026-11-22T15:59:59Z"),
    line(2, "2026-11-22T16:00:00Z"),
    line(3, "2026-11-23T01:00:00Z"),
    line(2, "2026-11-22T16:00:00Z"),
  ];
  expect(byDay(lines).map(({ day, lines }) => [day, lines.map(({ n }) => n)])).toEqual([
    ["2026-11-23", [3, 2]],
    ["2026-11-22", [1]],
  ]);
});

describe("acted and recorded", () => {
  test("the same minute is one time", () => {
    expect(recordedLater(line(1, "2026-11-23T01:00:00Z", "2026-11-23T01:00:59Z"))).toBe(false);
  });
  test("an act that was written down later shows both", () => {
    expect(recordedLater(line(1, "2026-11-23T01:00:00Z", "2026-11-23T03:00:00Z"))).toBe(true);
  });
});

test("a line shows the texts it has, blanks left out", () => {
  const spoken = { ...line(1, "2026-11-23T01:00:00Z"), text: { reason: "缺少图纸", note: "  ", remedy: "六十日内" } };
  expect(textsOf(spoken)).toEqual([
    { kind: "reason", text: "缺少图纸" },
    { kind: "remedy", text: "六十日内" },
  ]);
});
