import { describe, expect, test } from "vitest";
import { onCard, pressing, readCardSearch, waits } from "./search";

describe("the card desk's place in the address", () => {
  test("level, status and division are kept", () => {
    expect(readCardSearch({ level: "red", status: "issued", path: "/44/", waiting: true })).toEqual({
      level: "red",
      status: "issued",
      path: "/44/",
      waiting: true,
    });
  });
  test.each([
    ["a level that is no signal", { level: "none" }],
    ["a colour that does not exist", { level: "green" }],
    ["a status of cases", { status: "accepted" }],
    ["a flag that is no flag", { withheld: "yes", waiting: 1 }],
    ["a queue that nobody knows", { queue: "lunch" }],
  ])("%s is left out", (_, search) => expect(readCardSearch(search)).toEqual({}));
});

describe("what a card waits for", () => {
  test("a card waits for the unit only when the server says so", () => {
    expect(waits({ waits: { for: "answer", by: "unit" } })).toBe(true);
    expect(waits({ waits: { for: "verification", by: "supervisor" } })).toBe(false);
    expect(waits({})).toBe(false);
  });

  test("working days are the server's count, not the wall's", () => {
    const due = "2026-11-28T16:00:00Z";
    expect(pressing({ waits: { for: "answer", by: "unit", due, workdays: 5 } })?.counted).toEqual({
      n: 5,
      unit: "workday",
    });
    expect(pressing({})).toBeUndefined();
  });

  test("a clock that stands has no due instant", () => {
    expect(pressing({ waits: { for: "answer", by: "unit" } })?.stands).toBe(true);
  });
});

test("a card about a late answer was issued on a card (R-T8), every other on a case", () => {
  expect(onCard({ on: "card" })).toBe(true);
  expect(onCard({ on: "case" })).toBe(false);
});
