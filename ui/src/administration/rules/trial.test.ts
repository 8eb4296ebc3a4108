import dayjs from "dayjs";
import { describe, expect, test } from "vitest";
import {
  lastMonth,
  mostRows,
  nothingTried,
  outcomeOf,
  type TriedCase,
  type TriedRule,
  tableOf,
  together,
} from "./trial";

const rule = (code: string, both: number, gained: number, lost: number): TriedRule => ({
  rule: code,
  name: code,
  name_en: code,
  level: "yellow",
  both,
  gained,
  lost,
});

const row = (more: Partial<TriedCase>): TriedCase => ({
  case: "c1",
  number: "4419-1",
  item: { key: "i", name: "食品经营许可", name_en: "Food" },
  unit: { id: "u", name: "市场监管局", name_en: "Bureau" },
  status: "closed",
  rule: "R-T1",
  level: "yellow",
  clock: "decision#1",
  ...more,
});

describe("what answers come to together", () => {
  test("counts add up by rule and level, in the order of the codes", () => {
    const first = together(nothingTried, {
      looked: 2,
      hidden: 1,
      cursor: "c2",
      rules: [rule("R-T2", 1, 0, 0)],
      rows: [row({})],
    });
    expect(first.cursor).toBe("c2");
    const sum = together(first, {
      looked: 3,
      hidden: 0,
      rules: [rule("R-T1", 0, 2, 1), rule("R-T2", 1, 1, 0)],
      rows: [row({})],
    });
    expect(sum).toMatchObject({ looked: 5, hidden: 1, cursor: undefined });
    expect(sum.rules.map(({ rule, both, gained, lost }) => [rule, both, gained, lost])).toEqual([
      ["R-T1", 0, 2, 1],
      ["R-T2", 2, 1, 0],
    ]);
    expect(sum.rows).toHaveLength(2);
  });
  test("rows are kept up to a bound, counts beyond", () => {
    const many = Array.from({ length: mostRows }, () => row({}));
    const sum = together(
      { ...nothingTried, rows: many },
      { looked: 1, hidden: 0, rules: [rule("R-T1", 1, 0, 0)], rows: [row({})] },
    );
    expect(sum.rows).toHaveLength(mostRows);
    expect(sum.rules[0]?.both).toBe(1);
  });
});

test.each([
  [{ found: "2026-10-01T00:00:00Z", would: "2026-10-01T00:00:00Z" }, "both"],
  [{ found: "2026-10-01T00:00:00Z" }, "lost"],
  [{ would: "2026-10-01T00:00:00Z" }, "gained"],
])("%o is %s", (more, outcome) => {
  expect(outcomeOf(row(more))).toBe(outcome);
});

test("last month is whole, also in January and after a short month", () => {
  const days = (today: string) => lastMonth(dayjs(today)).map((day) => day.format("YYYY-MM-DD"));
  expect(days("2026-01-31")).toEqual(["2025-12-01", "2025-12-31"]);
  expect(days("2026-03-31")).toEqual(["2026-02-01", "2026-02-28"]);
});

test("a table for a spreadsheet quotes every cell and begins no formula", () => {
  const text = tableOf(["规则", "结果"], [row({ number: '=1+"1"', found: "2026-10-01T00:00:00Z" })], () => ["仅当时"]);
  expect(text.startsWith('\uFEFF"规则","结果"\r\n')).toBe(true);
  expect(text).toContain('"\'=1+""1"""');
  expect(text).toContain('"2026-10-01 08:00"');
});
