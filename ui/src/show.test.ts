import { expect, test } from "vitest";
import { briefInstant, lastDay, legalDate, legalInstant, named } from "./show";

// The tests run in New York on purpose: a reader's own time zone must not move a legal date.
test("the last second of a legal day is still that day", () => {
  expect(legalDate("2026-11-23T15:59:59Z")).toBe("2026-11-23");
  expect(legalDate("2026-11-23T16:00:00Z")).toBe("2026-11-24");
});

test("midnight is written as 00, not 24", () => expect(legalInstant("2026-11-22T16:00:00Z")).toBe("2026-11-23 00:00"));

test("a list leaves the year out", () => expect(briefInstant("2026-11-23T01:05:00Z")).toBe("11-23 09:05"));

test("a name without English is shown in Chinese", () => {
  expect(named({ name: "受理", name_en: "" }, "en")).toBe("受理");
  expect(named({ name: "受理", name_en: "Acceptance" }, "en")).toBe("Acceptance");
  expect(named({ name: "受理", name_en: "Acceptance" }, "zh-CN")).toBe("受理");
});

test("a limit that ends at 24:00 has that day as its last", () => {
  expect(lastDay("2026-12-02T16:00:00Z")).toBe("2026-12-02");
  expect(lastDay("2026-12-02T09:30:00Z")).toBe("2026-12-02");
});
