import { expect, test } from "vitest";
import { aboutCard, curable, particulars } from "./cures";

test.each([
  ["a threshold past without a line", { kind: "late", subject: "c1" }, true],
  ["a record that cannot be read", { kind: "damaged", subject: "c1" }, false],
  ["a lost workflow", { kind: "lost", subject: "c1" }, true],
  ["a workflow blocked by a code fault", { kind: "blocked", subject: "c1" }, true],
  ["a timer that drifted", { kind: "drift", subject: "c1" }, true],
  ["an empty post: somebody must be appointed", { kind: "empty_participant", subject: "c1" }, false],
  ["a missing calendar: it must be loaded", { kind: "calendar" }, false],
])("%s", (_, incident, expected) => expect(curable(incident)).toBe(expected));

test.each([
  ["late/card/7a1e", true],
  ["late/case/7a1e", false],
  ["calendar/2027", false],
])("%s is about a card: %s", (id, expected) => expect(aboutCard({ id, kind: "late" })).toBe(expected));

test("an empty rung is about a card, and says which rung", () => {
  const id = "empty_rung/7a1e/rung/3";
  expect(aboutCard({ id, kind: "empty_rung" })).toBe(true);
  expect(particulars(id, "").rung).toBe("3");
});
test("a missing calendar says which year", () => expect(particulars("calendar/2027", "").year).toBe("2027"));
