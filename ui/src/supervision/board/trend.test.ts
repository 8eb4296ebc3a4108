import { describe, expect, test } from "vitest";
import { type DayFigures, everyDay, sums } from "./trend";

const day = (date: string, submitted: number, red = 0): DayFigures => ({
  day: date,
  submitted,
  decided: 0,
  warnings: 0,
  yellow: 0,
  red,
});

describe("the trend by day", () => {
  test("days on which nothing happened are drawn too", () => {
    const days = everyDay([day("2026-11-02", 5)], "2026-11-01", "2026-11-03");
    expect(days.map(({ day, submitted }) => [day, submitted])).toEqual([
      ["2026-11-01", 0],
      ["2026-11-02", 5],
      ["2026-11-03", 0],
    ]);
  });
  test("a span may cross the end of a year and of a month with a leap day", () => {
    expect(everyDay([], "2027-12-31", "2028-01-01")).toHaveLength(2);
    expect(everyDay([], "2028-02-28", "2028-03-01").map(({ day }) => day)).toContain("2028-02-29");
  });
  test("a span that ends before it begins has no days", () => {
    expect(everyDay([], "2026-11-03", "2026-11-01")).toEqual([]);
  });
  test("its sums are told to those who do not see it", () => {
    expect(sums([day("2026-11-01", 5, 1), day("2026-11-02", 7)])).toMatchObject({ submitted: 12, red: 1, decided: 0 });
  });
});
