import { describe, expect, test } from "vitest";
import { onCard, readCardSearch, waits } from "./search";

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
  ])("%s is left out", (_, search) => expect(readCardSearch(search)).toEqual({}));
});

describe("a card waits for an answer", () => {
  test.each([
    ["an issued red card does", { level: "red", state: "issued" }, true],
    ["an answered one does not", { level: "red", state: "issued", answered: "2026-11-23T02:00:00Z" }, false],
    ["a withheld one does not: nobody was told", { level: "red", state: "withheld" }, false],
    ["a withdrawn one does not", { level: "yellow", state: "withdrawn" }, false],
    ["a warning never does", { level: "warning", state: "issued" }, false],
  ] as const)("%s", (_, card, expected) => expect(waits(card)).toBe(expected));
});

test("a card about a late answer was issued on a card (R-T8), every other on a case", () => {
  expect(onCard({ on: "card" })).toBe(true);
  expect(onCard({ on: "case" })).toBe(false);
});
