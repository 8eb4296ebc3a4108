import { describe, expect, test } from "vitest";
import type { Calendar } from "./api";
import { byDivision, isPath, missingYears } from "./years";

const calendar = (division: string, year: number): Calendar => ({ division, year, revision: "1", days: 33 });

describe("the calendars loaded", () => {
  test("the nation stands first, the latest year on top", () => {
    const found = byDivision([calendar("/44/4419/", 0), calendar("/", 2025), calendar("/", 2026)]);
    expect(found.map(({ division, calendars }) => [division, calendars.map(({ year }) => year)])).toEqual([
      ["/", [2026, 2025]],
      ["/44/4419/", [0]],
    ]);
  });
  test("a year left out between two is missed", () => {
    expect(missingYears([calendar("/", 2024), calendar("/", 2026), calendar("/44/", 2025)])).toEqual([2025]);
  });
  test("without any year none is missed between", () => expect(missingYears([])).toEqual([]));
});

test.each([
  ["/", true],
  ["/44/4419/", true],
  ["/44/4419", false],
  ["44/", false],
  ["/gd/", false],
])("%s is a division path: %s", (text, expected) => expect(isPath(text)).toBe(expected));
