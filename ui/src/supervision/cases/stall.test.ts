import { describe, expect, test } from "vitest";
import { stallOf } from "./stall";

const now = new Date("2026-11-23T02:00:00Z");
const holder = { account: "a1", name: "李某1" };
const submitted = "2026-11-01T02:00:00Z";

describe("why a case does not move", () => {
  test("an incident comes before everything else", () => {
    expect(stallOf({ submitted, acted: "2026-11-20T02:00:00Z", incident: true, holder }, now)).toEqual({
      because: "blocked",
      days: 3,
    });
  });
  test("nobody holds it", () => {
    expect(stallOf({ submitted, acted: "2026-11-13T02:00:00Z" }, now)).toEqual({ because: "unheld", days: 10 });
  });
  test("its holder has done nothing since it was submitted", () => {
    expect(stallOf({ submitted, holder }, now)).toEqual({ because: "idle", days: 22 });
  });
  test("an act a moment ahead of our own watch counts as none", () => {
    expect(stallOf({ submitted, holder, acted: "2026-11-23T02:00:05Z" }, now).days).toBe(0);
  });
});
