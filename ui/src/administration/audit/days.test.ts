import { expect, test } from "vitest";
import { dayEnd, dayStart } from "./days";

test("a legal day begins at midnight in Shanghai", () =>
  expect(dayStart("2026-11-23")).toBe("2026-11-22T16:00:00.000Z"));
test("and ends where the next one begins", () => expect(dayEnd("2026-12-31")).toBe(dayStart("2027-01-01")));
test("what is no day narrows nothing", () => {
  expect(dayStart(undefined)).toBeUndefined();
  expect(dayEnd("2026-02-30T")).toBeUndefined();
});
